// What a round counted stays as it was counted, whatever becomes of the people who voted.
#include "sessions/core/tally.h"
#include "sessions/views/numbers.h"
#include "sessions/views/participation.h"
#include "sessions/views/views.h"
#include "tests/core/on_the_map.h"

namespace acuerdo {
namespace {

class Roll : public testing::Test, protected OnTheMap {
 protected:
  Roll() {
    ana = room.delegate("mineduc", "Ana Vera");
    benito = room.delegate("mineduc", "Benito Paz");
    carla = room.delegate("msp", "Carla Mena");
    delegates = {ana, benito, carla};
    room.must(elena, ChangeSettings{{}, Voice::institution, Fraction{0, 1}});
  }
  UndoStep last() const {
    const auto& steps = room.sub_objective().steps;
    return {ModelCase::kPlace, steps.empty() ? Sequence{} : steps.back().sequence};
  }
  void open_here(OpenRound open = {ModelCase::kPlace, {ModelCase::kMap}}) {
    room.lead_to(elena, Stage::clarifying);
    room.must(elena, open);
  }
  const Result& counted() const { return round().results.at(0); }
  Participant person(ParticipantId id) const { return *find(room.workshop, id); }

  ParticipantId ana{}, benito{}, carla{};
};

TEST_F(Roll, ABallotKeepsTheInstitutionItWasCastFor) {
  open_here();
  cast(2, "object");
  close();
  room.must(elena, CorrectParticipant{carla, "Carla Mena Ortiz", InstitutionId{"mineduc"}});
  EXPECT_EQ(voter_in(round(), carla).institution.value, "msp");
  const auto reasons = reasons_given(round(), ModelCase::kMap);
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons[0].institution, InstitutionId{"msp"});
}

// What ended the whole server: the empty institution of somebody who had voted was read.
TEST_F(Roll, AClosingIsNotTakenBackOverPeopleWhoWouldVoteOtherwise) {
  open_here();
  cast(2, "object");
  close();
  room.must(elena, ChangeRole{carla, Role::observer});
  room.must(elena, CorrectParticipant{carla, "Carla Mena", {}});
  const auto refused = room.refused(elena, last(), RefusalCode::stage);
  EXPECT_NE(refused.sentence.find("Carla Mena (MSP)"), std::string::npos) << refused.sentence;
  room.must(elena, CorrectParticipant{carla, "Carla Mena", InstitutionId{"msp"}});
  room.must(elena, ChangeRole{carla, Role::delegate});
  room.must(elena, last());
  EXPECT_TRUE(round().open());
}

TEST_F(Roll, NumbersOfARoundAreThoseOfItsRoll) {
  open_here();
  cast(0, "join");
  cast(2, "object");
  // As files of before may hold it: a voter who is no delegate of any institution any more.
  auto workshop = room.workshop;
  workshop.participants[number(carla) - 1].role = Role::observer;
  workshop.participants[number(carla) - 1].institution.reset();
  const Numbers numbers{workshop};
  const auto told = numbers.shown(workshop, Audience::facilitators).at("turnout").at(0);
  EXPECT_EQ(told.at("voted"), 2);
  EXPECT_EQ(told.at("present"), 2);
  const auto results = results_of(workshop, workshop.sub_objectives.at(ModelCase::kPlace).rounds.back());
  EXPECT_EQ(count_of(results.results[0].tally, "object"), 1U);
  EXPECT_FALSE(participation_in(workshop).empty());
}

TEST_F(Roll, WhoIsRemovedTakesTheirBallotsOfOpenRoundsAlong) {
  open_here();
  cast(0, "join");
  cast(2, "object");
  room.must(elena, ChangeRole{carla, Role::removed});
  EXPECT_FALSE(round().sheets.contains(carla));
  EXPECT_FALSE(round().roll.contains(carla));
  EXPECT_EQ(Numbers{room.workshop}.shown(room.workshop, Audience::screen).at("turnout").at(0).at("voted"), 1);
  const auto& change = room.workshop.changes.at(room.workshop.changes.size() - 2);
  EXPECT_EQ(change.kind, ChangeKind::ballots_left);
  EXPECT_EQ(change.whom, carla);
  EXPECT_EQ(count_of(close().tally, "object"), 0U);
}

TEST_F(Roll, WhoIsRemovedLaterStaysCounted) {
  open_here();
  cast(2, "object");
  close();
  room.must(elena, ChangeRole{carla, Role::removed});
  EXPECT_TRUE(round().sheets.contains(carla));
  EXPECT_EQ(count_of(counted().tally, "object"), 1U);
}

TEST_F(Roll, SecretBallotsLeaveWithWhoIsRemoved) {
  room.must(elena, ChangeSettings{{}, Voice::person, {}, Ballots::secret});
  open_here();
  for (std::size_t n = 0; n < 3; ++n) cast(n, "join");
  room.must(elena, ChangeRole{benito, Role::removed});
  EXPECT_FALSE(round().receipts.contains(benito));
  close();
  EXPECT_EQ(round().roll.size(), 2U);
}

TEST_F(Roll, TheVoiceOfAnInstitutionStaysSaidWhoeverHeadsItNext) {
  OpenRound open{ModelCase::kPlace, {ModelCase::kMap}};
  open.voice = Voice::head_of_delegation;
  open_here(open);
  cast(0, "object");
  room.refused(elena, NameHead{benito}, RefusalCode::stage);
  room.must(elena, ChangeRole{ana, Role::removed});
  EXPECT_EQ(room.workshop.heads.at({"mineduc"}), benito) << "whose ballot left with the head";
  cast(1, "join");
  EXPECT_EQ(close().verdict, VerdictKind::consensus);
}

TEST_F(Roll, AHeadWhoHasNotVotedCanBeReplaced) {
  OpenRound open{ModelCase::kPlace, {ModelCase::kMap}};
  open.voice = Voice::head_of_delegation;
  open_here(open);
  room.must(elena, NameHead{benito});
  cast(1, "join");
  EXPECT_EQ(close().verdict, VerdictKind::consensus);
}

TEST_F(Roll, AWeightThatChangedKeepsARoundClosed) {
  room.must(elena, ChangeSettings{Majority{}, Voice::weighted_person, {}});
  room.must(elena, WeighParticipant{ana, 5});
  open_here();
  cast(0, "agree");
  cast(2, "disagree");
  EXPECT_EQ(count_of(close().tally, "agree"), 5U);
  room.must(elena, WeighParticipant{ana, 1});
  room.refused(elena, last(), RefusalCode::stage);
  EXPECT_EQ(voter_in(round(), ana).weight, 5U);
}

TEST_F(Roll, AttendanceStaysWhereSomebodyWas) {
  room.lead_to(elena, Stage::proposing);
  room.must(carla, Arrive{ModelCase::kMorning});
  room.must(benito, Arrive{ModelCase::kMorning});
  const auto attended = [&] { return find(room.workshop, ModelCase::kMorning)->attended; };
  room.must(elena, CorrectParticipant{benito, "Benito Paz", InstitutionId{"pn"}});
  EXPECT_TRUE(attended().contains({benito, InstitutionId{"pn"}}));
  EXPECT_FALSE(attended().contains({benito, InstitutionId{"mineduc"}}))
      << "wrong from the start: at the door";
  room.lead_to(elena, Stage::voting);
  cast(2, "join");
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  room.must(elena, CorrectParticipant{carla, "Carla Mena", InstitutionId{"mdi"}});
  EXPECT_TRUE(attended().contains({carla, InstitutionId{"msp"}})) << "for whom she voted here";
  EXPECT_TRUE(attended().contains({carla, InstitutionId{"mdi"}})) << "for whom she is here since";
  EXPECT_EQ(person(carla).live_session, ModelCase::kMorning);
}

TEST_F(Roll, AProxyTakenBackSinceDoesNotComeBackWithTheRound) {
  ChangeSettings settings{};
  settings.proxies = 1;
  room.must(elena, settings);
  room.must(elena, GiveProxy{{"pn"}, {"msp"}, "Oficio"});
  open_here();
  cast(2, "object");
  EXPECT_EQ(count_of(close().tally, "object"), 2U);
  room.must(elena, RevokeProxy{{"pn"}});
  room.must(elena, last());
  EXPECT_TRUE(round().proxies.empty());
  EXPECT_EQ(count_of(close().tally, "object"), 1U);
}

// --- opening and annulling

TEST_F(Roll, OpeningARoundByMistakeDestroysNothing) {
  open_here();
  cast(0, "join");
  close();
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, ""});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {ModelCase::kMap}});
  EXPECT_TRUE(room.activity(4).is_adopted()) << "until the new round says otherwise";
  room.must(elena, AnnulRound{ModelCase::kPlace, RoundNumber{2}, "Se abrió por error"});
  EXPECT_TRUE(room.activity(4).is_adopted());
}

