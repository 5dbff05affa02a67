#include <algorithm>

#include "sessions/views/views.h"

namespace acuerdo {
namespace {

// How many of those who have yet to vote are named to facilitators: what fits on a screen.
constexpr std::size_t kMaxWaiting = 100;

bool complete(const Round& round, ParticipantId voter) {
  const auto sheet = round.sheets.find(voter);
  return sheet != round.sheets.end() && sheet->second.size() == round.activities.size();
}

Json presence(const Workshop& workshop, const LiveSessionId& session) {
  std::uint64_t persons = 0;
  std::set<InstitutionId> institutions;
  for (const auto& participant : workshop.participants) {
    if (participant.live_session != session) continue;
    ++persons;
    if (participant.role == Role::delegate) institutions.insert(*participant.institution);
  }
  return {{"liveSession", session.value}, {"persons", persons}, {"institutions", institutions.size()}};
}

// The voices that answered one activity, and those that answered the whole sheet. An institution has when one
// of its delegates has.
struct Answers {
  std::map<ActivityId, std::uint64_t> each;
  std::uint64_t whole = 0;
};

Answers answers_by_person(const Round& round) {
  Answers answers;
  for (const auto& [voter, sheet] : round.sheets) {
    for (const auto& ballot : sheet) ++answers.each[ballot.activity];
    if (sheet.size() == round.activities.size()) ++answers.whole;
  }
  return answers;
}

Answers answers_by_institution(const Workshop& workshop, const Round& round) {
  std::map<InstitutionId, std::set<ActivityId>> answered;
  for (const auto& [voter, sheet] : round.sheets) {
    const auto& institution = find(workshop, voter)->institution;
    if (!institution) continue;
    for (const auto& ballot : sheet) answered[*institution].insert(ballot.activity);
  }
  Answers answers;
  for (const auto& [institution, activities] : answered) {
    for (const auto activity : activities) ++answers.each[activity];
    if (activities.size() == round.activities.size()) ++answers.whole;
  }
  return answers;
}

// Of one institution's delegates; who has a ballot counts as present, wherever they are by now.
struct Delegation {
  std::uint64_t voted = 0;  // have answered the whole sheet
  std::uint64_t present = 0;
  std::set<ActivityId> answered;  // by any of them
};

void add_who_voted(const Workshop& workshop, const Round& round, Json& turnout) {
  std::map<InstitutionId, Delegation> institutions;
  Json waiting = Json::array();
  std::uint64_t more = 0;
  for (const auto& participant : workshop.participants) {
    if (participant.role != Role::delegate || !participant.institution) continue;
    const auto sheet = round.sheets.find(participant.id);
    const bool present = participant.live_session == round.live_session;
    const bool voted = complete(round, participant.id);
    auto& delegation = institutions[*participant.institution];
    if (voted) ++delegation.voted;
    if (present || sheet != round.sheets.end()) ++delegation.present;
    if (sheet != round.sheets.end()) {
      for (const auto& ballot : sheet->second) delegation.answered.insert(ballot.activity);
    }
    if (!present || voted) continue;
    if (waiting.size() < kMaxWaiting) {
      waiting.push_back(number(participant.id));
    } else {
      ++more;
    }
  }
  Json list = Json::array();
  for (const auto& [institution, delegation] : institutions) {
    list.push_back({{"institution", institution.value},
                    {"voted", delegation.voted},
                    {"present", delegation.present},
                    {"answered", delegation.answered.size() == round.activities.size()}});
  }
  turnout["institutions"] = std::move(list);
  turnout["waiting"] = std::move(waiting);
  turnout["waitingMore"] = more;
}

Json turnout(const Workshop& workshop, Audience audience, const SubObjective& sub_objective,
             const Round& round) {
  const auto answers = round.settings.voice == Voice::person ? answers_by_person(round)
                                                             : answers_by_institution(workshop, round);
  const auto voices = electorate(workshop, round);
  Json activities = Json::array();
  for (const auto id : round.activities) {
    const auto voted = answers.each.find(id);
    activities.push_back(
        {{"activity", number(id)}, {"voted", voted == answers.each.end() ? 0 : voted->second}});
  }
  Json shown{{"subObjective", sub_objective.id.value},
             {"round", number(round.number)},
             {"voted", answers.whole},
             {"present", voices.present},
             {"eligible", voices.eligible},
             {"activities", std::move(activities)}};
  if (audience == Audience::facilitators) add_who_voted(workshop, round, shown);
  return shown;
}

}  // namespace

Json numbers_of(const Workshop& workshop, Audience audience) {
  Json present = Json::array();
  for (const auto& [id, session] : workshop.live_sessions) {
    if (session.state == SessionState::open) present.push_back(presence(workshop, id));
  }
  Json turnouts = Json::array();
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    const auto* round = latest_round(sub_objective);
    if (round && round->open()) turnouts.push_back(turnout(workshop, audience, sub_objective, *round));
  }
  return {{"presence", std::move(present)}, {"turnout", std::move(turnouts)}};
}

Json mine_of(const Workshop& workshop, ParticipantId id) {
  const auto& participant = *find(workshop, id);
  Json ballots = Json::array();
  for (const auto& [sub_objective, state] : workshop.sub_objectives) {
    for (const auto& round : state.rounds) {
      const auto sheet = round.sheets.find(id);
      if (sheet == round.sheets.end()) continue;
      for (const auto& ballot : sheet->second) {
        ballots.push_back({{"subObjective", sub_objective.value},
                           {"round", number(round.number)},
                           {"activity", number(ballot.activity)},
                           {"position", ballot.position.value},
                           {"reason", ballot.reason},
                           {"at", to_json_value(ballot.at)}});
      }
    }
  }
  Json suggestions = Json::array();
  for (const auto& activity : workshop.activities) {
    for (const auto& [assignment, people] : activity.suggestions) {
      if (!people.contains(id)) continue;
      auto json = to_json_value(assignment);
      json["activity"] = number(activity.id);
      suggestions.push_back(std::move(json));
    }
  }
  return {{"participant",
           {{"id", number(id)},
            {"name", participant.name},
            {"institution", to_json_value(participant.institution)},
            {"role", to_json_value(participant.role)},
            {"language", participant.language},
            {"liveSession", to_json_value(participant.live_session)}}},
          {"ballots", std::move(ballots)},
          {"suggestions", std::move(suggestions)}};
}

}  // namespace acuerdo
