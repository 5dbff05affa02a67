// The programme: live sessions open, move through the strategy tree, and close.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Commands.

// A facilitator opens a block of the programme; a closed one may be opened again.
struct OpenLiveSession {
  static constexpr std::string_view kKind = "liveSession.open";
  LiveSessionId live_session;

  static constexpr auto fields() { return fields_of(field("liveSession", &OpenLiveSession::live_session)); }
};

// A facilitator closes an open block; everyone recorded as present has left.
struct CloseLiveSession {
  static constexpr std::string_view kKind = "liveSession.close";
  LiveSessionId live_session;

  static constexpr auto fields() { return fields_of(field("liveSession", &CloseLiveSession::live_session)); }
};

// A facilitator leads an open live session to a sub-objective.
struct SetFocus {
  static constexpr std::string_view kKind = "focus.set";
  LiveSessionId live_session;
  SubObjectiveId sub_objective;

  static constexpr auto fields() {
    return fields_of(field("liveSession", &SetFocus::live_session),
                     field("subObjective", &SetFocus::sub_objective));
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct LiveSessionOpened {
  static constexpr std::string_view kKind = "live_session_opened";
  LiveSessionId live_session;

  static constexpr auto fields() { return fields_of(field("liveSession", &LiveSessionOpened::live_session)); }
};

struct LiveSessionClosed {
  static constexpr std::string_view kKind = "live_session_closed";
  LiveSessionId live_session;

  static constexpr auto fields() { return fields_of(field("liveSession", &LiveSessionClosed::live_session)); }
};

struct FocusSet {
  static constexpr std::string_view kKind = "focus_set";
  LiveSessionId live_session;
  SubObjectiveId sub_objective;

  static constexpr auto fields() {
    return fields_of(field("liveSession", &FocusSet::live_session),
                     field("subObjective", &FocusSet::sub_objective));
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const OpenLiveSession& command);
Decision decide(const Workshop& workshop, const Context& context, const CloseLiveSession& command);
Decision decide(const Workshop& workshop, const Context& context, const SetFocus& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const LiveSessionOpened& event);
void apply(Workshop& workshop, const Happening& happening, const LiveSessionClosed& event);
void apply(Workshop& workshop, const Happening& happening, const FocusSet& event);

}  // namespace acuerdo
