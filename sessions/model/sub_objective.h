// A sub-objective: its stage, its activities and rounds, and the steps that can be taken back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sessions/model/activity.h"
#include "sessions/model/reasoned.h"
#include "sessions/model/round.h"

namespace acuerdo {

// A step of a facilitator that can be taken back (core/undo.h), and how things were before it.
struct UndoableStep {
  StepKind kind{};
  Sequence sequence{};  // of its event
  ParticipantId by{};
  Time at{};
  Stage stage{};                           // of the sub-objective
  std::vector<ActivityBefore> activities;  // that it changed
  RoundNumber round{};                     // that it closed
  std::vector<Proxy> proxies;              // of that round, while it was open

  static constexpr auto fields() {
    return fields_of(field("kind", &UndoableStep::kind), field("sequence", &UndoableStep::sequence),
                     field("by", &UndoableStep::by), field("at", &UndoableStep::at),
                     field("stage", &UndoableStep::stage), field("activities", &UndoableStep::activities),
                     field("round", &UndoableStep::round), field("proxies", &UndoableStep::proxies));
  }
};

// A step that was taken back.
struct TakenBack {
  StepKind kind{};
  ParticipantId step_by{};
  Time step_at{};
  ParticipantId by{};
  Time at{};
  RoundNumber round{};                      // whose closing it was
  std::vector<Result> results = {};         // and what that had said
  std::optional<ActivityId> activity = {};  // whose outcome, mapping or withdrawal it was
  std::optional<OutcomeKind> outcome = {};  // and what was declared

  static constexpr auto fields() {
    return fields_of(field("kind", &TakenBack::kind), field("stepBy", &TakenBack::step_by),
                     field("stepAt", &TakenBack::step_at), field("by", &TakenBack::by),
                     field("at", &TakenBack::at), field("round", &TakenBack::round),
                     field("results", &TakenBack::results), field("activity", &TakenBack::activity),
                     field("outcome", &TakenBack::outcome));
  }
};

struct SubObjective {
  SubObjectiveId id;
  Stage stage = Stage::pending;
  std::vector<ActivityId> activities;  // in the order they are shown: as proposed, until somebody moves one
  std::vector<Round> rounds;           // number n stands at n - 1
  std::vector<Reasoned> reopenings;
  Text remark;                      // the rapporteur's
  std::optional<Reasoned> retired;  // why it is not dealt with any more
  std::vector<UndoableStep> steps;  // that can be taken back, the last first to go
  std::vector<TakenBack> taken_back;

  static constexpr auto fields() {
    return fields_of(field("id", &SubObjective::id), field("stage", &SubObjective::stage),
                     field("activities", &SubObjective::activities), field("rounds", &SubObjective::rounds),
                     field("reopenings", &SubObjective::reopenings), field("remark", &SubObjective::remark),
                     field("retired", &SubObjective::retired), field("steps", &SubObjective::steps),
                     field("takenBack", &SubObjective::taken_back));
  }
};

}  // namespace acuerdo
