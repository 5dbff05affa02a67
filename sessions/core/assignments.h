// Assignments: which institutions lead, support and monitor an adopted activity.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Commands.

// Assigning: a delegate suggests an institution for a role.
struct SuggestInstitution {
  static constexpr std::string_view kKind = "suggestion.add";
  ActivityId activity{};
  InstitutionId institution;
  AssignmentRole role{};

  static constexpr auto fields() {
    return fields_of(field("activity", &SuggestInstitution::activity),
                     field("institution", &SuggestInstitution::institution),
                     field("role", &SuggestInstitution::role));
  }
};

// Assigning: a delegate takes a suggestion of theirs back.
struct WithdrawSuggestion {
  static constexpr std::string_view kKind = "suggestion.withdraw";
  ActivityId activity{};
  InstitutionId institution;
  AssignmentRole role{};

  static constexpr auto fields() {
    return fields_of(field("activity", &WithdrawSuggestion::activity),
                     field("institution", &WithdrawSuggestion::institution),
                     field("role", &WithdrawSuggestion::role));
  }
};

// Assigning: a facilitator records the mapping of an activity, whole; it replaces the one before. Where it is
// what the latest round on mappings asked, it rests on that round.
struct AdoptAssignments {
  static constexpr std::string_view kKind = "assignments.adopt";
  ActivityId activity{};
  std::vector<InstitutionId> leads;
  std::vector<InstitutionId> supports;
  std::vector<InstitutionId> monitors;
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("activity", &AdoptAssignments::activity),
                     field("leads", &AdoptAssignments::leads).up_to(100),
                     field("supports", &AdoptAssignments::supports).up_to(100),
                     field("monitors", &AdoptAssignments::monitors).up_to(100),
                     field("base", &AdoptAssignments::base).optional());
  }
};

// Assigning: a delegate accepts or declines a role of their own institution, suggested or not; a facilitator,
// of any. It replaces what was said before.
struct AnswerAssignment {
  static constexpr std::string_view kKind = "assignment.answer";
  ActivityId activity{};
  InstitutionId institution;
  AssignmentRole role{};
  RoleAnswer answer{};
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("activity", &AnswerAssignment::activity),
                     field("institution", &AnswerAssignment::institution),
                     field("role", &AnswerAssignment::role), field("answer", &AnswerAssignment::answer),
                     field("reason", &AnswerAssignment::reason).up_to(kMaxReason).optional());
  }
};

// Assigning: a facilitator or a rapporteur writes down what is agreed of carrying an adopted activity out.
// What is not named is empty.
struct DetailActivity {
  static constexpr std::string_view kKind = "activity.detail";
  ActivityId activity{};
  std::string deadline;
  Text indicator;
  Text resources;
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("activity", &DetailActivity::activity),
                     field("deadline", &DetailActivity::deadline).up_to(10).optional(),
                     field("indicator", &DetailActivity::indicator).up_to(kMaxTitle).optional(),
                     field("resources", &DetailActivity::resources).up_to(kMaxTitle).optional(),
                     field("base", &DetailActivity::base).optional());
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct InstitutionSuggested {
  static constexpr std::string_view kKind = "institution_suggested";
  ActivityId activity{};
  ParticipantId participant{};
  InstitutionId institution;
  AssignmentRole role{};

  static constexpr auto fields() {
    return fields_of(field("activity", &InstitutionSuggested::activity),
                     field("participant", &InstitutionSuggested::participant),
                     field("institution", &InstitutionSuggested::institution),
                     field("role", &InstitutionSuggested::role));
  }
};

struct SuggestionWithdrawn {
  static constexpr std::string_view kKind = "suggestion_withdrawn";
  ActivityId activity{};
  ParticipantId participant{};
  InstitutionId institution;
  AssignmentRole role{};

  static constexpr auto fields() {
    return fields_of(field("activity", &SuggestionWithdrawn::activity),
                     field("participant", &SuggestionWithdrawn::participant),
                     field("institution", &SuggestionWithdrawn::institution),
                     field("role", &SuggestionWithdrawn::role));
  }
};

struct AssignmentsAdopted {
  static constexpr std::string_view kKind = "assignments_adopted";
  ActivityId activity{};
  std::vector<Assignment> assignments;
  RoundNumber round{};  // that it rests on, 0 when none

  static constexpr auto fields() {
    return fields_of(field("activity", &AssignmentsAdopted::activity),
                     field("assignments", &AssignmentsAdopted::assignments),
                     field("round", &AssignmentsAdopted::round).optional());
  }
};

struct AssignmentAnswered {
  static constexpr std::string_view kKind = "assignment_answered";
  ActivityId activity{};
  InstitutionId institution;
  AssignmentRole role{};
  RoleAnswer answer{};
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("activity", &AssignmentAnswered::activity),
                     field("institution", &AssignmentAnswered::institution),
                     field("role", &AssignmentAnswered::role), field("answer", &AssignmentAnswered::answer),
                     field("reason", &AssignmentAnswered::reason).up_to(kMaxReason).optional());
  }
};

struct ActivityDetailed {
  static constexpr std::string_view kKind = "activity_detailed";
  ActivityId activity{};
  Details details;

  static constexpr auto fields() {
    return fields_of(field("activity", &ActivityDetailed::activity),
                     field("details", &ActivityDetailed::details));
  }
};

// not_found or field_invalid, unless every institution is the workshop's and none is named twice for one
// role.
MaybeRefused require_assignments(const Workshop& workshop, const std::vector<Assignment>& assignments);

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const SuggestInstitution& command);
Decision decide(const Workshop& workshop, const Context& context, const WithdrawSuggestion& command);
Decision decide(const Workshop& workshop, const Context& context, const AdoptAssignments& command);
Decision decide(const Workshop& workshop, const Context& context, const AnswerAssignment& command);
Decision decide(const Workshop& workshop, const Context& context, const DetailActivity& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const InstitutionSuggested& event);
void apply(Workshop& workshop, const Happening& happening, const SuggestionWithdrawn& event);
void apply(Workshop& workshop, const Happening& happening, const AssignmentsAdopted& event);
void apply(Workshop& workshop, const Happening& happening, const AssignmentAnswered& event);
void apply(Workshop& workshop, const Happening& happening, const ActivityDetailed& event);

}  // namespace acuerdo
