// Votes: what counts, what it comes to, and what the facilitator makes of it.
#include "sessions/core/tally.h"
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class Vote : public testing::Test {
 protected:
  Vote() {
    elena = room.facilitator();
    mdi = room.delegate("mdi", "Ana");
    pn = room.delegate("pn", "Bruno");
    fge = room.delegate("fge", "Carla");
    room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
    room.lead_to(elena, Stage::voting);
  }
  const Result& result(std::size_t index = 0) { return room.sub_objective().rounds.back().results.at(index); }
  void close() { room.must(elena, CloseRound{ModelCase::kPlace, room.sub_objective().rounds.back().number}); }

  ModelCase room;
  ParticipantId elena{}, mdi{}, pn{}, fge{};
};

TEST_F(Vote, APositionCastAgainReplacesTheOneBefore) {
  room.must(mdi, ballot(ModelCase::kMap, 1, "object", "No es claro"));
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  close();
  EXPECT_EQ(count_of(result().tally, "join"), 1u);
  EXPECT_EQ(count_of(result().tally, "object"), 0u);
  EXPECT_EQ(result().verdict, VerdictKind::consensus);
}

TEST_F(Vote, OneObjectionPreventsConsensusHoweverManyJoin) {
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  room.must(pn, ballot(ModelCase::kMap, 1, "join"));
  room.must(fge, ballot(ModelCase::kMap, 1, "object", "Falta la base legal"));
  close();
  EXPECT_EQ(result().verdict, VerdictKind::not_reached);
  EXPECT_EQ(result().sentence.at("es"), "No hay consenso: una objeción lo impide.");
}

TEST_F(Vote, AReservationNeedsAReasonAndIsReadInTheOrderCast) {
  room.refused(pn, ballot(ModelCase::kMap, 1, "join_with_reservation"), RefusalCode::reason_required);
  room.must(pn, ballot(ModelCase::kMap, 1, "join_with_reservation", "Con presupuesto propio"));
  room.must(mdi, ballot(ModelCase::kMap, 1, "join_with_reservation", "Si hay personal"));
  close();
  EXPECT_EQ(result().verdict, VerdictKind::consensus_with_reservations);
  const auto reasons = reasons_given(room.sub_objective().rounds[0], ModelCase::kMap);
  ASSERT_EQ(reasons.size(), 2u);
  EXPECT_EQ(reasons[0].voter, pn);
  EXPECT_EQ(reasons[1].ballot->reason, "Si hay personal");
}

TEST_F(Vote, ALateBallotIsRefusedWithItsRoundsClosingTime) {
  close();
  const auto step = room.command(mdi, ballot(ModelCase::kMap, 1, "join"));
  ASSERT_TRUE(step.refusal);
  EXPECT_EQ(step.refusal->code, RefusalCode::round_closed);
  EXPECT_NE(step.refusal->sentence.find("Round 1 closed at 2023-02-07 14:"), std::string::npos)
      << step.refusal->sentence;
}

TEST_F(Vote, APositionThatIsNotOnTheScaleIsRefused) {
  room.refused(mdi, ballot(ModelCase::kMap, 1, "agree"), RefusalCode::position);
}

TEST_F(Vote, ARoundThatHasNotOpenedTakesNoBallot) {
  room.refused(mdi, ballot(ModelCase::kMap, 2, "join"), RefusalCode::stage);
  room.refused(mdi, ballot(ActivityId{1}, 1, "join"), RefusalCode::stage);
}

TEST_F(Vote, OnlyDelegatesVote) {
  room.refused(elena, ballot(ModelCase::kMap, 1, "join"), RefusalCode::role);
  room.refused(room.somebody(Role::observer), ballot(ModelCase::kMap, 1, "join"), RefusalCode::role);
}

TEST_F(Vote, AnInstitutionSpeaksWithThePluralityOfItsDelegates) {
  const auto second = room.delegate("mdi", "Diana");
  const auto third = room.delegate("mdi", "Esteban");
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  room.must(second, ballot(ModelCase::kMap, 1, "join"));
  room.must(third, ballot(ModelCase::kMap, 1, "object", "No comparto"));
  room.must(pn, ballot(ModelCase::kMap, 1, "join"));
  close();
  EXPECT_EQ(count_of(result().tally, "join"), 2u) << "two institutions, one voice each";
  EXPECT_EQ(result().voices.size(), 2u);
  EXPECT_EQ(reasons_given(room.sub_objective().rounds[0], ModelCase::kMap).size(), 1u)
      << "the reason is recorded all the same";
}

