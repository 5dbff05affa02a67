// How many come in: who takes part and who never did a thing, the bound a facilitator sets, the code renewed.
#include <algorithm>

#include "sessions/views/views.h"
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class Guests : public testing::Test {
 protected:
  Guests() {
    elena = room.facilitator();
    room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  }
  const Participant& person(ParticipantId id) const { return *find(room.workshop, id); }
  Step server(const ServerCommand& command) { return take(room.workshop, {kTheWorkshop, room.now}, command); }
  MaybeRefused join(const std::string& name, Role role = Role::delegate) {
    std::optional<InstitutionId> institution;
    if (role == Role::delegate) institution = InstitutionId{"mdi"};
    return server(JoinWorkshop{name, institution, role, "es", "token of " + name}).refusal;
  }

  ModelCase room;
  ParticipantId elena{};
};

TEST_F(Guests, WhoNeverDidAThingCountsNotAgainstTheBound) {
  room.must(elena, LimitPeople{2});
  const auto ana = room.delegate("mdi", "Ana");
  const auto bruno = room.delegate("pn", "Bruno");
  for (const auto* name : {"Carla", "Dora", "Eva"}) EXPECT_FALSE(join(name));
  room.must(elena, OpenLiveSession{ModelCase::kMorning});
  room.must(ana, Arrive{ModelCase::kMorning});
  EXPECT_FALSE(join("Fabio")) << "one takes part";
  room.must(bruno, Arrive{ModelCase::kMorning});
  const auto refused = join("Gina");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, RefusalCode::limit);
  EXPECT_EQ(refused->most, 2U);
  EXPECT_EQ(join("Hugo", Role::observer)->code, RefusalCode::limit);
  EXPECT_FALSE(join("Otra facilitadora", Role::facilitator)) << "who leads comes in";
  room.must(elena, AddParticipant{"Iris", InstitutionId{"fge"}, Role::delegate});
  room.must(elena, LimitPeople{4});
  EXPECT_FALSE(join("Gina"));
  room.refused(ana, LimitPeople{9}, RefusalCode::role);
  room.refused(elena, LimitPeople{0}, RefusalCode::field_invalid);
  room.refused(elena, LimitPeople{kMaxParticipants + 1}, RefusalCode::field_invalid);
}