TEST_F(Roll, ARoundWithoutQuorumDecidesNothing) {
  open_here();
  cast(0, "join");
  close();
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, ""});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  OpenRound open{ModelCase::kPlace, {ModelCase::kMap}};
  open.quorum = Fraction{1, 1};
  room.must(elena, open);
  room.must(ana, ballot(ModelCase::kMap, 2, "object", "Ahora no"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{2}});
  EXPECT_EQ(counted().verdict, VerdictKind::no_quorum);
  EXPECT_TRUE(room.activity(4).is_adopted());
}

TEST_F(Roll, AVerdictPutsInQuestionWhatStoodAndAnnullingRestoresIt) {
  open_here();
  cast(0, "join");
  close();
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, ""});
  room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::deferred, ""});
  room.must(elena, OpenAssigning{ModelCase::kPlace});
  room.must(elena, AdoptAssignments{ModelCase::kMap, {InstitutionId{"mdi"}}, {}, {}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {ModelCase::kMap}});
  room.must(ana, ballot(ModelCase::kMap, 2, "object", "Ahora no"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{2}});
  EXPECT_FALSE(room.activity(4).outcome);
  EXPECT_FALSE(room.activity(4).assignments);
  room.must(elena, last());
  EXPECT_TRUE(room.activity(4).is_adopted()) << "the closing taken back";
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{2}});
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::not_agreed, ""});
  room.must(elena, AnnulRound{ModelCase::kPlace, RoundNumber{2}, "Se abrió por error"});
  ASSERT_TRUE(room.activity(4).is_adopted()) << "the round annulled";
  EXPECT_EQ(room.activity(4).outcome->round, RoundNumber{1});
  ASSERT_TRUE(room.activity(4).assignments);
  EXPECT_EQ(room.activity(4).assignments->front().institution.value, "mdi");
}

