// Who is let in, who is corrected, and what of the workshop is edited while it runs.
#include "sessions/core/editing.h"
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class AtTheDoor : public testing::Test {
 protected:
  AtTheDoor() {
    elena = room.facilitator();
    ana = room.delegate("mdi", "Ana");
    alba = room.delegate("mdi", "Alba");
    room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  }
  const Participant& person(ParticipantId id) const { return *find(room.workshop, id); }

  ModelCase room;
  ParticipantId elena{}, ana{}, alba{};
};

TEST_F(AtTheDoor, WhoComesWithTheCodeWaitsWhereItLeadsToAWaitingRoom) {
  room.refused(ana, SetAdmission{Admission::waiting}, RefusalCode::role);
  room.must(elena, SetAdmission{Admission::waiting});
  const auto bruno = room.delegate("pn", "Bruno");
  EXPECT_EQ(person(bruno).role, Role::waiting);
  EXPECT_FALSE(room.workshop.heads.contains({"pn"}));
  room.must(elena, OpenLiveSession{ModelCase::kMorning});
  room.refused(bruno, Arrive{ModelCase::kMorning}, RefusalCode::role);
  room.refused(elena, RecordAttendance{bruno, ModelCase::kMorning, true}, RefusalCode::role);
  room.must(elena, ChangeRole{bruno, Role::delegate});
  EXPECT_EQ(room.workshop.heads.at({"pn"}), bruno);
  room.must(bruno, Arrive{ModelCase::kMorning});
  room.refused(elena, ChangeRole{bruno, Role::waiting}, RefusalCode::field_invalid);
  EXPECT_EQ(person(room.facilitator("Otra")).role, Role::facilitator);
}

