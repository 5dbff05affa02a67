// Votes: what counts, what it comes to, and what the facilitator makes of it.
#include "sessions/core/advice.h"
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
  EXPECT_EQ(reasons[0].place.voter, pn);
  EXPECT_EQ(*reasons[1].words, "Si hay personal");
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

TEST_F(Vote, WhatIsVotedOnAgainIsUndecidedByTheNewRoundsVerdict) {
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
  EXPECT_TRUE(room.activity(4).outcome) << "an opened round decides nothing yet";
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{3}});
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

TEST_F(Vote, ClosesByItselfWhenItsTimeIsUp) {
  room.refused(elena, SetDeadline{ModelCase::kPlace, RoundNumber{1}, 9}, RefusalCode::field_invalid);
  room.refused(mdi, SetDeadline{ModelCase::kPlace, RoundNumber{1}, 60}, RefusalCode::role);
  room.must(elena, SetDeadline{ModelCase::kPlace, RoundNumber{1}, 60});
  const auto& round = room.sub_objective().rounds.back();
  const auto first = *round.closes_at;
  room.must(elena, SetDeadline{ModelCase::kPlace, RoundNumber{1}, 600});
  EXPECT_GT(*round.closes_at, first);
  const auto overdue = [&](Time closes_at) {
    const ServerCommand command = CloseOverdue{ModelCase::kPlace, RoundNumber{1}, closes_at};
    return take(room.workshop, {kTheWorkshop, room.now}, command);
  };
  EXPECT_TRUE(overdue(first).recorded.empty()) << "it was given more time meanwhile";
  EXPECT_TRUE(round.open());
  EXPECT_EQ(overdue(*round.closes_at).recorded.size(), 1U);
  EXPECT_FALSE(round.open());
  EXPECT_EQ(room.sub_objective().stage, Stage::reviewing);
  EXPECT_TRUE(overdue(*round.closes_at).recorded.empty());
}

TEST_F(Vote, MayBeByAnotherRuleThanTheWorkshops) {
  close();
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.refused(elena, OpenRound{ModelCase::kPlace, {}, Rule{Delphi{2, 2}}}, RefusalCode::field_invalid);
  room.must(elena, OpenRound{ModelCase::kPlace, {ModelCase::kMap}, Rule{FistToFive{}}, 60});
  const auto& round = room.sub_objective().rounds.back();
  EXPECT_TRUE(std::holds_alternative<FistToFive>(round.settings.rule));
  EXPECT_EQ(*round.closes_at - round.opened_at, std::chrono::seconds{60});
  EXPECT_TRUE(std::holds_alternative<UnConsensus>(room.workshop.settings.rule));
  room.must(mdi, ballot(ModelCase::kMap, 2, "4"));
  close();
  EXPECT_EQ(result().verdict, VerdictKind::consensus);
}

TEST_F(Vote, CountsForNothingOnceAnnulled) {
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  close();
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, ""});
  const AnnulRound annul{ModelCase::kPlace, RoundNumber{1}, "Se proyectó otro texto"};
  room.refused(mdi, annul, RefusalCode::role);
  room.refused(elena, AnnulRound{ModelCase::kPlace, RoundNumber{2}, "?"}, RefusalCode::stage);
  room.must(elena, annul);
  EXPECT_EQ(room.sub_objective().stage, Stage::clarifying);
  EXPECT_FALSE(room.activity(4).outcome) << "what rested on it no longer stands";
  EXPECT_EQ(advised_for(room.workshop, room.activity(4)), OutcomeKind::deferred) << "nor does it advise";
  room.refused(elena, annul, RefusalCode::stage);
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  EXPECT_EQ(room.sub_objective().rounds.back().number, RoundNumber{2}) << "its number is not given again";
}

TEST_F(Vote, CanBeAnnulledWhileItIsOpen) {
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  room.must(elena, AnnulRound{ModelCase::kPlace, RoundNumber{1}, "Faltaba una delegación"});
  const auto& round = room.sub_objective().rounds.back();
  EXPECT_FALSE(round.open());
  EXPECT_TRUE(round.results.empty());
  room.refused(mdi, ballot(ModelCase::kMap, 1, "join"), RefusalCode::round_closed);
}

TEST_F(Vote, GivesReasonsThatAreAnsweredUpheldOrWithdrawn) {
  room.must(mdi, ballot(ModelCase::kMap, 1, "join"));
  room.must(fge, ballot(ModelCase::kMap, 1, "object", "Falta la base legal"));
  const auto answer = [&](Ruling ruling, const std::string& words = "La base es la ley 4") {
    return AnswerReason{ModelCase::kMap, RoundNumber{1}, fge, ruling, words};
  };
  room.refused(elena, answer(Ruling::answered), RefusalCode::stage);
  close();
  const auto advice = [&] { return advised_for(room.workshop, room.activity(4)); };
  room.refused(mdi, answer(Ruling::answered), RefusalCode::role);
  room.refused(elena, answer(Ruling::answered, ""), RefusalCode::reason_required);
  room.refused(elena, answer(Ruling::withdrawn), RefusalCode::not_author);
  room.refused(elena, AnswerReason{ModelCase::kMap, RoundNumber{1}, mdi, Ruling::answered, "?"},
               RefusalCode::not_found);
  room.must(elena, answer(Ruling::upheld));
  EXPECT_EQ(advice(), OutcomeKind::not_agreed);
  room.must(fge, answer(Ruling::withdrawn, ""));
  EXPECT_EQ(room.sub_objective().rounds.back().answers.size(), 1U) << "the last one stands";
  EXPECT_EQ(advice(), OutcomeKind::adopted_by_consensus) << "the rule asked again without it";
  EXPECT_EQ(result().verdict, VerdictKind::not_reached) << "what the round said is not rewritten";
}

