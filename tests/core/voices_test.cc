// How institutions speak with one voice, and ballots that somebody records for a delegate.
#include <algorithm>

#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class Delegation : public testing::Test {
 protected:
  Delegation() {
    elena = room.facilitator();
    for (const auto* name : {"Ana", "Bruno", "Carla"}) delegates.push_back(room.delegate("mdi", name));
  }
  void open(Voice voice, Rule rule = UnConsensus{}) {
    room.must(elena, ChangeSettings{rule, voice, Fraction{0, 1}});
    room.lead_to(elena, Stage::voting);
  }
  void cast(std::size_t delegate, const std::string& position) {
    room.must(delegates[delegate], ballot(ModelCase::kMap, 1, position, "Razón"));
  }
  const Result& close() {
    room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
    return round().results.at(0);
  }
  const Round& round() const { return room.sub_objective().rounds.back(); }
  RecordBallots hands(std::vector<Hand> ballots) {
    return {ModelCase::kMap, RoundNumber{1}, std::move(ballots)};
  }

  ModelCase room;
  ParticipantId elena{};
  std::vector<ParticipantId> delegates;
};

TEST_F(Delegation, SpeaksWithItsMostReservedPosition) {
  open(Voice::most_reserved);
  cast(0, "join");
  cast(1, "object");
  cast(2, "join");
  const auto& result = close();
  ASSERT_EQ(result.voices.size(), 1U);
  EXPECT_EQ(result.voices[0].position.value, "object");
  EXPECT_EQ(result.sentence.at("en"), "No consensus: one objection prevents it.")
      << "nobody is hidden within";
}

TEST_F(Delegation, SetsAbstentionsAsideHoweverReserved) {
  open(Voice::most_reserved);
  cast(0, "join_with_reservation");
  cast(1, "abstain");
  EXPECT_EQ(close().voices.at(0).position.value, "join_with_reservation");
}

TEST_F(Delegation, SpeaksThroughItsHeadAlone) {
  open(Voice::head_of_delegation);
  room.refused(delegates[1], ballot(ModelCase::kMap, 1, "object", "Razón"), RefusalCode::role);
  cast(0, "join");
  const auto& result = close();
  EXPECT_EQ(count_of(result.tally, "join"), 1U);
  EXPECT_EQ(result.verdict, VerdictKind::consensus);
}

TEST_F(Delegation, IsHeadedByItsFirstDelegateUntilAnotherIsNamed) {
  const auto head = [&] { return room.workshop.heads.at({"mdi"}); };
  EXPECT_EQ(head(), delegates[0]);
  room.refused(delegates[1], NameHead{delegates[1]}, RefusalCode::role);
  room.refused(elena, NameHead{elena}, RefusalCode::field_invalid);
  room.must(elena, NameHead{delegates[2]});
  EXPECT_EQ(head(), delegates[2]);
  room.must(elena, ChangeRole{delegates[2], Role::observer});
  EXPECT_EQ(head(), delegates[0]) << "whoever heads it is a delegate";
  room.must(elena, ChangeRole{delegates[0], Role::observer});
  room.must(elena, ChangeRole{delegates[1], Role::observer});
  EXPECT_FALSE(room.workshop.heads.contains({"mdi"}));
  room.must(elena, ChangeRole{delegates[1], Role::delegate});
  EXPECT_EQ(head(), delegates[1]);
}

TEST_F(Delegation, DoesNotCountTheBallotOfOneWhoHeadedItBefore) {
  open(Voice::head_of_delegation);
  cast(0, "object");
  room.must(elena, NameHead{delegates[1]});
  cast(1, "join");
  const auto& result = close();
  EXPECT_EQ(count_of(result.tally, "join"), 1U);
  EXPECT_EQ(count_of(result.tally, "object"), 0U);
  EXPECT_NE(result.sentence.at("en").find("Within its delegation 1 person objects"), std::string::npos)
      << "and it does not vanish: " << result.sentence.at("en");
}

TEST_F(Delegation, MayShowHands) {
  open(Voice::institution);
  room.refused(delegates[0], hands({{delegates[1], {"join"}, ""}}), RefusalCode::role);
  room.must(elena, hands({{delegates[0], {"join"}, ""}, {delegates[1], {"object"}, "Falta presupuesto"}}));
  const auto& sheets = round().sheets;
  EXPECT_EQ(sheets.at(delegates[0])[0].recorded_by, elena);
  EXPECT_EQ(find(room.workshop, delegates[0])->live_session, ModelCase::kMorning) << "who votes is present";
  room.must(delegates[0], ballot(ModelCase::kMap, 1, "abstain"));
  EXPECT_FALSE(sheets.at(delegates[0])[0].recorded_by) << "a delegate's own ballot replaces it";
  room.must(elena, hands({{delegates[0], {"join"}, ""}, {delegates[1], {"join"}, ""}}));
  EXPECT_EQ(sheets.at(delegates[0])[0].position.value, "abstain") << "and is never replaced by it";
  EXPECT_EQ(sheets.at(delegates[1])[0].position.value, "join") << "what was recorded can be recorded anew";
}

TEST_F(Delegation, OfAHandIsRefusedByItsPlace) {
  open(Voice::institution);
  const auto field = [&](std::vector<Hand> ballots) {
    const auto step = room.command(elena, hands(std::move(ballots)));
    return step.refusal ? step.refusal->field : "";
  };
  EXPECT_EQ(field({{delegates[0], {"join"}, ""}, {elena, {"join"}, ""}}), "ballots[1].participant");
  EXPECT_EQ(field({{delegates[0], {"agree"}, ""}}), "ballots[0].position");
  EXPECT_EQ(field({{delegates[0], {"object"}, ""}}), "ballots[0].reason");
  EXPECT_EQ(field({{delegates[0], {"join"}, ""}, {delegates[0], {"join"}, ""}}), "ballots[1].participant");
  EXPECT_TRUE(round().sheets.empty()) << "all of them or none";
}

TEST_F(Delegation, IncludesWhoHasNoDevice) {
  open(Voice::institution);
  room.refused(delegates[0], AddParticipant{"Rosa Lema", InstitutionId{"pn"}, Role::delegate},
               RefusalCode::role);
  room.refused(elena, AddParticipant{"Rosa Lema", {}, Role::delegate}, RefusalCode::field_missing);
  room.refused(elena, AddParticipant{"Rosa Lema", {}, Role::facilitator}, RefusalCode::field_invalid);
  room.refused(elena, AddParticipant{"Rosa Lema", InstitutionId{"pn"}, Role::delegate, LiveSessionId{"d1pm"}},
               RefusalCode::stage);
  room.must(elena, AddParticipant{"Rosa Lema", InstitutionId{"pn"}, Role::delegate, ModelCase::kMorning});
  const auto& rosa = room.workshop.participants.back();
  EXPECT_TRUE(rosa.credentials.empty());
  EXPECT_EQ(rosa.live_session, ModelCase::kMorning);
  EXPECT_EQ(room.workshop.heads.at({"pn"}), rosa.id);
  room.must(elena, hands({{rosa.id, {"join"}, ""}}));
  EXPECT_EQ(count_of(close().tally, "join"), 1U);
}

}  // namespace
}  // namespace acuerdo
