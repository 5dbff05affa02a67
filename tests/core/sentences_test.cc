// The sentence, the verdict, the list and the advice never contradict each other.
#include <algorithm>

#include "sessions/core/advice.h"
#include "sessions/core/tally.h"
#include "sessions/opinion/opinions.h"
#include "tests/core/on_the_map.h"

namespace acuerdo {
namespace {

class Sentences : public testing::Test, protected OnTheMap {
 protected:
  Sentences() {
    for (const auto* name : {"Ana", "Bruno", "Carla", "Diana"})
      delegates.push_back(room.delegate("mdi", name));
  }
  void by(Voice voice, Rule rule) { open(ChangeSettings{std::move(rule), voice, Fraction{0, 1}}); }
  bool says(const Result& result, const std::string& words) const {
    return result.sentence.at("en").find(words) != std::string::npos;
  }
  OutcomeKind advised() const { return advised_for(room.workshop, room.activity(4)); }
};

TEST_F(Sentences, TellOfReservationsWithinADelegationAsOfObjections) {
  by(Voice::institution, UnConsensus{});
  cast(0, "join");
  cast(1, "join");
  cast(2, "join_with_reservation", "Con presupuesto");
  cast(3, "object", "Sin personal");
  const auto& result = close();
  EXPECT_EQ(result.verdict, VerdictKind::consensus);
  EXPECT_TRUE(says(result, "Within its delegation 1 person objects, whose reason is recorded."));
  EXPECT_TRUE(says(result, "Within its delegation 1 person has a reservation, whose reason is recorded."));
}

TEST_F(Sentences, ClaimNoReasonThatNobodyGave) {
  by(Voice::institution, Majority{});
  cast(0, "agree", "");
  cast(1, "agree", "");
  cast(2, "disagree", "");
  const auto& result = close();
  EXPECT_TRUE(says(result, "Within its delegation 1 person votes against.")) << result.sentence.at("en");
  EXPECT_FALSE(says(result, "reason"));
}

TEST_F(Sentences, CallNoRatingAnObjection) {
  by(Voice::institution, RandUcla{});
  cast(0, "8", "");
  cast(1, "8", "");
  cast(2, "2", "");
  EXPECT_FALSE(says(close(), "object"));
}

TEST_F(Sentences, NameADelegationThatIsDivided) {
  by(Voice::institution, UnConsensus{});
  cast(0, "join");
  cast(1, "object");
  const auto& result = close();
  EXPECT_TRUE(says(result, "The delegation of MDI is divided.")) << result.sentence.at("en");
  EXPECT_TRUE(result.voices.at(0).divided);
}

TEST_F(Sentences, OfADelegationWithinSupportCarryItsReservation) {
  by(Voice::institution, UnConsensus{});
  cast(0, "join");
  cast(1, "join_with_reservation", "Con presupuesto");
  EXPECT_EQ(close().verdict, VerdictKind::consensus_with_reservations);
}

// --- advice

TEST_F(Sentences, AdviseWhatTheRuleSaysWithoutWithdrawnObjections) {
  by(Voice::person, UnConsensus{});
  cast(0, "object", "Sin personal");
  cast(1, "abstain", "");
  close();
  room.must(delegates[0], AnswerReason{ModelCase::kMap, RoundNumber{1}, delegates[0], Ruling::withdrawn, ""});
  EXPECT_EQ(advised(), OutcomeKind::not_agreed) << "nobody joined";
}

TEST_F(Sentences, AdviseConsensusWhereTheOneObjectionIsWithdrawn) {
  by(Voice::person, UnConsensus{});
  cast(0, "object", "Sin personal");
  cast(1, "join", "");
  close();
  EXPECT_EQ(advised(), OutcomeKind::not_agreed);
  room.must(delegates[0], AnswerReason{ModelCase::kMap, RoundNumber{1}, delegates[0], Ruling::withdrawn, ""});
  EXPECT_EQ(advised(), OutcomeKind::adopted_by_consensus);
}

TEST_F(Sentences, AdviseByTheVoiceOfTheInstitutionWithoutItsWithdrawnObjection) {
  const auto pn = room.delegate("pn", "Paula");
  by(Voice::institution, UnConsensus{});
  cast(0, "object", "Sin personal");
  cast(1, "object", "Sin fondos");
  cast(2, "join", "");
  room.must(pn, ballot(ModelCase::kMap, 1, "join"));
  close();
  EXPECT_EQ(advised(), OutcomeKind::not_agreed) << "two of three object";
  room.must(delegates[0], AnswerReason{ModelCase::kMap, RoundNumber{1}, delegates[0], Ruling::withdrawn, ""});
  EXPECT_EQ(advised(), OutcomeKind::adopted_by_consensus) << "one for and one against: its voice abstains";
  room.must(delegates[1], AnswerReason{ModelCase::kMap, RoundNumber{1}, delegates[1], Ruling::withdrawn, ""});
  EXPECT_EQ(advised(), OutcomeKind::adopted_by_consensus);
}

TEST_F(Sentences, TheFallbackCountsAttemptsAndNoRounds) {
  by(Voice::person, ConsensusWithFallback{2, {{1, 2}, Base::cast, true}});
  cast(0, "object", "Sin personal");
  close();
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {ModelCase::kNeighbourhoods}});
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{2}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {ModelCase::kMap}});
  room.must(delegates[0], ballot(ModelCase::kMap, 3, "object", "Sin personal"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{3}});
  EXPECT_TRUE(says(round().results.at(0), "The fallback majority decides, at attempt 2.")) << "in round 3";
}

