// Activities of one sheet that different rules decide.
#include "sessions/core/advice.h"
#include "sessions/views/views.h"
#include "tests/core/on_the_map.h"

namespace acuerdo {
namespace {

class OwnRules : public testing::Test, protected OnTheMap {
 protected:
  OwnRules() {
    for (const auto* name : {"Ana", "Bruno", "Carla"}) delegates.push_back(room.delegate("mdi", name));
    room.must(elena, ChangeSettings{UnConsensus{}, Voice::person, Fraction{0, 1}});
    room.lead_to(elena, Stage::clarifying);
  }
  static OpenRound two(std::vector<OwnRule> own_rules, std::optional<Rule> rule = {}) {
    OpenRound open{ModelCase::kPlace, {ModelCase::kMap, ModelCase::kNeighbourhoods}, std::move(rule)};
    open.own_rules = std::move(own_rules);
    return open;
  }
  void vote(std::size_t delegate, ActivityId activity, const std::string& position, std::uint16_t n = 1) {
    room.must(delegates[delegate], ballot(activity, n, position, "Razón"));
  }
  const Result& result_on(ActivityId activity) const {
    return *std::ranges::find(round().results, activity, &Result::activity);
  }
};

const OwnRule kByFist{ModelCase::kNeighbourhoods, FistToFive{}};

TEST_F(OwnRules, DecideTheirActivitiesAndTheRoundsTheRest) {
  room.must(elena, two({kByFist}));
  room.refused(delegates[0], ballot(ModelCase::kNeighbourhoods, 1, "join"), RefusalCode::position);
  room.refused(delegates[0], ballot(ModelCase::kMap, 1, "5"), RefusalCode::position);
  for (const std::size_t who : {0U, 1U, 2U}) {
    vote(who, ModelCase::kMap, who == 0 ? "join_with_reservation" : "join");
    vote(who, ModelCase::kNeighbourhoods, who == 0 ? "2" : "5");
  }
  close();
  EXPECT_EQ(result_on(ModelCase::kMap).verdict, VerdictKind::consensus_with_reservations);
  EXPECT_EQ(result_on(ModelCase::kNeighbourhoods).verdict, VerdictKind::not_reached);
  EXPECT_EQ(result_on(ModelCase::kNeighbourhoods).sentence.at("en").substr(0, 8), "The talk");
  EXPECT_EQ(advised_for(room.workshop, room.activity(5)), OutcomeKind::not_agreed);
  EXPECT_EQ(result_on(ModelCase::kMap).measures.at("en").find("Kendall"), std::string::npos)
      << "scales that differ have no common order";
}

TEST_F(OwnRules, AreShownWithTheirPositions) {
  room.must(elena, two({kByFist}));
  const auto shown = *document(room.workshop, Audience::floor, "round/1.1.2/1");
  EXPECT_EQ(shown.at("positions").size(), 4U);
  ASSERT_EQ(shown.at("ownRules").size(), 1U);
  EXPECT_EQ(shown.at("ownRules")[0].at("activity"), 5);
  EXPECT_EQ(shown.at("ownRules")[0].at("rule").at("kind"), "fist_to_five");
  EXPECT_EQ(shown.at("ownRules")[0].at("positions").size(), 6U);
}

TEST_F(OwnRules, LookBackOnRoundsOfTheirOwnKind) {
  const ConsensusWithFallback fallback{1, {{1, 2}, Base::cast, true}};
  room.must(elena, two({{ModelCase::kMap, fallback}}));
  vote(0, ModelCase::kMap, "object");
  vote(1, ModelCase::kMap, "join");
  vote(2, ModelCase::kMap, "join");
  close();
  EXPECT_EQ(result_on(ModelCase::kMap).verdict, VerdictKind::majority);
  EXPECT_EQ(result_on(ModelCase::kNeighbourhoods).verdict, VerdictKind::not_reached);
}

TEST_F(OwnRules, AreOfTheSheetEachOnceAndChooseNothing) {
  EXPECT_EQ(room.refused(elena, two({{ActivityId{1}, FistToFive{}}}), RefusalCode::not_found).field,
            "ownRules[0].activity");
  EXPECT_EQ(room.refused(elena, two({kByFist, kByFist}), RefusalCode::field_invalid).field,
            "ownRules[1].activity");
  EXPECT_EQ(room.refused(elena, two({{ModelCase::kMap, Dots{}}}), RefusalCode::field_invalid).field,
            "ownRules[0].rule");
  EXPECT_EQ(room.refused(elena, two({kByFist}, Dots{}), RefusalCode::field_invalid).field, "ownRules");
  Delphi beyond_its_scale;
  beyond_its_scale.agree_from = beyond_its_scale.highest + 1;
  EXPECT_EQ(room.refused(elena, two({{ModelCase::kMap, beyond_its_scale}}), RefusalCode::field_invalid).field,
            "ownRules[0].rule.agreeFrom");
  room.must(elena, ChangeSettings{{}, Voice::shared, {}});
  EXPECT_EQ(room.refused(elena, two({{ModelCase::kMap, Delphi{}}}), RefusalCode::field_invalid).field,
            "ownRules[0].rule.kind")
      << "what rates takes no parts of a voice";
}

}  // namespace
}  // namespace acuerdo
