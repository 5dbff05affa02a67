// The conversation around a vote: proposing, amending, merging, commenting, assigning.
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class Conversation : public testing::Test {
 protected:
  Conversation() {
    elena = room.facilitator();
    mdi = room.delegate("mdi", "Ana");
    pn = room.delegate("pn", "Bruno");
    room.lead_to(elena, Stage::proposing);
  }
  ActivityId propose(ParticipantId who, const std::string& words) {
    room.must(who, ProposeActivity{ModelCase::kPlace, {{"es", words}}});
    return room.workshop.activities.back().id;
  }

  ModelCase room;
  ParticipantId elena{}, mdi{}, pn{};
};

TEST_F(Conversation, TheSameWordingIsNotProposedTwice) {
  propose(mdi, "Iluminar los parques");
  room.refused(pn, ProposeActivity{ModelCase::kPlace, {{"es", "Iluminar los parques"}}},
               RefusalCode::duplicate);
}

TEST_F(Conversation, AWordingIsInALanguageOfTheWorkshop) {
  room.refused(mdi, ProposeActivity{ModelCase::kPlace, {{"de", "Parks beleuchten"}}}, RefusalCode::language);
}

TEST_F(Conversation, AnActivityIsRevisedByItsAuthorOrAFacilitatorAndEveryVersionIsKept) {
  const auto id = propose(mdi, "Iluminar los parques");
  room.refused(pn, ReviseActivity{id, {{"es", "Iluminar plazas"}}}, RefusalCode::not_author);
  room.must(mdi, ReviseActivity{id, {{"es", "Iluminar parques y plazas"}}});
  room.must(elena, ReviseActivity{id, {{"es", "Iluminar parques, plazas y canchas"}}});
  const auto& versions = find(room.workshop, id)->versions;
  ASSERT_EQ(versions.size(), 3u);
  EXPECT_EQ(versions[0].wording.at("es"), "Iluminar los parques");
  EXPECT_EQ(versions[2].by, elena);
}

TEST_F(Conversation, AnAmendmentIsAcceptedByTheAuthorAndCreditsWhoWroteIt) {
  const auto id = propose(mdi, "Iluminar los parques");
  room.refused(pn, ProposeAmendment{id, {{"es", "Iluminar plazas"}}, ""}, RefusalCode::stage);
  room.lead_to(elena, Stage::clarifying);
  room.must(pn, ProposeAmendment{id, {{"es", "Iluminar plazas"}}, "Son más usadas"});
  room.refused(pn, AcceptAmendment{id, AmendmentId{1}}, RefusalCode::not_author);
  room.must(mdi, AcceptAmendment{id, AmendmentId{1}});
  EXPECT_EQ(find(room.workshop, id)->wording().at("es"), "Iluminar plazas");
  EXPECT_EQ(find(room.workshop, id)->versions.back().by, pn);
  room.refused(mdi, DeclineAmendment{id, AmendmentId{1}, ""}, RefusalCode::duplicate);
}

TEST_F(Conversation, MergingKeepsTextsAndCreditsBothAuthors) {
  const auto first = propose(mdi, "Iluminar los parques");
  const auto second = propose(pn, "Poner luces en los parques");
  room.refused(mdi, MergeActivities{first, {second}}, RefusalCode::role);
  room.refused(elena, MergeActivities{first, {first}}, RefusalCode::field_invalid);
  room.must(elena, MergeActivities{first, {second}});
  EXPECT_EQ(find(room.workshop, first)->authors, (std::vector{mdi, pn}));
  EXPECT_EQ(find(room.workshop, second)->merged_into, first);
  EXPECT_EQ(find(room.workshop, second)->wording().at("es"), "Poner luces en los parques");
  room.refused(pn, ReviseActivity{second, {{"es", "Otra cosa"}}}, RefusalCode::not_standing);
}

TEST_F(Conversation, RewordingWhatWasAdoptedUndecidesIt) {
  room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  room.lead_to(elena, Stage::reviewing);
  for (const auto id : {ModelCase::kMap, ModelCase::kNeighbourhoods}) {
    room.must(elena, DeclareOutcome{id, OutcomeKind::adopted_by_consensus, "A mano alzada"});
  }
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, ReviseActivity{ModelCase::kMap, {{"es", "Elaborar un mapa"}}});
  EXPECT_FALSE(room.activity(4).outcome);
  EXPECT_TRUE(room.activity(5).outcome);
}

TEST_F(Conversation, InstitutionsAreSuggestedOncePerPersonAndAdoptedWhole) {
  room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  room.lead_to(elena, Stage::reviewing);
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, "A mano alzada"});
  room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::deferred, "Mañana"});
  room.must(elena, OpenAssigning{ModelCase::kPlace});
  const SuggestInstitution cies{ModelCase::kMap, {"cies"}, AssignmentRole::leads};
  room.must(mdi, cies);
  EXPECT_TRUE(room.command(mdi, cies).recorded.empty()) << "it is already so";
  room.must(pn, cies);
  EXPECT_EQ(room.activity(4).suggestions.at({{"cies"}, AssignmentRole::leads}).size(), 2u);
  room.must(pn, WithdrawSuggestion{ModelCase::kMap, {"cies"}, AssignmentRole::leads});
  EXPECT_EQ(room.activity(4).suggestions.at({{"cies"}, AssignmentRole::leads}).size(), 1u);

  room.refused(mdi, SuggestInstitution{ModelCase::kNeighbourhoods, {"cies"}, AssignmentRole::leads},
               RefusalCode::not_standing);
  room.refused(elena, AdoptAssignments{ModelCase::kMap, {{"nadie"}}, {}, {}}, RefusalCode::not_found);
  room.must(elena, AdoptAssignments{ModelCase::kMap, {{"cies"}}, {{"pn"}, {"mdi"}}, {{"sns"}}});
  EXPECT_EQ(room.activity(4).assignments->size(), 4u);
}

TEST_F(Conversation, TheRapporteurWritesRemarksOneLanguageAtATime) {
  const auto rapporteur = room.somebody(Role::rapporteur);
  room.refused(mdi, WriteRemark{ModelCase::kPlace, {{"es", "x"}}}, RefusalCode::role);
  room.must(rapporteur, WriteRemark{ModelCase::kPlace, {{"es", "Debate vivo"}}});
  room.must(rapporteur, WriteRemark{ModelCase::kPlace, {{"en", "Lively debate"}}});
  EXPECT_EQ(room.sub_objective().remark, (Text{{"es", "Debate vivo"}, {"en", "Lively debate"}}));
}

}  // namespace
}  // namespace acuerdo
