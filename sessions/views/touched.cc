#include <algorithm>

#include "sessions/views/keys.h"
#include "sessions/views/naming.h"

namespace acuerdo {
namespace {

Touched floor(const LiveSessionId& id) { return {{key(id)}, false, {}}; }
Touched person(ParticipantId id) { return {{key(id)}, true, {{id, {.person = true}}}}; }
Touched one(ActivityId id) { return {{key(id)}, false, {}}; }

// One overload a kind: an event that is not here does not compile.
struct Toucher {
  const Workshop& workshop;

  // What is decided of an activity changes what is advised of its alternatives.
  Touched decided(ActivityId id) const {
    Touched all = one(id);
    for (const auto other : alternatives(workshop, *find(workshop, id))) all.documents.insert(key(other));
    return all;
  }
  // What can be taken back is told where the activity is.
  Touched step_on(ActivityId id) const {
    auto all = decided(id);
    all.documents.insert(key(find(workshop, id)->sub_objective));
    return all;
  }
  // Who wrote it is told to those who did.
  Touched authors(ActivityId id) const {
    Touched all;
    for (const auto author : find(workshop, id)->authors) {
      if (author != kTheWorkshop) all.personal[author].authored = true;
    }
    return all;
  }
  // Its clock stops with it.
  Touched stage(const SubObjectiveId& id) const {
    Touched all{{key(id)}, false, {}};
    if (const auto* session = session_at(workshop, id)) all.add(floor(session->id));
    return all;
  }
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
  Touched operator()(const RemarkWritten& event) const { return {{key(event.sub_objective)}, false, {}}; }

  // Who heads a delegation is told to all of it; of its people only who heads it now is another.
  Touched delegation(const std::optional<InstitutionId>& institution) const {
    Touched all;
    if (!institution) return all;
    for (const auto& one : workshop.participants) {
      if (one.institution == institution) all.personal[one.id].person = true;
    }
    const auto head = workshop.heads.find(*institution);
    if (head != workshop.heads.end()) all.documents.insert(key(head->second));
    return all;
  }
  Touched operator()(const ParticipantJoined& event) const {
    Touched all = person(event.participant);
    const bool is_head = event.institution && workshop.heads.contains(*event.institution) &&
                         workshop.heads.at(*event.institution) == event.participant;
    if (is_head) all.add(delegation(event.institution));
    return all;
  }
  Touched operator()(const HeadNamed& event) const {
    const auto& institution = find(workshop, event.participant)->institution;
    Touched all = delegation(institution);
    all.numbers = true;                              // who has yet to vote, where heads have the voice
    for (const auto& one : workshop.participants) {  // whoever headed it until now among them
      if (one.institution == institution && one.role == Role::delegate) all.documents.insert(key(one.id));
    }
    return all;
  }
  // Wherever they are named.
  Touched operator()(const ParticipantCorrected& event) const {
    Touched all = person(event.participant);
    for (const auto& document : naming(workshop, event.participant)) all.documents.insert(document);
    all.add(delegation(event.before));
    all.add(delegation(event.institution));
    return all;
  }
  Touched operator()(const AdmissionSet&) const { return {{"workshop"}, false, {}}; }
  Touched operator()(const PeopleLimited&) const { return {{"workshop"}, false, {}}; }
  Touched operator()(const JoinCodeRenewed&) const { return {{"workshop"}, false, {}}; }
  // Who heads their delegations now may be another.
  Touched operator()(const IdleRemoved& event) const {
    Touched all;
    std::set<std::optional<InstitutionId>> delegations;
    for (const auto id : event.participants) {
      all.add(person(id));
      delegations.insert(find(workshop, id)->institution);
    }
    for (const auto& institution : delegations) all.add(delegation(institution));
    return all;
  }
  // Whoever wrote an activity may be shown, or no more.
  Touched operator()(const ProposingSet&) const {
    Touched all{{"workshop"}, false, {}};
    for (const auto& activity : workshop.activities) all.documents.insert(key(activity.id));
    return all;
  }
  Touched operator()(const InstitutionAdded&) const { return {{"workshop"}, true, {}}; }
  Touched operator()(const InstitutionCorrected&) const { return {{"workshop"}, false, {}}; }
  Touched operator()(const TitleCorrected&) const { return {{"workshop"}, false, {}}; }
  Touched operator()(const SubObjectiveAdded& event) const {
    return {{"workshop", key(event.plan.id)}, false, {}};
  }
  Touched operator()(const SubObjectiveMoved&) const { return {{"workshop"}, false, {}}; }
  Touched operator()(const SubObjectiveRetired& event) const { return stage(event.sub_objective); }
  Touched operator()(const LiveSessionPlanned& event) const {
    return {{"workshop", key(event.plan.id)}, false, {}};
  }
  Touched operator()(const ParticipantWeighed& event) const { return person(event.participant); }
  Touched operator()(const CredentialAdded&) const { return {}; }
  Touched operator()(const TokensWithdrawn&) const { return {}; }
  // Where they are named as authors nothing changes: a role is not shown there.
  Touched operator()(const RoleChanged& event) const {
    const auto* participant = find(workshop, event.participant);
    Touched all = person(event.participant);
    if (participant->live_session) all.add(floor(*participant->live_session));
    all.add(delegation(participant->institution));
    return all;
  }
  // Wherever they are named; and what was the one's is the other's.
  Touched operator()(const ParticipantsMerged& event) const {
    Touched all = person(event.participant);
    all.add(person(event.into));
    for (const auto id : {event.participant, event.into}) {
      for (const auto& document : naming(workshop, id)) all.documents.insert(document);
      all.personal[id].all = true;
    }
    // Where both suggested the same, one less does.
    for (const auto& activity : workshop.activities) {
      const auto suggested = [&](const auto& entry) { return entry.second.contains(event.into); };
      if (std::ranges::any_of(activity.suggestions, suggested)) all.documents.insert(key(activity.id));
    }
    all.add(delegation(find(workshop, event.participant)->institution));
    return all;
  }
  Touched operator()(const BallotsLeft& event) const {
    return {{}, true, {{event.participant, {.all = true}}}};
  }
  Touched operator()(const ParticipantArrived& event) const { return person(event.participant); }
  Touched operator()(const ParticipantLeft& event) const {
    Touched all = person(event.participant);
    all.add(floor(event.live_session));
    return all;
  }

