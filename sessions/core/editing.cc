#include "sessions/core/editing.h"

#include <algorithm>

#include "sessions/core/advice.h"
#include "sessions/core/checks.h"
#include "sessions/core/edits.h"
#include "sessions/core/event.h"

namespace acuerdo {
namespace {

Institution* find_institution(Definition& definition, const InstitutionId& id) {
  const auto found = std::ranges::find(definition.institutions, id, &Institution::id);
  return found == definition.institutions.end() ? nullptr : &*found;
}

Objective* find_objective(Definition& definition, const ObjectiveId& id) {
  for (auto& pillar : definition.pillars) {
    const auto found = std::ranges::find(pillar.objectives, id, &Objective::id);
    if (found != pillar.objectives.end()) return &*found;
  }
  return nullptr;
}

// The title of what has that code; null when nothing has.
Text* find_title(Definition& definition, Titled of, const std::string& id) {
  if (of == Titled::workshop) return id.empty() ? &definition.workshop.title : nullptr;
  if (of == Titled::live_session) {
    const auto found = std::ranges::find(definition.live_sessions, LiveSessionId{id}, &LiveSessionPlan::id);
    return found == definition.live_sessions.end() ? nullptr : &found->title;
  }
  for (auto& pillar : definition.pillars) {
    if (of == Titled::pillar && pillar.id.value == id) return &pillar.title;
    for (auto& objective : pillar.objectives) {
      if (of == Titled::objective && objective.id.value == id) return &objective.title;
      for (auto& plan : objective.sub_objectives) {
        if (of == Titled::sub_objective && plan.id.value == id) return &plan.title;
      }
    }
  }
  return nullptr;
}

std::vector<SubObjectivePlan>::iterator place_of(Objective& objective, const SubObjectiveId& id) {
  return std::ranges::find(objective.sub_objectives, id, &SubObjectivePlan::id);
}

// Where it is now; there is such a place.
Objective& objective_of(Definition& definition, const SubObjectiveId& id) {
  for (auto& pillar : definition.pillars) {
    for (auto& objective : pillar.objectives) {
      if (place_of(objective, id) != objective.sub_objectives.end()) return objective;
    }
  }
  throw ImpossibleEvent("it names a sub-objective that is not there");
}

// Taken from where it is to before `before`, or to the end. Nothing when there is no such place.
bool moved(Definition& definition, const SubObjectiveId& id, const ObjectiveId& to,
           const std::optional<SubObjectiveId>& before) {
  auto* objective = find_objective(definition, to);
  if (!objective) return false;
  if (before && place_of(*objective, *before) == objective->sub_objectives.end()) return false;
  auto& from = objective_of(definition, id);
  const auto plan = *place_of(from, id);
  from.sub_objectives.erase(place_of(from, id));
  const auto place = before ? place_of(*objective, *before) : objective->sub_objectives.end();
  objective->sub_objectives.insert(place, plan);
  return true;
}

// Is it there already?
bool stands_before(Definition& definition, const MoveSubObjective& command) {
  auto& objective = objective_of(definition, command.sub_objective);
  if (objective.id != command.objective) return false;
  const auto behind = place_of(objective, command.sub_objective) + 1;
  return behind == objective.sub_objectives.end() ? !command.before : command.before == behind->id;
}

LiveSessionPlan& planned(Definition& definition, const LiveSessionPlan& plan) {
  const auto found = std::ranges::find(definition.live_sessions, plan.id, &LiveSessionPlan::id);
  return found == definition.live_sessions.end() ? definition.live_sessions.emplace_back() : *found;
}

}  // namespace

Decision decide(const Workshop& workshop, const Context&, const AddInstitution& command) {
  if (find(workshop, command.institution))
    return Refusal{RefusalCode::duplicate, "institution", "There is an institution of this code."};
  if (auto refused = require_languages(workshop, command.name, "name")) return *refused;
  if (auto refused = require_fewer(workshop.definition.institutions.size(), kMaxInstitutions, "institution",
                                   "This workshop has " + std::to_string(kMaxInstitutions) + " institutions"))
    return *refused;
  const Institution institution{command.institution, command.acronym, command.name, command.weight};
  auto edited = workshop.definition;
  edited.institutions.push_back(institution);
  if (auto refused = check(edited)) return *refused;
  return Event{InstitutionAdded{institution}};
}

Decision decide(const Workshop& workshop, const Context&, const CorrectInstitution& command) {
  auto edited = workshop.definition;
  auto* institution = find_institution(edited, command.institution);
  if (!institution) return not_found("institution", "institution");
  if (auto refused = require_languages(workshop, command.name, "name")) return *refused;
  if (institution->acronym == command.acronym && institution->name == command.name) return {};
  if (auto refused = require_base(workshop, command.base, edits::institution(command.institution)))
    return *refused;
  institution->acronym = command.acronym;
  institution->name = command.name;
  if (auto refused = check(edited)) return *refused;
  return Event{InstitutionCorrected{command.institution, command.acronym, command.name}};
}

Decision decide(const Workshop& workshop, const Context&, const CorrectTitle& command) {
  auto edited = workshop.definition;
  auto* title = find_title(edited, command.of, command.code);
  if (!title) return not_found("code", name_of(command.of));
  if (auto refused = require_languages(workshop, command.title, "title")) return *refused;
  if (*title == command.title) return {};
  if (auto refused = require_base(workshop, command.base, edits::title(command.of, command.code)))
    return *refused;
  *title = command.title;
  if (auto refused = check(edited)) return *refused;
  return Event{TitleCorrected{command.of, command.code, command.title}};
}

Decision decide(const Workshop& workshop, const Context&, const AddSubObjective& command) {
  auto edited = workshop.definition;
  auto* objective = find_objective(edited, command.objective);
  if (!objective) return not_found("objective", "objective");
  if (find(workshop, command.sub_objective))
    return Refusal{RefusalCode::duplicate, "subObjective", "There is a sub-objective of this code."};
  if (auto refused = require_languages(workshop, command.title, "title")) return *refused;
  const SubObjectivePlan plan{command.sub_objective, command.title};
  objective->sub_objectives.push_back(plan);
  if (auto refused = check(edited)) return *refused;
  return Event{SubObjectiveAdded{command.objective, plan}};
}

Decision decide(const Workshop& workshop, const Context&, const MoveSubObjective& command) {
  if (!find(workshop, command.sub_objective)) return not_found("subObjective", "sub-objective");
  auto edited = workshop.definition;
  if (!find_objective(edited, command.objective)) return not_found("objective", "objective");
  if (command.before == command.sub_objective)
    return Refusal{RefusalCode::field_invalid, "before", "A sub-objective cannot stand before itself."};
  if (stands_before(edited, command)) return {};
  if (!moved(edited, command.sub_objective, command.objective, command.before))
    return not_found("before", "sub-objective of that objective");
  if (auto refused = check(edited)) return *refused;
  return Event{SubObjectiveMoved{command.sub_objective, command.objective, command.before}};
}

Decision decide(const Workshop& workshop, const Context&, const RetireSubObjective& command) {
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_stage(*sub_objective, {Stage::pending, Stage::proposing, Stage::clarifying,
                                                    Stage::reviewing, Stage::assigning}))
    return *refused;
  std::vector<Event> events;
  for (const auto id : sub_objective->activities) {
    const auto* activity = find(workshop, id);
    if (!activity->standing() || activity->outcome) continue;
    events.push_back(OutcomeDeclared{
        id, OutcomeKind::deferred, advised_for(workshop, *activity), command.reason, RoundNumber{}, {}, {}});
  }
  events.push_back(SubObjectiveRetired{command.sub_objective, command.reason});
  return events;
}

