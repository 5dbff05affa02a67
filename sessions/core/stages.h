// The life of a sub-objective, but for its rounds.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Commands.

// pending -> proposing, or clarifying -> proposing (more is to be proposed).
struct OpenProposing {
  static constexpr std::string_view kKind = "proposing.open";
  SubObjectiveId sub_objective;

  static constexpr auto fields() { return fields_of(field("subObjective", &OpenProposing::sub_objective)); }
};

// proposing -> clarifying, or reviewing or assigning -> clarifying (amend and vote again).
struct OpenClarifying {
  static constexpr std::string_view kKind = "clarifying.open";
  SubObjectiveId sub_objective;

  static constexpr auto fields() { return fields_of(field("subObjective", &OpenClarifying::sub_objective)); }
};

// reviewing -> assigning, or proposing or clarifying -> assigning (nothing is to be voted on), when every
// standing activity has its outcome and at least one was adopted.
struct OpenAssigning {
  static constexpr std::string_view kKind = "assigning.open";
  SubObjectiveId sub_objective;

  static constexpr auto fields() { return fields_of(field("subObjective", &OpenAssigning::sub_objective)); }
};

// assigning -> closed; or from proposing, clarifying or reviewing when nothing was adopted and nothing is
// undecided.
struct CloseSubObjective {
  static constexpr std::string_view kKind = "subObjective.close";
  SubObjectiveId sub_objective;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &CloseSubObjective::sub_objective));
  }
};

// closed -> proposing, with a reason.
struct ReopenSubObjective {
  static constexpr std::string_view kKind = "subObjective.reopen";
  SubObjectiveId sub_objective;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &ReopenSubObjective::sub_objective),
                     field("reason", &ReopenSubObjective::reason).up_to(kMaxReason));
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct ProposingOpened {
  static constexpr std::string_view kKind = "proposing_opened";
  SubObjectiveId sub_objective;

  static constexpr auto fields() { return fields_of(field("subObjective", &ProposingOpened::sub_objective)); }
};

struct ClarifyingOpened {
  static constexpr std::string_view kKind = "clarifying_opened";
  SubObjectiveId sub_objective;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &ClarifyingOpened::sub_objective));
  }
};

struct AssigningOpened {
  static constexpr std::string_view kKind = "assigning_opened";
  SubObjectiveId sub_objective;

  static constexpr auto fields() { return fields_of(field("subObjective", &AssigningOpened::sub_objective)); }
};

struct SubObjectiveClosed {
  static constexpr std::string_view kKind = "sub_objective_closed";
  SubObjectiveId sub_objective;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &SubObjectiveClosed::sub_objective));
  }
};

struct SubObjectiveReopened {
  static constexpr std::string_view kKind = "sub_objective_reopened";
  SubObjectiveId sub_objective;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &SubObjectiveReopened::sub_objective),
                     field("reason", &SubObjectiveReopened::reason).up_to(kMaxReason));
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const OpenProposing& command);
Decision decide(const Workshop& workshop, const Context& context, const OpenClarifying& command);
Decision decide(const Workshop& workshop, const Context& context, const OpenAssigning& command);
Decision decide(const Workshop& workshop, const Context& context, const CloseSubObjective& command);
Decision decide(const Workshop& workshop, const Context& context, const ReopenSubObjective& command);

// undecided, unless every standing activity has an outcome.
MaybeRefused require_decided(const Workshop& workshop, const SubObjective& sub_objective);

// Applying, for every event that changes a stage: the clock of the stage before stops.
void move_to(Workshop& workshop, const SubObjectiveId& id, Stage stage);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const ProposingOpened& event);
void apply(Workshop& workshop, const Happening& happening, const ClarifyingOpened& event);
void apply(Workshop& workshop, const Happening& happening, const AssigningOpened& event);
void apply(Workshop& workshop, const Happening& happening, const SubObjectiveClosed& event);
void apply(Workshop& workshop, const Happening& happening, const SubObjectiveReopened& event);

}  // namespace acuerdo
