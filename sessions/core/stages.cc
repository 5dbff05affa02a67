#include "sessions/core/stages.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/event.h"

namespace acuerdo {
namespace {

// The sub-objective exists and is in one of the stages; then the event follows.
Decision move(const Workshop& workshop, const SubObjectiveId& id, std::initializer_list<Stage> from,
              Event event) {
  const auto* sub_objective = find(workshop, id);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_stage(*sub_objective, from)) return *refused;
  return event;
}

bool any_adopted(const Workshop& workshop, const SubObjective& sub_objective) {
  return std::ranges::any_of(sub_objective.activities,
                             [&](ActivityId id) { return find(workshop, id)->is_adopted(); });
}

}  // namespace

MaybeRefused require_decided(const Workshop& workshop, const SubObjective& sub_objective) {
  for (const auto id : sub_objective.activities) {
    const auto* activity = find(workshop, id);
    if (activity->standing() && !activity->outcome) {
      return Refusal{
          RefusalCode::undecided, "activity",
          fmt::format("Activity {} has no outcome yet; declare it, or defer or withdraw it.", number(id))};
    }
  }
  return {};
}

Decision decide(const Workshop& workshop, const Context&, const OpenProposing& command) {
  return move(workshop, command.sub_objective, {Stage::pending, Stage::clarifying},
              ProposingOpened{command.sub_objective});
}

Decision decide(const Workshop& workshop, const Context&, const OpenClarifying& command) {
  return move(workshop, command.sub_objective, {Stage::proposing, Stage::reviewing, Stage::assigning},
              ClarifyingOpened{command.sub_objective});
}

Decision decide(const Workshop& workshop, const Context&, const OpenAssigning& command) {
  auto decision =
      move(workshop, command.sub_objective, {Stage::proposing, Stage::clarifying, Stage::reviewing},
           AssigningOpened{command.sub_objective});
  if (decision.refusal) return decision;
  const auto& sub_objective = *find(workshop, command.sub_objective);
  if (auto refused = require_decided(workshop, sub_objective)) return *refused;
  if (!any_adopted(workshop, sub_objective)) {
    return Refusal{RefusalCode::nothing_to_vote, "subObjective",
                   "No activity was adopted, so there is nothing to assign; close the sub-objective."};
  }
  return decision;
}

Decision decide(const Workshop& workshop, const Context&, const CloseSubObjective& command) {
  auto decision = move(workshop, command.sub_objective,
                       {Stage::proposing, Stage::clarifying, Stage::reviewing, Stage::assigning},
                       SubObjectiveClosed{command.sub_objective});
  if (decision.refusal) return decision;
  const auto& sub_objective = *find(workshop, command.sub_objective);
  if (auto refused = require_decided(workshop, sub_objective)) return *refused;
  if (sub_objective.stage != Stage::assigning && any_adopted(workshop, sub_objective)) {
    return Refusal{RefusalCode::stage, "subObjective",
                   "Activities were adopted; open assigning before closing."};
  }
  return decision;
}

Decision decide(const Workshop& workshop, const Context&, const ReopenSubObjective& command) {
  return move(workshop, command.sub_objective, {Stage::closed},
              SubObjectiveReopened{command.sub_objective, command.reason});
}

void move_to(Workshop& workshop, const SubObjectiveId& id, Stage stage) {
  existing(workshop, id).stage = stage;
  if (const auto* session = session_at(workshop, id)) existing(workshop, session->id).timer.reset();
}

void apply(Workshop& workshop, const Happening& happening, const ProposingOpened& event) {
  remember_step(workshop, event.sub_objective, happening, StepKind::proposing_opened);
  move_to(workshop, event.sub_objective, Stage::proposing);
}

void apply(Workshop& workshop, const Happening& happening, const ClarifyingOpened& event) {
  remember_step(workshop, event.sub_objective, happening, StepKind::clarifying_opened);
  move_to(workshop, event.sub_objective, Stage::clarifying);
}

void apply(Workshop& workshop, const Happening& happening, const AssigningOpened& event) {
  remember_step(workshop, event.sub_objective, happening, StepKind::assigning_opened);
  move_to(workshop, event.sub_objective, Stage::assigning);
}

void apply(Workshop& workshop, const Happening& happening, const SubObjectiveClosed& event) {
  remember_step(workshop, event.sub_objective, happening, StepKind::sub_objective_closed);
  move_to(workshop, event.sub_objective, Stage::closed);
}

void apply(Workshop& workshop, const Happening& happening, const SubObjectiveReopened& event) {
  auto& sub_objective = existing(workshop, event.sub_objective);
  // Whether it is retired is no part of a step.
  if (sub_objective.retired) {
    sub_objective.retired.reset();
    forget_steps(workshop, event.sub_objective);
  } else {
    remember_step(workshop, event.sub_objective, happening, StepKind::sub_objective_reopened);
  }
  move_to(workshop, event.sub_objective, Stage::proposing);
  sub_objective.reopenings.push_back({event.reason, happening.actor, happening.at});
}

}  // namespace acuerdo
