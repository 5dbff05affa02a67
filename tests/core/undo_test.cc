// Taking back the last step: what was, is again, and nothing that rests on it is lost.
#include "sessions/core/undo.h"

#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class Undo : public testing::Test {
 protected:
  Undo() {
    elena = room.facilitator();
    ana = room.delegate("mdi", "Ana");
    bruno = room.delegate("pn", "Bruno");
    room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  }
  UndoStep last() const {
    const auto& steps = room.sub_objective().steps;
    return {ModelCase::kPlace, steps.empty() ? Sequence{} : steps.back().sequence};
  }
  void take_back() { room.must(elena, last()); }
  void declare(ActivityId id, OutcomeKind outcome = OutcomeKind::adopted_by_consensus) {
    room.must(elena, DeclareOutcome{id, outcome, "A mano alzada"});
  }
  Stage stage() const { return room.sub_objective().stage; }

  ModelCase room;
  ParticipantId elena{}, ana{}, bruno{};
};

TEST_F(Undo, AStageIsTakenBack) {
  room.lead_to(elena, Stage::clarifying);
  room.must(ana, AddComment{ModelCase::kMap, {{"es", "De acuerdo"}}});
  take_back();
  EXPECT_EQ(stage(), Stage::proposing);
  take_back();
  EXPECT_EQ(stage(), Stage::pending);
  EXPECT_EQ(room.activity(4).comments.size(), 1u);
  room.refused(elena, last(), RefusalCode::stage);
}

TEST_F(Undo, WhoTookWhatBackIsRemembered) {
  room.lead_to(elena, Stage::clarifying);
  room.now += std::chrono::minutes{1};
  take_back();
  ASSERT_EQ(room.sub_objective().taken_back.size(), 1u);
  const auto& trail = room.sub_objective().taken_back.front();
  EXPECT_EQ(trail.kind, StepKind::clarifying_opened);
  EXPECT_EQ(trail.by, elena);
  EXPECT_GE(trail.at - trail.step_at, std::chrono::minutes{1});
}

TEST_F(Undo, OnlyAFacilitatorTakesBackAndOnlyTheLast) {
  room.lead_to(elena, Stage::clarifying);
  room.refused(ana, last(), RefusalCode::role);
  const auto first = room.sub_objective().steps.front().sequence;
  room.refused(elena, UndoStep{ModelCase::kPlace, first}, RefusalCode::stage);
  room.refused(elena, UndoStep{{"9.9.9"}, first}, RefusalCode::not_found);
}

