// The opinions of a workshop: two camps on two activities, and which of them could unite.
#include "sessions/opinion/opinions.h"

#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class OpinionsOfTheRoom : public testing::Test {
 protected:
  OpinionsOfTheRoom() {
    elena = room.facilitator();
    for (int n = 0; n < 8; ++n) voters.push_back(room.delegate(n < 4 ? "mdi" : "pn"));
  }
  // MDI is for both; PN is against the map and for the neighbourhoods, of whom the last abstains.
  void vote(Ballots ballots) {
    ChangeSettings settings{{}, Voice::person, Fraction{0, 1}};
    settings.ballots = ballots;
    room.must(elena, settings);
    room.lead_to(elena, Stage::voting);
    for (std::size_t n = 0; n < voters.size(); ++n) {
      room.must(voters[n], ballot(ModelCase::kMap, 1, n < 4 ? "join" : "object", "Razón"));
      room.must(voters[n], ballot(ModelCase::kNeighbourhoods, 1, n < 7 ? "join" : "abstain"));
    }
    room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  }

  ModelCase room;
  ParticipantId elena{};
  std::vector<ParticipantId> voters;
};

TEST_F(OpinionsOfTheRoom, ShowWhoVotesAlikeAndWhatCouldUnite) {
  vote(Ballots::named);
  const auto shown = opinions_shown(opinions_in(room.workshop, {}));
  ASSERT_EQ(shown.at("groups").size(), 2u);
  EXPECT_EQ(shown.at("groups").at(0).at("size"), 4);
  // (5 / 6) * (4 / 6) for what unites, (5 / 6) * (1 / 6) for what divides.
  const auto& unites = shown.at("activities").at(0);
  EXPECT_EQ(unites.at("activity"), 5);
  EXPECT_DOUBLE_EQ(unites.at("consensus"), 5.0 / 6 * 4 / 6);
  EXPECT_DOUBLE_EQ(shown.at("activities").at(1).at("consensus"), 5.0 / 6 * 1 / 6);
  EXPECT_EQ(shown.at("points").size(), 8u);
}

TEST_F(OpinionsOfTheRoom, SayNothingOfSecretBallots) {
  vote(Ballots::secret);
  EXPECT_TRUE(opinions_in(room.workshop, {}).rows.empty());
}

TEST_F(OpinionsOfTheRoom, AreOfTheWordingThatStandsAndOfOnePlaceIfAsked) {
  vote(Ballots::named);
  EXPECT_TRUE(opinions_in(room.workshop, SubObjectiveId{"1.1.1"}).rows.empty());
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, ReviseActivity{ModelCase::kMap, {{"es", "Elaborar un mapa"}}});
  EXPECT_EQ(opinions_in(room.workshop, ModelCase::kPlace).activities,
            (std::vector{ModelCase::kNeighbourhoods}));
}

}  // namespace
}  // namespace acuerdo
