// Taking back the last step of a sub-objective: a change of stage, an outcome, a mapping, a withdrawal, a
// merge, or the closing of a round.
//
// A step is taken back by an event of its own that says how things were before; the journal keeps both. Steps
// are taken back from the last, and only while nothing has come after that rests on them: a wording that
// changed, an answer to a reason, a round that was opened. A round is reopened only where its ballots are
// named (of others the key is destroyed when they are counted), and only while everybody who voted would
// stand on its roll as they did then: what was asked at the vote is asked again.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Steps of a sub-objective that are remembered: who took more than that wants to reopen it.
inline constexpr std::size_t kMaxUndoableSteps = 20;

// A facilitator takes back the last step, named by its sequence: if another came meanwhile, it is refused
// (stage).
struct UndoStep {
  static constexpr std::string_view kKind = "step.undo";
  SubObjectiveId sub_objective;
  Sequence step{};

  static constexpr auto fields() {
    return fields_of(field("subObjective", &UndoStep::sub_objective), field("step", &UndoStep::step));
  }
};

// What was, is again.
struct StepUndone {
  static constexpr std::string_view kKind = "step_undone";
  SubObjectiveId sub_objective;
  UndoableStep step;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &StepUndone::sub_objective), field("step", &StepUndone::step));
  }
};

Decision decide(const Workshop& workshop, const Context& context, const UndoStep& command);

void apply(Workshop& workshop, const Happening& happening, const StepUndone& event);

// For the events that are steps, before they change anything: how the sub-objective and these activities are.
UndoableStep& remember_step(Workshop& workshop, const SubObjectiveId& id, const Happening& happening,
                            StepKind kind, const std::vector<ActivityId>& activities = {});

// How an activity is.
ActivityBefore as_it_is(const Activity& activity);

// For apply(): what was, is again; whoever had what came between before them has seen something else.
void restore(Workshop& workshop, const Happening& happening, const ActivityBefore& before);

// For what rests on the steps before: none of them is taken back any more.
void forget_steps(Workshop& workshop, const SubObjectiveId& id);

}  // namespace acuerdo
