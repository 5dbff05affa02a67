#include "sessions/core/checks.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace acuerdo {
namespace {

template <class Enum>
std::string listed(std::initializer_list<Enum> values) {
  std::string names;
  for (const auto value : values) names.append(names.empty() ? "" : " or ").append(name_of(value));
  return names;
}

template <class T>
T& required(const T* found, const char* missing) {
  possible(found != nullptr, missing);
  return const_cast<T&>(*found);
}

}  // namespace

void possible(bool holds, const char* otherwise) {
  if (!holds) throw ImpossibleEvent(otherwise);
}

MaybeRefused require_role(const Workshop& workshop, const Context& context, Roles roles) {
  const auto* actor = find(workshop, context.actor);
  if (actor && roles.has(actor->role)) return {};
  std::string names;
  for (const auto& [role, name] : names_of(Role{})) {
    if (roles.has(role)) names.append(names.empty() ? "" : " or ").append(name);
  }
  return Refusal{RefusalCode::role, "", fmt::format("Only a {} may do this.", names)};
}

MaybeRefused require_facilitator(const Workshop& workshop, const Context& context) {
  return require_role(workshop, context, {Role::facilitator});
}

MaybeRefused require_stage(const SubObjective& sub_objective, std::initializer_list<Stage> stages) {
  if (std::ranges::find(stages, sub_objective.stage) != stages.end()) return {};
  return Refusal{RefusalCode::stage, "",
                 fmt::format("Sub-objective {} is {}; this is done while it is {}.", sub_objective.id.value,
                             name_of(sub_objective.stage), listed(stages))};
}

MaybeRefused require_decidable(const Settings& settings) {
  if (auto refused = check(settings.rule, settings.voice)) return in_field("rule", std::move(*refused));
  if (auto refused = check(settings.quorum_asked())) return refused;
  if (auto refused = check(settings.ballots, settings.voice)) return refused;
  if (settings.results == Results::live && settings.ballots != Ballots::named) {
    return Refusal{
        RefusalCode::field_invalid, "results",
        "Whoever watches a tally move sees what was voted: live results need ballots that are named."};
  }
  if (settings.fewest < kFewestBallots || settings.fewest > kMostFewestBallots) {
    return Refusal{RefusalCode::field_invalid, "fewest",
                   fmt::format("fewest must be from {} to {}.", kFewestBallots, kMostFewestBallots)};
  }
  if (settings.proxies > kMostProxies) {
    return Refusal{RefusalCode::field_invalid, "proxies",
                   fmt::format("proxies must be from 0 to {}.", kMostProxies)};
  }
  return {};
}

MaybeRefused require_languages(const Workshop& workshop, const Text& text, std::string_view field) {
  const auto& languages = workshop.definition.workshop.languages;
  for (const auto& [language, words] : text) {
    if (std::ranges::find(languages, language) == languages.end()) {
      return Refusal{RefusalCode::language, fmt::format("{}.{}", field, language),
                     fmt::format("{} is not a language of this workshop; it has {}.", language,
                                 fmt::join(languages, ", "))};
    }
  }
  return {};
}

MaybeRefused require_new_wording(const Workshop& workshop, const SubObjective& sub_objective,
                                 const Text& wording) {
  const auto& activities = sub_objective.activities;
  if (auto refused = require_fewer(activities.size(), kMaxActivities, "subObjective",
                                   fmt::format("This sub-objective has {} activities", kMaxActivities)))
    return refused;
  const auto same = std::ranges::find_if(activities, [&](ActivityId id) {
    const auto* other = find(workshop, id);
    return other->standing() && other->wording() == wording;
  });
  if (same == activities.end()) return {};
  return Refusal{RefusalCode::duplicate, "wording",
                 fmt::format("Activity {} has exactly this wording.", number(*same))};
}

MaybeRefused require_standing(const Activity& activity) {
  if (activity.standing()) return {};
  return Refusal{RefusalCode::not_standing, "activity",
                 fmt::format("Activity {} was {}.", number(activity.id), name_of(activity.state))};
}

MaybeRefused require_author(const Workshop& workshop, const Context& context, const Activity& activity) {
  if (!require_facilitator(workshop, context)) return {};
  if (std::ranges::find(activity.authors, context.actor) != activity.authors.end()) return {};
  return Refusal{RefusalCode::not_author, "activity",
                 "Only its author or a facilitator may do this; propose an amendment instead."};
}

MaybeRefused require_mover(const Workshop& workshop, const Context& context, const Activity& activity) {
  if (activity.is_adopted() && require_facilitator(workshop, context)) {
    return Refusal{RefusalCode::role, "activity",
                   "This activity was adopted; only a facilitator changes it, or a new round."};
  }
  return require_author(workshop, context, activity);
}

MaybeRefused require_fewer(std::size_t count, std::size_t most, const std::string& field,
                           std::string_view whose) {
  if (count < most) return {};
  return at_most(field, most, fmt::format("{}; no more are taken.", whose));
}

Refusal not_found(std::string_view field, std::string_view what) {
  return {RefusalCode::not_found, std::string{field},
          fmt::format("There is no such {} in this workshop.", what)};
}

SubObjective& existing(Workshop& workshop, const SubObjectiveId& id) {
  return required(find(workshop, id), "it names a sub-objective that is not there");
}
Activity& existing(Workshop& workshop, ActivityId id) {
  return required(find(workshop, id), "it names an activity that is not there");
}
Participant& existing(Workshop& workshop, ParticipantId id) {
  return required(find(workshop, id), "it names a participant that is not there");
}
LiveSession& existing(Workshop& workshop, const LiveSessionId& id) {
  return required(find(workshop, id), "it names a live session that is not there");
}

namespace {

Refusal closed_at(const Round& round) {
  return {RefusalCode::round_closed, "round",
          fmt::format("Round {} closed at {:%Y-%m-%d %H:%M:%S} UTC.", number(round.number),
                      std::chrono::time_point_cast<std::chrono::seconds>(*round.closed_at))};
}

}  // namespace

MaybeRefused require_open_round(const SubObjective& sub_objective, RoundNumber asked) {
  const auto n = number(asked);
  if (n == 0 || n > sub_objective.rounds.size()) {
    return Refusal{RefusalCode::stage, "round",
                   fmt::format("Round {} of this sub-objective has not opened.", n)};
  }
  const auto& round = sub_objective.rounds[n - 1u];
  if (!round.open()) return closed_at(round);
  return {};
}

Round& existing_open_round(Workshop& workshop, const SubObjectiveId& id, RoundNumber asked) {
  auto& rounds = existing(workshop, id).rounds;
  possible(!rounds.empty() && rounds.back().open() && rounds.back().number == asked,
           "that round is not open");
  return rounds.back();
}

}  // namespace acuerdo
