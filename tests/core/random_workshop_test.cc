// Random commands from a seed: whatever is thrown at a workshop, refused commands change nothing, replay
// gives identical bytes, and nobody sees what they must not.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sessions/json/message.h"
#include "sessions/views/views.h"
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

// From `low` to below `high`, all alike: left to itself RapidCheck would start with the smallest.
template <class T>
T any(T low, T high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high));
}

// Where a word of this shape appears in an audience's frames while its round is open, a secret has leaked.
std::string secret(unsigned n) { return "SECRETO" + std::to_string(n) + "#"; }

ActivityId some_activity(const Workshop& workshop) {
  return ActivityId{any<std::uint32_t>(1, static_cast<std::uint32_t>(workshop.activities.size()) + 2)};
}
ParticipantId somebody(const Workshop& workshop) {
  return ParticipantId{any<std::uint32_t>(1, static_cast<std::uint32_t>(workshop.participants.size()) + 2)};
}
SubObjectiveId some_place() {
  return {*rc::gen::element<std::string>("1.1.1", "1.1.2", "1.1.2", "1.1.2", "1.1.2", "9.9.9")};
}
LiveSessionId some_session() { return {*rc::gen::element<std::string>("d1am", "d1am", "d1pm", "never")}; }
InstitutionId some_institution() { return {*rc::gen::element<std::string>("mdi", "pn", "fge", "nobody")}; }
RoundNumber some_round(const Workshop& workshop, const SubObjectiveId& place) {
  const auto* found = find(workshop, place);
  const auto rounds = found ? found->rounds.size() : 0;
  return RoundNumber{any<std::uint16_t>(0, static_cast<std::uint16_t>(rounds + 2))};
}
Text some_words(unsigned n) {
  return {{*rc::gen::element<std::string>("es", "en", "qu"), "Palabras " + std::to_string(n)}};
}

// Mostly a ballot that the open round takes, if there is one; sometimes anything.
CastBallot some_ballot(const Workshop& workshop, unsigned n) {
  CastBallot cast{some_activity(workshop), some_round(workshop, ModelCase::kPlace), {}, secret(n)};
  cast.position.value =
      *rc::gen::element<std::string>("join", "object", "join_with_reservation", "abstain", "agree");
  const auto* round = latest_round(*find(workshop, ModelCase::kPlace));
  if (round && any(0, 5) != 0) {
    cast.round = round->number;
    cast.activity = *rc::gen::elementOf(round->activities);
  }
  return cast;
}

Command some_command(const Workshop& workshop, unsigned n) {
  const auto place = some_place();
  const auto activity = some_activity(workshop);
  switch (any(0, 36)) {
    case 0:
      return OpenLiveSession{some_session()};
    case 1:
      return any(0, 5) == 0 ? Command{CloseLiveSession{some_session()}}
                            : Command{OpenLiveSession{some_session()}};
    case 2:
      return SetFocus{some_session(), place};
    case 3:
      return OpenProposing{place};
    case 4:
    case 5:
      return OpenClarifying{place};
    case 6:
    case 7:
    case 8:
      return OpenRound{place, {}};
    case 9:
      return CloseRound{place, some_round(workshop, place)};
    case 10:
    case 11:
      return DeclareOutcome{activity,
                            *rc::gen::element(OutcomeKind::adopted_by_consensus, OutcomeKind::not_agreed,
                                              OutcomeKind::deferred),
                            "Motivo"};
    case 12:
      return OpenAssigning{place};
    case 13:
      return CloseSubObjective{place};
    case 14:
      return ReopenSubObjective{place, "Otra vez"};
    case 15:
      return ProposeActivity{place, some_words(n)};
    case 16:
      return ReviseActivity{activity, some_words(n)};
    case 17:
      return ProposeAmendment{activity, some_words(n), ""};
    case 18:
      return AcceptAmendment{activity, AmendmentId{any(1u, workshop.amendments + 2)}};
    case 19:
      return MergeActivities{ModelCase::kMap, {*rc::gen::element(ModelCase::kNeighbourhoods, activity)}};
    case 20:
      return AddComment{activity, some_words(n)};
    case 21:
      return SuggestInstitution{activity, some_institution(), AssignmentRole::leads};
    case 22:
      return WithdrawSuggestion{activity, some_institution(), AssignmentRole::leads};
    case 23:
      return AdoptAssignments{activity, {some_institution()}, {}, {some_institution()}};
    case 24:
      return Arrive{some_session()};
    case 25:
      return ChangeSettings{{}, *rc::gen::element(Voice::person, Voice::institution), Fraction{0, 1}};
    case 26:
      return WithdrawActivity{activity, ""};
    case 27:
      return RecordAttendance{somebody(workshop), some_session(), *rc::gen::arbitrary<bool>()};
    default:
      return some_ballot(workshop, n);
  }
}

// Everything an audience can see, as the bytes that would travel.
std::string everything_seen_by(const Workshop& workshop, Audience audience) {
  return snapshot_of(workshop, audience).dump() + numbers_of(workshop, audience).dump();
}

