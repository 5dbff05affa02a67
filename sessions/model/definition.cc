#include "sessions/model/definition.h"

#include <algorithm>
#include <set>

namespace acuerdo {
namespace {

std::string at(std::string_view list, std::size_t index, std::string_view field) {
  return std::string{list} + "[" + std::to_string(index) + "]." + std::string{field};
}

Refusal twice(std::string field) {
  auto sentence = field + " is used twice; every code names one thing.";
  return {RefusalCode::duplicate, std::move(field), std::move(sentence)};
}

Refusal unknown(std::string field) {
  auto sentence = field + " names what is not in this definition.";
  return {RefusalCode::not_found, std::move(field), std::move(sentence)};
}

Refusal empty(std::string field) {
  auto sentence = field + " must have at least one element.";
  return {RefusalCode::field_invalid, std::move(field), std::move(sentence)};
}

struct Codes {
  std::set<InstitutionId> institutions;
  std::set<PillarId> pillars;
  std::set<SubObjectiveId> sub_objectives;
};

MaybeRefused collect_tree(const Definition& definition, Codes& codes) {
  std::set<ObjectiveId> objectives;
  for (std::size_t p = 0; p < definition.pillars.size(); ++p) {
    const auto& pillar = definition.pillars[p];
    if (!codes.pillars.insert(pillar.id).second) return twice(at("pillars", p, "id"));
    for (std::size_t o = 0; o < pillar.objectives.size(); ++o) {
      const auto& objective = pillar.objectives[o];
      const auto place = at("pillars", p, "objectives");
      if (!objectives.insert(objective.id).second) return twice(at(place, o, "id"));
      for (std::size_t s = 0; s < objective.sub_objectives.size(); ++s) {
        if (!codes.sub_objectives.insert(objective.sub_objectives[s].id).second) {
          return twice(at(at(place, o, "subObjectives"), s, "id"));
        }
      }
    }
  }
  if (codes.sub_objectives.empty()) return empty("pillars");
  return {};
}

MaybeRefused check_live_sessions(const Definition& definition, const Codes& codes) {
  if (definition.live_sessions.empty()) return empty("liveSessions");
  std::set<LiveSessionId> seen;
  for (std::size_t i = 0; i < definition.live_sessions.size(); ++i) {
    const auto& session = definition.live_sessions[i];
    if (!seen.insert(session.id).second) return twice(at("liveSessions", i, "id"));
    for (const auto& pillar : session.covers) {
      if (!codes.pillars.contains(pillar)) return unknown(at("liveSessions", i, "covers"));
    }
  }
  return {};
}

MaybeRefused check_drafts(const Definition& definition, const Codes& codes) {
  for (std::size_t i = 0; i < definition.draft_activities.size(); ++i) {
    const auto& draft = definition.draft_activities[i];
    if (!codes.sub_objectives.contains(draft.sub_objective))
      return unknown(at("draftActivities", i, "subObjective"));
    for (const auto& [field, list] :
         {std::pair{"leads", &draft.leads}, std::pair{"supports", &draft.supports},
          std::pair{"monitors", &draft.monitors}}) {
      std::set<InstitutionId> seen;
      for (const auto& institution : *list) {
        if (!codes.institutions.contains(institution)) return unknown(at("draftActivities", i, field));
        if (!seen.insert(institution).second) return twice(at("draftActivities", i, field));
      }
    }
  }
  return {};
}

}  // namespace

MaybeRefused check(const Definition& definition) {
  if (definition.format != kDefinitionFormat) {
    return Refusal{RefusalCode::field_invalid, "format",
                   "format must be \"" + std::string{kDefinitionFormat} + "\"."};
  }
  if (definition.workshop.languages.empty()) return empty("workshop.languages");
  if (definition.institutions.empty()) return empty("institutions");
  Codes codes;
  for (std::size_t i = 0; i < definition.institutions.size(); ++i) {
    if (!codes.institutions.insert(definition.institutions[i].id).second)
      return twice(at("institutions", i, "id"));
  }
  if (auto refused = collect_tree(definition, codes)) return refused;
  if (auto refused = check_live_sessions(definition, codes)) return refused;
  return check_drafts(definition, codes);
}

}  // namespace acuerdo
