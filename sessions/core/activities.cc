#include "sessions/core/activities.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/event.h"

namespace acuerdo {
namespace {

// The activity stands, its sub-objective is in one of the stages, and the actor may change it.
MaybeRefused require_changeable(const Workshop& workshop, const Context& context, const Activity& activity) {
  if (auto refused = require_standing(activity)) return refused;
  if (auto refused =
          require_stage(*find(workshop, activity.sub_objective), {Stage::proposing, Stage::clarifying}))
    return refused;
  return require_mover(workshop, context, activity);
}

MaybeRefused require_speaker(const Workshop& workshop, const Context& context) {
  return require_role(workshop, context, {Role::delegate, Role::facilitator});
}

void credit(Activity& activity, ParticipantId author) {
  if (std::ranges::find(activity.authors, author) == activity.authors.end())
    activity.authors.push_back(author);
}

}  // namespace

Decision decide(const Workshop& workshop, const Context& context, const ProposeActivity& command) {
  if (auto refused = require_speaker(workshop, context)) return *refused;
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_stage(*sub_objective, {Stage::proposing})) return *refused;
  if (auto refused = require_languages(workshop, command.wording, "wording")) return *refused;
  if (auto refused = require_fewer(sub_objective->activities.size(), kMaxActivities, "subObjective",
                                   fmt::format("This sub-objective has {} activities", kMaxActivities)))
    return *refused;
  const auto proposed_by = [&](ActivityId id) { return find(workshop, id)->versions.front().by; };
  if (auto refused = require_fewer_own(workshop, context, sub_objective->activities, proposed_by,
                                       kMaxOwnActivities, "subObjective", "activities of this sub-objective"))
    return *refused;
  const auto same = std::ranges::find_if(sub_objective->activities, [&](ActivityId id) {
    const auto* other = find(workshop, id);
    return other->standing() && other->wording() == command.wording;
  });
  if (same != sub_objective->activities.end()) {
    return Refusal{RefusalCode::duplicate, "wording",
                   fmt::format("Activity {} has exactly this wording.", number(*same))};
  }
  const ActivityId id{static_cast<std::uint32_t>(workshop.activities.size() + 1)};
  return Event{ActivityProposed{id, command.sub_objective, command.wording}};
}

Decision decide(const Workshop& workshop, const Context& context, const ReviseActivity& command) {
  if (auto refused = require_speaker(workshop, context)) return *refused;
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_changeable(workshop, context, *activity)) return *refused;
  if (auto refused = require_languages(workshop, command.wording, "wording")) return *refused;
  if (activity->wording() == command.wording) return {};
  if (auto refused = require_fewer(activity->versions.size(), kMaxVersions, "activity",
                                   fmt::format("This activity has {} versions", kMaxVersions)))
    return *refused;
  return Event{ActivityRevised{command.activity, command.wording}};
}

Decision decide(const Workshop& workshop, const Context& context, const WithdrawActivity& command) {
  if (auto refused = require_speaker(workshop, context)) return *refused;
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_changeable(workshop, context, *activity)) return *refused;
  if (activity->is_adopted()) {
    return Refusal{RefusalCode::stage, "activity",
                   "This activity is adopted; put it to the vote again instead."};
  }
  return Event{ActivityWithdrawn{command.activity, command.reason}};
}

Decision decide(const Workshop& workshop, const Context& context, const MergeActivities& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  const auto* into = find(workshop, command.into);
  if (!into) return not_found("into", "activity");
  if (auto refused = require_changeable(workshop, context, *into)) return *refused;
  if (command.from.empty())
    return Refusal{RefusalCode::field_invalid, "from", "from must name at least one activity."};
  for (auto other = command.from.begin(); other != command.from.end(); ++other) {
    const auto* activity = find(workshop, *other);
    if (!activity || activity->sub_objective != into->sub_objective)
      return not_found("from", "activity of this sub-objective");
    if (*other == command.into || std::find(command.from.begin(), other, *other) != other) {
      return Refusal{RefusalCode::field_invalid, "from",
                     "An activity cannot be merged into itself or named twice."};
    }
    if (auto refused = require_standing(*activity)) return *refused;
    if (activity->is_adopted())
      return Refusal{RefusalCode::stage, "from", "An adopted activity cannot be merged away."};
  }
  return Event{ActivitiesMerged{command.into, command.from}};
}

Decision decide(const Workshop& workshop, const Context& context, const AddComment& command) {
  if (auto refused = require_speaker(workshop, context)) return *refused;
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_standing(*activity)) return *refused;
  const auto& sub_objective = *find(workshop, activity->sub_objective);
  if (auto refused = require_stage(sub_objective, {Stage::proposing, Stage::clarifying, Stage::reviewing}))
    return *refused;
  if (auto refused = require_languages(workshop, command.text, "text")) return *refused;
  if (auto refused = require_fewer(activity->comments.size(), kMaxComments, "activity",
                                   fmt::format("This activity has {} comments", kMaxComments)))
    return *refused;
  if (auto refused = require_fewer_own(workshop, context, activity->comments, &Comment::by, kMaxOwnComments,
                                       "activity", "comments on this activity"))
    return *refused;
  return Event{CommentAdded{CommentId{workshop.comments + 1}, command.activity, command.text}};
}

void apply(Workshop& workshop, const Happening& happening, const ActivityProposed& event) {
  possible(number(event.activity) == workshop.activities.size() + 1, "it is not the next activity's number");
  Activity activity;
  activity.id = event.activity;
  activity.sub_objective = event.sub_objective;
  activity.versions.push_back({1, event.wording, happening.actor, happening.at});
  activity.authors.push_back(happening.actor);
  existing(workshop, event.sub_objective).activities.push_back(event.activity);
  workshop.activities.push_back(std::move(activity));
}

void apply(Workshop& workshop, const Happening& happening, const ActivityRevised& event) {
  existing(workshop, event.activity).reword(event.wording, happening.actor, happening.at);
}

void apply(Workshop& workshop, const Happening& happening, const ActivityWithdrawn& event) {
  auto& activity = existing(workshop, event.activity);
  possible(activity.standing(), "the activity does not stand");
  activity.state = ActivityState::withdrawn;
  activity.withdrawn_reason = event.reason;
  activity.outcome = {OutcomeKind::withdrawn, OutcomeKind::withdrawn, event.reason,
                      RoundNumber{},          happening.actor,        happening.at};
}

void apply(Workshop& workshop, const Happening& happening, const ActivitiesMerged& event) {
  auto& into = existing(workshop, event.into);
  for (const auto id : event.from) {
    auto& merged = existing(workshop, id);
    possible(merged.standing() && id != event.into, "the activity does not stand");
    merged.state = ActivityState::merged;
    merged.merged_into = event.into;
    merged.outcome = {OutcomeKind::merged, OutcomeKind::merged, "",
                      RoundNumber{},       happening.actor,     happening.at};
    into.merged_from.push_back(id);
    for (const auto author : merged.authors) credit(into, author);
  }
}

void apply(Workshop& workshop, const Happening& happening, const CommentAdded& event) {
  possible(number(event.comment) == workshop.comments + 1, "it is not the next comment's number");
  existing(workshop, event.activity)
      .comments.push_back({event.comment, event.text, happening.actor, happening.at});
  ++workshop.comments;
}

}  // namespace acuerdo
