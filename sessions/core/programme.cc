#include "sessions/core/programme.h"

#include <fmt/format.h>

#include "sessions/core/checks.h"
#include "sessions/core/event.h"

namespace acuerdo {
namespace {

MaybeRefused require_no_open_round(const Workshop& workshop, const LiveSessionId& session) {
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    const auto* round = open_round(sub_objective);
    if (round && round->live_session == session) {
      return Refusal{RefusalCode::stage, "liveSession",
                     fmt::format("Round {} of sub-objective {} is open; close it first.",
                                 number(round->number), id.value)};
    }
  }
  return {};
}

}  // namespace

Decision decide(const Workshop& workshop, const Context&, const OpenLiveSession& command) {
  const auto* session = find(workshop, command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (session->state == SessionState::open) return {};
  return Event{LiveSessionOpened{command.live_session}};
}

Decision decide(const Workshop& workshop, const Context&, const CloseLiveSession& command) {
  const auto* session = find(workshop, command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (session->state != SessionState::open) {
    return Refusal{RefusalCode::stage, "liveSession", "This live session is not open."};
  }
  if (auto refused = require_no_open_round(workshop, command.live_session)) return *refused;
  std::vector<Event> events;
  for (const auto& participant : workshop.participants) {
    if (participant.live_session == command.live_session)
      events.push_back(ParticipantLeft{participant.id, command.live_session});
  }
  events.push_back(LiveSessionClosed{command.live_session});
  return events;
}

Decision decide(const Workshop& workshop, const Context&, const SetFocus& command) {
  const auto* session = find(workshop, command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (!find(workshop, command.sub_objective)) return not_found("subObjective", "sub-objective");
  if (session->state != SessionState::open) {
    return Refusal{RefusalCode::stage, "liveSession", "This live session is not open; open it first."};
  }
  if (session->focus == command.sub_objective) return {};
  if (const auto* other = session_at(workshop, command.sub_objective)) {
    return Refusal{
        RefusalCode::in_use, "subObjective",
        fmt::format("Live session {} is at this sub-objective; it moves on first.", other->id.value)};
  }
  return Event{FocusSet{command.live_session, command.sub_objective}};
}

void apply(Workshop& workshop, const Happening&, const LiveSessionOpened& event) {
  auto& session = existing(workshop, event.live_session);
  // Where it was before another may be by now.
  if (session.focus && session_at(workshop, *session.focus)) session.focus.reset();
  session.state = SessionState::open;
}

void apply(Workshop& workshop, const Happening& happening, const LiveSessionClosed& event) {
  auto& session = existing(workshop, event.live_session);
  session.state = SessionState::closed;
  clear_floor(session, happening.at);
}

void apply(Workshop& workshop, const Happening& happening, const FocusSet& event) {
  possible(find(workshop, event.sub_objective) != nullptr, "it names a sub-objective that is not there");
  auto& session = existing(workshop, event.live_session);
  session.focus = event.sub_objective;
  clear_floor(session, happening.at);
}

}  // namespace acuerdo
