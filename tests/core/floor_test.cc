// The floor of a live session: hands, speeches, clocks and announcements.
#include "sessions/core/floor.h"

#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

using namespace std::chrono_literals;

class Floor : public testing::Test {
 protected:
  Floor() {
    elena = room.facilitator();
    ana = room.delegate("mdi", "Ana");
    alba = room.delegate("mdi", "Alba");
    bruno = room.delegate("pn", "Bruno");
    carla = room.delegate("fge", "Carla");
    room.lead_to(elena, Stage::proposing);
    for (const auto who : {ana, alba, bruno, carla}) room.must(who, Arrive{ModelCase::kMorning});
  }
  void raise(ParticipantId who, Purpose purpose = Purpose::speak) {
    room.must(who, RaiseHand{ModelCase::kMorning, purpose, {}});
  }
  void give(ParticipantId who, std::uint32_t seconds = 0) {
    room.must(elena, StartSpeech{ModelCase::kMorning, who, seconds});
  }
  const LiveSession& session() const { return *find(room.workshop, ModelCase::kMorning); }
  std::vector<ParticipantId> list() const {
    std::vector<ParticipantId> order;
    for (const auto& hand : speaking_order(room.workshop, session())) order.push_back(hand.participant);
    return order;
  }

  ModelCase room;
  ParticipantId elena{}, ana{}, alba{}, bruno{}, carla{};
};

TEST_F(Floor, InstitutionsNotYetHeardComeFirst) {
  raise(ana);
  give(ana);
  raise(alba);
  raise(ana);
  raise(bruno);
  EXPECT_EQ(list(), (std::vector{bruno, alba, ana}));
  give(bruno);
  raise(carla);
  EXPECT_EQ(list(), (std::vector{carla, alba, ana}));
}

TEST_F(Floor, APointOfOrderIsHeardBeforeEverythingElse) {
  raise(bruno);
  give(ana);
  raise(alba, Purpose::point_of_order);
  EXPECT_EQ(list(), (std::vector{alba, bruno}));
}

TEST_F(Floor, AHandKeepsItsPlaceWhenItsPurposeChanges) {
  raise(ana);
  raise(bruno);
  raise(ana, Purpose::point_of_order);
  raise(ana);
  EXPECT_EQ(list(), (std::vector{ana, bruno}));
  EXPECT_TRUE(room.command(ana, RaiseHand{ModelCase::kMorning, Purpose::speak, {}}).recorded.empty());
}

TEST_F(Floor, WhoGetsTheFloorIsOffTheListAndWhoeverSpokeHasEnded) {
  raise(ana);
  raise(bruno);
  give(ana, 60);
  EXPECT_EQ(session().speech->participant, ana);
  const auto from = session().speech->from;
  EXPECT_EQ(session().speech->until, from + 60s);
  room.now += 90s;
  give(bruno);
  EXPECT_EQ(session().speech->participant, bruno);
  EXPECT_FALSE(session().speech->until);
  EXPECT_EQ(session().spoken.at(ana).milliseconds,
            static_cast<std::uint64_t>((session().speech->from - from).count()));
  EXPECT_TRUE(list().empty());
}

