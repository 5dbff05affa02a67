#include "sessions/model/workshop.h"

#include <algorithm>

namespace acuerdo {

const Participant* find(const Workshop& workshop, ParticipantId id) {
  const auto n = number(id);
  return n == 0 || n > workshop.participants.size() ? nullptr : &workshop.participants[n - 1];
}

const Participant* bearer(const Workshop& workshop, ParticipantId id) {
  const auto* participant = find(workshop, id);
  // Each step leads to another participant: who was merged is removed, and nobody is merged into them.
  while (participant && participant->merged_into) participant = find(workshop, *participant->merged_into);
  return participant;
}

const Activity* find(const Workshop& workshop, ActivityId id) {
  const auto n = number(id);
  return n == 0 || n > workshop.activities.size() ? nullptr : &workshop.activities[n - 1];
}

const SubObjective* find(const Workshop& workshop, const SubObjectiveId& id) {
  const auto found = workshop.sub_objectives.find(id);
  return found == workshop.sub_objectives.end() ? nullptr : &found->second;
}

const LiveSession* find(const Workshop& workshop, const LiveSessionId& id) {
  const auto found = workshop.live_sessions.find(id);
  return found == workshop.live_sessions.end() ? nullptr : &found->second;
}

const Institution* find(const Workshop& workshop, const InstitutionId& id) {
  const auto& institutions = workshop.definition.institutions;
  const auto found = std::ranges::find(institutions, id, &Institution::id);
  return found == institutions.end() ? nullptr : &*found;
}

const SubObjectivePlan* plan_of(const Workshop& workshop, const SubObjectiveId& id) {
  for (const auto& pillar : workshop.definition.pillars) {
    for (const auto& objective : pillar.objectives) {
      const auto found = std::ranges::find(objective.sub_objectives, id, &SubObjectivePlan::id);
      if (found != objective.sub_objectives.end()) return &*found;
    }
  }
  return nullptr;
}

const Round* latest_round(const SubObjective& sub_objective) {
  return sub_objective.rounds.empty() ? nullptr : &sub_objective.rounds.back();
}

const Round* open_round(const SubObjective& sub_objective) {
  const auto* round = latest_round(sub_objective);
  return round && round->open() ? round : nullptr;
}

std::vector<InstitutionId> roll_of(const Workshop& workshop, const LiveSessionId& session) {
  const auto& plans = workshop.definition.live_sessions;
  const auto plan = std::ranges::find(plans, session, &LiveSessionPlan::id);
  return plan == plans.end() ? std::vector<InstitutionId>{} : plan->institutions;
}

const LiveSession* session_at(const Workshop& workshop, const SubObjectiveId& place) {
  for (const auto& [id, session] : workshop.live_sessions) {
    if (session.state == SessionState::open && session.focus == place) return &session;
  }
  return nullptr;
}

std::uint32_t times_heard(const Workshop& workshop, const LiveSession& session, ParticipantId participant) {
  const auto& institution = find(workshop, participant)->institution;
  const auto heard = institution ? session.heard.find(*institution) : session.heard.end();
  return heard == session.heard.end() ? 0 : heard->second;
}

std::vector<RaisedHand> speaking_order(const Workshop& workshop, const LiveSession& session) {
  auto order = session.hands;
  std::ranges::stable_sort(order, {}, [&](const RaisedHand& hand) {
    return std::pair{hand.purpose != Purpose::point_of_order,
                     times_heard(workshop, session, hand.participant)};
  });
  return order;
}

bool votes(const Workshop& workshop, const Participant& delegate, Voice voice) {
  if (delegate.role != Role::delegate || !delegate.institution) return false;
  if (voice != Voice::head_of_delegation) return true;
  const auto head = workshop.heads.find(*delegate.institution);
  return head != workshop.heads.end() && head->second == delegate.id;
}

std::uint64_t weight_of(const Participant& delegate, Voice voice) {
  return voice == Voice::weighted_person ? delegate.weight : 1;
}

std::uint64_t weight_of(const Voter& voter, Voice voice) {
  return voice == Voice::weighted_person ? voter.weight : 1;
}

std::optional<Voter> as_voter(const Workshop& workshop, const Participant& participant, Voice voice) {
  if (participant.role != Role::delegate || !participant.institution) return {};
  return Voter{*participant.institution, participant.weight, votes(workshop, participant, voice)};
}

std::vector<ParticipantId> changed_since(const Workshop& workshop, const Round& round) {
  std::vector<ParticipantId> changed;
  for (const auto& [id, then] : round.roll) {
    auto now = as_voter(workshop, *find(workshop, id), round.settings.voice);
    if (now && round.settings.voice != Voice::weighted_person) now->weight = then.weight;
    if (now != then) changed.push_back(id);
  }
  return changed;
}

bool authors_seen(const Workshop& workshop, const Activity& activity) {
  switch (workshop.proposing.authors) {
    case Authors::shown:
      return true;
    case Authors::until_voting:
      return !find(workshop, activity.sub_objective)->rounds.empty();
    case Authors::hidden:
      return false;
  }
  return false;
}

std::vector<ActivityId> alternatives(const Workshop& workshop, const Activity& activity) {
  // The first wording of all.
  const auto root = [&](const Activity* one) {
    while (one->alternative_to) one = find(workshop, *one->alternative_to);
    return one->id;
  };
  const auto of_all = root(&activity);
  std::vector<ActivityId> all;
  for (const auto id : find(workshop, activity.sub_objective)->activities) {
    const auto* other = find(workshop, id);
    if (other->standing() && root(other) == of_all) all.push_back(id);
  }
  return all;
}

const Activity* adopted_instead(const Workshop& workshop, const Activity& activity) {
  for (const auto id : alternatives(workshop, activity)) {
    const auto* other = find(workshop, id);
    if (id != activity.id && other->is_adopted()) return other;
  }
  return nullptr;
}

namespace {

RoundResult latest(const Workshop& workshop, const Activity& activity, bool on_mapping) {
  const auto* sub_objective = find(workshop, activity.sub_objective);
  for (auto round = sub_objective->rounds.rbegin(); round != sub_objective->rounds.rend(); ++round) {
    const auto result = std::ranges::find(round->results, activity.id, &Result::activity);
    if (round->annulled || round->on_mapping() != on_mapping || result == round->results.end()) continue;
    if (result->wording_version != activity.versions.back().number) return {};
    return {&*round, &*result};
  }
  return {};
}

}  // namespace

RoundResult latest_result(const Workshop& workshop, const Activity& activity) {
  return latest(workshop, activity, false);
}

RoundResult latest_mapping_result(const Workshop& workshop, const Activity& activity) {
  return latest(workshop, activity, true);
}

OutcomeKind advised_by(VerdictKind verdict) {
  switch (verdict) {
    case VerdictKind::consensus:
    case VerdictKind::appropriate:
      return OutcomeKind::adopted_by_consensus;
    case VerdictKind::consensus_with_reservations:
      return OutcomeKind::adopted_with_reservations;
    case VerdictKind::majority:
    case VerdictKind::chosen:
      return OutcomeKind::adopted_by_majority;
    case VerdictKind::not_reached:
    case VerdictKind::uncertain:
    case VerdictKind::inappropriate:
      return OutcomeKind::not_agreed;
    case VerdictKind::no_quorum:
    case VerdictKind::not_chosen:
    case VerdictKind::tied:
    case VerdictKind::too_few:
      return OutcomeKind::deferred;
  }
  return OutcomeKind::not_agreed;
}

namespace {

// Who votes is present, wherever they are when the round closes; of those who do not, who is in the room.
bool is_present_without_vote(const Round& round, const Participant& participant) {
  return participant.role == Role::delegate && participant.institution &&
         participant.live_session == round.live_session && round.has_voice(*participant.institution) &&
         !round.roll.contains(participant.id);
}

std::set<InstitutionId> institutions_present(const Workshop& workshop, const Round& round) {
  std::set<InstitutionId> present;
  for (const auto& [_, voter] : round.roll) present.insert(voter.institution);
  for (const auto& participant : workshop.participants) {
    if (is_present_without_vote(round, participant)) present.insert(*participant.institution);
  }
  return present;
}

Electorate count_persons(const Workshop& workshop, const Round& round, Voice voice) {
  Electorate counted;
  counted.voice = voice;
  for (const auto& participant : workshop.participants) {
    if (participant.role != Role::delegate || !participant.institution ||
        !round.has_voice(*participant.institution))
      continue;
    counted.eligible += weight_of(participant, voice);
    if (is_present_without_vote(round, participant)) counted.present += weight_of(participant, voice);
  }
  for (const auto& [_, voter] : round.roll) counted.present += weight_of(voter, voice);
  return counted;
}

Electorate count_institutions(const Workshop& workshop, const Round& round, Voice voice) {
  const auto present = institutions_present(workshop, round);
  const auto proxies = proxies_counted(round, [&](const auto& id) { return present.contains(id); });
  Electorate counted;
  counted.voice = voice;
  for (const auto& institution : workshop.definition.institutions) {
    if (!round.has_voice(institution.id)) continue;
    const auto weight = voice == Voice::weighted ? institution.weight : 1;
    counted.eligible += weight;
    if (present.contains(institution.id)) counted.present += weight;
    if (std::ranges::find(proxies, institution.id, &Proxy::from) != proxies.end())
      counted.represented += weight;
  }
  return counted;
}

}  // namespace

std::vector<Proxy> proxies_counted(const Workshop& workshop, const Round& round) {
  if (round.proxies.empty()) return {};
  const auto present = institutions_present(workshop, round);
  return proxies_counted(round, [&](const auto& id) { return present.contains(id); });
}

std::vector<Proxy> proxies_counted(const Round& round,
                                   const std::function<bool(const InstitutionId&)>& present) {
  std::vector<Proxy> counted;
  std::ranges::copy_if(round.proxies, std::back_inserter(counted),
                       [&](const Proxy& proxy) { return present(proxy.to) && !present(proxy.from); });
  return counted;
}

Electorate electorate(const Workshop& workshop, const Round& round) {
  const auto voice = round.settings.voice;
  return by_institution(voice) ? count_institutions(workshop, round, voice)
                               : count_persons(workshop, round, voice);
}

Electorate electorate_for_quorum(const Workshop& workshop, const Round& round) {
  switch (round.settings.quorum_of) {
    case QuorumOf::persons:
      return count_persons(workshop, round, Voice::person);
    case QuorumOf::institutions:
      return count_institutions(workshop, round, Voice::institution);
    case QuorumOf::voices:
      break;
  }
  return electorate(workshop, round);
}

}  // namespace acuerdo
