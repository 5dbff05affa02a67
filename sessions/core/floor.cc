#include "sessions/core/floor.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/event.h"

namespace acuerdo {
namespace {

MaybeRefused require_present(const Participant& participant, const LiveSession& session) {
  if (participant.role != Role::delegate) {
    return Refusal{RefusalCode::field_invalid, "participant", "Only a delegate asks for the floor."};
  }
  if (participant.live_session == session.id) return {};
  return Refusal{RefusalCode::stage, "liveSession",
                 fmt::format("{} is not present at live session {}.", participant.name, session.id.value)};
}

MaybeRefused require_seconds(std::uint32_t seconds, std::chrono::seconds most) {
  if (std::chrono::seconds{seconds} <= most) return {};
  return Refusal{RefusalCode::field_invalid, "seconds",
                 fmt::format("seconds must be at most {}.", most.count())};
}

std::optional<Time> in(const Context& context, std::uint32_t seconds) {
  if (seconds == 0) return {};
  return context.at + std::chrono::seconds{seconds};
}

void lower(LiveSession& session, ParticipantId participant) {
  std::erase_if(session.hands, [&](const RaisedHand& hand) { return hand.participant == participant; });
}

void end_speech(LiveSession& session, Time at) {
  if (!session.speech) return;
  auto& spoken = session.spoken[session.speech->participant];
  ++spoken.speeches;
  // A clock that was set back takes nothing away.
  if (at > session.speech->from)
    spoken.milliseconds += static_cast<std::uint64_t>((at - session.speech->from).count());
  session.speech.reset();
}

}  // namespace

Decision decide(const Workshop& workshop, const Context& context, const RaiseHand& command) {
  const auto whose = command.participant.value_or(context.actor);
  if (whose != context.actor) {
    if (auto refused = require_facilitator(workshop, context)) return *refused;
  } else if (auto refused = require_role(workshop, context, {Role::delegate})) {
    return *refused;
  }
  const auto* participant = find(workshop, whose);
  if (!participant) return not_found("participant", "participant");
  const auto* session = find(workshop, command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (auto refused = require_present(*participant, *session)) return *refused;
  const auto raised = std::ranges::find(session->hands, whose, &RaisedHand::participant);
  if (raised != session->hands.end()) {
    if (raised->purpose == command.purpose) return {};
  } else if (auto refused =
                 require_fewer(session->hands.size(), kMaxRaisedHands, "liveSession",
                               fmt::format("In this live session {} hands are up", kMaxRaisedHands))) {
    return *refused;
  }
  return Event{HandRaised{command.live_session, whose, command.purpose}};
}

Decision decide(const Workshop& workshop, const Context& context, const LowerHand& command) {
  const auto whose = command.participant.value_or(context.actor);
  if (whose != context.actor) {
    if (auto refused = require_facilitator(workshop, context)) return *refused;
  }
  const auto* session = find(workshop, command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (std::ranges::find(session->hands, whose, &RaisedHand::participant) == session->hands.end()) return {};
  return Event{HandLowered{command.live_session, whose}};
}

Decision decide(const Workshop& workshop, const Context& context, const StartSpeech& command) {
  const auto* participant = find(workshop, command.participant);
  if (!participant) return not_found("participant", "participant");
  const auto* session = find(workshop, command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (auto refused = require_present(*participant, *session)) return *refused;
  if (auto refused = require_seconds(command.seconds, kLongestSpeech)) return *refused;
  return Event{SpeechStarted{command.live_session, command.participant, in(context, command.seconds)}};
}

Decision decide(const Workshop& workshop, const Context& context, const EndSpeech& command) {
  const auto* session = find(workshop, command.live_session);
  const bool speaks = session && session->speech && session->speech->participant == context.actor;
  if (!speaks) {
    if (auto refused = require_facilitator(workshop, context)) return *refused;
  }
  if (!session) return not_found("liveSession", "live session");
  if (!session->speech) return {};
  return Event{SpeechEnded{command.live_session}};
}

Decision decide(const Workshop& workshop, const Context& context, const SetTimer& command) {
  const auto* session = find(workshop, command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (session->state != SessionState::open) {
    return Refusal{RefusalCode::stage, "liveSession", "This live session is not open; open it first."};
  }
  if (auto refused = require_seconds(command.seconds, kLongestTimer)) return *refused;
  if (command.seconds == 0 && !session->timer) return {};
  return Event{TimerSet{command.live_session, in(context, command.seconds)}};
}

Decision decide(const Workshop& workshop, const Context&, const Announce& command) {
  if (auto refused = require_languages(workshop, command.words, "words")) return *refused;
  if (workshop.announcement && workshop.announcement->words == command.words) return {};
  return Event{Announced{command.words}};
}

Decision decide(const Workshop& workshop, const Context&, const WithdrawAnnouncement&) {
  if (!workshop.announcement) return {};
  return Event{AnnouncementWithdrawn{}};
}

void apply(Workshop& workshop, const Happening& happening, const HandRaised& event) {
  auto& session = existing(workshop, event.live_session);
  possible(existing(workshop, event.participant).live_session == event.live_session,
           "the participant is not at that live session");
  const auto raised = std::ranges::find(session.hands, event.participant, &RaisedHand::participant);
  if (raised != session.hands.end()) {
    raised->purpose = event.purpose;
  } else {
    session.hands.push_back({event.participant, event.purpose, happening.at});
  }
}

void apply(Workshop& workshop, const Happening&, const HandLowered& event) {
  lower(existing(workshop, event.live_session), event.participant);
}

void apply(Workshop& workshop, const Happening& happening, const SpeechStarted& event) {
  auto& session = existing(workshop, event.live_session);
  const auto& participant = existing(workshop, event.participant);
  possible(participant.live_session == event.live_session && participant.institution,
           "the participant is not at that live session");
  end_speech(session, happening.at);
  lower(session, event.participant);
  session.speech = Speech{event.participant, happening.at, event.until};
  ++session.heard[*participant.institution];
}

void apply(Workshop& workshop, const Happening& happening, const SpeechEnded& event) {
  end_speech(existing(workshop, event.live_session), happening.at);
}

void apply(Workshop& workshop, const Happening& happening, const TimerSet& event) {
  auto& timer = existing(workshop, event.live_session).timer;
  timer.reset();
  if (event.until) timer = Clock{happening.at, *event.until};
}

void apply(Workshop& workshop, const Happening& happening, const Announced& event) {
  workshop.announcement = Announcement{event.words, happening.actor, happening.at};
}

void apply(Workshop& workshop, const Happening&, const AnnouncementWithdrawn&) {
  workshop.announcement.reset();
}

void leave_floor(LiveSession& session, ParticipantId participant, Time at) {
  lower(session, participant);
  if (session.speech && session.speech->participant == participant) end_speech(session, at);
}

void clear_floor(LiveSession& session, Time at) {
  end_speech(session, at);
  session.hands.clear();
  session.heard.clear();
  session.timer.reset();
}

}  // namespace acuerdo
