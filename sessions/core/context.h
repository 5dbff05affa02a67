// The circumstances of a decision and of an event.
#pragma once

#include <optional>

#include "sessions/values/ids.h"

namespace acuerdo {

// Who asks, and when. Time comes in with the command; the core has no clock.
struct Context {
  ParticipantId actor{};
  Time at{};
};

// What all kinds of events have in common.
struct Happening {
  Sequence sequence{};
  Time at{};
  ParticipantId actor{};             // kTheWorkshop when the server did it
  std::optional<CommandId> command;  // on the last event of a participant's command
};

// Events, or a refusal (event.h).
struct Decision;

}  // namespace acuerdo
