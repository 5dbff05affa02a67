#include "sessions/core/command.h"

#include "sessions/core/event.h"

namespace acuerdo {

Decision decide(const Workshop& workshop, const Context& context, const Command& command) {
  return std::visit([&](const auto& kind) { return decide(workshop, context, kind); }, command);
}

Decision decide(const Workshop& workshop, const Context& context, const ServerCommand& command) {
  return std::visit([&](const auto& kind) { return decide(workshop, context, kind); }, command);
}

}  // namespace acuerdo
