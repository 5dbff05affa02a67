#include "sessions/core/activities.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/edits.h"
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

// What is adopted is not put away.
MaybeRefused require_not_adopted(const Activity& activity) {
  if (!activity.is_adopted()) return {};
  return Refusal{RefusalCode::stage, "activity",
                 "This activity is adopted; put it to the vote again instead."};
}

// As many as the workshop lets each delegate have standing. What was proposed together counts for both.
MaybeRefused require_own_share(const Workshop& workshop, const Context& context,
                               const SubObjective& sub_objective) {
  const auto each = workshop.proposing.each;
  if (each == 0 || find(workshop, context.actor)->role == Role::facilitator) return {};
  const auto own = std::ranges::count_if(sub_objective.activities, [&](ActivityId id) {
    const auto* activity = find(workshop, id);
    return activity->standing() && std::ranges::count(activity->authors, context.actor) > 0;
  });
  if (static_cast<std::uint32_t>(own) < each) return {};
  return at_most("subObjective", each,
                 fmt::format("Each delegate proposes at most {} activities of a sub-objective here; withdraw "
                             "one of yours to propose another.",
                             each));
}

// What was merged holds the words of several: all of its authors withdraw it, or a facilitator.
bool waits_for_others(const Workshop& workshop, const Context& context, const Activity& activity) {
  if (activity.merged_from.empty() || !require_facilitator(workshop, context)) return false;
  return std::ranges::any_of(activity.authors, [&](ParticipantId author) {
    const auto* participant = find(workshop, author);
    return author != context.actor && participant && is_let_in(participant->role) &&
           !activity.withdrawing.contains(author);
  });
}

void credit(Activity& activity, ParticipantId author) {
  if (std::ranges::find(activity.authors, author) == activity.authors.end())
    activity.authors.push_back(author);
}

}  // namespace

Decision decide(const Workshop& workshop, const Context& context, const ProposeActivity& command) {
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_stage(*sub_objective, {Stage::proposing})) return *refused;
  if (auto refused = require_languages(workshop, command.wording, "wording")) return *refused;
  const auto proposed_by = [&](ActivityId id) { return find(workshop, id)->versions.front().by; };
  if (auto refused = require_fewer_own(workshop, context, sub_objective->activities, proposed_by,
                                       kMaxOwnActivities, "subObjective", "activities of this sub-objective"))
    return *refused;
  if (auto refused = require_own_share(workshop, context, *sub_objective)) return *refused;
  if (auto refused = require_new_wording(workshop, *sub_objective, command.wording)) return *refused;
  const ActivityId id{static_cast<std::uint32_t>(workshop.activities.size() + 1)};
  return Event{ActivityProposed{id, command.sub_objective, command.wording}};
}

Decision decide(const Workshop& workshop, const Context& context, const ReviseActivity& command) {
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_changeable(workshop, context, *activity)) return *refused;
  if (auto refused = require_languages(workshop, command.wording, "wording")) return *refused;
  if (activity->wording() == command.wording) return {};
  if (auto refused = require_base(workshop, command.base, edits::wording(command.activity))) return *refused;
  if (auto refused = require_fewer(activity->versions.size(), kMaxVersions, "activity",
                                   fmt::format("This activity has {} versions", kMaxVersions)))
    return *refused;
  return Event{ActivityRevised{command.activity, command.wording}};
}

Decision decide(const Workshop& workshop, const Context& context, const WithdrawActivity& command) {
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_changeable(workshop, context, *activity)) return *refused;
  if (auto refused = require_not_adopted(*activity)) return *refused;
  if (waits_for_others(workshop, context, *activity)) {
    if (activity->withdrawing.contains(context.actor)) return {};
    return Event{WithdrawalAgreed{command.activity}};
  }
  return Event{ActivityWithdrawn{command.activity, command.reason}};
}

Decision decide(const Workshop& workshop, const Context& context, const MergeActivities& command) {
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

Decision decide(const Workshop& workshop, const Context& context, const SplitActivity& command) {
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_changeable(workshop, context, *activity)) return *refused;
  if (auto refused = require_base(workshop, command.base, edits::wording(command.activity))) return *refused;
  if (command.parts.size() < 2)
    return Refusal{RefusalCode::field_invalid, "parts", "An activity is split into two parts at least."};
  for (auto part = command.parts.begin(); part != command.parts.end(); ++part) {
    if (auto refused = require_languages(workshop, *part, "parts")) return *refused;
    if (std::find(command.parts.begin(), part, *part) != part)
      return Refusal{RefusalCode::duplicate, "parts", "Two parts have the same wording."};
  }
  const auto& activities = find(workshop, activity->sub_objective)->activities;
  if (auto refused = require_fewer(activities.size() + command.parts.size() - 2, kMaxActivities, "activity",
                                   fmt::format("This sub-objective has {} activities", activities.size())))
    return *refused;
  if (auto refused = require_fewer(activity->versions.size(), kMaxVersions, "activity",
                                   fmt::format("This activity has {} versions", kMaxVersions)))
    return *refused;
  const ActivityId first{static_cast<std::uint32_t>(workshop.activities.size() + 1)};
  return Event{ActivitySplit{command.activity, first, command.parts}};
}

