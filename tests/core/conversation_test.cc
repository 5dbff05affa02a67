// The conversation around a vote: proposing, amending, merging, commenting, assigning.
#include "sessions/views/views.h"
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

TEST_F(Conversation, SplittingKeepsTheWholeAndItsAuthorsAndTheOthersFollowIt) {
  const auto whole = propose(mdi, "Iluminar y vigilar los parques");
  const auto last = propose(pn, "Otra cosa");
  room.refused(mdi, SplitActivity{whole, {{{"es", "Iluminar"}}, {{"es", "Vigilar"}}}}, RefusalCode::role);
  room.refused(elena, SplitActivity{whole, {{{"es", "Iluminar"}}}}, RefusalCode::field_invalid);
  room.refused(elena, SplitActivity{whole, {{{"es", "Iluminar"}}, {{"es", "Iluminar"}}}},
               RefusalCode::duplicate);
  room.must(elena, SplitActivity{whole, {{{"es", "Iluminar los parques"}}, {{"es", "Vigilar los parques"}}}});
  const auto part = room.workshop.activities.back().id;
  EXPECT_EQ(find(room.workshop, whole)->versions.size(), 2u);
  EXPECT_EQ(find(room.workshop, whole)->wording().at("es"), "Iluminar los parques");
  EXPECT_EQ(find(room.workshop, part)->split_from, whole);
  EXPECT_EQ(find(room.workshop, part)->authors, (std::vector{mdi}));
  EXPECT_EQ(room.sub_objective().activities,
            (std::vector{ModelCase::kMap, ModelCase::kNeighbourhoods, whole, part, last}));
}

TEST_F(Conversation, ActivitiesAreMovedWhereTheyAreReadBest) {
  const auto third = propose(mdi, "Iluminar los parques");
  room.refused(mdi, MoveActivity{third, ModelCase::kMap}, RefusalCode::role);
  room.refused(elena, MoveActivity{third, ActivityId{1}}, RefusalCode::not_found);
  room.must(elena, MoveActivity{third, ModelCase::kMap});
  EXPECT_EQ(room.sub_objective().activities,
            (std::vector{third, ModelCase::kMap, ModelCase::kNeighbourhoods}));
  EXPECT_TRUE(room.command(elena, MoveActivity{third, ModelCase::kMap}).recorded.empty());
  room.must(elena, MoveActivity{third, {}});
  EXPECT_EQ(room.sub_objective().activities,
            (std::vector{ModelCase::kMap, ModelCase::kNeighbourhoods, third}));
  room.lead_to(elena, Stage::voting);
  room.refused(elena, MoveActivity{third, ModelCase::kMap}, RefusalCode::stage);
}

TEST_F(Conversation, WhatDoesNotBelongIsHiddenFromAllButFacilitatorsAndShownAgain) {
  const auto id = propose(mdi, "Un insulto");
  room.must(pn, AddComment{id, {{"es", "Esto no corresponde"}}});
  room.refused(pn, HideActivity{id, "No corresponde"}, RefusalCode::role);
  room.must(elena, HideActivity{id, "No corresponde", false});
  const DocumentKey key = "activity/" + std::to_string(number(id));
  const DocumentKey discussion = "discussion/" + std::to_string(number(id));
  for (const auto audience : {Audience::floor, Audience::screen}) {
    EXPECT_FALSE(document(room.workshop, audience, key));
    EXPECT_FALSE(document(room.workshop, audience, discussion));
  }
  EXPECT_EQ(document(room.workshop, Audience::facilitators, key)->at("hiding").at("reason"),
            "No corresponde");
  EXPECT_FALSE(page_of(room.workshop, mdi, key, "versions", 0));
  EXPECT_TRUE(page_of(room.workshop, elena, key, "versions", 0));
  room.refused(pn, AddComment{id, {{"es", "Otra vez"}}}, RefusalCode::not_standing);
  room.must(elena, ShowActivity{id});
  EXPECT_TRUE(document(room.workshop, Audience::floor, key));
  room.refused(elena, ShowActivity{id}, RefusalCode::not_standing);
}

class Assigning : public Conversation {
 protected:
  Assigning() {
    room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
    room.lead_to(elena, Stage::reviewing);
    room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, "A mano alzada"});
    room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::deferred, "Falta tiempo"});
    room.must(elena, OpenAssigning{ModelCase::kPlace});
  }
  static AnswerAssignment answer(const std::string& institution, RoleAnswer answer,
                                 const std::string& why = "") {
    return {ModelCase::kMap, {institution}, AssignmentRole::leads, answer, why};
  }
};

TEST_F(Assigning, AnInstitutionAnswersForItselfAndMayChangeItsMind) {
  room.refused(pn, answer("mdi", RoleAnswer::accepted), RefusalCode::role);
  room.refused(pn, answer("nobody", RoleAnswer::accepted), RefusalCode::not_found);
  room.must(mdi, answer("mdi", RoleAnswer::declined, "Sin presupuesto"));
  room.must(mdi, answer("mdi", RoleAnswer::accepted));
  room.must(elena, answer("fge", RoleAnswer::declined));  // said aloud, by who has no device
  const auto& answers = room.activity(4).answers;
  EXPECT_EQ(answers.at({{"mdi"}, AssignmentRole::leads}).answer, RoleAnswer::accepted);
  EXPECT_EQ(answers.at({{"fge"}, AssignmentRole::leads}).by, elena);
}

TEST_F(Assigning, AnswersAreOfTheWordingTheyWereGivenTo) {
  room.must(mdi, answer("mdi", RoleAnswer::accepted));
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, ReviseActivity{ModelCase::kMap, {{"es", "Elaborar un mapa y un plan"}}});
  EXPECT_TRUE(room.activity(4).answers.empty());
}

TEST_F(Assigning, DetailsOfCarryingItOutAreWrittenDown) {
  const DetailActivity details{ModelCase::kMap, "2024-06-30", {{"es", "Mapa publicado"}}, {}};
  room.refused(mdi, details, RefusalCode::role);
  room.refused(elena, DetailActivity{ModelCase::kMap, "30 de junio", {}, {}}, RefusalCode::field_invalid);
  room.refused(elena, DetailActivity{ModelCase::kMap, "", {{"de", "Karte"}}, {}}, RefusalCode::language);
  room.refused(elena, DetailActivity{ModelCase::kNeighbourhoods, "2024-06-30", {}, {}},
               RefusalCode::not_standing);
  room.must(elena, details);
  EXPECT_EQ(room.activity(4).details.indicator.at("es"), "Mapa publicado");
}

}  // namespace
}  // namespace acuerdo
