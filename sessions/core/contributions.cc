#include "sessions/core/contributions.h"

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/event.h"

namespace acuerdo {
namespace {

template <class Contributions, class Id>
auto* hidden_in(Contributions& all, Id id) {
  const auto found = std::ranges::find_if(all, [&](const auto& one) { return one.id == id; });
  return found == all.end() ? nullptr : &found->hidden;
}

// Why what `meant` names is hidden, when it is; null when there is no such thing.
template <class SomeActivity, class Meant>
auto* hidden_of(SomeActivity& activity, const Meant& meant) {
  return meant.comment ? hidden_in(activity.comments, *meant.comment)
                       : hidden_in(activity.amendments, *meant.amendment);
}

// It names one thing that is there, where it is not too late. Hidden or not, as it must be.
template <class Meant>
MaybeRefused require_contribution(const Workshop& workshop, const Meant& meant, bool hidden) {
  const std::string field = meant.comment ? "comment" : "amendment";
  if (meant.comment.has_value() == meant.amendment.has_value()) {
    return Refusal{RefusalCode::field_invalid, field, "Either comment or amendment says what is meant."};
  }
  const auto* activity = find(workshop, meant.activity);
  if (!activity) return not_found("activity", "activity");
  const auto* is_hidden = hidden_of(*activity, meant);
  if (!is_hidden) return not_found(field, field + " on this activity");
  if (auto refused = require_stage(*find(workshop, activity->sub_objective),
                                   {Stage::pending, Stage::proposing, Stage::clarifying, Stage::voting,
                                    Stage::reviewing, Stage::assigning}))
    return refused;
  if (is_hidden->has_value() == hidden) return {};
  return Refusal{RefusalCode::not_standing, field,
                 "This " + field + (hidden ? " is not hidden." : " is hidden already.")};
}

template <class Meant>
std::optional<Reasoned>& existing_hidden(Workshop& workshop, const Meant& meant) {
  possible(meant.comment.has_value() != meant.amendment.has_value(), "it names nothing, or two things");
  auto* hidden = hidden_of(existing(workshop, meant.activity), meant);
  possible(hidden != nullptr, "it names what is not there");
  return *hidden;
}

}  // namespace

Decision decide(const Workshop& workshop, const Context&, const HideContribution& command) {
  if (auto refused = require_contribution(workshop, command, false)) return *refused;
  return Event{ContributionHidden{command.activity, command.comment, command.amendment, command.reason}};
}

Decision decide(const Workshop& workshop, const Context&, const ShowContribution& command) {
  if (auto refused = require_contribution(workshop, command, true)) return *refused;
  return Event{ContributionShown{command.activity, command.comment, command.amendment}};
}

void apply(Workshop& workshop, const Happening& happening, const ContributionHidden& event) {
  existing_hidden(workshop, event) = Reasoned{event.reason, happening.actor, happening.at};
}

void apply(Workshop& workshop, const Happening&, const ContributionShown& event) {
  existing_hidden(workshop, event).reset();
}

}  // namespace acuerdo
