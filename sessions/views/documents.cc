#include <charconv>

#include "sessions/views/views.h"

namespace acuerdo {
namespace {

Json author(const Workshop& workshop, ParticipantId id) {
  const auto* participant = find(workshop, id);
  return {{"participant", number(id)},
          {"name", participant ? participant->name : ""},
          {"institution", participant ? to_json_value(participant->institution) : Json(nullptr)}};
}

Json authors(const Workshop& workshop, const std::vector<ParticipantId>& ids) {
  Json list = Json::array();
  for (const auto id : ids) list.push_back(author(workshop, id));
  return list;
}

// A described value of ours whose author is shown by name.
template <class T>
Json signed_by(const Workshop& workshop, const T& value) {
  auto json = to_json_value(value);
  json["by"] = author(workshop, value.by);
  return json;
}

template <class T>
Json each_signed(const Workshop& workshop, const std::vector<T>& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(signed_by(workshop, value));
  return list;
}

Json workshop_document(const Workshop& workshop) {
  const auto& about = workshop.definition.workshop;
  return {{"id", workshop.id.value},
          {"title", about.title},
          {"venue", about.venue},
          {"startsOn", about.starts_on},
          {"endsOn", about.ends_on},
          {"timeZone", about.time_zone},
          {"languages", about.languages},
          {"joinCode", workshop.join_code},
          {"rule", to_json_value(workshop.settings.rule)},
          {"voice", to_json_value(workshop.settings.voice)},
          {"quorum", to_json_value(workshop.settings.quorum)},
          {"ballots", to_json_value(about.ballots)},
          {"institutions", to_json_value(workshop.definition.institutions)},
          {"pillars", to_json_value(workshop.definition.pillars)},
          {"liveSessions", to_json_value(workshop.definition.live_sessions)}};
}

Json live_session_document(const LiveSession& session) {
  return {{"id", session.id.value},
          {"state", to_json_value(session.state)},
          {"focus", to_json_value(session.focus)}};
}

Json sub_objective_document(const Workshop& workshop, const SubObjective& sub_objective) {
  return {{"id", sub_objective.id.value},
          {"stage", to_json_value(sub_objective.stage)},
          {"round", sub_objective.rounds.size()},
          {"activities", to_json_value(sub_objective.activities)},
          {"reopenings", each_signed(workshop, sub_objective.reopenings)},
          {"remark", sub_objective.remark}};
}

// Suggestions of the room and of the draft, counted; who suggested what is in nobody's document but their
// own.
Json suggestions(const Activity& activity) {
  std::map<Assignment, std::pair<std::size_t, bool>> counted;
  for (const auto& assignment : activity.draft) counted[assignment].second = true;
  for (const auto& [assignment, people] : activity.suggestions) counted[assignment].first = people.size();
  Json list = Json::array();
  for (const auto& [assignment, count] : counted) {
    auto json = to_json_value(assignment);
    json["count"] = count.first;
    json["draft"] = count.second;
    list.push_back(std::move(json));
  }
  return list;
}

Json activity_document(const Workshop& workshop, const Activity& activity) {
  return {
      {"id", number(activity.id)},
      {"subObjective", activity.sub_objective.value},
      {"wording", activity.wording()},
      {"version", activity.versions.back().number},
      {"versions", each_signed(workshop, activity.versions)},
      {"authors", authors(workshop, activity.authors)},
      {"state", to_json_value(activity.state)},
      {"withdrawnReason", activity.withdrawn_reason},
      {"mergedInto", to_json_value(activity.merged_into)},
      {"mergedFrom", to_json_value(activity.merged_from)},
      {"comments", each_signed(workshop, activity.comments)},
      {"amendments", each_signed(workshop, activity.amendments)},
      {"suggestions", suggestions(activity)},
      {"assignments", to_json_value(activity.assignments)},
      {"advice", activity.standing() ? Json(to_json_value(advised_for(workshop, activity))) : Json(nullptr)},
      {"outcome", activity.outcome ? signed_by(workshop, *activity.outcome) : Json(nullptr)}};
}

Json offered_positions(const Rule& rule) {
  Json list = Json::array();
  for (const auto& position : positions(rule)) {
    list.push_back({{"code", position.code.value},
                    {"name", position.name},
                    {"tone", to_json_value(position.tone)},
                    {"reasonRequired", position.reason_required}});
  }
  return list;
}

Json result_document(const Workshop& workshop, const Round& round, const Result& result) {
  Json reasons = Json::array();
  for (const auto& cast : reasons_given(round, result.activity)) {
    reasons.push_back({{"position", cast.ballot->position.value},
                       {"reason", cast.ballot->reason},
                       {"by", author(workshop, cast.voter)}});
  }
  return {{"activity", number(result.activity)},
          {"wordingVersion", result.wording_version},
          {"verdict",
           {{"kind", to_json_value(result.verdict)},
            {"advises", to_json_value(advised_by(result.verdict))},
            {"sentence", result.sentence}}},
          {"tally", to_json_value(result.tally)},
          {"voices", to_json_value(result.voices)},
          {"reasons", std::move(reasons)}};
}

// Before it closes a round tells nobody what was voted: results are null, and sheets are never shown.
Json round_document(const Workshop& workshop, const SubObjective& sub_objective, const Round& round) {
  Json results = nullptr;
  if (!round.open()) {
    results = Json::array();
    for (const auto& result : round.results) results.push_back(result_document(workshop, round, result));
  }
  return {{"subObjective", sub_objective.id.value},
          {"number", number(round.number)},
          {"state", round.open() ? "open" : "closed"},
          {"rule", to_json_value(round.settings.rule)},
          {"voice", to_json_value(round.settings.voice)},
          {"positions", offered_positions(round.settings.rule)},
          {"activities", to_json_value(round.activities)},
          {"openedAt", to_json_value(round.opened_at)},
          {"closedAt", to_json_value(round.closed_at)},
          {"quorum", to_json_value(round.quorum)},
          {"results", std::move(results)}};
}

Json participant_document(const Participant& participant) {
  return {{"id", number(participant.id)},
          {"name", participant.name},
          {"institution", to_json_value(participant.institution)},
          {"role", to_json_value(participant.role)},
          {"liveSession", to_json_value(participant.live_session)}};
}

std::optional<std::uint32_t> number_in(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

std::optional<Json> round_at(const Workshop& workshop, std::string_view place) {
  const auto slash = place.rfind('/');
  if (slash == place.npos) return {};
  const auto* sub_objective = find(workshop, SubObjectiveId{std::string{place.substr(0, slash)}});
  const auto n = number_in(place.substr(slash + 1));
  if (!sub_objective || !n || *n == 0 || *n > sub_objective->rounds.size()) return {};
  return round_document(workshop, *sub_objective, sub_objective->rounds[*n - 1]);
}

}  // namespace

Audience audience_of(Role role) {
  return role == Role::facilitator ? Audience::facilitators : Audience::floor;
}

std::optional<Json> document(const Workshop& workshop, Audience audience, const DocumentKey& key) {
  if (key == "workshop") return workshop_document(workshop);
  const auto slash = key.find('/');
  if (slash == key.npos) return {};
  const std::string_view kind = std::string_view{key}.substr(0, slash);
  const std::string place = key.substr(slash + 1);
  if (kind == "liveSession") {
    const auto* session = find(workshop, LiveSessionId{place});
    return session ? std::optional{live_session_document(*session)} : std::nullopt;
  }
  if (kind == "subObjective") {
    const auto* sub_objective = find(workshop, SubObjectiveId{place});
    return sub_objective ? std::optional{sub_objective_document(workshop, *sub_objective)} : std::nullopt;
  }
  if (kind == "activity") {
    const auto* activity = find(workshop, ActivityId{number_in(place).value_or(0)});
    return activity ? std::optional{activity_document(workshop, *activity)} : std::nullopt;
  }
  if (kind == "round") return round_at(workshop, place);
  if (kind == "participant" && audience == Audience::facilitators) {
    const auto* participant = find(workshop, ParticipantId{number_in(place).value_or(0)});
    return participant ? std::optional{participant_document(*participant)} : std::nullopt;
  }
  return {};
}

std::vector<DocumentKey> documents(const Workshop& workshop, Audience audience) {
  std::vector<DocumentKey> keys{"workshop"};
  for (const auto& [id, session] : workshop.live_sessions) keys.push_back("liveSession/" + id.value);
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    keys.push_back("subObjective/" + id.value);
    for (const auto& round : sub_objective.rounds) {
      keys.push_back("round/" + id.value + "/" + std::to_string(number(round.number)));
    }
  }
  for (const auto& activity : workshop.activities)
    keys.push_back("activity/" + std::to_string(number(activity.id)));
  if (audience == Audience::facilitators) {
    for (const auto& participant : workshop.participants) {
      keys.push_back("participant/" + std::to_string(number(participant.id)));
    }
  }
  return keys;
}

Json snapshot_of(const Workshop& workshop, Audience audience) {
  Json docs = Json::object();
  for (const auto& key : documents(workshop, audience)) docs[key] = *document(workshop, audience, key);
  return {{"docs", std::move(docs)}};
}

Json change_of(const Workshop& workshop, Audience audience, const std::set<DocumentKey>& keys) {
  Json docs = Json::object();
  for (const auto& key : keys) {
    if (auto shown = document(workshop, audience, key)) docs[key] = std::move(*shown);
  }
  return {{"docs", std::move(docs)}};
}

}  // namespace acuerdo
