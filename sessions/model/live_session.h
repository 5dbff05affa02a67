// A live session: where in the tree its room is, who was there, and its floor.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "sessions/model/names.h"
#include "sessions/values/field.h"
#include "sessions/values/ids.h"

namespace acuerdo {

// One who waits for the floor.
struct RaisedHand {
  ParticipantId participant{};
  Purpose purpose{};
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("participant", &RaisedHand::participant), field("purpose", &RaisedHand::purpose),
                     field("at", &RaisedHand::at));
  }
};

// Who has the floor.
struct Speech {
  ParticipantId participant{};
  Time from{};
  std::optional<Time> until;  // the end of the time they were given, if any

  static constexpr auto fields() {
    return fields_of(field("participant", &Speech::participant), field("from", &Speech::from),
                     field("until", &Speech::until));
  }
};

// The speeches of one participant that have ended.
struct Spoken {
  std::uint32_t speeches = 0;
  std::uint64_t milliseconds = 0;

  static constexpr auto fields() {
    return fields_of(field("speeches", &Spoken::speeches), field("milliseconds", &Spoken::milliseconds));
  }
};

// Somebody recorded as present, and for whom they came then. Who comes to speak for another institution is
// there for both.
struct Attendee {
  ParticipantId participant{};
  std::optional<InstitutionId> institution;

  static constexpr auto fields() {
    return fields_of(field("participant", &Attendee::participant),
                     field("institution", &Attendee::institution));
  }
  auto operator<=>(const Attendee&) const = default;
};

// A clock that everybody sees: it tells, and stops nothing.
struct Clock {
  Time from{};
  Time until{};

  static constexpr auto fields() {
    return fields_of(field("from", &Clock::from), field("until", &Clock::until));
  }
};

struct LiveSession {
  LiveSessionId id;
  SessionState state = SessionState::planned;
  std::optional<SubObjectiveId> focus;  // where in the tree its room is
  std::set<Attendee> attended;          // everyone ever recorded as present
  std::vector<RaisedHand> hands;        // that are up, in the order they were raised
  std::optional<Speech> speech;
  std::map<InstitutionId, std::uint32_t> heard;  // how often each had the floor where the session is
  std::map<ParticipantId, Spoken> spoken;        // in all of it
  std::optional<Clock> timer;                    // of the stage

  static constexpr auto fields() {
    return fields_of(field("id", &LiveSession::id), field("state", &LiveSession::state),
                     field("focus", &LiveSession::focus), field("attended", &LiveSession::attended),
                     field("hands", &LiveSession::hands), field("speech", &LiveSession::speech),
                     field("heard", &LiveSession::heard), field("spoken", &LiveSession::spoken),
                     field("timer", &LiveSession::timer));
  }
};

}  // namespace acuerdo