Decision decide(const Workshop& workshop, const Context&, const PlanLiveSession& command) {
  if (auto refused = require_languages(workshop, command.title, "title")) return *refused;
  if (auto refused = require_base(workshop, command.base, edits::session(command.live_session)))
    return *refused;
  const LiveSessionPlan plan{command.live_session, command.title,  command.starts_at,
                             command.ends_at,      command.covers, command.institutions};
  auto edited = workshop.definition;
  planned(edited, plan) = plan;
  if (auto refused = check(edited)) return *refused;
  return Event{LiveSessionPlanned{plan}};
}

void apply(Workshop& workshop, const Happening&, const InstitutionAdded& event) {
  possible(!find(workshop, event.institution.id), "there is such an institution");
  workshop.definition.institutions.push_back(event.institution);
}

void apply(Workshop& workshop, const Happening& happening, const InstitutionCorrected& event) {
  mark_edited(workshop, happening, edits::institution(event.institution));
  auto* institution = find_institution(workshop.definition, event.institution);
  possible(institution != nullptr, "it names an institution that is not there");
  institution->acronym = event.acronym;
  institution->name = event.name;
}

void apply(Workshop& workshop, const Happening& happening, const TitleCorrected& event) {
  mark_edited(workshop, happening, edits::title(event.of, event.code));
  auto* title = find_title(workshop.definition, event.of, event.code);
  possible(title != nullptr, "it names what is not there");
  *title = event.title;
}

void apply(Workshop& workshop, const Happening&, const SubObjectiveAdded& event) {
  auto* objective = find_objective(workshop.definition, event.objective);
  possible(objective && !find(workshop, event.plan.id), "there is no such place for it");
  objective->sub_objectives.push_back(event.plan);
  workshop.sub_objectives[event.plan.id].id = event.plan.id;
}

void apply(Workshop& workshop, const Happening&, const SubObjectiveMoved& event) {
  possible(event.before != event.sub_objective &&
               moved(workshop.definition, event.sub_objective, event.objective, event.before),
           "there is no such place for it");
}

void apply(Workshop& workshop, const Happening& happening, const SubObjectiveRetired& event) {
  forget_steps(workshop, event.sub_objective);
  move_to(workshop, event.sub_objective, Stage::closed);
  existing(workshop, event.sub_objective).retired = Reasoned{event.reason, happening.actor, happening.at};
}

void apply(Workshop& workshop, const Happening& happening, const LiveSessionPlanned& event) {
  mark_edited(workshop, happening, edits::session(event.plan.id));
  planned(workshop.definition, event.plan) = event.plan;
  workshop.live_sessions[event.plan.id].id = event.plan.id;
}

}  // namespace acuerdo
