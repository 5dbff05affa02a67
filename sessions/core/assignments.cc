#include "sessions/core/assignments.h"

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/edits.h"
#include "sessions/core/event.h"
#include "sessions/values/date.h"

namespace acuerdo {
namespace {

// The activity is adopted and its sub-objective is being assigned.
MaybeRefused require_assignable(const Workshop& workshop, const Activity* activity) {
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_stage(*find(workshop, activity->sub_objective), {Stage::assigning}))
    return refused;
  if (activity->is_adopted()) return {};
  return Refusal{RefusalCode::not_standing, "activity",
                 "Only adopted activities are assigned to institutions."};
}

void add(std::vector<Assignment>& assignments, const std::vector<InstitutionId>& institutions,
         AssignmentRole role) {
  for (const auto& id : institutions) assignments.push_back({id, role});
}

bool same(std::vector<Assignment> some, std::vector<Assignment> others) {
  std::ranges::sort(some);
  std::ranges::sort(others);
  return some == others;
}

// The round that voted on that mapping and on none since, 0 when none did.
RoundNumber voted_in(const Workshop& workshop, const Activity& activity,
                     const std::vector<Assignment>& assignments) {
  const auto [round, result] = latest_mapping_result(workshop, activity);
  return round && same(*mapping_of(*round, activity.id), assignments) ? round->number : RoundNumber{};
}

bool suggested(const Activity& activity, const Assignment& assignment, ParticipantId participant) {
  const auto found = activity.suggestions.find(assignment);
  return found != activity.suggestions.end() && found->second.contains(participant);
}

}  // namespace

MaybeRefused require_assignments(const Workshop& workshop, const std::vector<Assignment>& assignments) {
  for (auto one = assignments.begin(); one != assignments.end(); ++one) {
    if (!find(workshop, one->institution)) return not_found(name_of(one->role), "institution");
    if (std::find(assignments.begin(), one, *one) != one) {
      return Refusal{RefusalCode::field_invalid, std::string{name_of(one->role)},
                     "An institution is named twice for one role."};
    }
  }
  return {};
}

Decision decide(const Workshop& workshop, const Context& context, const SuggestInstitution& command) {
  const auto* activity = find(workshop, command.activity);
  if (auto refused = require_assignable(workshop, activity)) return *refused;
  if (!find(workshop, command.institution)) return not_found("institution", "institution");
  if (suggested(*activity, {command.institution, command.role}, context.actor)) return {};
  return Event{InstitutionSuggested{command.activity, context.actor, command.institution, command.role}};
}

Decision decide(const Workshop& workshop, const Context& context, const WithdrawSuggestion& command) {
  const auto* activity = find(workshop, command.activity);
  if (auto refused = require_assignable(workshop, activity)) return *refused;
  if (!suggested(*activity, {command.institution, command.role}, context.actor)) return {};
  return Event{SuggestionWithdrawn{command.activity, context.actor, command.institution, command.role}};
}

Decision decide(const Workshop& workshop, const Context&, const AdoptAssignments& command) {
  const auto* activity = find(workshop, command.activity);
  if (auto refused = require_assignable(workshop, activity)) return *refused;
  std::vector<Assignment> assignments;
  add(assignments, command.leads, AssignmentRole::leads);
  add(assignments, command.supports, AssignmentRole::supports);
  add(assignments, command.monitors, AssignmentRole::monitors);
  if (auto refused = require_assignments(workshop, assignments)) return *refused;
  const auto round = voted_in(workshop, *activity, assignments);
  if (activity->assignments == assignments && activity->mapped_in == round) return {};
  if (auto refused = require_base(workshop, command.base, edits::mapping(command.activity))) return *refused;
  return Event{AssignmentsAdopted{command.activity, std::move(assignments), round}};
}

Decision decide(const Workshop& workshop, const Context& context, const AnswerAssignment& command) {
  const auto* activity = find(workshop, command.activity);
  if (auto refused = require_assignable(workshop, activity)) return *refused;
  if (!find(workshop, command.institution)) return not_found("institution", "institution");
  const auto& actor = *find(workshop, context.actor);
  if (actor.role == Role::delegate && actor.institution != command.institution) {
    return Refusal{RefusalCode::role, "institution",
                   "An institution answers for itself; this is not the one you speak for."};
  }
  const auto before = activity->answers.find({command.institution, command.role});
  if (before != activity->answers.end() && before->second.answer == command.answer &&
      before->second.reason == command.reason)
    return {};
  return Event{AssignmentAnswered{command.activity, command.institution, command.role, command.answer,
                                  command.reason}};
}

Decision decide(const Workshop& workshop, const Context&, const DetailActivity& command) {
  const auto* activity = find(workshop, command.activity);
  if (auto refused = require_assignable(workshop, activity)) return *refused;
  if (!command.deadline.empty() && !is_date(command.deadline)) {
    return Refusal{RefusalCode::field_invalid, "deadline",
                   "deadline must be a day of the calendar, such as 2023-02-07."};
  }
  if (auto refused = require_languages(workshop, command.indicator, "indicator")) return *refused;
  if (auto refused = require_languages(workshop, command.resources, "resources")) return *refused;
  Details details{command.deadline, command.indicator, command.resources};
  if (activity->details == details) return {};
  if (auto refused = require_base(workshop, command.base, edits::details(command.activity))) return *refused;
  return Event{ActivityDetailed{command.activity, std::move(details)}};
}

void apply(Workshop& workshop, const Happening&, const InstitutionSuggested& event) {
  possible(find(workshop, event.institution) != nullptr, "it names an institution that is not there");
  existing(workshop, event.activity).suggestions[{event.institution, event.role}].insert(event.participant);
}

void apply(Workshop& workshop, const Happening&, const SuggestionWithdrawn& event) {
  auto& suggestions = existing(workshop, event.activity).suggestions;
  const auto found = suggestions.find({event.institution, event.role});
  possible(found != suggestions.end() && found->second.contains(event.participant),
           "there is no such suggestion");
  found->second.erase(event.participant);
  if (found->second.empty()) suggestions.erase(found);
}

void apply(Workshop& workshop, const Happening& happening, const AssignmentsAdopted& event) {
  for (const auto& assignment : event.assignments) {
    possible(find(workshop, assignment.institution) != nullptr, "it names an institution that is not there");
  }
  auto& activity = existing(workshop, event.activity);
  remember_step(workshop, activity.sub_objective, happening, StepKind::assignments_adopted, {event.activity});
  activity.assignments = event.assignments;
  mark_edited(workshop, happening, edits::mapping(event.activity));
  activity.mapped_in = event.round;
}

void apply(Workshop& workshop, const Happening& happening, const AssignmentAnswered& event) {
  possible(find(workshop, event.institution) != nullptr, "it names an institution that is not there");
  existing(workshop, event.activity).answers[{event.institution, event.role}] = {
      event.answer, event.reason, happening.actor, happening.at};
}

void apply(Workshop& workshop, const Happening& happening, const ActivityDetailed& event) {
  existing(workshop, event.activity).details = event.details;
  mark_edited(workshop, happening, edits::details(event.activity));
}

}  // namespace acuerdo
