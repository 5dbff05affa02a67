// What follows a round: reasons are answered, outcomes declared.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Commands.

// Reviewing: what became of the reason given with a ballot of the round. A facilitator answers it, or rules
// on an objection, in words; whoever gave it withdraws it (a facilitator, where it was recorded on their
// behalf).
struct AnswerReason {
  static constexpr std::string_view kKind = "reason.answer";
  ActivityId activity{};
  RoundNumber round{};
  ParticipantId participant{};  // who gave it; none where ballots are not named
  Ruling ruling{};
  std::string words;
  std::uint32_t number = 0;  // of an unnamed reason, from 1

  static constexpr auto fields() {
    return fields_of(field("activity", &AnswerReason::activity), field("round", &AnswerReason::round),
                     field("participant", &AnswerReason::participant).optional(),
                     field("ruling", &AnswerReason::ruling),
                     field("words", &AnswerReason::words).up_to(kMaxReason).optional(),
                     field("number", &AnswerReason::number).optional());
  }
};

// Reviewing: a facilitator records the outcome of a standing activity (adopted, not agreed or deferred); one
// that differs from what the rule advises needs a reason. What is deferred goes to the parking lot, with an
// owner and a date if they are known.
struct DeclareOutcome {
  static constexpr std::string_view kKind = "outcome.declare";
  ActivityId activity{};
  OutcomeKind outcome{};
  std::string reason;
  std::optional<InstitutionId> owner = {};
  std::string due = {};               // "2023-02-07"
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("activity", &DeclareOutcome::activity), field("outcome", &DeclareOutcome::outcome),
                     field("reason", &DeclareOutcome::reason).up_to(kMaxReason).optional(),
                     field("owner", &DeclareOutcome::owner).optional(),
                     field("due", &DeclareOutcome::due).up_to(10).optional(),
                     field("base", &DeclareOutcome::base).optional());
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct ReasonAnswered {
  static constexpr std::string_view kKind = "reason_answered";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  ActivityId activity{};
  ParticipantId participant{};
  Ruling ruling{};
  std::string words;
  std::uint32_t number = 0;

  ReasonPlace place() const { return {participant, number}; }

  static constexpr auto fields() {
    return fields_of(field("subObjective", &ReasonAnswered::sub_objective),
                     field("round", &ReasonAnswered::round), field("activity", &ReasonAnswered::activity),
                     field("participant", &ReasonAnswered::participant),
                     field("ruling", &ReasonAnswered::ruling),
                     field("words", &ReasonAnswered::words).up_to(kMaxReason).optional(),
                     field("number", &ReasonAnswered::number).optional());
  }
};

struct OutcomeDeclared {
  static constexpr std::string_view kKind = "outcome_declared";
  ActivityId activity{};
  OutcomeKind outcome{};
  OutcomeKind advised{};
  std::string reason;
  RoundNumber round{};
  std::optional<InstitutionId> owner = {};
  std::string due = {};

  static constexpr auto fields() {
    return fields_of(field("activity", &OutcomeDeclared::activity),
                     field("outcome", &OutcomeDeclared::outcome), field("advised", &OutcomeDeclared::advised),
                     field("reason", &OutcomeDeclared::reason).up_to(kMaxReason).optional(),
                     field("round", &OutcomeDeclared::round),
                     field("owner", &OutcomeDeclared::owner).optional(),
                     field("due", &OutcomeDeclared::due).up_to(10).optional());
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const AnswerReason& command);
Decision decide(const Workshop& workshop, const Context& context, const DeclareOutcome& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const ReasonAnswered& event);
void apply(Workshop& workshop, const Happening& happening, const OutcomeDeclared& event);

}  // namespace acuerdo
