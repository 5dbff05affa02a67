// Editing the workshop while it runs: what its definition says of institutions, titles, the tree and the
// programme. What was decided stays where it was.
//
// Whatever an edit would leave must still hang together (check() in model/definition.h); what it refuses
// names the field of the definition.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Commands: by a facilitator.

// One more institution, also while a round is open: of what is eligible it counts from then on.
struct AddInstitution {
  static constexpr std::string_view kKind = "institution.add";
  InstitutionId institution;
  std::string acronym;
  Text name;
  std::uint32_t weight = 1;

  static constexpr auto fields() {
    return fields_of(field("institution", &AddInstitution::institution),
                     field("acronym", &AddInstitution::acronym).up_to(40),
                     field("name", &AddInstitution::name).up_to(kMaxTitle),
                     field("weight", &AddInstitution::weight).optional());
  }
};

struct CorrectInstitution {
  static constexpr std::string_view kKind = "institution.correct";
  InstitutionId institution;
  std::string acronym;
  Text name;
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("institution", &CorrectInstitution::institution),
                     field("acronym", &CorrectInstitution::acronym).up_to(40),
                     field("name", &CorrectInstitution::name).up_to(kMaxTitle),
                     field("base", &CorrectInstitution::base).optional());
  }
};

struct CorrectTitle {
  static constexpr std::string_view kKind = "title.correct";
  Titled of{};
  std::string code;  // of the workshop: empty
  Text title;
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(
        field("of", &CorrectTitle::of), field("code", &CorrectTitle::code).up_to(kMaxCodeLength).optional(),
        field("title", &CorrectTitle::title).up_to(kMaxTitle), field("base", &CorrectTitle::base).optional());
  }
};

// At the end of its objective.
struct AddSubObjective {
  static constexpr std::string_view kKind = "subObjective.add";
  ObjectiveId objective;
  SubObjectiveId sub_objective;
  Text title;

  static constexpr auto fields() {
    return fields_of(field("objective", &AddSubObjective::objective),
                     field("subObjective", &AddSubObjective::sub_objective),
                     field("title", &AddSubObjective::title).up_to(kMaxTitle));
  }
};

// To another objective, or to another place in its own: before the sub-objective named, or at the end. Its
// code stays, and so does all that was said and decided of it.
struct MoveSubObjective {
  static constexpr std::string_view kKind = "subObjective.move";
  SubObjectiveId sub_objective;
  ObjectiveId objective;
  std::optional<SubObjectiveId> before;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &MoveSubObjective::sub_objective),
                     field("objective", &MoveSubObjective::objective),
                     field("before", &MoveSubObjective::before).optional());
  }
};

// Not while people vote: it is closed, and what stands there undecided is deferred for the same reason.
// Reopened, it is as any other.
struct RetireSubObjective {
  static constexpr std::string_view kKind = "subObjective.retire";
  SubObjectiveId sub_objective;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &RetireSubObjective::sub_objective),
                     field("reason", &RetireSubObjective::reason).up_to(kMaxReason));
  }
};

// A block of the programme: another one, or the one of that code otherwise.
struct PlanLiveSession {
  static constexpr std::string_view kKind = "liveSession.plan";
  LiveSessionId live_session;
  Text title;
  std::string starts_at;
  std::string ends_at;
  std::vector<PillarId> covers;
  std::vector<InstitutionId> institutions = {};  // of a working group; none: all
  std::optional<Sequence> base = {};             // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("liveSession", &PlanLiveSession::live_session),
                     field("title", &PlanLiveSession::title).up_to(kMaxTitle),
                     field("startsAt", &PlanLiveSession::starts_at).up_to(40).optional(),
                     field("endsAt", &PlanLiveSession::ends_at).up_to(40).optional(),
                     field("covers", &PlanLiveSession::covers).up_to(100).optional(),
                     field("institutions", &PlanLiveSession::institutions).up_to(kMaxInstitutions).optional(),
                     field("base", &PlanLiveSession::base).optional());
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct InstitutionAdded {
  static constexpr std::string_view kKind = "institution_added";
  Institution institution;

  static constexpr auto fields() { return fields_of(field("institution", &InstitutionAdded::institution)); }
};

struct InstitutionCorrected {
  static constexpr std::string_view kKind = "institution_corrected";
  InstitutionId institution;
  std::string acronym;
  Text name;

  static constexpr auto fields() {
    return fields_of(field("institution", &InstitutionCorrected::institution),
                     field("acronym", &InstitutionCorrected::acronym),
                     field("name", &InstitutionCorrected::name));
  }
};

struct TitleCorrected {
  static constexpr std::string_view kKind = "title_corrected";
  Titled of{};
  std::string code;
  Text title;

  static constexpr auto fields() {
    return fields_of(field("of", &TitleCorrected::of), field("code", &TitleCorrected::code).optional(),
                     field("title", &TitleCorrected::title));
  }
};

struct SubObjectiveAdded {
  static constexpr std::string_view kKind = "sub_objective_added";
  ObjectiveId objective;
  SubObjectivePlan plan;

  static constexpr auto fields() {
    return fields_of(field("objective", &SubObjectiveAdded::objective),
                     field("plan", &SubObjectiveAdded::plan));
  }
};

struct SubObjectiveMoved {
  static constexpr std::string_view kKind = "sub_objective_moved";
  SubObjectiveId sub_objective;
  ObjectiveId objective;
  std::optional<SubObjectiveId> before;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &SubObjectiveMoved::sub_objective),
                     field("objective", &SubObjectiveMoved::objective),
                     field("before", &SubObjectiveMoved::before));
  }
};

struct SubObjectiveRetired {
  static constexpr std::string_view kKind = "sub_objective_retired";
  SubObjectiveId sub_objective;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &SubObjectiveRetired::sub_objective),
                     field("reason", &SubObjectiveRetired::reason));
  }
};

struct LiveSessionPlanned {
  static constexpr std::string_view kKind = "live_session_planned";
  LiveSessionPlan plan;

  static constexpr auto fields() { return fields_of(field("plan", &LiveSessionPlanned::plan)); }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const AddInstitution& command);
Decision decide(const Workshop& workshop, const Context& context, const CorrectInstitution& command);
Decision decide(const Workshop& workshop, const Context& context, const CorrectTitle& command);
Decision decide(const Workshop& workshop, const Context& context, const AddSubObjective& command);
Decision decide(const Workshop& workshop, const Context& context, const MoveSubObjective& command);
Decision decide(const Workshop& workshop, const Context& context, const RetireSubObjective& command);
Decision decide(const Workshop& workshop, const Context& context, const PlanLiveSession& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const InstitutionAdded& event);
void apply(Workshop& workshop, const Happening& happening, const InstitutionCorrected& event);
void apply(Workshop& workshop, const Happening& happening, const TitleCorrected& event);
void apply(Workshop& workshop, const Happening& happening, const SubObjectiveAdded& event);
void apply(Workshop& workshop, const Happening& happening, const SubObjectiveMoved& event);
void apply(Workshop& workshop, const Happening& happening, const SubObjectiveRetired& event);
void apply(Workshop& workshop, const Happening& happening, const LiveSessionPlanned& event);

}  // namespace acuerdo
