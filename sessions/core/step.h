// One step of a workshop: a command decided, its events applied.
#pragma once

#include <vector>

#include "sessions/core/command.h"
#include "sessions/core/event.h"

namespace acuerdo {

struct Step {
  std::vector<Recorded> recorded;  // to be kept in the journal before anyone is told
  MaybeRefused refusal;            // then nothing changed
};

// Decides the command and applies what follows from it. Events take the sequence numbers after the
// workshop's; the last one carries the command's id.
Step take(Workshop& workshop, const Context& context, const CommandId& id, const Command& command);
Step take(Workshop& workshop, const Context& context, const ServerCommand& command);

}  // namespace acuerdo
