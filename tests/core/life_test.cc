// The life of a sub-objective: which step follows which, and who may take it.
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

TEST(Life, RunsFromPendingToClosedAndMayBeReopenedWithAReason) {
  ModelCase room;
  const auto elena = room.facilitator();
  const auto mdi = room.delegate("mdi");
  room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  room.lead_to(elena, Stage::voting);
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  room.must(mdi, ballot(ModelCase::kNeighbourhoods, 1, "object", "Falta presupuesto"));
  room.lead_to(elena, Stage::reviewing);
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, ""});
  room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::not_agreed, ""});
  room.must(elena, OpenAssigning{ModelCase::kPlace});
  room.must(elena, CloseSubObjective{ModelCase::kPlace});
  EXPECT_EQ(room.sub_objective().stage, Stage::closed);

  room.must(elena, ReopenSubObjective{ModelCase::kPlace, "Llegó un dato nuevo"});
  EXPECT_EQ(room.sub_objective().stage, Stage::proposing);
  ASSERT_EQ(room.sub_objective().reopenings.size(), 1u);
  EXPECT_EQ(room.sub_objective().reopenings[0].reason, "Llegó un dato nuevo");
  EXPECT_TRUE(room.activity(4).is_adopted()) << "what was adopted stays adopted until it is voted on again";
}

TEST(Life, NoStepMaySkipAnother) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.must(elena, OpenLiveSession{ModelCase::kMorning});
  room.must(elena, SetFocus{ModelCase::kMorning, ModelCase::kPlace});
  room.refused(elena, OpenClarifying{ModelCase::kPlace}, RefusalCode::stage);
  room.refused(elena, OpenRound{ModelCase::kPlace, {}}, RefusalCode::stage);
  room.refused(elena, OpenAssigning{ModelCase::kPlace}, RefusalCode::stage);
  room.refused(elena, CloseSubObjective{ModelCase::kPlace}, RefusalCode::stage);
  room.refused(elena, ReopenSubObjective{ModelCase::kPlace, "porque sí"}, RefusalCode::stage);
  room.must(elena, OpenProposing{ModelCase::kPlace});
  room.refused(elena, OpenProposing{ModelCase::kPlace}, RefusalCode::stage);
}

TEST(Life, OnlyAFacilitatorMovesIt) {
  ModelCase room;
  for (const auto role : {Role::delegate, Role::observer, Role::rapporteur}) {
    const auto other = room.somebody(role);
    room.refused(other, OpenLiveSession{ModelCase::kMorning}, RefusalCode::role);
    room.refused(other, OpenProposing{ModelCase::kPlace}, RefusalCode::role);
    room.refused(other, OpenRound{ModelCase::kPlace, {}}, RefusalCode::role);
    room.refused(other, ChangeSettings{{}, Voice::person, {}}, RefusalCode::role);
  }
  room.refused(ParticipantId{99}, OpenProposing{ModelCase::kPlace}, RefusalCode::role);
}

TEST(Life, WhatIsNotThereIsNotFound) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.refused(elena, OpenProposing{{"9.9.9"}}, RefusalCode::not_found);
  room.refused(elena, OpenLiveSession{{"noche"}}, RefusalCode::not_found);
  room.refused(elena, ReviseActivity{ActivityId{4000}, {{"es", "x"}}}, RefusalCode::not_found);
}

TEST(Life, AVoteNeedsALiveSessionAtItsSubObjective) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.must(elena, OpenProposing{ModelCase::kPlace});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.refused(elena, OpenRound{ModelCase::kPlace, {}}, RefusalCode::stage);
}

TEST(Life, AssigningWaitsUntilEveryActivityHasItsOutcome) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.lead_to(elena, Stage::reviewing);
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus,
                                  "La sala lo aprobó a mano alzada"});
  room.refused(elena, OpenAssigning{ModelCase::kPlace}, RefusalCode::undecided);
  room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::deferred, ""});
  room.must(elena, OpenAssigning{ModelCase::kPlace});
}

TEST(Life, WithNothingAdoptedItClosesWithoutAssigning) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.lead_to(elena, Stage::clarifying);
  room.must(elena, WithdrawActivity{ModelCase::kMap, "Ya existe"});
  room.must(elena, WithdrawActivity{ModelCase::kNeighbourhoods, ""});
  room.refused(elena, OpenRound{ModelCase::kPlace, {}}, RefusalCode::nothing_to_vote);
  room.must(elena, CloseSubObjective{ModelCase::kPlace});
}

TEST(Life, ALiveSessionWithAnOpenRoundDoesNotClose) {
  ModelCase room;
  const auto elena = room.facilitator();
  const auto mdi = room.delegate("mdi");
  room.lead_to(elena, Stage::voting);
  room.refused(elena, CloseLiveSession{ModelCase::kMorning}, RefusalCode::stage);
  room.must(mdi, Arrive{ModelCase::kMorning});
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  room.must(elena, CloseLiveSession{ModelCase::kMorning});
  EXPECT_FALSE(find(room.workshop, mdi)->live_session) << "when it closes, everybody has left";
}

TEST(People, TheLastFacilitatorStaysOne) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.refused(elena, ChangeRole{elena, Role::observer}, RefusalCode::in_use);
  const auto marco = room.facilitator("Marco");
  room.must(marco, ChangeRole{elena, Role::rapporteur});
}

TEST(People, ADelegateNeedsAnInstitution) {
  ModelCase room;
  const auto elena = room.facilitator();
  const auto marco = room.facilitator("Marco");
  room.refused(elena, ChangeRole{marco, Role::delegate}, RefusalCode::field_invalid);
  const auto step = take(room.workshop, {kTheWorkshop, room.now},
                         ServerCommand{JoinWorkshop{"Ana", {}, Role::delegate, "es", "x"}});
  ASSERT_TRUE(step.refusal);
  EXPECT_EQ(step.refusal->code, RefusalCode::field_missing);
}

TEST(People, APersonIsInOneRoomAtATime) {
  ModelCase room;
  const auto elena = room.facilitator();
  const auto mdi = room.delegate("mdi");
  room.must(elena, OpenLiveSession{ModelCase::kMorning});
  room.must(elena, OpenLiveSession{{"d1pm"}});
  room.must(mdi, Arrive{ModelCase::kMorning});
  room.must(mdi, Arrive{{"d1pm"}});
  EXPECT_EQ(find(room.workshop, mdi)->live_session, LiveSessionId{"d1pm"});
  room.refused(mdi, Arrive{{"d2am"}}, RefusalCode::stage);
}

}  // namespace
}  // namespace acuerdo