  Touched operator()(const LiveSessionOpened& event) const { return {{key(event.live_session)}, true, {}}; }
  Touched operator()(const LiveSessionClosed& event) const { return {{key(event.live_session)}, true, {}}; }
  Touched operator()(const FocusSet& event) const { return {{key(event.live_session)}, false, {}}; }

  Touched operator()(const ProposingOpened& event) const { return stage(event.sub_objective); }
  Touched operator()(const ClarifyingOpened& event) const { return stage(event.sub_objective); }
  Touched operator()(const AssigningOpened& event) const { return stage(event.sub_objective); }
  Touched operator()(const SubObjectiveClosed& event) const { return stage(event.sub_objective); }
  Touched operator()(const SubObjectiveReopened& event) const { return stage(event.sub_objective); }

  Touched operator()(const ActivityProposed& event) const {
    auto all = authors(event.activity);
    all.documents = {key(event.activity), key(event.sub_objective)};
    return all;
  }
  Touched operator()(const ActivityRevised& event) const { return step_on(event.activity); }
  Touched operator()(const WithdrawalAgreed& event) const { return one(event.activity); }
  Touched operator()(const ActivityWithdrawn& event) const { return step_on(event.activity); }
  Touched operator()(const ActivitiesMerged& event) const {
    Touched all = step_on(event.into);
    all.add(authors(event.into));
    for (const auto id : event.from) all.documents.insert(key(id));
    return all;
  }
  Touched operator()(const ActivitySplit& event) const {
    auto all = step_on(event.activity);
    all.add(authors(event.activity));
    for (std::size_t part = 1; part < event.parts.size(); ++part) all.documents.insert(key(event.part(part)));
    return all;
  }
  Touched operator()(const ActivityMoved& event) const {
    return {{key(find(workshop, event.activity)->sub_objective)}, false, {}};
  }
  // What is said of it is hidden with it.
  Touched hidden(ActivityId id) const {
    auto all = step_on(id);
    all.documents.insert(discussion_key(id));
    return all;
  }
  Touched operator()(const ActivityHidden& event) const { return hidden(event.activity); }
  Touched operator()(const ActivityShown& event) const { return hidden(event.activity); }
  Touched operator()(const CommentAdded& event) const {
    return {{discussion_key(event.activity)}, false, {}};
  }
  Touched operator()(const AmendmentProposed& event) const { return one(event.activity); }
  Touched operator()(const AmendmentAccepted& event) const { return step_on(event.activity); }
  Touched operator()(const AmendmentDeclined& event) const { return one(event.activity); }
  Touched operator()(const AmendmentPut& event) const {
    auto all = step_on(event.activity);
    all.add(authors(event.alternative));
    return all;
  }
  Touched contribution(ActivityId id) const { return {{key(id), discussion_key(id)}, false, {}}; }
  Touched operator()(const ContributionHidden& event) const { return contribution(event.activity); }
  Touched operator()(const ContributionShown& event) const { return contribution(event.activity); }