TEST_F(Vote, WhoVotesIsRecordedAsPresent) {
  EXPECT_FALSE(find(room.workshop, mdi)->live_session);
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  EXPECT_EQ(find(room.workshop, mdi)->live_session, ModelCase::kMorning);
}

TEST_F(Vote, AnOutcomeAgainstTheAdviceNeedsAReason) {
  room.must(mdi, ballot(ModelCase::kMap, 1, "object", "No"));
  close();
  room.refused(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, ""},
               RefusalCode::reason_required);
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus,
                                  "El delegado retiró su objeción de palabra"});
  EXPECT_EQ(room.activity(4).outcome->advised, OutcomeKind::not_agreed);
}

TEST_F(Vote, AfterAnAmendmentASecondRoundMayReachConsensus) {
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  room.must(fge, ballot(ModelCase::kMap, 1, "object", "Que sea mensual"));
  close();
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(fge, ProposeAmendment{
                     ModelCase::kMap, {{"es", "Elaborar un mapa de riesgo con actualización mensual"}}, ""});
  room.must(elena, AcceptAmendment{ModelCase::kMap, AmendmentId{1}});
  room.must(elena, OpenRound{ModelCase::kPlace, {ModelCase::kMap}});
  room.must(mdi, ballot(ModelCase::kMap, 2, "join"));
  room.must(fge, ballot(ModelCase::kMap, 2, "join"));
  close();
  EXPECT_EQ(result().verdict, VerdictKind::consensus);
  EXPECT_EQ(result().wording_version, 2u);
  EXPECT_EQ(room.sub_objective().rounds[0].results[0].verdict, VerdictKind::not_reached)
      << "the first round stands as it was";
}

TEST_F(Vote, WhatIsVotedOnAgainIsUndecidedUntilDeclaredAnew) {
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  close();
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, ""});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  EXPECT_EQ(room.sub_objective().rounds[1].activities, std::vector{ModelCase::kNeighbourhoods})
      << "adopted ones are left out";
  EXPECT_TRUE(room.activity(4).outcome);
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{2}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {ModelCase::kMap}});
  EXPECT_FALSE(room.activity(4).outcome);
}

TEST(QuorumOfARound, IsAskedOfInstitutionsPresentWhenItCloses) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.lead_to(elena, Stage::voting);
  const std::vector<std::string> six{"mdi", "sns", "midena", "cccffaa", "pn", "fge"};
  for (const auto& institution : six)
    room.must(room.delegate(institution), ballot(ModelCase::kMap, 1, "join"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  EXPECT_EQ(room.sub_objective().rounds[0].results[0].verdict, VerdictKind::no_quorum);
  EXPECT_EQ(room.sub_objective().rounds[0].quorum->required, 7u);

  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  room.must(room.delegate("cj"), Arrive{ModelCase::kMorning});
  room.must(ParticipantId{2}, ballot(ModelCase::kMap, 2, "join"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{2}});
  EXPECT_EQ(room.sub_objective().rounds[1].results[0].verdict, VerdictKind::consensus);
}

TEST(MajorityByPerson, CountsPeopleAndKeepsTheSettingsTheRoundWasOpenedWith) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.must(elena, ChangeSettings{Rule{Majority{}}, Voice::person, Fraction{0, 1}});
  room.lead_to(elena, Stage::voting);
  room.must(elena, ChangeSettings{Rule{UnConsensus{}}, Voice::institution, {}});
  for (const auto* position : {"agree", "agree", "disagree"})
    room.must(room.delegate("mdi"), ballot(ModelCase::kMap, 1, position));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  const auto& result = room.sub_objective().rounds[0].results[0];
  EXPECT_EQ(result.verdict, VerdictKind::majority);
  EXPECT_EQ(count_of(result.tally, "agree"), 2u);
  EXPECT_EQ(result.sentence.at("en"),
            "Majority reached: 2 in favour of 3 votes for and against; more than 1/2 is asked.");
}

}  // namespace
}  // namespace acuerdo