TEST_F(AtTheDoor, WhoIsRemovedLeavesAndHeadsNothing) {
  room.must(elena, OpenLiveSession{ModelCase::kMorning});
  room.must(ana, Arrive{ModelCase::kMorning});
  room.must(elena, ChangeRole{ana, Role::removed});
  EXPECT_FALSE(person(ana).live_session);
  EXPECT_EQ(room.workshop.heads.at({"mdi"}), alba);
  room.refused(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Algo"}}}, RefusalCode::role);
  room.must(elena, ChangeRole{ana, Role::delegate});
  room.must(ana, Arrive{ModelCase::kMorning});
}

TEST_F(AtTheDoor, WhoIsRemovedChangesNothingOfTheirsAnyMore) {
  room.lead_to(elena, Stage::proposing);
  room.must(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Iluminar los parques"}}});
  const auto theirs = room.workshop.activities.back().id;
  room.lead_to(elena, Stage::voting);
  room.must(ana, ballot(ModelCase::kMap, 1, "object", "No hay base"));
  room.lead_to(elena, Stage::reviewing);
  const AnswerReason withdrawing{ModelCase::kMap, RoundNumber{1}, ana, Ruling::withdrawn, ""};
  room.must(elena, ChangeRole{ana, Role::removed});
  room.refused(ana, withdrawing, RefusalCode::role);
  room.refused(ana, WithdrawActivity{theirs, ""}, RefusalCode::role);
  room.refused(ana, ReviseActivity{theirs, {{"es", "Otra cosa"}}}, RefusalCode::role);
  room.must(elena, ChangeRole{ana, Role::delegate});
  room.must(ana, withdrawing);
}

TEST_F(AtTheDoor, ACorrectedInstitutionTakesTheHeadAlong) {
  room.refused(ana, CorrectParticipant{ana, "Ana", InstitutionId{"pn"}}, RefusalCode::role);
  room.refused(elena, CorrectParticipant{ana, "Ana", InstitutionId{"nobody"}}, RefusalCode::not_found);
  room.refused(elena, CorrectParticipant{ana, "Ana", {}}, RefusalCode::field_missing);
  room.must(elena, CorrectParticipant{ana, "Ana Paredes", InstitutionId{"pn"}});
  EXPECT_EQ(room.workshop.heads.at({"mdi"}), alba);
  EXPECT_EQ(room.workshop.heads.at({"pn"}), ana);
  EXPECT_EQ(person(ana).name, "Ana Paredes");
  room.must(elena, CorrectParticipant{alba, "Alba", InstitutionId{"pn"}});
  EXPECT_FALSE(room.workshop.heads.contains({"mdi"}));
  EXPECT_EQ(room.workshop.heads.at({"pn"}), ana);
}

TEST_F(AtTheDoor, NobodyChangesTheirInstitutionWithABallotInAnOpenRound) {
  room.lead_to(elena, Stage::voting);
  room.must(ana, ballot(ModelCase::kMap, 1, "join"));
  room.refused(elena, CorrectParticipant{ana, "Ana", InstitutionId{"pn"}}, RefusalCode::stage);
  room.must(elena, CorrectParticipant{ana, "Ana Paredes", InstitutionId{"mdi"}});
  room.refused(elena, ChangeRole{ana, Role::observer}, RefusalCode::stage);
}

class Editing : public AtTheDoor {};

TEST_F(Editing, AnInstitutionAddedWhileARoundIsOpenIsEligibleFromThenOn) {
  room.must(elena, ChangeSettings{{}, Voice::institution, {}});
  room.lead_to(elena, Stage::voting);
  const auto before = electorate(room.workshop, room.sub_objective().rounds.back()).eligible;
  room.refused(ana, AddInstitution{{"snx"}, "SNX", {{"es", "Servicio"}}}, RefusalCode::role);
  room.refused(elena, AddInstitution{{"mdi"}, "OTRA", {{"es", "Otra"}}}, RefusalCode::duplicate);
  room.refused(elena, AddInstitution{{"otra"}, "m.d.i.", {{"es", "Otra"}}}, RefusalCode::duplicate);
  room.must(elena, AddInstitution{{"snx"}, "SNX", {{"es", "Servicio"}}});
  EXPECT_EQ(electorate(room.workshop, room.sub_objective().rounds.back()).eligible, before + 1);
  const auto sonia = room.delegate("snx", "Sonia");
  room.must(sonia, Arrive{ModelCase::kMorning});
  room.must(sonia, ballot(ModelCase::kMap, 1, "join"));
}

TEST_F(Editing, TitlesAreCorrectedWhereverTheyAre) {
  for (const auto& [of, code] :
       {std::pair{Titled::workshop, ""}, std::pair{Titled::pillar, "1"}, std::pair{Titled::objective, "1.1"},
        std::pair{Titled::sub_objective, "1.1.2"}, std::pair{Titled::live_session, "d1am"}}) {
    room.must(elena, CorrectTitle{of, code, {{"es", "Corregido"}}});
    room.refused(elena, CorrectTitle{of, "nada", {{"es", "Corregido"}}}, RefusalCode::not_found);
  }
  EXPECT_EQ(plan_of(room.workshop, ModelCase::kPlace)->title.at("es"), "Corregido");
  room.refused(elena, CorrectTitle{Titled::workshop, "", {{"de", "Titel"}}}, RefusalCode::language);
  room.refused(ana, CorrectTitle{Titled::workshop, "", {{"es", "Mío"}}}, RefusalCode::role);
}

TEST_F(Editing, ASubObjectiveIsAddedAndDealtWithAsAnyOther) {
  room.refused(elena, AddSubObjective{{"1.1"}, ModelCase::kPlace, {{"es", "Otro"}}}, RefusalCode::duplicate);
  room.refused(elena, AddSubObjective{{"9.9"}, {"9.9.1"}, {{"es", "Otro"}}}, RefusalCode::not_found);
  room.must(elena, AddSubObjective{{"1.1"}, {"1.1.9"}, {{"es", "Otro"}}});
  room.must(elena, OpenProposing{{"1.1.9"}});
  room.must(ana, ProposeActivity{{"1.1.9"}, {{"es", "Algo nuevo"}}});
}

TEST_F(Editing, ARetiredSubObjectiveIsClosedAndWhatIsUndecidedIsParked) {
  room.lead_to(elena, Stage::reviewing);
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, "A mano alzada"});
  room.must(elena, RetireSubObjective{ModelCase::kPlace, "Otro taller"});
  EXPECT_EQ(room.sub_objective().stage, Stage::closed);
  EXPECT_EQ(room.activity(4).outcome->kind, OutcomeKind::adopted_by_consensus);
  EXPECT_EQ(room.activity(5).outcome->kind, OutcomeKind::deferred);
  EXPECT_EQ(room.activity(5).outcome->reason, "Otro taller");
  room.must(elena, ReopenSubObjective{ModelCase::kPlace, "Sí se trata"});
  EXPECT_FALSE(room.sub_objective().retired);
  EXPECT_TRUE(room.sub_objective().steps.empty());
  room.lead_to(elena, Stage::voting);
  room.refused(elena, RetireSubObjective{ModelCase::kPlace, "Otro taller"}, RefusalCode::stage);
}

TEST_F(Editing, TheProgrammeIsChangedAndGrows) {
  const PlanLiveSession friday{{"d4am"}, {{"es", "Día 4"}}, "2023-02-10T09:00", "2023-02-10T12:00", {{"1"}}};
  room.must(elena, friday);
  room.must(elena, OpenLiveSession{{"d4am"}});
  auto wrong = friday;
  wrong.ends_at = "2023-02-10T08:00";
  room.refused(elena, wrong, RefusalCode::field_invalid);
  wrong = friday;
  wrong.covers = {{"99"}};
  room.refused(elena, wrong, RefusalCode::not_found);
  auto moved = friday;
  moved.ends_at = "2023-02-10T13:00";
  room.must(elena, moved);
  EXPECT_EQ(room.workshop.definition.live_sessions.back().ends_at, "2023-02-10T13:00");
  EXPECT_EQ(find(room.workshop, LiveSessionId{"d4am"})->state, SessionState::open);
}

}  // namespace
}  // namespace acuerdo