TEST_F(Guests, HundredsWhoNeverDidAThingAreRemovedInOneStep) {
  const auto first = room.delegate("mdi", "Intrusa");
  RemoveIdle all{{first}};
  for (int n = 0; n < 300; ++n)
    all.participants.push_back(room.delegate("mdi", "Nadie " + std::to_string(n)));
  const auto ana = room.delegate("mdi", "Ana");
  all.participants.push_back(ana);
  all.participants.push_back(elena);
  EXPECT_EQ(room.workshop.heads.at({"mdi"}), first);
  room.must(elena, OpenLiveSession{ModelCase::kMorning});
  room.must(ana, Arrive{ModelCase::kMorning});
  room.refused(ana, all, RefusalCode::role);
  const auto step = room.command(elena, all);
  ASSERT_EQ(step.recorded.size(), 1U);
  const auto& removed = std::get<IdleRemoved>(step.recorded[0].event).participants;
  EXPECT_EQ(removed.size(), 301U) << "who did something stays, and who leads";
  EXPECT_EQ(person(first).role, Role::removed);
  EXPECT_TRUE(person(first).credentials.empty());
  EXPECT_EQ(room.workshop.heads.at({"mdi"}), ana);
  EXPECT_EQ(person(ana).role, Role::delegate);
  EXPECT_TRUE(room.command(elena, all).recorded.empty()) << "it is already so";
  EXPECT_FALSE(join("Intrusa")) << "they may come again";
  RemoveIdle nobody{{ParticipantId{9'999}}};
  room.refused(elena, nobody, RefusalCode::not_found);
}

TEST_F(Guests, WhoIsNamedByAFacilitatorTakesPart) {
  const auto ana = room.delegate("mdi", "Ana");
  const auto alba = room.delegate("mdi", "Alba");
  const auto bruno = room.delegate("pn", "Bruno");
  EXPECT_TRUE(is_idle(person(ana)) && is_idle(person(alba)) && is_idle(person(bruno)));
  room.must(elena, NameHead{alba});
  room.must(elena, CorrectParticipant{bruno, "Bruno Salas", InstitutionId{"pn"}});
  EXPECT_FALSE(is_idle(person(alba)));
  EXPECT_FALSE(is_idle(person(bruno)));
  room.must(ana, WithdrawTokens{ana});
  EXPECT_TRUE(is_idle(person(ana))) << "coming and going is doing nothing";
}

// Who has voted would be known by who stays.
TEST_F(Guests, NobodyIsRemovedSoBesideBallotsThatAreNotNamed) {
  room.must(elena, ChangeSettings{{}, Voice::person, Fraction{0, 1}, Ballots::secret});
  const auto ana = room.delegate("mdi", "Ana");
  const auto alba = room.delegate("mdi", "Alba");
  room.lead_to(elena, Stage::voting);
  room.must(ana, ballot(ModelCase::kMap, 1, "join"));
  EXPECT_TRUE(is_idle(person(ana)));
  EXPECT_EQ(document(room.workshop, Audience::facilitators, "participant/" + std::to_string(number(ana)))
                ->at("idle"),
            true)
      << "nor is anybody told otherwise";
  room.refused(elena, RemoveIdle{{ana, alba}}, RefusalCode::stage);
  room.lead_to(elena, Stage::reviewing);
  EXPECT_FALSE(is_idle(person(ana)));
  EXPECT_TRUE(is_idle(person(alba)));
  room.must(elena, RemoveIdle{{ana, alba}});
  EXPECT_EQ(person(ana).role, Role::delegate);
  EXPECT_EQ(person(alba).role, Role::removed);
}

TEST_F(Guests, NobodyComesInWhereTheDoorIsClosed) {
  const auto ana = room.delegate("mdi", "Ana");
  room.must(elena, SetAdmission{Admission::closed});
  EXPECT_EQ(join("Bruno")->code, RefusalCode::stage);
  EXPECT_FALSE(join("Otra facilitadora", Role::facilitator));
  EXPECT_FALSE(server(AddCredential{ana, "another device"}).refusal) << "who is in comes back";
  const auto claims =
      server(JoinWorkshop{"Ana", InstitutionId{"mdi"}, Role::delegate, "es", "a borrowed phone", true});
  ASSERT_FALSE(claims.refusal) << "also without their token, when a facilitator says so";
  EXPECT_EQ(room.workshop.participants.back().role, Role::waiting);
  room.must(elena, AddParticipant{"Iris", InstitutionId{"fge"}, Role::delegate});
  room.must(elena, SetAdmission{Admission::open});
  EXPECT_FALSE(join("Bruno"));
}

TEST_F(Guests, ARenewedCodeIsTheWorkshopsFromThenOn) {
  const auto before = room.workshop.join_code;
  EXPECT_EQ(server(RenewJoinCode{"ACDEFGHJK", elena}).recorded.size(), 1U);
  EXPECT_EQ(room.workshop.join_code, "ACDEFGHJK");
  EXPECT_NE(before, room.workshop.join_code);
  EXPECT_EQ(document(room.workshop, Audience::screen, "workshop")->at("joinCode"), "ACDEFGHJK");
  EXPECT_EQ(document(room.workshop, Audience::door, "workshop")->at("joinCode"), "")
      << "who was removed does not read it";
}

TEST_F(Guests, AnotherPasswordEndsEveryFacilitatorsLogin) {
  ASSERT_FALSE(join("Otra facilitadora", Role::facilitator));
  const auto ana = room.delegate("mdi", "Ana");
  EXPECT_EQ(server(EndLogins{}).recorded.size(), 2U);
  EXPECT_TRUE(person(elena).credentials.empty());
  EXPECT_FALSE(person(ana).credentials.empty());
  EXPECT_TRUE(server(EndLogins{}).recorded.empty());
}

}  // namespace
}  // namespace acuerdo
