#include "sessions/views/numbers.h"

#include <algorithm>

namespace acuerdo {
namespace {

// How many of those who have yet to vote are named to facilitators: what fits on a screen.
constexpr std::size_t kMaxWaiting = 100;

// Would a round that opened here now have its quorum?
Quorum quorum_now(const Workshop& workshop, const LiveSessionId& session) {
  Round round;
  round.settings = workshop.settings;
  round.live_session = session;
  round.roll_of = roll_of(workshop, session);
  return quorum(round.settings.quorum_asked(), electorate_for_quorum(workshop, round));
}

bool is_delegate(const Participant& participant) {
  return participant.role == Role::delegate && participant.institution;
}

}  // namespace

Numbers::Numbers(const Workshop& workshop) {
  for (const auto& [id, session] : workshop.live_sessions) {
    if (session.state == SessionState::open) presence_[id];
  }
  for (const auto& participant : workshop.participants) {
    if (is_delegate(participant)) ++delegates_;
    if (participant.live_session) arrive(workshop, participant, *participant.live_session);
  }
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    if (const auto* round = open_round(sub_objective)) count(workshop, id, *round);
  }
}

void Numbers::see(const Workshop& workshop, const Event& event) {
  if (const auto* cast = ballot_in(event)) {
    const auto& round = *latest_round(*find(workshop, cast->sub_objective));
    const auto& voter = voter_in(round, cast->participant);
    auto& turnout = turnouts_.at(cast->sub_objective);
    // Who votes is present; beside a ballot that is not named no arrival is recorded.
    const bool is_there = find(workshop, cast->participant)->live_session == round.live_session;
    if (!is_there && !turnout.answered.contains(cast->participant))
      turnout.come(turnout.delegations[voter.institution]);
    turnout.vote(cast->participant, voter, round.sheets.at(cast->participant).size(), cast->activity);
    turnout.tell(round, cast->participant, voter, cast->activity, cast->position);
  } else if (const auto* arrived = std::get_if<ParticipantArrived>(&event)) {
    arrive(workshop, *find(workshop, arrived->participant), arrived->live_session);
  } else if (const auto* left = std::get_if<ParticipantLeft>(&event)) {
    leave(*find(workshop, left->participant), left->live_session);
  } else if (const auto* joined = std::get_if<ParticipantJoined>(&event)) {
    const auto& participant = *find(workshop, joined->participant);
    if (!is_delegate(participant)) return;
    ++delegates_;
    for (auto& [id, turnout] : turnouts_) turnout.delegations[*participant.institution];
  } else if (const auto* opened = std::get_if<LiveSessionOpened>(&event)) {
    presence_[opened->live_session];
  } else if (const auto* closed = std::get_if<LiveSessionClosed>(&event)) {
    presence_.erase(closed->live_session);
  } else if (const auto* round = std::get_if<RoundOpened>(&event)) {
    count(workshop, round->sub_objective, *latest_round(*find(workshop, round->sub_objective)));
  } else if (const auto* over = std::get_if<RoundClosed>(&event)) {
    turnouts_.erase(over->sub_objective);
  } else if (const auto* undone = std::get_if<StepUndone>(&event)) {
    if (undone->step.kind == StepKind::round_closed)
      count(workshop, undone->sub_objective, *latest_round(*find(workshop, undone->sub_objective)));
  } else if (const auto* annulled = std::get_if<RoundAnnulled>(&event)) {
    turnouts_.erase(annulled->sub_objective);
  } else if (std::holds_alternative<RoleChanged>(event) || std::holds_alternative<HeadNamed>(event) ||
             std::holds_alternative<ParticipantCorrected>(event) ||
             std::holds_alternative<BallotsLeft>(event) ||
             std::holds_alternative<ParticipantsMerged>(event) ||
             std::holds_alternative<IdleRemoved>(event) || std::holds_alternative<WorkshopImported>(event)) {
    *this = Numbers{workshop};  // seldom, and it changes who counts
  }
}

void Numbers::arrive(const Workshop& workshop, const Participant& participant, const LiveSessionId& at) {
  const auto session = presence_.find(at);
  if (session != presence_.end()) {
    ++session->second.persons;
    if (is_delegate(participant)) ++session->second.delegates[*participant.institution];
  }
  if (!is_delegate(participant)) return;
  for (auto& [id, turnout] : turnouts_) {
    if (turnout.live_session == at) turnout.arrive(participant, votes(workshop, participant, turnout.voice));
  }
}

void Numbers::leave(const Participant& participant, const LiveSessionId& at) {
  const auto session = presence_.find(at);
  if (session != presence_.end()) {
    --session->second.persons;
    if (is_delegate(participant)) {
      const auto delegates = session->second.delegates.find(*participant.institution);
      if (delegates != session->second.delegates.end() && --delegates->second == 0)
        session->second.delegates.erase(delegates);
    }
  }
  if (!is_delegate(participant)) return;
  for (auto& [id, turnout] : turnouts_) {
    if (turnout.live_session == at) turnout.leave(participant);
  }
}