void no_secret_is_seen(const Workshop& workshop) {
  for (const auto audience : kAudiences) {
    const auto seen = everything_seen_by(workshop, audience);
    RC_ASSERT(seen.find("credential") == std::string::npos);
    if (audience != Audience::facilitators) RC_ASSERT(seen.find("participant/") == std::string::npos);
    for (const auto& [id, sub_objective] : workshop.sub_objectives) {
      const auto* round = latest_round(sub_objective);
      if (!round || !round->open()) continue;
      for (const auto& [voter, sheet] : round->sheets) {
        for (const auto& ballot : sheet) RC_ASSERT(seen.find(ballot.reason) == std::string::npos);
      }
    }
  }
}

std::size_t ballots_shown(const Json& mine, const SubObjectiveId& place, RoundNumber round) {
  const auto& ballots = mine.at("ballots");
  return static_cast<std::size_t>(std::ranges::count_if(ballots, [&](const Json& ballot) {
    return ballot.at("subObjective") == place.value && ballot.at("round") == number(round);
  }));
}

void nobody_sees_the_ballots_of_another(const Workshop& workshop, ParticipantId actor) {
  if (!find(workshop, actor)) return;
  const auto mine = mine_of(workshop, actor);
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    for (const auto& round : sub_objective.rounds) {
      const auto own = round.sheets.find(actor);
      RC_ASSERT(ballots_shown(mine, id, round.number) ==
                (own == round.sheets.end() ? 0 : own->second.size()));
    }
  }
}

Workshop replay(const std::vector<Recorded>& journal) {
  Workshop workshop;
  for (const auto& [happening, event] : journal) {
    apply(workshop, Recorded{happening, parse_event(kind_of(event), event_fields(event))});
  }
  return workshop;
}

// The model case cut down to one objective, so that thousands of steps take seconds.
Definition small() {
  auto definition = cuenca();
  definition.pillars.resize(1);
  definition.pillars[0].objectives.resize(1);
  definition.institutions.resize(6);  // "mdi" to "fge"
  definition.live_sessions.resize(2);
  for (auto& session : definition.live_sessions) session.covers = {definition.pillars[0].id};
  definition.draft_activities.resize(5);
  for (auto& draft : definition.draft_activities) draft.leads = draft.supports = draft.monitors = {};
  return definition;
}

// Some people, and more often than not a sub-objective on its way, because from nothing random commands
// hardly get there.
ModelCase some_room() {
  ModelCase room{small()};
  const auto facilitator = room.facilitator();
  for (const auto* institution : {"mdi", "mdi", "pn", "fge"}) room.delegate(institution);
  room.somebody(Role::observer);
  room.must(facilitator, ChangeSettings{{}, {}, Fraction{0, 1}});
  const auto stage =
      *rc::gen::element(Stage::pending, Stage::clarifying, Stage::voting, Stage::voting, Stage::reviewing);
  if (stage != Stage::pending) room.lead_to(facilitator, stage);
  return room;
}

RC_GTEST_PROP(RandomWorkshop, KeepsItsPromises, ()) {
  auto room = some_room();
  const auto steps = any(20u, 150u);
  for (unsigned n = 0; n < steps; ++n) {
    // The facilitator is asked for half of the steps, else hardly anything would get going.
    const auto actor = *rc::gen::arbitrary<bool>() ? ParticipantId{1} : somebody(room.workshop);
    const auto before = state_text(room.workshop);
    const auto step = room.command(actor, some_command(room.workshop, n));
    if (step.refusal) RC_ASSERT(state_text(room.workshop) == before);
    if (step.recorded.empty()) continue;
    for (const auto& recorded : step.recorded) touched(room.workshop, recorded.event);
    no_secret_is_seen(room.workshop);
    nobody_sees_the_ballots_of_another(room.workshop, actor);
  }
  const auto state = state_text(room.workshop);
  RC_ASSERT(state_text(replay(room.journal)) == state);
  RC_ASSERT(state_text(parse_state(state)) == state);
  std::size_t ballots = 0;
  for (const auto& [id, place] : room.workshop.sub_objectives) {
    for (const auto& round : place.rounds) ballots += round.sheets.size();
  }
  RC_CLASSIFY(ballots > 0, "had ballots");
  RC_CLASSIFY(!room.sub_objective().rounds.empty(), "had a round");
}

RC_GTEST_PROP(Views, AChangeHoldsEveryDocumentThatDiffers, ()) {
  auto room = some_room();
  std::map<Audience, Json> shown;
  for (const auto audience : kAudiences) shown[audience] = snapshot_of(room.workshop, audience).at("docs");
  for (unsigned n = 0; n < 100; ++n) {
    const auto actor = *rc::gen::arbitrary<bool>() ? ParticipantId{1} : somebody(room.workshop);
    const auto step = room.command(actor, some_command(room.workshop, n));
    if (step.recorded.empty()) continue;
    Touched all;
    for (const auto& recorded : step.recorded) all.add(touched(room.workshop, recorded.event));
    for (const auto audience : kAudiences) {
      shown[audience].update(change_of(room.workshop, audience, all.documents).at("docs"));
      RC_ASSERT(shown[audience] == snapshot_of(room.workshop, audience).at("docs"));
    }
  }
}

}  // namespace
}  // namespace acuerdo
