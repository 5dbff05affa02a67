#include "sessions/model/definition.h"

#include <algorithm>
#include <map>
#include <set>

#include "sessions/values/date.h"
#include "sessions/values/language.h"

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

Refusal not_a(std::string field, std::string_view what) {
  auto sentence = field + " must be " + std::string{what} + ".";
  return {RefusalCode::field_invalid, std::move(field), std::move(sentence)};
}

// "2023-02-07T09:00", local time.
bool is_moment(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  return text.size() == 16 && is_date(text.substr(0, 10)) && text[10] == 'T' && text[13] == ':' &&
         digit(11) && digit(12) && digit(14) && digit(15) && text.substr(11, 2) < "24" &&
         text.substr(14, 2) < "60";
}

// Empty, or a date; and the end not before the beginning.
MaybeRefused check_dates(const About& about) {
  for (const auto& [field, date] :
       {std::pair{"workshop.startsOn", &about.starts_on}, std::pair{"workshop.endsOn", &about.ends_on}}) {
    if (!date->empty() && !is_date(*date)) return not_a(field, "a day of the calendar, such as 2023-02-07");
  }
  if (!about.starts_on.empty() && !about.ends_on.empty() && about.ends_on < about.starts_on) {
    return not_a("workshop.endsOn", "no day before startsOn");
  }
  return {};
}

MaybeRefused check_languages(const About& about) {
  if (about.languages.empty()) return empty("workshop.languages");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < about.languages.size(); ++i) {
    const auto field = "workshop.languages[" + std::to_string(i) + "]";
    if (!is_language_tag(about.languages[i])) return not_a(field, "a language tag, such as es");
    if (!seen.insert(about.languages[i]).second) return twice(field);
  }
  return {};
}

// People say acronyms; two that sound alike are one too many.
std::string as_heard(std::string acronym) {
  std::erase_if(acronym, [](char c) { return c == '.' || c == ' '; });
  std::ranges::transform(acronym, acronym.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return acronym;
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
    for (const auto& [field, moment] :
         {std::pair{"startsAt", &session.starts_at}, std::pair{"endsAt", &session.ends_at}}) {
      if (!moment->empty() && !is_moment(*moment)) {
        return not_a(at("liveSessions", i, field),
                     "a day and time of the calendar, such as 2023-02-07T09:00");
      }
    }
    if (!session.starts_at.empty() && !session.ends_at.empty() && session.ends_at < session.starts_at) {
      return not_a(at("liveSessions", i, "endsAt"), "no time before startsAt");
    }
    for (const auto& institution : session.institutions) {
      if (!codes.institutions.contains(institution)) return unknown(at("liveSessions", i, "institutions"));
    }
    for (const auto& pillar : session.covers) {
      if (!codes.pillars.contains(pillar)) return unknown(at("liveSessions", i, "covers"));
    }
  }
  return {};
}

MaybeRefused check_drafts(const Definition& definition, const Codes& codes) {
  std::map<SubObjectiveId, std::size_t> drafts;
  for (std::size_t i = 0; i < definition.draft_activities.size(); ++i) {
    const auto& draft = definition.draft_activities[i];
    if (!codes.sub_objectives.contains(draft.sub_objective))
      return unknown(at("draftActivities", i, "subObjective"));
    if (++drafts[draft.sub_objective] > kMaxActivities) {
      return not_a(at("draftActivities", i, "subObjective"),
                   "of a sub-objective with at most " + std::to_string(kMaxActivities) + " activities");
    }
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

std::size_t bytes_of(const Text& text) {
  constexpr std::size_t kAround = 64;  // codes and punctuation
  std::size_t bytes = kAround;
  for (const auto& [language, words] : text) bytes += language.size() + words.size();
  return bytes;
}

MaybeRefused check_size(const Definition& definition) {
  std::size_t bytes = 0;
  for (const auto& institution : definition.institutions)
    bytes += bytes_of(institution.name) + institution.acronym.size();
  for (const auto& session : definition.live_sessions) bytes += bytes_of(session.title);
  for (const auto& pillar : definition.pillars) {
    bytes += bytes_of(pillar.title);
    for (const auto& objective : pillar.objectives) {
      bytes += bytes_of(objective.title);
      for (const auto& sub_objective : objective.sub_objectives) bytes += bytes_of(sub_objective.title);
    }
  }
  if (bytes <= kMaxTreeBytes) return {};
  return not_a("pillars", "of titles that, with those of institutions and live sessions, have at most " +
                              std::to_string(kMaxTreeBytes / 1024) + " KiB; these have " +
                              std::to_string(bytes / 1024));
}

}  // namespace

MaybeRefused check(Ballots ballots, Voice voice) {
  if (ballots != Ballots::named && voice == Voice::weighted_person) {
    return Refusal{RefusalCode::field_invalid, "ballots",
                   "Where persons have weights the tally shows whose ballots they are: name them."};
  }
  if (ballots != Ballots::secret || voice == Voice::person) return {};
  return Refusal{RefusalCode::field_invalid, "ballots",
                 "A secret ballot needs the voice of each person: the position of an institution would show "
                 "that of its delegates."};
}

MaybeRefused check_weight(std::uint32_t weight, std::string field) {
  if (weight >= 1 && weight <= kMaxWeight) return {};
  return Refusal{RefusalCode::field_invalid, std::move(field),
                 "weight must be a whole number from 1 to " + std::to_string(kMaxWeight) + "."};
}

MaybeRefused check(const Definition& definition) {
  if (definition.format != kDefinitionFormat) {
    return Refusal{RefusalCode::field_invalid, "format",
                   "format must be \"" + std::string{kDefinitionFormat} + "\"."};
  }
  if (auto refused = check_languages(definition.workshop)) return refused;
  if (auto refused = check_dates(definition.workshop)) return refused;
  if (auto refused = check(definition.workshop.rule, definition.workshop.voice))
    return in_field("workshop.rule", std::move(*refused));
  if (auto refused = check(definition.workshop.ballots, definition.workshop.voice))
    return in_field("workshop", std::move(*refused));
  const auto& about = definition.workshop;
  if (auto refused = check(QuorumAsked{about.quorum, QuorumOf::voices, about.quorum_strict}))
    return in_field("workshop", std::move(*refused));
  if (definition.institutions.empty()) return empty("institutions");
  Codes codes;
  std::set<std::string> acronyms;
  for (std::size_t i = 0; i < definition.institutions.size(); ++i) {
    const auto& institution = definition.institutions[i];
    if (!codes.institutions.insert(institution.id).second) return twice(at("institutions", i, "id"));
    if (!acronyms.insert(as_heard(institution.acronym)).second)
      return twice(at("institutions", i, "acronym"));
    if (auto refused = check_weight(institution.weight, at("institutions", i, "weight"))) return refused;
  }
  if (auto refused = collect_tree(definition, codes)) return refused;
  if (auto refused = check_live_sessions(definition, codes)) return refused;
  if (auto refused = check_size(definition)) return refused;
  return check_drafts(definition, codes);
}

}  // namespace acuerdo
