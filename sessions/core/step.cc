#include "sessions/core/step.h"

#include "sessions/core/checks.h"
#include "sessions/core/permissions.h"

namespace acuerdo {
namespace {

Step record(Workshop& workshop, const Context& context, const std::optional<CommandId>& id,
            Decision decision) {
  Step step;
  step.refusal = std::move(decision.refusal);
  if (step.refusal) return step;
  for (auto& event : decision.events) {
    const bool last = &event == &decision.events.back();
    step.recorded.push_back(
        {{next(workshop.sequence), context.at, context.actor, last ? id : std::nullopt}, std::move(event)});
    apply(workshop, step.recorded.back());
  }
  return step;
}

// Whoever is outside does nothing, whatever is theirs inside: they wait at the door, or were removed.
MaybeRefused require_permission(const Workshop& workshop, const Context& context, const Command& command) {
  const auto* actor = find(workshop, context.actor);
  if (!actor || !is_let_in(actor->role))
    return Refusal{RefusalCode::role, "", "A facilitator lets you in first."};
  return require_role(workshop, context, who_may(command));
}

}  // namespace

Step take(Workshop& workshop, const Context& context, const CommandId& id, const Command& command) {
  if (auto refused = require_permission(workshop, context, command)) return {{}, std::move(refused)};
  return record(workshop, context, id, decide(workshop, context, command));
}

Step take(Workshop& workshop, const Context& context, const ServerCommand& command) {
  return record(workshop, context, {}, decide(workshop, context, command));
}

}  // namespace acuerdo
