#include <algorithm>

#include "sessions/views/views.h"

namespace acuerdo {
namespace {

// Who heads the delegation of the participant's institution.
Json head_of(const Workshop& workshop, const Participant& participant) {
  if (!participant.institution) return nullptr;
  const auto head = workshop.heads.find(*participant.institution);
  if (head == workshop.heads.end()) return nullptr;
  return {{"participant", number(head->second)}, {"name", find(workshop, head->second)->name}};
}

Json person(const Workshop& workshop, const Participant& participant) {
  return {{"id", number(participant.id)},
          {"name", participant.name},
          {"institution", to_json_value(participant.institution)},
          {"role", to_json_value(participant.role)},
          {"language", participant.language},
          {"head", head_of(workshop, participant)},
          {"weight", participant.weight},
          {"liveSession", to_json_value(participant.live_session)}};
}

Json ballot_in(const SubObjectiveId& sub_objective, const Round& round, ParticipantId voter,
               const Ballot& ballot) {
  const auto receipt = round.receipts.find(voter);
  return {{"subObjective", sub_objective.value},
          {"round", number(round.number)},
          {"receipt", receipt == round.receipts.end() ? Json(nullptr) : Json(receipt->second.value)},
          {"activity", number(ballot.activity)},
          {"position", ballot.position.value},
          {"reason", ballot.reason},
          {"at", to_json_value(ballot.at)},
          {"onBehalf", ballot.recorded_by.has_value()}};
}

// {"activity": 7, "assignments": [...]}: all that they suggest for it.
Json suggestions_for(const Activity& activity, ParticipantId by) {
  Json assignments = Json::array();
  for (const auto& [assignment, people] : activity.suggestions) {
    if (people.contains(by)) assignments.push_back(to_json_value(assignment));
  }
  return {{"activity", number(activity.id)}, {"assignments", std::move(assignments)}};
}

Json authored_by(const Workshop& workshop, ParticipantId author) {
  Json ids = Json::array();
  for (const auto& activity : workshop.activities) {
    if (std::ranges::count(activity.authors, author) > 0) ids.push_back(number(activity.id));
  }
  return ids;
}

}  // namespace

Json mine_of(const Workshop& workshop, ParticipantId id) {
  Json ballots = Json::array();
  for (const auto& [sub_objective, state] : workshop.sub_objectives) {
    for (const auto& round : state.rounds) {
      const auto sheet = round.sheets.find(id);
      if (sheet == round.sheets.end()) continue;
      for (const auto& ballot : sheet->second) ballots.push_back(ballot_in(sub_objective, round, id, ballot));
    }
  }
  Json suggestions = Json::array();
  for (const auto& activity : workshop.activities) {
    auto theirs = suggestions_for(activity, id);
    if (!theirs["assignments"].empty()) suggestions.push_back(std::move(theirs));
  }
  return {{"participant", person(workshop, *find(workshop, id))},
          {"authored", authored_by(workshop, id)},
          {"ballots", std::move(ballots)},
          {"suggestions", std::move(suggestions)}};
}

Json mine_of(const Workshop& workshop, ParticipantId id, const Personal& changed) {
  Json mine = Json::object();
  if (changed.person) mine["participant"] = person(workshop, *find(workshop, id));
  if (changed.authored) mine["authored"] = authored_by(workshop, id);
  for (const auto& [sub_objective, number_of_it, activity] : changed.ballots) {
    const auto& round = find(workshop, sub_objective)->rounds.at(number(number_of_it) - 1u);
    const auto* ballot = ballot_of(round, id, activity);  // none when the round closed meanwhile and forgot
    if (ballot) mine["ballots"].push_back(ballot_in(sub_objective, round, id, *ballot));
  }
  for (const auto activity : changed.suggestions)
    mine["suggestions"].push_back(suggestions_for(*find(workshop, activity), id));
  return mine;
}

}  // namespace acuerdo
