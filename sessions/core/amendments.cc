#include "sessions/core/amendments.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/edits.h"
#include "sessions/core/event.h"

namespace acuerdo {
namespace {

const Amendment* find_amendment(const Activity& activity, AmendmentId id) {
  const auto found = std::ranges::find(activity.amendments, id, &Amendment::id);
  return found == activity.amendments.end() ? nullptr : &*found;
}

// The amendment waits for an answer and the actor may give it.
MaybeRefused require_answerable(const Workshop& workshop, const Context& context, const Activity* activity,
                                AmendmentId id) {
  if (!activity) return not_found("activity", "activity");
  const auto* amendment = find_amendment(*activity, id);
  if (!amendment) return not_found("amendment", "amendment of this activity");
  if (auto refused = require_standing(*activity)) return refused;
  if (auto refused = require_stage(*find(workshop, activity->sub_objective), {Stage::clarifying}))
    return refused;
  if (auto refused = require_mover(workshop, context, *activity)) return refused;
  if (amendment->hidden) return Refusal{RefusalCode::not_standing, "amendment", "This amendment is hidden."};
  if (amendment->state == AmendmentState::proposed) return {};
  return Refusal{RefusalCode::duplicate, "amendment",
                 fmt::format("This amendment was {} already.", name_of(amendment->state))};
}

// The wording is still the one the amendment changes, or the one that is named in its place.
MaybeRefused require_its_version(const Activity& activity, const Amendment& amendment,
                                 const std::optional<std::uint32_t>& instead_of) {
  const auto now = activity.versions.back().number;
  if (now == amendment.base || instead_of == now) return {};
  return Refusal{
      RefusalCode::base, "amendment",
      fmt::format(
          "This amendment changes version {}, and the activity is at version {}: what was added since "
          "would be lost. Accept it instead of version {}, or amend again.",
          amendment.base, now, now)};
}

Amendment& existing_amendment(Activity& activity, AmendmentId id) {
  const auto found = std::ranges::find(activity.amendments, id, &Amendment::id);
  possible(found != activity.amendments.end() && found->waits(), "no such amendment waits for an answer");
  return *found;
}

}  // namespace

Decision decide(const Workshop& workshop, const Context& context, const ProposeAmendment& command) {
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_standing(*activity)) return *refused;
  if (auto refused = require_stage(*find(workshop, activity->sub_objective), {Stage::clarifying}))
    return *refused;
  if (auto refused = require_languages(workshop, command.wording, "wording")) return *refused;
  if (activity->wording() == command.wording) {
    return Refusal{RefusalCode::duplicate, "wording", "This is the activity's wording already."};
  }
  const auto& amendments = activity->amendments;
  if (auto refused = require_fewer(amendments.size(), kMaxAmendments, "activity",
                                   fmt::format("This activity has {} amendments", kMaxAmendments)))
    return *refused;
  if (auto refused = require_fewer_own(workshop, context, amendments, &Amendment::by, kMaxOwnAmendments,
                                       "activity", "amendments to this activity"))
    return *refused;
  return Event{AmendmentProposed{AmendmentId{workshop.amendments + 1}, command.activity, command.wording,
                                 command.reason}};
}

Decision decide(const Workshop& workshop, const Context& context, const AcceptAmendment& command) {
  const auto* activity = find(workshop, command.activity);
  if (auto refused = require_answerable(workshop, context, activity, command.amendment)) return *refused;
  if (activity->wording() == find_amendment(*activity, command.amendment)->wording) {
    return Refusal{RefusalCode::duplicate, "amendment",
                   "The activity reads so already; there is nothing to accept."};
  }
  if (auto refused =
          require_its_version(*activity, *find_amendment(*activity, command.amendment), command.instead_of))
    return *refused;
  if (auto refused = require_fewer(activity->versions.size(), kMaxVersions, "activity",
                                   fmt::format("This activity has {} versions", kMaxVersions)))
    return *refused;
  return Event{AmendmentAccepted{command.activity, command.amendment}};
}

Decision decide(const Workshop& workshop, const Context& context, const DeclineAmendment& command) {
  const auto* activity = find(workshop, command.activity);
  if (auto refused = require_answerable(workshop, context, activity, command.amendment)) return *refused;
  return Event{AmendmentDeclined{command.activity, command.amendment, command.reason}};
}

Decision decide(const Workshop& workshop, const Context& context, const PutAmendment& command) {
  const auto* activity = find(workshop, command.activity);
  if (auto refused = require_answerable(workshop, context, activity, command.amendment)) return *refused;
  const auto& wording = find_amendment(*activity, command.amendment)->wording;
  if (auto refused = require_new_wording(workshop, *find(workshop, activity->sub_objective), wording))
    return *refused;
  const ActivityId alternative{static_cast<std::uint32_t>(workshop.activities.size() + 1)};
  return Event{AmendmentPut{command.activity, command.amendment, alternative}};
}

void apply(Workshop& workshop, const Happening& happening, const AmendmentProposed& event) {
  possible(number(event.amendment) == workshop.amendments + 1, "it is not the next amendment's number");
  Amendment amendment;
  amendment.id = event.amendment;
  amendment.wording = event.wording;
  amendment.reason = event.reason;
  amendment.by = happening.actor;
  amendment.at = happening.at;
  auto& activity = existing(workshop, event.activity);
  amendment.base = activity.versions.back().number;
  activity.amendments.push_back(std::move(amendment));
  ++workshop.amendments;
}

void apply(Workshop& workshop, const Happening& happening, const AmendmentAccepted& event) {
  auto& activity = existing(workshop, event.activity);
  auto& amendment = existing_amendment(activity, event.amendment);
  forget_steps(workshop, activity.sub_objective);
  amendment.state = AmendmentState::accepted;
  activity.reword(amendment.wording, amendment.by, happening.at);
  mark_edited(workshop, happening, edits::wording(event.activity));
}

void apply(Workshop& workshop, const Happening&, const AmendmentDeclined& event) {
  auto& amendment = existing_amendment(existing(workshop, event.activity), event.amendment);
  amendment.state = AmendmentState::declined;
  amendment.answer = event.reason;
}

void apply(Workshop& workshop, const Happening& happening, const AmendmentPut& event) {
  possible(number(event.alternative) == workshop.activities.size() + 1,
           "it is not the next activity's number");
  auto& amended = existing(workshop, event.activity);
  auto& amendment = existing_amendment(amended, event.amendment);
  forget_steps(workshop, amended.sub_objective);
  amendment.state = AmendmentState::put_to_vote;
  amended.undecide();
  Activity alternative;
  alternative.id = event.alternative;
  alternative.sub_objective = amended.sub_objective;
  alternative.versions.push_back({1, amendment.wording, amendment.by, happening.at});
  alternative.authors.push_back(amendment.by);
  alternative.alternative_to = event.activity;
  auto& order = existing(workshop, amended.sub_objective).activities;
  order.insert(std::ranges::find(order, event.activity) + 1, alternative.id);
  workshop.activities.push_back(std::move(alternative));
}

}  // namespace acuerdo