void Numbers::count(const Workshop& workshop, const SubObjectiveId& id, const Round& round) {
  Turnout turnout;
  turnout.round = round.number;
  turnout.live_session = round.live_session;
  turnout.voice = round.settings.voice;
  turnout.kind = round.settings.ballots;
  turnout.activities = round.activities;
  for (const auto& participant : workshop.participants) {
    if (!is_delegate(participant)) continue;
    turnout.delegations[*participant.institution];
    if (participant.live_session == round.live_session)
      turnout.arrive(participant, votes(workshop, participant, turnout.voice));
  }
  for (const auto& [who, sheet] : round.sheets) {
    const auto& voter = voter_in(round, who);
    // Who is on the roll counts where it says, and there alone.
    const auto* participant = find(workshop, who);
    if (is_delegate(*participant) && participant->live_session == round.live_session)
      turnout.go(turnout.delegations[*participant->institution]);
    turnout.come(turnout.delegations[voter.institution]);
    for (auto ballot = sheet.begin(); ballot != sheet.end(); ++ballot) {
      turnout.vote(who, voter, static_cast<std::size_t>(ballot - sheet.begin()) + 1, ballot->activity);
      turnout.tell(round, who, voter, ballot->activity, ballot->position);
    }
  }
  turnouts_[id] = std::move(turnout);
}

// One more who counts as present.
void Numbers::Turnout::come(Delegation& delegation) {
  ++persons;
  if (++delegation.present == 1) ++institutions;
}

void Numbers::Turnout::go(Delegation& delegation) {
  --persons;
  if (--delegation.present == 0) --institutions;
}

void Numbers::Turnout::arrive(const Participant& delegate, bool votes) {
  const auto ballots = answered.find(delegate.id);
  if (ballots == answered.end()) come(delegations[*delegate.institution]);
  if (!votes) return;
  if (ballots == answered.end() || ballots->second < activities.size()) waiting.insert(delegate.id);
}

void Numbers::Turnout::leave(const Participant& delegate) {
  waiting.erase(delegate.id);
  if (!answered.contains(delegate.id)) go(delegations[*delegate.institution]);
}

// A ballot of one who headed the delegation before another was named is not counted.
void Numbers::Turnout::vote(ParticipantId id, const Voter& voter, std::size_t on, ActivityId activity) {
  auto& ballots = answered[id];
  if (on == ballots) return;  // cast again: it replaces the one before
  ballots = on;
  if (!voter.speaks) return;
  auto& delegation = delegations[voter.institution];
  const bool first_of_institution = delegation.answered.insert(activity).second;
  if (by_person(voice) || first_of_institution) ++voices[activity];
  if (by_institution(voice) && first_of_institution && delegation.answered.size() == activities.size())
    ++whole;
  if (on < activities.size()) return;
  ++delegation.voted;
  if (by_person(voice)) ++whole;
  waiting.erase(id);
}

// The tallies move with the ballots, each of which may replace one.
void Numbers::Turnout::tell(const Round& of, ParticipantId id, const Voter& voter, ActivityId activity,
                            const Position& position) {
  if (of.settings.results != Results::live || !voter.speaks) return;
  auto& [cast, tallies] = live[activity];
  const auto [before, is_first] = cast.try_emplace(id, position);
  count_ballot(tallies, rule_on(of, activity), voter.institution, position, weight_of(voter, voice),
               is_first ? nullptr : &before->second);
  before->second = position;
}

Json Numbers::Turnout::shown(const Workshop& workshop, const SubObjectiveId& id, std::uint64_t eligible,
                             Audience audience) const {
  Json each = Json::array();
  const auto& of = *latest_round(*find(workshop, id));
  const auto proxies = proxies_counted(of, [&](const InstitutionId& institution) {
    const auto delegation = delegations.find(institution);
    return delegation != delegations.end() && delegation->second.present > 0;
  });
  for (const auto activity : activities) {
    const auto voted = voices.find(activity);
    Json told{{"activity", number(activity)}, {"voted", voted == voices.end() ? 0 : voted->second}};
    if (const auto tallies = live.find(activity); tallies != live.end()) {
      const auto counted = voices_on(workshop, of, activity, tallies->second.delegations, proxies);
      told["tally"] = to_json_value(counted.tally);
      told["parts"] = counted.parts;
    }
    each.push_back(std::move(told));
  }
  Json shown{{"subObjective", id.value}, {"round", number(round)},
             {"voted", whole},           {"present", by_person(voice) ? persons : institutions},
             {"eligible", eligible},     {"activities", std::move(each)}};
  if (audience != Audience::facilitators || kind == Ballots::secret) return shown;
  Json list = Json::array();
  for (const auto& [institution, delegation] : delegations) {
    list.push_back({{"institution", institution.value},
                    {"voted", delegation.voted},
                    {"present", delegation.present},
                    {"answered", delegation.answered.size() == activities.size()}});
  }
  Json named = Json::array();
  for (auto who = waiting.begin(); who != waiting.end() && named.size() < kMaxWaiting; ++who)
    named.push_back(number(*who));
  shown["waitingMore"] = waiting.size() - named.size();
  shown["waiting"] = std::move(named);
  shown["institutions"] = std::move(list);
  return shown;
}

Json Numbers::shown(const Workshop& workshop, Audience audience) const {
  Json present = Json::array();
  if (audience == Audience::door) return {{"presence", present}, {"turnout", present}};
  for (const auto& [id, session] : presence_) {
    Json told{
        {"liveSession", id.value}, {"persons", session.persons}, {"institutions", session.delegates.size()}};
    // While a round is open its turn-out says who is there.
    const auto votes = [&, id = id](const auto& entry) { return entry.second.live_session == id; };
    if (audience == Audience::facilitators && std::ranges::none_of(turnouts_, votes))
      told["quorum"] = to_json_value(quorum_now(workshop, id));
    present.push_back(std::move(told));
  }
  Json turnouts = Json::array();
  for (const auto& [id, turnout] : turnouts_) {
    turnouts.push_back(turnout.shown(
        workshop, id, by_person(turnout.voice) ? delegates_ : workshop.definition.institutions.size(),
        audience));
  }
  return {{"presence", std::move(present)}, {"turnout", std::move(turnouts)}};
}

}  // namespace acuerdo