  // Also of those that are not voted on: the first round may show who wrote them.
  Touched operator()(const RoundOpened& event) const {
    auto all = stage(event.sub_objective);
    all.documents.insert(key(event.sub_objective, event.round));
    all.numbers = true;
    for (const auto id : find(workshop, event.sub_objective)->activities) {
      const bool is_voted_on = std::ranges::count(event.activities, id) > 0;
      if (is_voted_on || workshop.proposing.authors == Authors::until_voting) all.add(decided(id));
    }
    return all;
  }
  Touched operator()(const BallotCast& event) const {
    return {
        {}, true, {{event.participant, {.ballots = {{event.sub_objective, event.round, event.activity}}}}}};
  }
  Touched operator()(const BallotSealed& event) const {
    return event.ballot ? (*this)(*event.ballot) : Touched{};
  }
  Touched operator()(const DeadlineSet& event) const {
    return {{key(event.sub_objective, event.round)}, false, {}};
  }
  Touched operator()(const RoundAnnulled& event) const {
    const auto& round = find(workshop, event.sub_objective)->rounds.at(number(event.round) - 1u);
    auto all = stage(event.sub_objective);
    all.documents.insert(key(event.sub_objective, event.round));
    all.numbers = true;
    for (const auto id : round.activities) all.documents.insert(key(id));
    return all;
  }
  Touched operator()(const RoundClosed& event) const {
    auto all = stage(event.sub_objective);
    all.documents.insert(key(event.sub_objective, event.round));
    all.numbers = true;
    for (const auto& result : event.results) {
      all.documents.insert(key(result.activity));
      all.documents.insert(result_key(event.sub_objective, event.round, result.activity));
    }
    return all;
  }
  Touched operator()(const ReasonAnswered& event) const {
    Touched all = step_on(event.activity);
    all.documents.insert(result_key(event.sub_objective, event.round, event.activity));
    return all;
  }
  Touched operator()(const OutcomeDeclared& event) const { return step_on(event.activity); }

  Touched operator()(const InstitutionSuggested& event) const {
    return {{key(event.activity)}, false, {{event.participant, {.suggestions = {event.activity}}}}};
  }
  Touched operator()(const SuggestionWithdrawn& event) const {
    return {{key(event.activity)}, false, {{event.participant, {.suggestions = {event.activity}}}}};
  }
  Touched operator()(const AssignmentsAdopted& event) const { return step_on(event.activity); }
  Touched operator()(const AssignmentAnswered& event) const { return one(event.activity); }
  Touched operator()(const ActivityDetailed& event) const { return one(event.activity); }

  Touched operator()(const HandRaised& event) const { return floor(event.live_session); }
  Touched operator()(const HandLowered& event) const { return floor(event.live_session); }
  Touched operator()(const SpeechStarted& event) const { return floor(event.live_session); }
  Touched operator()(const SpeechEnded& event) const { return floor(event.live_session); }
  Touched operator()(const TimerSet& event) const { return floor(event.live_session); }
  Touched operator()(const Announced&) const { return {{"announcement"}, false, {}}; }
  Touched operator()(const AnnouncementWithdrawn&) const { return {{"announcement"}, false, {}}; }
  Touched operator()(const StepUndone& event) const {
    auto all = stage(event.sub_objective);
    for (const auto& before : event.step.activities) {
      all.add(decided(before.activity));
      all.add(authors(before.activity));
    }
    if (event.step.kind != StepKind::round_closed) return all;
    const auto& round = find(workshop, event.sub_objective)->rounds.back();
    all.documents.insert(key(event.sub_objective, round.number));
    all.numbers = true;
    for (const auto id : round.activities) {
      all.documents.insert(key(id));
      all.documents.insert(result_key(event.sub_objective, round.number, id));
    }
    return all;
  }

  Touched operator()(const SnapshotKept&) const { return {}; }
};

}  // namespace

void Personal::add(const Personal& other) {
  all = all || other.all;
  person = person || other.person;
  authored = authored || other.authored;
  ballots.insert(other.ballots.begin(), other.ballots.end());
  suggestions.insert(other.suggestions.begin(), other.suggestions.end());
}

void Touched::add(const Touched& other) {
  documents.insert(other.documents.begin(), other.documents.end());
  numbers = numbers || other.numbers;
  for (const auto& [participant, changed] : other.personal) personal[participant].add(changed);
}

Touched touched(const Workshop& workshop, const Recorded& recorded) {
  auto all = std::visit(Toucher{workshop}, recorded.event);
  // Who takes part since now is told to facilitators.
  const auto note = [&](ParticipantId id) {
    const auto* participant = find(workshop, id);
    if (!participant || participant->role == Role::facilitator) return;
    if (participant->took_part == recorded.happening.sequence) all.documents.insert(key(id));
  };
  note(recorded.happening.actor);
  std::visit(
      [&](const auto& event) {
        if constexpr (requires { event.participant; }) note(event.participant);
      },
      recorded.event);
  return all;
}

}  // namespace acuerdo