Decision decide(const Workshop& workshop, const Context&, const MoveActivity& command) {
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  const auto& sub_objective = *find(workshop, activity->sub_objective);
  if (auto refused = require_stage(sub_objective, {Stage::pending, Stage::proposing, Stage::clarifying,
                                                   Stage::reviewing, Stage::assigning}))
    return *refused;
  const auto& order = sub_objective.activities;
  auto place = order.end();
  if (command.before) {
    place = std::ranges::find(order, *command.before);
    if (place == order.end()) return not_found("before", "activity of this sub-objective");
  }
  const bool is_there =
      command.before == command.activity || (place != order.begin() && *std::prev(place) == command.activity);
  if (is_there) return {};
  return Event{ActivityMoved{command.activity, command.before}};
}

Decision decide(const Workshop& workshop, const Context& context, const HideActivity& command) {
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_changeable(workshop, context, *activity)) return *refused;
  if (auto refused = require_not_adopted(*activity)) return *refused;
  return Event{ActivityHidden{command.activity, command.reason, command.minuted}};
}

Decision decide(const Workshop& workshop, const Context&, const ShowActivity& command) {
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (activity->state != ActivityState::hidden) {
    return Refusal{RefusalCode::not_standing, "activity", "This activity is not hidden."};
  }
  if (auto refused =
          require_stage(*find(workshop, activity->sub_objective), {Stage::proposing, Stage::clarifying}))
    return *refused;
  return Event{ActivityShown{command.activity}};
}

Decision decide(const Workshop& workshop, const Context& context, const AddComment& command) {
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
  auto& activity = existing(workshop, event.activity);
  forget_steps(workshop, activity.sub_objective);
  activity.reword(event.wording, happening.actor, happening.at);
  mark_edited(workshop, happening, edits::wording(event.activity));
}

void apply(Workshop& workshop, const Happening& happening, const WithdrawalAgreed& event) {
  auto& activity = existing(workshop, event.activity);
  possible(activity.standing(), "the activity does not stand");
  activity.withdrawing.insert(happening.actor);
}

void apply(Workshop& workshop, const Happening& happening, const ActivityWithdrawn& event) {
  auto& activity = existing(workshop, event.activity);
  possible(activity.standing(), "the activity does not stand");
  remember_step(workshop, activity.sub_objective, happening, StepKind::activity_withdrawn, {event.activity});
  activity.state = ActivityState::withdrawn;
  activity.withdrawn_reason = event.reason;
  activity.outcome = {OutcomeKind::withdrawn, OutcomeKind::withdrawn, event.reason,
                      RoundNumber{},          happening.actor,        happening.at};
}

void apply(Workshop& workshop, const Happening& happening, const ActivitiesMerged& event) {
  auto& into = existing(workshop, event.into);
  auto changed = event.from;
  changed.push_back(event.into);
  remember_step(workshop, into.sub_objective, happening, StepKind::activities_merged, changed);
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
  into.withdrawing.clear();
}

void apply(Workshop& workshop, const Happening& happening, const ActivitySplit& event) {
  possible(number(event.first) == workshop.activities.size() + 1, "it is not the next activity's number");
  possible(event.parts.size() >= 2, "it has no parts");
  auto& whole = existing(workshop, event.activity);
  possible(whole.standing(), "the activity does not stand");
  forget_steps(workshop, whole.sub_objective);
  whole.reword(event.parts.front(), happening.actor, happening.at);
  mark_edited(workshop, happening, edits::wording(event.activity));
  auto& order = existing(workshop, whole.sub_objective).activities;
  auto behind = std::ranges::find(order, event.activity) + 1;
  std::vector<Activity> others;
  for (std::size_t part = 1; part < event.parts.size(); ++part) {
    Activity other;
    other.id = event.part(part);
    other.sub_objective = whole.sub_objective;
    other.versions.push_back({1, event.parts[part], happening.actor, happening.at});
    other.authors = whole.authors;
    other.split_from = event.activity;
    behind = order.insert(behind, other.id) + 1;
    others.push_back(std::move(other));
  }
  // Last, because `whole` is one of them.
  std::ranges::move(others, std::back_inserter(workshop.activities));
}

void apply(Workshop& workshop, const Happening&, const ActivityMoved& event) {
  auto& order = existing(workshop, existing(workshop, event.activity).sub_objective).activities;
  std::erase(order, event.activity);
  auto place = order.end();
  if (event.before) {
    place = std::ranges::find(order, *event.before);
    possible(place != order.end(), "it names an activity that is not there");
  }
  order.insert(place, event.activity);
}

void apply(Workshop& workshop, const Happening& happening, const ActivityHidden& event) {
  auto& activity = existing(workshop, event.activity);
  possible(activity.standing(), "the activity does not stand");
  forget_steps(workshop, activity.sub_objective);
  activity.state = ActivityState::hidden;
  activity.hiding = Hiding{event.reason, event.minuted, happening.actor, happening.at};
  activity.undecide();
}

void apply(Workshop& workshop, const Happening&, const ActivityShown& event) {
  auto& activity = existing(workshop, event.activity);
  possible(activity.state == ActivityState::hidden, "the activity is not hidden");
  forget_steps(workshop, activity.sub_objective);
  activity.state = ActivityState::standing;
  activity.hiding.reset();
}

void apply(Workshop& workshop, const Happening& happening, const CommentAdded& event) {
  possible(number(event.comment) == workshop.comments + 1, "it is not the next comment's number");
  existing(workshop, event.activity)
      .comments.push_back({event.comment, event.text, happening.actor, happening.at});
  ++workshop.comments;
}

}  // namespace acuerdo
