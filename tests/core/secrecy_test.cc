// Rounds whose ballots are not named: what is kept when they close, and what is not.
#include <algorithm>

#include "sessions/core/advice.h"
#include "sessions/json/event_text.h"
#include "sessions/views/numbers.h"
#include "sessions/views/views.h"
#include "tests/core/on_the_map.h"

namespace acuerdo {
namespace {

// Two delegates of one institution, one each of two others.
struct FourDelegates : OnTheMap {
  FourDelegates() {
    for (const auto* institution : {"mdi", "mdi", "pn", "fge"})
      delegates.push_back(room.delegate(institution, "Delegada " + std::to_string(delegates.size())));
  }
  void open(Ballots ballots, Voice voice = Voice::person) {
    OnTheMap::open(ChangeSettings{{}, voice, Fraction{0, 1}, ballots});
  }
};

class Secrecy : public testing::Test, protected FourDelegates {};

// The event that closes a secret round in which they vote in that order, each their own position.
std::string closing_of(const std::vector<std::size_t>& order, const std::vector<std::string>& positions) {
  FourDelegates four;
  four.open(Ballots::secret);
  for (const auto who : order) four.cast(who, positions[who], "Por " + positions[who]);
  four.close();
  auto closed = std::get<RoundClosed>(four.room.journal.back().event);
  closed.counted.clear();
  return event_fields(closed);
}

// However they voted, and in whatever order: the same event closes the round, but for the receipts.
TEST(SecretRound, WhatIsKeptDoesNotDependOnWhoVotedWhatOrWhen) {
  const auto one = closing_of({0, 1, 2, 3}, {"join", "object", "join", "abstain"});
  EXPECT_EQ(closing_of({3, 1, 0, 2}, {"join", "object", "join", "abstain"}), one);
  EXPECT_EQ(closing_of({2, 3, 1, 0}, {"abstain", "join", "object", "join"}), one);
}

// An arrival beside a sealed ballot would say whose it is: they are recorded when the round closes.
TEST_F(Secrecy, KeepsNoArrivalBesideABallot) {
  open(Ballots::secret);
  room.must(delegates[3], Arrive{ModelCase::kMorning});
  room.must(delegates[3], Leave{});
  const auto opened = room.journal.size();
  for (const auto who : {3u, 1u, 0u, 2u}) cast(who, "join");
  for (auto n = opened; n < room.journal.size(); ++n) {
    const auto& event = room.journal[n].event;
    EXPECT_TRUE(std::holds_alternative<BallotSealed>(event)) << kind_of(event);
  }
  const auto cast_until = room.journal.size();
  close();
  EXPECT_EQ(round().quorum->present, 4U) << "who votes is present";
  std::vector<ParticipantId> arrived;
  for (auto n = cast_until; n < room.journal.size(); ++n) {
    if (const auto* arrival = std::get_if<ParticipantArrived>(&room.journal[n].event))
      arrived.push_back(arrival->participant);
  }
  EXPECT_EQ(arrived, (std::vector{delegates[0], delegates[1], delegates[2]}))
      << "by their numbers; who was there and left has not come again";
}

TEST_F(Secrecy, CountsAsNamedBallotsAreCountedAndForgetsWhoCastThem) {
  open(Ballots::secret);
  cast(0, "join");
  cast(1, "join");
  cast(2, "object", "Sin presupuesto");
  cast(3, "join");
  cast(3, "join_with_reservation", "Con apoyo de la Fiscalía");
  const auto& result = close();
  EXPECT_EQ(count_of(result.tally, "join"), 2U);
  EXPECT_EQ(count_of(result.tally, "join_with_reservation"), 1U) << "the later of two";
  EXPECT_EQ(count_of(result.tally, "object"), 1U);
  EXPECT_EQ(result.verdict, VerdictKind::not_reached);
  EXPECT_TRUE(round().sheets.empty());
  EXPECT_TRUE(round().receipts.empty());
  std::vector<ParticipantId> voters;
  for (const auto& [id, _] : round().roll) voters.push_back(id);
  EXPECT_EQ(voters, delegates);
  EXPECT_EQ(round().counted.size(), 4U);
  ASSERT_EQ(round().unnamed.size(), 4U);
  for (const auto& reason : round().unnamed) EXPECT_FALSE(reason.institution);
}

TEST_F(Secrecy, FewerThanThreeBallotsAreNotBrokenDown) {
  open(Ballots::secret);
  cast(0, "join");
  cast(1, "object", "Sin presupuesto");
  const auto& result = close();
  EXPECT_EQ(result.verdict, VerdictKind::too_few);
  EXPECT_EQ(
      result.sentence.at("en"),
      "Secret ballot with fewer than 3 ballots: they are not counted, so that nobody can read another's "
      "in the result.");
  EXPECT_TRUE(result.tally.empty());
  EXPECT_TRUE(result.measures.empty());
  EXPECT_TRUE(round().unnamed.empty());
  EXPECT_EQ(advised_for(room.workshop, room.activity(4)), OutcomeKind::deferred);
}

TEST_F(Secrecy, TheWorkshopMayAskForMoreBallotsThanThree) {
  room.refused(elena, ChangeSettings{{}, {}, {}, {}, 2U}, RefusalCode::field_invalid);
  room.must(elena, ChangeSettings{{}, {}, {}, {}, 5U});
  open(Ballots::secret);
  for (std::size_t who = 0; who < 4; ++who) cast(who, "join");
  EXPECT_EQ(close().verdict, VerdictKind::too_few);
}

TEST_F(Secrecy, ByInstitutionKeepsTheInstitutionAlone) {
  const auto police = find(room.workshop, delegates[2])->institution;
  ASSERT_EQ(police, InstitutionId{"pn"});
  std::vector<ParticipantId> more{room.delegate("pn", "Otra"), room.delegate("pn", "Y otra")};
  open(Ballots::by_institution);
  cast(2, "object", "Sin presupuesto");
  for (const auto one : more) room.must(one, ballot(ModelCase::kMap, 1, "join"));
  close();
  ASSERT_EQ(round().unnamed.size(), 1U);
  EXPECT_EQ(round().unnamed[0].institution, InstitutionId{"pn"}) << "of three who voted for it";
  const auto seen = snapshot_of(room.workshop, Audience::facilitators).dump();
  EXPECT_NE(seen.find("Sin presupuesto"), seen.npos);
  const auto result = document(room.workshop, Audience::floor, "result/1.1.2/1/4").value();
  EXPECT_TRUE(result["reasons"][0]["by"].is_null());
  EXPECT_EQ(result["reasons"][0]["institution"], "pn");
}

TEST_F(Secrecy, NeedsTheVoiceOfEachPerson) {
  room.refused(elena, ChangeSettings{{}, Voice::institution, {}, Ballots::secret},
               RefusalCode::field_invalid);
  room.must(elena, ChangeSettings{{}, Voice::institution, Fraction{0, 1}, {}});
  room.lead_to(elena, Stage::clarifying);
  OpenRound secret{ModelCase::kPlace, {}};
  secret.ballots = Ballots::secret;
  room.refused(elena, secret, RefusalCode::field_invalid);
  secret.ballots = Ballots::by_institution;
  room.must(elena, secret);
}

TEST_F(Secrecy, NobodyRecordsASecretBallotForAnother) {
  open(Ballots::secret);
  room.refused(elena, RecordBallots{ModelCase::kMap, RoundNumber{1}, {{delegates[0], Position{"join"}, ""}}},
               RefusalCode::stage);
}

TEST_F(Secrecy, AReasonIsShortEnoughToBeSealedAtOneSize) {
  open(Ballots::secret);
  const std::string longest(kMaxUnnamedReason, 'a');
  cast(0, "object", longest);
  room.refused(delegates[1], ballot(ModelCase::kMap, 1, "object", longest + "a"), RefusalCode::text_too_long);
}

TEST_F(Secrecy, VotersHoldAReceiptThatIsAmongTheCounted) {
  open(Ballots::secret);
  for (std::size_t who = 0; who < 4; ++who) cast(who, "join");
  const auto mine = mine_of(room.workshop, delegates[1]);
  ASSERT_EQ(mine["ballots"].size(), 1U);
  const Receipt receipt{mine["ballots"][0]["receipt"].get<std::string>()};
  EXPECT_EQ(receipt.value.size(), 11U);
  cast(1, "abstain");
  EXPECT_EQ(mine_of(room.workshop, delegates[1])["ballots"][0]["receipt"], receipt.value)
      << "changing a ballot changes no receipt";
  close();
  EXPECT_TRUE(std::ranges::binary_search(round().counted, receipt));
  EXPECT_TRUE(mine_of(room.workshop, delegates[1])["ballots"].empty()) << "nobody knows any more";
}

TEST_F(Secrecy, OfTheTurnoutOnlyTotalsAreTold) {
  open(Ballots::secret);
  cast(0, "join");
  const auto told = Numbers{room.workshop}.shown(room.workshop, Audience::facilitators)["turnout"][0];
  EXPECT_EQ(told["activities"][0]["voted"], 1);
  EXPECT_FALSE(told.contains("institutions"));
  EXPECT_FALSE(told.contains("waiting"));
}

TEST_F(Secrecy, AnUnnamedReasonIsAnsweredByItsNumber) {
  open(Ballots::secret);
  cast(0, "join", "");
  cast(1, "object", "Sin presupuesto");
  cast(2, "join", "");
  close();
  const AnswerReason answer{ModelCase::kMap, RoundNumber{1}, {}, Ruling::answered, "Lo hay", 1};
  room.must(elena, answer);
  const auto reasons = reasons_by_rank(round(), ModelCase::kMap);
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(answer_to(round(), ModelCase::kMap, reasons[0].place)->words, "Lo hay");
  auto other = answer;
  other.number = 2;
  room.refused(elena, other, RefusalCode::not_found);
  auto withdrawn = answer;
  withdrawn.ruling = Ruling::withdrawn;
  room.refused(elena, withdrawn, RefusalCode::not_author);
}

TEST_F(Secrecy, AnAnnulledRoundForgetsToo) {
  open(Ballots::secret);
  cast(0, "join");
  room.must(elena, AnnulRound{ModelCase::kPlace, RoundNumber{1}, "Se cortó la luz"});
  EXPECT_TRUE(round().sheets.empty());
  EXPECT_TRUE(round().receipts.empty());
}

}  // namespace
}  // namespace acuerdo
