// The floor of a live session: who wants to speak, who speaks and for how long, the clock of the stage, and
// what is announced to everybody.
//
// The speakers' list is in an order that lets the silent be heard (speaking_order() in model/workshop.h). It
// is empty again when the session moves to another sub-objective or closes, and without whoever leaves.
// Clocks tell; they stop nobody.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Hands that may be up at once in one live session: a hall of thousands still has a list that can be read.
inline constexpr std::size_t kMaxRaisedHands = 200;

// Of a speech, and of a stage.
inline constexpr std::chrono::seconds kLongestSpeech = std::chrono::hours{1};
inline constexpr std::chrono::seconds kLongestTimer = std::chrono::hours{8};

// Commands.

// A delegate who is present asks for the floor; a facilitator, for a delegate who has no device. Raised anew,
// a hand keeps its place and changes its purpose.
struct RaiseHand {
  static constexpr std::string_view kKind = "hand.raise";
  LiveSessionId live_session;
  Purpose purpose = Purpose::speak;
  std::optional<ParticipantId> participant;

  static constexpr auto fields() {
    return fields_of(field("liveSession", &RaiseHand::live_session),
                     field("purpose", &RaiseHand::purpose).optional(),
                     field("participant", &RaiseHand::participant).optional());
  }
};

// Whose hand it is, or a facilitator.
struct LowerHand {
  static constexpr std::string_view kKind = "hand.lower";
  LiveSessionId live_session;
  std::optional<ParticipantId> participant;

  static constexpr auto fields() {
    return fields_of(field("liveSession", &LowerHand::live_session),
                     field("participant", &LowerHand::participant).optional());
  }
};

// A facilitator gives the floor to a delegate who is present, with or without a hand; whoever spoke has
// ended.
struct StartSpeech {
  static constexpr std::string_view kKind = "speech.start";
  LiveSessionId live_session;
  ParticipantId participant{};
  std::uint32_t seconds = 0;  // that they are given; 0: no clock

  static constexpr auto fields() {
    return fields_of(field("liveSession", &StartSpeech::live_session),
                     field("participant", &StartSpeech::participant),
                     field("seconds", &StartSpeech::seconds).optional());
  }
};

// Whoever speaks, or a facilitator.
struct EndSpeech {
  static constexpr std::string_view kKind = "speech.end";
  LiveSessionId live_session;

  static constexpr auto fields() { return fields_of(field("liveSession", &EndSpeech::live_session)); }
};

// A facilitator starts the clock of the stage, anew if it runs; with 0 seconds it stops. It stops by itself
// when the stage ends.
struct SetTimer {
  static constexpr std::string_view kKind = "timer.set";
  LiveSessionId live_session;
  std::uint32_t seconds = 0;

  static constexpr auto fields() {
    return fields_of(field("liveSession", &SetTimer::live_session), field("seconds", &SetTimer::seconds));
  }
};

// A facilitator tells everybody, until it is withdrawn or something else is announced.
struct Announce {
  static constexpr std::string_view kKind = "announcement.make";
  Text words;

  static constexpr auto fields() { return fields_of(field("words", &Announce::words).up_to(kMaxReason)); }
};

struct WithdrawAnnouncement {
  static constexpr std::string_view kKind = "announcement.withdraw";

  static constexpr auto fields() { return fields_of(); }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct HandRaised {
  static constexpr std::string_view kKind = "hand_raised";
  LiveSessionId live_session;
  ParticipantId participant{};
  Purpose purpose{};

  static constexpr auto fields() {
    return fields_of(field("liveSession", &HandRaised::live_session),
                     field("participant", &HandRaised::participant), field("purpose", &HandRaised::purpose));
  }
};

struct HandLowered {
  static constexpr std::string_view kKind = "hand_lowered";
  LiveSessionId live_session;
  ParticipantId participant{};

  static constexpr auto fields() {
    return fields_of(field("liveSession", &HandLowered::live_session),
                     field("participant", &HandLowered::participant));
  }
};

struct SpeechStarted {
  static constexpr std::string_view kKind = "speech_started";
  LiveSessionId live_session;
  ParticipantId participant{};
  std::optional<Time> until;  // the time they were given; none: no clock

  static constexpr auto fields() {
    return fields_of(field("liveSession", &SpeechStarted::live_session),
                     field("participant", &SpeechStarted::participant),
                     field("until", &SpeechStarted::until));
  }
};

struct SpeechEnded {
  static constexpr std::string_view kKind = "speech_ended";
  LiveSessionId live_session;

  static constexpr auto fields() { return fields_of(field("liveSession", &SpeechEnded::live_session)); }
};

struct TimerSet {
  static constexpr std::string_view kKind = "timer_set";
  LiveSessionId live_session;
  std::optional<Time> until;  // none: it was stopped

  static constexpr auto fields() {
    return fields_of(field("liveSession", &TimerSet::live_session), field("until", &TimerSet::until));
  }
};

struct Announced {
  static constexpr std::string_view kKind = "announced";
  Text words;

  static constexpr auto fields() { return fields_of(field("words", &Announced::words).up_to(kMaxReason)); }
};

struct AnnouncementWithdrawn {
  static constexpr std::string_view kKind = "announcement_withdrawn";

  static constexpr auto fields() { return fields_of(); }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const RaiseHand& command);
Decision decide(const Workshop& workshop, const Context& context, const LowerHand& command);
Decision decide(const Workshop& workshop, const Context& context, const StartSpeech& command);
Decision decide(const Workshop& workshop, const Context& context, const EndSpeech& command);
Decision decide(const Workshop& workshop, const Context& context, const SetTimer& command);
Decision decide(const Workshop& workshop, const Context& context, const Announce& command);
Decision decide(const Workshop& workshop, const Context& context, const WithdrawAnnouncement& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const HandRaised& event);
void apply(Workshop& workshop, const Happening& happening, const HandLowered& event);
void apply(Workshop& workshop, const Happening& happening, const SpeechStarted& event);
void apply(Workshop& workshop, const Happening& happening, const SpeechEnded& event);
void apply(Workshop& workshop, const Happening& happening, const TimerSet& event);
void apply(Workshop& workshop, const Happening& happening, const Announced& event);
void apply(Workshop& workshop, const Happening& happening, const AnnouncementWithdrawn& event);

// For other events: whoever leaves, or is no delegate any more, neither speaks nor waits to; a session that
// moves on or closes starts with an empty list.
void leave_floor(LiveSession& session, ParticipantId participant, Time at);
void clear_floor(LiveSession& session, Time at);

}  // namespace acuerdo