TEST_F(Roll, AWithdrawalIsNotTakenBackBesideItsOwnWords) {
  room.lead_to(elena, Stage::proposing);
  room.must(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Abrir bibliotecas"}}});
  const auto mine = room.workshop.activities.back().id;
  room.must(ana, WithdrawActivity{mine, ""});
  room.must(carla, ProposeActivity{ModelCase::kPlace, {{"es", "Abrir bibliotecas"}}});
  room.refused(elena, last(), RefusalCode::duplicate);
}

// --- the same person twice

class SamePerson : public Roll {
 protected:
  Step join(const std::string& name, const std::string& institution, bool claims) {
    auto step = take(
        room.workshop, {kTheWorkshop, room.now},
        ServerCommand{JoinWorkshop{name, InstitutionId{institution}, Role::delegate, "es", "token", claims}});
    return step;
  }
};

TEST_F(SamePerson, IsAskedAtTheDoorWhetherItIsThem) {
  const auto step = join("ana  VERA", "mineduc", false);
  ASSERT_TRUE(step.refusal);
  EXPECT_EQ(step.refusal->code, RefusalCode::duplicate);
  EXPECT_EQ(step.refusal->field, "name");
  EXPECT_FALSE(join("Ana Vera", "msp", false).refusal) << "of another institution it is somebody else";
}

TEST_F(SamePerson, WaitsUntilAFacilitatorLetsThemInAsTheOneTheyAre) {
  ASSERT_FALSE(join("Ana Vera", "mineduc", true).refusal);
  const auto twin = room.workshop.participants.back().id;
  EXPECT_EQ(person(twin).role, Role::waiting);
  EXPECT_EQ(person(twin).claims, ana);
  room.must(elena, MergeParticipants{twin, ana});
  EXPECT_EQ(person(twin).role, Role::removed);
  EXPECT_EQ(bearer(room.workshop, twin)->id, ana);
  EXPECT_EQ(person(ana).credentials.back().hash, "token");
}

TEST_F(SamePerson, VotesOnceHoweverOftenTheyJoined) {
  const auto twin = room.delegate("mineduc", "Ana V.");
  open_here();
  cast(0, "join");
  room.must(twin, ballot(ModelCase::kMap, 1, "object", "Razón"));
  room.refused(elena, MergeParticipants{twin, ana}, RefusalCode::field_missing);
  room.must(elena, MergeParticipants{twin, ana, ana});
  EXPECT_EQ(round().sheets.size(), 1U);
  EXPECT_EQ(round().sheets.at(ana)[0].position.value, "join");
  EXPECT_EQ(close().verdict, VerdictKind::consensus);
}

TEST_F(SamePerson, KeepsTheBallotsOfTheOneThatVoted) {
  const auto twin = room.delegate("mineduc", "Ana V.");
  open_here();
  room.must(twin, ballot(ModelCase::kMap, 1, "object", "Razón"));
  room.must(elena, MergeParticipants{twin, ana});
  EXPECT_EQ(round().sheets.at(ana)[0].position.value, "object");
  EXPECT_EQ(person(ana).live_session, ModelCase::kMorning) << "who votes is present";
  EXPECT_EQ(count_of(close().tally, "object"), 1U);
}

TEST_F(SamePerson, KeepsWhatEitherWrote) {
  const auto twin = room.delegate("mineduc", "Ana V.");
  room.lead_to(elena, Stage::proposing);
  room.must(twin, ProposeActivity{ModelCase::kPlace, {{"es", "Abrir bibliotecas"}}});
  const auto id = room.workshop.activities.back().id;
  room.must(elena, MergeParticipants{twin, ana});
  EXPECT_EQ(find(room.workshop, id)->authors, std::vector{ana});
  room.must(ana, ReviseActivity{id, {{"es", "Abrir bibliotecas nuevas"}}});
}

// Who agreed to withdraw what was put together has agreed as the one they are.
TEST_F(SamePerson, AgreesToAWithdrawalOnce) {
  const auto twin = room.delegate("mineduc", "Ana V.");
  const auto bruno = room.delegate("pn", "Bruno");
  room.lead_to(elena, Stage::proposing);
  room.must(twin, ProposeActivity{ModelCase::kPlace, {{"es", "Abrir bibliotecas"}}});
  const auto hers = room.workshop.activities.back().id;
  room.must(bruno, ProposeActivity{ModelCase::kPlace, {{"es", "Abrir parques"}}});
  const auto his = room.workshop.activities.back().id;
  room.must(elena, MergeActivities{hers, {his}});
  room.must(twin, WithdrawActivity{hers, ""});
  room.must(elena, MergeParticipants{twin, ana});
  EXPECT_EQ(find(room.workshop, hers)->withdrawing, std::set{ana});
  room.must(bruno, WithdrawActivity{hers, ""});
  EXPECT_FALSE(find(room.workshop, hers)->standing());
}

// What both had suggested one suggests, and whoever sees the count hears of it.
TEST_F(SamePerson, SuggestsOnceAndEverybodyHears) {
  const auto twin = room.delegate("mineduc", "Ana V.");
  room.lead_to(elena, Stage::reviewing);
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_majority, "Se acordó"});
  room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::not_agreed, "No se acordó"});
  room.must(elena, OpenAssigning{ModelCase::kPlace});
  for (const auto one : {ana, twin})
    room.must(one, SuggestInstitution{ModelCase::kMap, {"cies"}, AssignmentRole::leads});
  const auto merged = room.command(elena, MergeParticipants{twin, ana});
  ASSERT_FALSE(merged.recorded.empty());
  EXPECT_EQ(room.activity(4).suggestions.at({{"cies"}, AssignmentRole::leads}).size(), 1U);
  EXPECT_TRUE(touched(room.workshop, merged.recorded.back()).documents.contains("activity/4"));
}

TEST_F(SamePerson, HeadsTheDelegationThatEitherHeaded) {
  room.must(elena, MergeParticipants{ana, benito});
  EXPECT_EQ(room.workshop.heads.at({"mineduc"}), benito);
}

TEST_F(SamePerson, TakesNoBallotsToAnotherInstitution) {
  open_here();
  cast(0, "join");
  room.refused(elena, MergeParticipants{ana, carla}, RefusalCode::stage);
  room.refused(elena, MergeParticipants{ana, elena}, RefusalCode::field_invalid);
  room.refused(elena, MergeParticipants{ana, ana}, RefusalCode::field_invalid);
  room.refused(carla, MergeParticipants{ana, benito}, RefusalCode::role);
}

TEST_F(SamePerson, ComesInAsNobodyElseAnyMore) {
  room.must(elena, MergeParticipants{ana, benito});
  room.refused(elena, ChangeRole{ana, Role::delegate}, RefusalCode::stage);
}

}  // namespace
}  // namespace acuerdo
