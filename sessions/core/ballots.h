// Ballots: cast by delegates, or recorded on their behalf from a show of hands.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Ballots of a show of hands: one for each institution, or for each delegate of a hall.
inline constexpr std::size_t kMaxHands = 300;

// A reason given with a ballot that is not named, in code points: such ballots are sealed at one size, so
// that none is told from another by its length.
inline constexpr std::size_t kMaxUnnamedReason = 250;

// Commands.

// Voting: a delegate's position on one activity of the open round; cast again it replaces the one before. Who
// votes is present: a delegate not yet recorded so at the round's live session is recorded with the ballot.
struct CastBallot {
  static constexpr std::string_view kKind = "ballot.cast";
  ActivityId activity{};
  RoundNumber round{};
  Position position;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("activity", &CastBallot::activity), field("round", &CastBallot::round),
                     field("position", &CastBallot::position),
                     field("reason", &CastBallot::reason).up_to(kMaxReason).optional());
  }
};

// The position of a delegate who has no device, or who raised a hand.
struct Hand {
  ParticipantId participant{};
  Position position;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("participant", &Hand::participant), field("position", &Hand::position),
                     field("reason", &Hand::reason).up_to(kMaxReason).optional());
  }
};

// Voting: a facilitator or rapporteur records a show of hands on one activity, on the delegates' behalf. It
// replaces what was recorded so before, and never a ballot that a delegate cast.
struct RecordBallots {
  static constexpr std::string_view kKind = "ballots.record";
  ActivityId activity{};
  RoundNumber round{};
  std::vector<Hand> ballots;

  static constexpr auto fields() {
    return fields_of(field("activity", &RecordBallots::activity), field("round", &RecordBallots::round),
                     field("ballots", &RecordBallots::ballots).up_to(kMaxHands));
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

// By the delegate, or by another on their behalf: then the record's actor is who recorded it.
struct BallotCast {
  static constexpr std::string_view kKind = "ballot_cast";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  ActivityId activity{};
  ParticipantId participant{};
  Position position;
  std::string reason;
  bool replaces = false;  // a ballot they had on it

  static constexpr auto fields() {
    return fields_of(field("subObjective", &BallotCast::sub_objective), field("round", &BallotCast::round),
                     field("activity", &BallotCast::activity), field("participant", &BallotCast::participant),
                     field("position", &BallotCast::position),
                     field("reason", &BallotCast::reason).up_to(kMaxReason).optional(),
                     field("replaces", &BallotCast::replaces).optional());
  }
};

// A ballot of a round whose ballots are not named. In the journal it is sealed, without actor, time or
// command; `ballot` is there for whoever decided it or holds the round's key (journal/ballot_keys.h), and
// nothing happens where it is not.
struct BallotSealed {
  static constexpr std::string_view kKind = "ballot_sealed";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  std::string sealed;  // base64; empty before it is sealed
  std::optional<BallotCast> ballot = {};

  static constexpr auto fields() {
    return fields_of(field("subObjective", &BallotSealed::sub_objective),
                     field("round", &BallotSealed::round), field("sealed", &BallotSealed::sealed));
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const CastBallot& command);
Decision decide(const Workshop& workshop, const Context& context, const RecordBallots& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const BallotCast& event);
void apply(Workshop& workshop, const Happening& happening, const BallotSealed& event);

}  // namespace acuerdo
