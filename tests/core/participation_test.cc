// Participation: each institution's share, counted here by hand.
#include "sessions/views/participation.h"

#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

using namespace std::chrono_literals;

Json share_of(const Workshop& workshop, const std::string& institution) {
  const auto shares = participation_in(workshop).at("institutions");
  for (const auto& share : shares) {
    if (share.at("institution") == institution) return share;
  }
  return {};
}

TEST(Participation, CountsWhatEachInstitutionSaidAndDid) {
  ModelCase room;
  const auto elena = room.facilitator();
  const auto ana = room.delegate("mdi"), alba = room.delegate("mdi"), bruno = room.delegate("pn");
  room.must(elena, ChangeSettings{{}, Voice::person, Fraction{0, 1}});
  room.lead_to(elena, Stage::proposing);
  for (const auto who : {ana, bruno}) room.must(who, Arrive{ModelCase::kMorning});
  room.must(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Iluminar los parques"}}});
  room.must(elena, ProposeActivity{ModelCase::kPlace, {{"es", "De la facilitación"}}});
  room.must(elena, SplitActivity{ActivityId{number(room.workshop.activities.back().id) - 1},
                                 {{{"es", "Iluminar parques"}}, {{"es", "Iluminar plazas"}}}});
  room.must(ana, AddComment{ModelCase::kMap, {{"es", "Bien"}}});
  room.must(alba, AddComment{ModelCase::kMap, {{"es", "También"}}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(bruno, ProposeAmendment{ModelCase::kMap, {{"es", "Elaborar un mapa"}}, ""});
  room.must(elena, StartSpeech{ModelCase::kMorning, bruno, 0});
  room.now += 90s;
  room.must(elena, EndSpeech{ModelCase::kMorning});
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  room.must(ana, ballot(ModelCase::kMap, 1, "join"));
  room.must(ana, ballot(ModelCase::kMap, 1, "abstain"));  // again: still one
  room.must(ana, ballot(ModelCase::kNeighbourhoods, 1, "join"));
  room.must(bruno, ballot(ModelCase::kMap, 1, "join"));

  const auto mdi = share_of(room.workshop, "mdi");
  EXPECT_EQ(mdi.at("delegates"), 2);
  EXPECT_EQ(mdi.at("present"), 1);
  EXPECT_EQ(mdi.at("activities"), 1);
  EXPECT_EQ(mdi.at("comments"), 2);
  EXPECT_EQ(mdi.at("amendments"), 0);
  EXPECT_EQ(mdi.at("ballots"), 2);
  EXPECT_EQ(mdi.at("voters"), 1);
  EXPECT_EQ(mdi.at("speeches"), 0);
  const auto pn = share_of(room.workshop, "pn");
  EXPECT_EQ(pn.at("amendments"), 1);
  EXPECT_EQ(pn.at("ballots"), 1);
  EXPECT_EQ(pn.at("speeches"), 1);
  EXPECT_GE(pn.at("speakingSeconds"), 90);
  EXPECT_LE(pn.at("speakingSeconds"), 92);
  EXPECT_EQ(share_of(room.workshop, "fge").at("delegates"), 0);  // the silent are there
}

TEST(Participation, SaysOfASecretRoundWhoVotedOnlyWhenItHasClosed) {
  ModelCase room;
  const auto elena = room.facilitator();
  const auto ana = room.delegate("mdi");
  ChangeSettings settings{{}, Voice::person, Fraction{0, 1}};
  settings.ballots = Ballots::secret;
  room.must(elena, settings);
  room.lead_to(elena, Stage::voting);
  room.must(ana, ballot(ModelCase::kMap, 1, "join"));
  EXPECT_EQ(share_of(room.workshop, "mdi").at("voters"), 0);
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  EXPECT_EQ(share_of(room.workshop, "mdi").at("voters"), 1);
  EXPECT_EQ(share_of(room.workshop, "mdi").at("ballots"), 0);
}

}  // namespace
}  // namespace acuerdo
