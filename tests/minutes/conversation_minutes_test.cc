// What the conversation around the vote leaves in the minutes: parts, texts set aside, steps taken back,
// declined roles and details; hostile texts among them.
#include "tests/minutes/cuenca_run.h"
#include "tests/minutes/reading.h"

namespace acuerdo {
namespace {

using enum MinutesFormat;

constexpr auto kHostile = "<script>alert(1)</script> | =1+1";

class ConversationInTheMinutes : public testing::Test {
 protected:
  ConversationInTheMinutes() {
    room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
    room.lead_to(elena, Stage::proposing);
  }
  ActivityId propose(const std::string& words) {
    room.must(ana, ProposeActivity{ModelCase::kPlace, {{"es", words}}});
    return room.workshop.activities.back().id;
  }
  void adopt_the_map() {
    room.lead_to(elena, Stage::reviewing);
    room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, "A mano alzada"});
    room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::deferred, "Falta tiempo"});
    room.must(elena, OpenAssigning{ModelCase::kPlace});
  }
  // In what people read of both printed formats.
  void says(const std::string& sentence, bool said = true) const {
    for (const auto format : {html, markdown}) {
      const auto file = text_of(render(minutes(), format, "es"), format);
      EXPECT_EQ(file.find(sentence) != std::string::npos, said) << sentence;
    }
  }
  Minutes minutes() const { return minutes_of(room.workshop, CuencaRun::head()); }

  ModelCase room;
  ParticipantId elena = room.facilitator();
  ParticipantId ana = room.delegate("mdi", "Ana Vera");
};

TEST_F(ConversationInTheMinutes, APartNamesTheWhole) {
  const auto whole = propose("Iluminar y vigilar parques");
  room.must(elena, SplitActivity{whole, {{{"es", "Iluminar parques"}}, {{"es", "Vigilar parques"}}}});
  EXPECT_EQ(activity_in(minutes(), room.workshop.activities.back().id).split_from, whole);
  says("Parte de la actividad 25.");
}

TEST_F(ConversationInTheMinutes, WhatWasSetAsideIsPrintedWhenItIsToBe) {
  const auto printed = propose("Un texto de otro taller");
  const auto kept = propose("Un insulto");
  room.must(elena, HideActivity{printed, kHostile, true});
  room.must(elena, HideActivity{kept, "Ofende", false});
  says("Un texto de otro taller");
  says("Apartada el");
  says(kHostile);
  says("Un insulto", false);
  says("Ofende", false);
}

TEST_F(ConversationInTheMinutes, AStepTakenBackIsSaid) {
  const auto last = room.sub_objective().steps.back().sequence;
  room.must(elena, UndoStep{ModelCase::kPlace, last});
  says("Paso deshecho: apertura de las propuestas, el");
}

TEST_F(ConversationInTheMinutes, ADeclinedRoleAndTheDetailsOfCarryingOutAreSaid) {
  adopt_the_map();
  room.must(
      ana, AnswerAssignment{ModelCase::kMap, {"mdi"}, AssignmentRole::leads, RoleAnswer::declined, kHostile});
  room.must(elena,
            DetailActivity{ModelCase::kMap, "2024-06-30", {{"es", "Mapa publicado"}}, {{"es", kHostile}}});
  says("30 de junio de 2024");
  says("Mapa publicado");
  says("MDI");
  says(kHostile);
}

TEST_F(ConversationInTheMinutes, ARetiredSubObjectiveSaysWhy) {
  room.must(elena, RetireSubObjective{ModelCase::kPlace, kHostile});
  says("Retirado el");
  says(kHostile);
}

}  // namespace
}  // namespace acuerdo
