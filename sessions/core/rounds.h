// Rounds: the vote itself, its result, and the outcome that the facilitator declares.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Activities on one ballot sheet: more than anybody answers in one sitting.
inline constexpr std::size_t kMaxSheet = 100;

// Rounds open at a time: rooms that work in parallel. Their turn-out travels in one frame.
inline constexpr std::size_t kMaxOpenRounds = 6;

// Rounds of one sub-objective: far more than any room holds.
inline constexpr std::size_t kMaxRounds = 100;

// Commands.

// clarifying -> voting. On the activities named, or, when none is, on every standing one that is not adopted.
// A live session must be at the sub-objective: its presence makes the quorum.
struct OpenRound {
  static constexpr std::string_view kKind = "round.open";
  SubObjectiveId sub_objective;
  std::vector<ActivityId> activities;

  static constexpr auto fields() {
    return std::tuple{field("subObjective", &OpenRound::sub_objective),
                      field("activities", &OpenRound::activities).up_to(kMaxActivities).optional()};
  }
};

// Voting: a delegate's position on one activity of the open round; cast again it replaces the one before. Who
// votes is present: a delegate not yet recorded so at the round's live session is recorded with the ballot.
struct CastBallot {
  static constexpr std::string_view kKind = "ballot.cast";
  ActivityId activity{};
  RoundNumber round{};
  Position position;
  std::string reason;

  static constexpr auto fields() {
    return std::tuple{field("activity", &CastBallot::activity), field("round", &CastBallot::round),
                      field("position", &CastBallot::position),
                      field("reason", &CastBallot::reason).up_to(kMaxReason).optional()};
  }
};

// voting -> reviewing.
struct CloseRound {
  static constexpr std::string_view kKind = "round.close";
  SubObjectiveId sub_objective;
  RoundNumber round{};

  static constexpr auto fields() {
    return std::tuple{field("subObjective", &CloseRound::sub_objective), field("round", &CloseRound::round)};
  }
};

// Reviewing: a facilitator records the outcome of a standing activity (adopted, not agreed or deferred); one
// that differs from what the rule advises needs a reason.
struct DeclareOutcome {
  static constexpr std::string_view kKind = "outcome.declare";
  ActivityId activity{};
  OutcomeKind outcome{};
  std::string reason;

  static constexpr auto fields() {
    return std::tuple{field("activity", &DeclareOutcome::activity),
                      field("outcome", &DeclareOutcome::outcome),
                      field("reason", &DeclareOutcome::reason).up_to(kMaxReason).optional()};
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

// The former outcomes of its activities, if any, no longer stand.
struct RoundOpened {
  static constexpr std::string_view kKind = "round_opened";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  Settings settings;
  LiveSessionId live_session;
  std::vector<ActivityId> activities;

  static constexpr auto fields() {
    return std::tuple{field("subObjective", &RoundOpened::sub_objective), field("round", &RoundOpened::round),
                      field("settings", &RoundOpened::settings),
                      field("liveSession", &RoundOpened::live_session),
                      field("activities", &RoundOpened::activities)};
  }
};

struct BallotCast {
  static constexpr std::string_view kKind = "ballot_cast";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  ActivityId activity{};
  ParticipantId participant{};
  Position position;
  std::string reason;

  static constexpr auto fields() {
    return std::tuple{field("subObjective", &BallotCast::sub_objective),
                      field("round", &BallotCast::round),
                      field("activity", &BallotCast::activity),
                      field("participant", &BallotCast::participant),
                      field("position", &BallotCast::position),
                      field("reason", &BallotCast::reason).up_to(kMaxReason).optional()};
  }
};

// With what the rule made of it, so that the record stands however rules may change later.
struct RoundClosed {
  static constexpr std::string_view kKind = "round_closed";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  Quorum quorum;
  std::vector<Result> results;

  static constexpr auto fields() {
    return std::tuple{field("subObjective", &RoundClosed::sub_objective), field("round", &RoundClosed::round),
                      field("quorum", &RoundClosed::quorum), field("results", &RoundClosed::results)};
  }
};

struct OutcomeDeclared {
  static constexpr std::string_view kKind = "outcome_declared";
  ActivityId activity{};
  OutcomeKind outcome{};
  OutcomeKind advised{};
  std::string reason;
  RoundNumber round{};

  static constexpr auto fields() {
    return std::tuple{field("activity", &OutcomeDeclared::activity),
                      field("outcome", &OutcomeDeclared::outcome),
                      field("advised", &OutcomeDeclared::advised),
                      field("reason", &OutcomeDeclared::reason).up_to(kMaxReason).optional(),
                      field("round", &OutcomeDeclared::round)};
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const OpenRound& command);
Decision decide(const Workshop& workshop, const Context& context, const CastBallot& command);
Decision decide(const Workshop& workshop, const Context& context, const CloseRound& command);
Decision decide(const Workshop& workshop, const Context& context, const DeclareOutcome& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const RoundOpened& event);
void apply(Workshop& workshop, const Happening& happening, const BallotCast& event);
void apply(Workshop& workshop, const Happening& happening, const RoundClosed& event);
void apply(Workshop& workshop, const Happening& happening, const OutcomeDeclared& event);

}  // namespace acuerdo