TEST_F(Floor, SpeakingTimeAddsUpAndNeverShrinks) {
  give(ana);
  room.now += 30s;
  room.must(ana, EndSpeech{ModelCase::kMorning});
  const auto before = session().spoken.at(ana).milliseconds;
  EXPECT_GE(before, 30'000u);
  give(ana);
  room.now -= 10s;  // the machine's clock was set back
  room.must(elena, EndSpeech{ModelCase::kMorning});
  EXPECT_EQ(session().spoken.at(ana).speeches, 2u);
  EXPECT_EQ(session().spoken.at(ana).milliseconds, before);
}

TEST_F(Floor, OnlyDelegatesWhoArePresentAreOnTheList) {
  const auto dora = room.delegate("msp", "Dora");
  const auto otto = room.somebody(Role::observer);
  room.refused(dora, RaiseHand{ModelCase::kMorning, Purpose::speak, {}}, RefusalCode::stage);
  room.refused(otto, RaiseHand{ModelCase::kMorning, Purpose::speak, {}}, RefusalCode::role);
  room.refused(ana, RaiseHand{{"never"}, Purpose::speak, {}}, RefusalCode::not_found);
  room.refused(elena, StartSpeech{ModelCase::kMorning, dora, 0}, RefusalCode::stage);
  room.refused(elena, RaiseHand{ModelCase::kMorning, Purpose::speak, otto}, RefusalCode::field_invalid);
}

TEST_F(Floor, AFacilitatorModeratesAndOthersMindTheirOwnHands) {
  room.must(elena, RaiseHand{ModelCase::kMorning, Purpose::speak, ana});
  EXPECT_EQ(list(), (std::vector{ana}));
  room.refused(bruno, LowerHand{ModelCase::kMorning, ana}, RefusalCode::role);
  room.refused(bruno, RaiseHand{ModelCase::kMorning, Purpose::speak, carla}, RefusalCode::role);
  room.refused(bruno, StartSpeech{ModelCase::kMorning, bruno, 0}, RefusalCode::role);
  room.must(ana, LowerHand{ModelCase::kMorning, {}});
  EXPECT_TRUE(list().empty());
  give(ana);
  room.refused(bruno, EndSpeech{ModelCase::kMorning}, RefusalCode::role);
  room.refused(elena, StartSpeech{ModelCase::kMorning, ana, 3'601}, RefusalCode::field_invalid);
}

TEST_F(Floor, WhoLeavesNeitherSpeaksNorWaits) {
  raise(bruno);
  give(ana);
  room.must(ana, Leave{});
  room.must(bruno, Leave{});
  EXPECT_FALSE(session().speech);
  EXPECT_TRUE(session().hands.empty());
}

TEST_F(Floor, WhoIsNoDelegateAnyMoreNeitherSpeaksNorWaits) {
  raise(bruno);
  give(ana);
  room.must(elena, ChangeRole{ana, Role::observer});
  room.must(elena, ChangeRole{bruno, Role::observer});
  EXPECT_FALSE(session().speech);
  EXPECT_TRUE(session().hands.empty());
}

TEST_F(Floor, TheListStartsAnewWhereTheSessionMoves) {
  give(ana);
  raise(alba);
  room.must(elena, SetFocus{ModelCase::kMorning, {"1.1.1"}});
  EXPECT_FALSE(session().speech);
  EXPECT_TRUE(session().hands.empty());
  raise(alba);
  raise(bruno);
  EXPECT_EQ(list(), (std::vector{alba, bruno}));  // MDI was heard elsewhere
  EXPECT_EQ(session().spoken.at(ana).speeches, 1u);
}

TEST_F(Floor, OnlySoManyHandsAreUp) {
  for (std::size_t n = 0; n < kMaxRaisedHands; ++n) {
    const auto who = room.delegate("pn", "Delegado " + std::to_string(n));
    room.must(who, Arrive{ModelCase::kMorning});
    raise(who);
  }
  room.refused(ana, RaiseHand{ModelCase::kMorning, Purpose::speak, {}}, RefusalCode::limit);
}

TEST_F(Floor, TheClockOfAStageStopsWithIt) {
  room.must(elena, SetTimer{ModelCase::kMorning, 600});
  EXPECT_EQ(session().timer->until - session().timer->from, 600s);
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  EXPECT_FALSE(session().timer);
  room.must(elena, SetTimer{ModelCase::kMorning, 60});
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  EXPECT_FALSE(session().timer);
  room.must(elena, SetTimer{ModelCase::kMorning, 60});
  room.must(elena, SetTimer{ModelCase::kMorning, 0});
  EXPECT_FALSE(session().timer);
  room.refused(ana, SetTimer{ModelCase::kMorning, 60}, RefusalCode::role);
  room.refused(elena, SetTimer{{"d1pm"}, 60}, RefusalCode::stage);
  room.refused(elena, SetTimer{ModelCase::kMorning, 28'801}, RefusalCode::field_invalid);
}

TEST_F(Floor, WhatIsAnnouncedStandsUntilItIsWithdrawn) {
  room.must(elena, Announce{{{"es", "Almuerzo a las 13:00"}}});
  room.must(elena, Announce{{{"es", "Almuerzo a las 13:30"}}});
  EXPECT_EQ(room.workshop.announcement->words.at("es"), "Almuerzo a las 13:30");
  room.refused(ana, WithdrawAnnouncement{}, RefusalCode::role);
  room.refused(elena, Announce{{{"de", "Mittag"}}}, RefusalCode::language);
  room.must(elena, WithdrawAnnouncement{});
  EXPECT_FALSE(room.workshop.announcement);
}

}  // namespace
}  // namespace acuerdo