TEST_F(Undo, AClosedRoundIsOpenAgainWithItsBallots) {
  room.lead_to(elena, Stage::voting);
  room.must(ana, ballot(ModelCase::kMap, 1, "join"));
  room.must(elena, SetDeadline{ModelCase::kPlace, RoundNumber{1}, 60});
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  take_back();
  EXPECT_EQ(stage(), Stage::voting);
  const auto& round = room.sub_objective().rounds.back();
  EXPECT_TRUE(round.open());
  EXPECT_FALSE(round.closes_at);
  EXPECT_TRUE(round.results.empty());
  room.must(bruno, ballot(ModelCase::kMap, 1, "object", "Falta presupuesto"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  EXPECT_EQ(room.sub_objective().rounds.back().results.front().verdict, VerdictKind::not_reached);
}

TEST_F(Undo, AReopenedRoundNeedsItsRoom) {
  room.lead_to(elena, Stage::reviewing);
  room.must(elena, SetFocus{ModelCase::kMorning, {"1.1.1"}});
  room.refused(elena, last(), RefusalCode::stage);
  room.must(elena, SetFocus{ModelCase::kMorning, ModelCase::kPlace});
  take_back();
}

TEST_F(Undo, AProxyOfAReopenedRoundStandsAsItStood) {
  ChangeSettings settings{{}, Voice::institution, Fraction{0, 1}};
  settings.proxies = 1;
  room.must(elena, settings);
  room.must(elena, GiveProxy{{"fge"}, {"pn"}, ""});
  room.lead_to(elena, Stage::voting);
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  EXPECT_TRUE(room.sub_objective().rounds.back().proxies.empty());  // PN was not there
  take_back();
  EXPECT_EQ(room.sub_objective().rounds.back().proxies.size(), 1u);
  room.must(elena, RevokeProxy{{"fge"}});
  EXPECT_TRUE(room.sub_objective().rounds.back().proxies.empty());
}

TEST_F(Undo, ASealedRoundIsNotReopened) {
  ChangeSettings settings{{}, Voice::person, Fraction{0, 1}};
  settings.ballots = Ballots::secret;
  room.must(elena, settings);
  room.lead_to(elena, Stage::reviewing);
  EXPECT_TRUE(room.sub_objective().steps.empty());
}

TEST_F(Undo, OutcomesAreTakenBackOneByOne) {
  room.lead_to(elena, Stage::reviewing);
  declare(ModelCase::kMap);
  declare(ModelCase::kMap, OutcomeKind::deferred);
  declare(ModelCase::kNeighbourhoods);
  take_back();
  EXPECT_FALSE(room.activity(5).outcome);
  take_back();
  EXPECT_EQ(room.activity(4).outcome->kind, OutcomeKind::adopted_by_consensus);
  take_back();
  EXPECT_FALSE(room.activity(4).outcome);
  take_back();  // the closing of the round
  EXPECT_EQ(stage(), Stage::voting);
}

TEST_F(Undo, AMappingIsTakenBackToTheOneBefore) {
  room.lead_to(elena, Stage::reviewing);
  declare(ModelCase::kMap);
  declare(ModelCase::kNeighbourhoods, OutcomeKind::not_agreed);
  room.must(elena, OpenAssigning{ModelCase::kPlace});
  room.must(elena, AdoptAssignments{ModelCase::kMap, {{"mdi"}}, {}, {}});
  room.must(elena, AdoptAssignments{ModelCase::kMap, {{"pn"}}, {}, {{"fge"}}});
  take_back();
  ASSERT_EQ(room.activity(4).assignments->size(), 1u);
  EXPECT_EQ(room.activity(4).assignments->front().institution.value, "mdi");
  take_back();
  EXPECT_FALSE(room.activity(4).assignments);
}

TEST_F(Undo, AWithdrawalAndAMergeAreTakenBack) {
  room.lead_to(elena, Stage::proposing);
  room.must(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Iluminar los parques"}}});
  room.must(bruno, ProposeActivity{ModelCase::kPlace, {{"es", "Poner luces en los parques"}}});
  const auto first = room.workshop.activities[room.workshop.activities.size() - 2].id;
  const auto second = room.workshop.activities.back().id;
  room.must(elena, MergeActivities{first, {second}});
  room.must(elena, WithdrawActivity{first, "Repetida"});
  take_back();
  EXPECT_TRUE(find(room.workshop, first)->standing());
  EXPECT_FALSE(find(room.workshop, first)->outcome);
  take_back();
  EXPECT_TRUE(find(room.workshop, second)->standing());
  EXPECT_EQ(find(room.workshop, first)->authors, (std::vector{ana}));
  EXPECT_TRUE(find(room.workshop, first)->merged_from.empty());
}

TEST_F(Undo, WhatRestsOnAStepKeepsIt) {
  room.lead_to(elena, Stage::reviewing);
  declare(ModelCase::kMap);
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, ReviseActivity{ModelCase::kMap, {{"es", "Elaborar un mapa"}}});
  room.refused(elena, last(), RefusalCode::stage);
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  EXPECT_TRUE(room.sub_objective().steps.empty());
}

TEST_F(Undo, ReopeningIsNotTakenBackWhileSomethingIsUndecided) {
  room.lead_to(elena, Stage::reviewing);
  for (const auto id : {ModelCase::kMap, ModelCase::kNeighbourhoods}) declare(id, OutcomeKind::deferred);
  room.must(elena, CloseSubObjective{ModelCase::kPlace});
  room.must(elena, ReopenSubObjective{ModelCase::kPlace, "Nuevos datos"});
  room.must(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Iluminar los parques"}}});
  room.refused(elena, last(), RefusalCode::undecided);
  room.must(ana, WithdrawActivity{room.workshop.activities.back().id, ""});
  take_back();  // the withdrawal
  room.refused(elena, last(), RefusalCode::undecided);
}

TEST_F(Undo, ReopeningIsTakenBackWithItsReason) {
  room.lead_to(elena, Stage::reviewing);
  for (const auto id : {ModelCase::kMap, ModelCase::kNeighbourhoods}) declare(id, OutcomeKind::deferred);
  room.must(elena, CloseSubObjective{ModelCase::kPlace});
  room.must(elena, ReopenSubObjective{ModelCase::kPlace, "Nuevos datos"});
  take_back();
  EXPECT_EQ(stage(), Stage::closed);
  EXPECT_TRUE(room.sub_objective().reopenings.empty());
}

TEST_F(Undo, OnlySoManyStepsAreRemembered) {
  room.lead_to(elena, Stage::reviewing);
  for (std::size_t n = 0; n < kMaxUndoableSteps + 5; ++n)
    declare(ModelCase::kMap, n % 2 == 0 ? OutcomeKind::deferred : OutcomeKind::adopted_by_consensus);
  EXPECT_EQ(room.sub_objective().steps.size(), kMaxUndoableSteps);
}

}  // namespace
}  // namespace acuerdo
