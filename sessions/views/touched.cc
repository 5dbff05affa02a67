#include "sessions/views/keys.h"

namespace acuerdo {
namespace {

Touched person(ParticipantId id) { return {{key(id)}, true, {{id, {true, {}, {}}}}}; }
Touched stage(const SubObjectiveId& id) { return {{key(id)}, false, {}}; }
Touched one(ActivityId id) { return {{key(id)}, false, {}}; }

// One overload a kind: an event that is not here does not compile.
struct Toucher {
  const Workshop& workshop;

  Touched operator()(const WorkshopImported&) const {
    Touched all;
    for (const auto& document : documents(workshop, Audience::facilitators)) all.documents.insert(document);
    all.numbers = true;
    return all;
  }
  Touched operator()(const SettingsChanged&) const { return {{"workshop"}, false, {}}; }
  // Who votes for whom is told in the rounds that are open, and moves the tallies of those that are live.
  Touched proxies() const {
    Touched all{{"workshop"}, true, {}};
    for (const auto& [id, sub_objective] : workshop.sub_objectives) {
      if (const auto* round = open_round(sub_objective)) all.documents.insert(key(id, round->number));
    }
    return all;
  }
  Touched operator()(const ProxyGiven&) const { return proxies(); }
  Touched operator()(const ProxyRevoked&) const { return proxies(); }
  Touched operator()(const RemarkWritten& event) const { return stage(event.sub_objective); }

  Touched operator()(const ParticipantJoined& event) const { return person(event.participant); }
  // Who heads a delegation is told to all of it.
  Touched operator()(const HeadNamed& event) const {
    Touched all = person(event.participant);
    const auto& institution = find(workshop, event.participant)->institution;
    for (const auto& one : workshop.participants) {
      if (one.institution == institution) all.add(person(one.id));
    }
    return all;
  }
  Touched operator()(const ParticipantWeighed& event) const { return person(event.participant); }
  Touched operator()(const CredentialAdded&) const { return {}; }
  Touched operator()(const TokensWithdrawn&) const { return {}; }
  // Where they are named as authors nothing changes: a role is not shown there.
  Touched operator()(const RoleChanged& event) const {
    const auto& institution = find(workshop, event.participant)->institution;
    if (!institution) return person(event.participant);
    Touched all = person(event.participant);
    if (const auto head = workshop.heads.find(*institution); head != workshop.heads.end())
      all.add(person(head->second));
    return all;
  }
  Touched operator()(const ParticipantArrived& event) const { return person(event.participant); }
  Touched operator()(const ParticipantLeft& event) const { return person(event.participant); }

  Touched operator()(const LiveSessionOpened& event) const { return {{key(event.live_session)}, true, {}}; }
  Touched operator()(const LiveSessionClosed& event) const { return {{key(event.live_session)}, true, {}}; }
  Touched operator()(const FocusSet& event) const { return {{key(event.live_session)}, false, {}}; }

  Touched operator()(const ProposingOpened& event) const { return stage(event.sub_objective); }
  Touched operator()(const ClarifyingOpened& event) const { return stage(event.sub_objective); }
  Touched operator()(const AssigningOpened& event) const { return stage(event.sub_objective); }
  Touched operator()(const SubObjectiveClosed& event) const { return stage(event.sub_objective); }
  Touched operator()(const SubObjectiveReopened& event) const { return stage(event.sub_objective); }

  Touched operator()(const ActivityProposed& event) const {
    return {{key(event.activity), key(event.sub_objective)}, false, {}};
  }
  Touched operator()(const ActivityRevised& event) const { return one(event.activity); }
  Touched operator()(const ActivityWithdrawn& event) const { return one(event.activity); }
  Touched operator()(const ActivitiesMerged& event) const {
    Touched all = one(event.into);
    for (const auto id : event.from) all.documents.insert(key(id));
    return all;
  }
  Touched operator()(const CommentAdded& event) const {
    return {{discussion_key(event.activity)}, false, {}};
  }
  Touched operator()(const AmendmentProposed& event) const { return one(event.activity); }
  Touched operator()(const AmendmentAccepted& event) const { return one(event.activity); }
  Touched operator()(const AmendmentDeclined& event) const { return one(event.activity); }

  Touched operator()(const RoundOpened& event) const {
    Touched all{{key(event.sub_objective, event.round), key(event.sub_objective)}, true, {}};
    for (const auto id : event.activities) all.documents.insert(key(id));
    return all;
  }
  Touched operator()(const BallotCast& event) const {
    return {
        {}, true, {{event.participant, {false, {{event.sub_objective, event.round, event.activity}}, {}}}}};
  }
  Touched operator()(const BallotSealed& event) const {
    return event.ballot ? (*this)(*event.ballot) : Touched{};
  }
  Touched operator()(const DeadlineSet& event) const {
    return {{key(event.sub_objective, event.round)}, false, {}};
  }
  Touched operator()(const RoundAnnulled& event) const {
    const auto& round = find(workshop, event.sub_objective)->rounds.at(number(event.round) - 1u);
    Touched all{{key(event.sub_objective, event.round), key(event.sub_objective)}, true, {}};
    for (const auto id : round.activities) all.documents.insert(key(id));
    return all;
  }
  Touched operator()(const RoundClosed& event) const {
    Touched all{{key(event.sub_objective, event.round), key(event.sub_objective)}, true, {}};
    for (const auto& result : event.results) {
      all.documents.insert(key(result.activity));
      all.documents.insert(result_key(event.sub_objective, event.round, result.activity));
    }
    return all;
  }
  Touched operator()(const ReasonAnswered& event) const {
    return {{key(event.activity), result_key(event.sub_objective, event.round, event.activity)}, false, {}};
  }
  Touched operator()(const OutcomeDeclared& event) const { return one(event.activity); }

  Touched operator()(const InstitutionSuggested& event) const {
    return {{key(event.activity)}, false, {{event.participant, {false, {}, {event.activity}}}}};
  }
  Touched operator()(const SuggestionWithdrawn& event) const {
    return {{key(event.activity)}, false, {{event.participant, {false, {}, {event.activity}}}}};
  }
  Touched operator()(const AssignmentsAdopted& event) const { return one(event.activity); }
  Touched operator()(const SnapshotKept&) const { return {}; }
};

}  // namespace

void Personal::add(const Personal& other) {
  person = person || other.person;
  ballots.insert(other.ballots.begin(), other.ballots.end());
  suggestions.insert(other.suggestions.begin(), other.suggestions.end());
}

void Touched::add(const Touched& other) {
  documents.insert(other.documents.begin(), other.documents.end());
  numbers = numbers || other.numbers;
  for (const auto& [participant, changed] : other.personal) personal[participant].add(changed);
}

Touched touched(const Workshop& workshop, const Event& event) { return std::visit(Toucher{workshop}, event); }

}  // namespace acuerdo