// --- choosing among many

class Choosing : public Sentences {
 protected:
  Choosing() {
    delegates.clear();
    for (const auto* code : {"mdi", "pn", "fge"}) delegates.push_back(room.delegate(code, "Jefa"));
  }
  void rank(std::size_t who, const std::string& map, const std::string& other) {
    room.must(delegates[who], ballot(ModelCase::kMap, 1, map));
    room.must(delegates[who], ballot(ModelCase::kNeighbourhoods, 1, other));
  }
};

TEST_F(Choosing, RankingCountsTheVoicesThatAHeadHolds) {
  ChangeSettings settings{Ranking{1}, Voice::head_of_delegation, Fraction{0, 1}};
  settings.proxies = 2;
  room.must(elena, settings);
  for (const auto* giver : {"msp", "mineduc"}) room.must(elena, GiveProxy{{giver}, {"mdi"}, "Oficio"});
  room.must(elena, NameHead{delegates[0]});
  room.lead_to(elena, Stage::voting);
  rank(0, "1", "2");
  rank(1, "2", "1");
  rank(2, "2", "1");
  const auto& map = close();
  EXPECT_EQ(map.verdict, VerdictKind::chosen) << "three voices against two: " << map.sentence.at("en");
}

// Kendall's W of rows (5, 0), (3, 0), (0, 4): by hand, ranks sum to 5 and 4; S = 0.5, W = 12 S / (m^2 (n^3 -
// n)) = 1/9.
TEST_F(Choosing, KendallsWCountsWhoGivesNothing) {
  open(ChangeSettings{Score{1, 5}, Voice::person, Fraction{0, 1}});
  rank(0, "5", "0");
  rank(1, "3", "0");
  rank(2, "0", "4");
  const auto& measures = close().measures;
  ASSERT_TRUE(measures.contains("en"));
  EXPECT_NE(measures.at("en").find("oncordance of the sheet 0.11"), std::string::npos) << measures.at("en");
}