TEST(DotsOfASheet, AreSpentOnceByWhoeverRecordsThem) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.refused(elena, ChangeSettings{Rule{Dots{}}, Voice::institution, {}}, RefusalCode::field_invalid);
  room.must(elena, ChangeSettings{Rule{Dots{1, 3, 3}}, Voice::person, Fraction{0, 1}});
  const auto ana = room.delegate("mdi");
  room.lead_to(elena, Stage::voting);
  room.must(ana, ballot(ModelCase::kMap, 1, "2"));
  room.refused(ana, ballot(ModelCase::kNeighbourhoods, 1, "2"), RefusalCode::no_room);
  room.must(ana, ballot(ModelCase::kMap, 1, "1"));
  room.must(ana, ballot(ModelCase::kNeighbourhoods, 1, "2"));
  const auto bruno = room.delegate("pn");
  const auto hand = [&](ActivityId activity) {
    return RecordBallots{activity, RoundNumber{1}, {{bruno, {"2"}, ""}}};
  };
  room.must(elena, hand(ModelCase::kMap));
  room.refused(elena, hand(ModelCase::kNeighbourhoods), RefusalCode::no_room);
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  const auto& results = room.sub_objective().rounds[0].results;
  EXPECT_EQ(results[0].verdict, VerdictKind::chosen) << "3 dots to 2";
  EXPECT_EQ(results[1].verdict, VerdictKind::not_chosen);
}

TEST(ConsentByRuling, TakesWhatWasSetAsideForNoObjection) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.must(elena, ChangeSettings{Rule{Consent{}}, Voice::person, Fraction{0, 1}});
  const auto ana = room.delegate("mdi");
  const auto bruno = room.delegate("pn");
  room.lead_to(elena, Stage::voting);
  room.must(ana, ballot(ModelCase::kMap, 1, "object", "No me gusta"));
  room.must(bruno, ballot(ModelCase::kMap, 1, "object", "Pone en riesgo a las familias"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  const auto rule_on = [&](ParticipantId who) {
    room.must(elena,
              AnswerReason{ModelCase::kMap, RoundNumber{1}, who, Ruling::set_aside, "Es una preferencia"});
    return advised_for(room.workshop, room.activity(4));
  };
  EXPECT_EQ(rule_on(ana), OutcomeKind::not_agreed) << "another one stands";
  EXPECT_EQ(rule_on(bruno), OutcomeKind::adopted_with_reservations);
}

TEST_F(Vote, DefersToTheParkingLotWithAnOwnerAndADate) {
  close();
  const DeclareOutcome deferred{ModelCase::kMap, OutcomeKind::deferred, "Falta información",
                                InstitutionId{"mdi"}, "2023-03-01"};
  auto wrong = deferred;
  wrong.due = "2023-02-30";
  room.refused(elena, wrong, RefusalCode::field_invalid);
  wrong = deferred;
  wrong.owner = InstitutionId{"nobody"};
  room.refused(elena, wrong, RefusalCode::not_found);
  wrong = deferred;
  wrong.outcome = OutcomeKind::not_agreed;
  room.refused(elena, wrong, RefusalCode::field_invalid);
  room.must(elena, deferred);
  EXPECT_EQ(room.activity(4).outcome->owner, InstitutionId{"mdi"});
  EXPECT_EQ(room.activity(4).outcome->due, "2023-03-01");
}

TEST(ConsensusWithFallback, CountsTheRoundsOnTheActivity) {
  ModelCase room;
  const auto elena = room.facilitator();
  const Rule rule = ConsensusWithFallback{2, {{2, 3}, Base::cast, false}};
  room.must(elena, ChangeSettings{rule, Voice::person, Fraction{0, 1}});
  std::vector<ParticipantId> people;
  for (int n = 0; n < 3; ++n) people.push_back(room.delegate("mdi"));
  room.lead_to(elena, Stage::voting);
  std::uint16_t number = 0;
  const auto held = [&](bool annulled) {
    ++number;
    for (const auto person : people)
      room.must(person, ballot(ModelCase::kMap, number, person == people[0] ? "object" : "join", "Razón"));
    room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{number}});
    const auto verdict = room.sub_objective().rounds.back().results[0].verdict;
    if (annulled) room.must(elena, AnnulRound{ModelCase::kPlace, RoundNumber{number}, "Motivo"});
    if (!annulled) room.must(elena, OpenClarifying{ModelCase::kPlace});
    room.must(elena, OpenRound{ModelCase::kPlace, {}});
    return verdict;
  };
  EXPECT_EQ(held(true), VerdictKind::not_reached) << "the first round";
  EXPECT_EQ(held(false), VerdictKind::not_reached) << "still the first: the one before was annulled";
  EXPECT_EQ(held(false), VerdictKind::majority) << "the second: two of three are two thirds";
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