TEST_F(Choosing, ASecretSheetOfFewTellsNoMeasure) {
  ChangeSettings settings{Score{1, 5}, Voice::person, Fraction{0, 1}};
  settings.ballots = Ballots::secret;
  open(settings);
  rank(0, "5", "0");
  rank(1, "3", "0");
  room.must(delegates[2], ballot(ModelCase::kMap, 1, "4"));
  const auto& map = close();
  EXPECT_FALSE(map.measures.contains("en")) << "of two complete sheets each would read the other's";
  EXPECT_EQ(round().results[1].verdict, VerdictKind::too_few);
  EXPECT_EQ(map.sentence.at("en").find("of 2"), std::string::npos)
      << "what is not told has no place among the others: " << map.sentence.at("en");
}

// --- the opinion map

TEST_F(Sentences, OfTheOpinionMapTheMiddleIsTheMiddle) {
  by(Voice::person, RandUcla{});
  for (std::size_t n = 0; n < delegates.size(); ++n) cast(n, "5", "");
  close();
  const auto opinions = opinions_in(room.workshop, {});
  ASSERT_FALSE(opinions.rows.empty());
  for (const auto& row : opinions.rows) EXPECT_EQ(row.at(0), 0.0);
}

// --- working groups

TEST_F(Sentences, AWorkingGroupHasItsOwnRollAndQuorum) {
  PlanLiveSession plan{ModelCase::kMorning, {{"es", "Grupo 1"}}, "", "", {}};
  plan.institutions = {{"mdi"}, {"pn"}};
  room.must(elena, plan);
  const auto outsider = room.delegate("fge", "Fabián");
  open(ChangeSettings{UnConsensus{}, Voice::institution, Fraction{1, 2}});
  room.refused(outsider, ballot(ModelCase::kMap, 1, "join"), RefusalCode::role);
  cast(0, "join", "");
  close();
  EXPECT_EQ(round().quorum->eligible, 2U);
  EXPECT_TRUE(round().quorum->met) << "one of two";
}

TEST_F(Sentences, ARoundMayAskAnotherQuorumAndMoreThanHalf) {
  room.must(elena, ChangeSettings{UnConsensus{}, Voice::person, Fraction{1, 2}});
  room.lead_to(elena, Stage::clarifying);
  OpenRound asked{ModelCase::kPlace, {ModelCase::kMap}};
  asked.quorum_strict = true;
  room.must(elena, asked);
  cast(0, "join", "");
  cast(1, "join", "");
  close();
  EXPECT_EQ(round().quorum->required, 3U) << "of four";
  EXPECT_EQ(round().results.at(0).verdict, VerdictKind::no_quorum);
}

// --- ballots known by institution

TEST_F(Sentences, ByInstitutionTellNotWhatTheOnlyVoterOfOneVoted) {
  const auto pn = room.delegate("pn", "Paula");
  ChangeSettings settings{UnConsensus{}, Voice::institution, Fraction{0, 1}};
  settings.ballots = Ballots::by_institution;
  open(settings);
  for (std::size_t n = 0; n < 3; ++n) cast(n, "join", "");
  room.must(pn, ballot(ModelCase::kMap, 1, "object", "Sin personal"));
  const auto& result = close();
  ASSERT_EQ(result.voices.size(), 1U);
  EXPECT_EQ(result.voices[0].institution.value, "mdi");
  EXPECT_EQ(count_of(result.tally, "object"), 1U) << "it is counted with the others";
  ASSERT_EQ(round().unnamed.size(), 1U);
  EXPECT_FALSE(round().unnamed[0].institution);
}

TEST_F(Sentences, BallotsRecordedForOthersStayCountable) {
  ChangeSettings settings{UnConsensus{}, Voice::institution, Fraction{0, 1}};
  settings.ballots = Ballots::by_institution;
  open(settings);
  room.must(elena, RecordBallots{ModelCase::kMap, RoundNumber{1}, {{delegates[0], {"join"}, ""}}});
  cast(1, "join", "");
  cast(1, "object", "Lo pensé mejor");
  close();
  EXPECT_EQ(round().recorded.at(ModelCase::kMap), 1U);
  EXPECT_EQ(round().replaced.at(ModelCase::kMap), 1U);
}

}  // namespace
}  // namespace acuerdo
