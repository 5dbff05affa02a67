// Of two who edit one text, the last does not win unseen.
#include "sessions/core/edits.h"

#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class Edits : public testing::Test {
 protected:
  Edits() {
    room.lead_to(elena, Stage::proposing);
    room.must(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Abrir bibliotecas"}}});
    mine = room.workshop.activities.back().id;
  }
  const Activity& activity() const { return *find(room.workshop, mine); }
  Sequence now() const { return room.workshop.sequence; }

  ModelCase room;
  ParticipantId elena = room.facilitator(), ana = room.delegate("mdi", "Ana"),
                bruno = room.delegate("pn", "Bruno");
  ActivityId mine{};
};

TEST_F(Edits, AWordingIsNotWrittenOverUnseen) {
  const auto seen = now();
  room.must(elena, ReviseActivity{mine, {{"es", "Abrir bibliotecas públicas"}}, seen});
  const auto refused =
      room.refused(ana, ReviseActivity{mine, {{"es", "Abrir bibliotecas nuevas"}}, seen}, RefusalCode::base);
  EXPECT_EQ(refused.field, "base");
  room.must(ana, ReviseActivity{mine, {{"es", "Abrir bibliotecas públicas nuevas"}}, now()});
}

TEST_F(Edits, WhatElseHappenedMeanwhileIsNoMatter) {
  const auto seen = now();
  room.must(bruno, ProposeActivity{ModelCase::kPlace, {{"es", "Abrir parques"}}});
  room.must(ana, ReviseActivity{mine, {{"es", "Abrir bibliotecas nuevas"}}, seen});
}

TEST_F(Edits, RemarksSettingsAndTitlesAreHeldToTheSame) {
  const auto seen = now();
  room.must(elena, WriteRemark{ModelCase::kPlace, {{"es", "Una"}}, seen});
  room.refused(elena, WriteRemark{ModelCase::kPlace, {{"es", "Otra"}}, seen}, RefusalCode::base);
  ChangeSettings settings{{}, Voice::person, {}};
  settings.base = seen;
  room.must(elena, settings);
  settings.voice = Voice::institution;
  room.refused(elena, settings, RefusalCode::base);
  room.must(elena, CorrectTitle{Titled::pillar, "1", {{"es", "Prevenir"}}, seen});
  room.refused(elena, CorrectTitle{Titled::pillar, "1", {{"es", "Prevención"}}, seen}, RefusalCode::base);
  room.must(elena, CorrectParticipant{ana, "Ana Vera", InstitutionId{"mdi"}, seen});
  room.refused(elena, CorrectParticipant{ana, "Ana Veras", InstitutionId{"mdi"}, seen}, RefusalCode::base);
}

TEST_F(Edits, AnOutcomeIsNotDeclaredOverAnotherUnseen) {
  room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  room.lead_to(elena, Stage::reviewing);
  const auto seen = now();
  DeclareOutcome declared{ModelCase::kMap, OutcomeKind::deferred, "Falta información"};
  declared.base = seen;
  room.must(elena, declared);
  declared.outcome = OutcomeKind::not_agreed;
  room.refused(elena, declared, RefusalCode::base);
}

TEST_F(Edits, AnAmendmentChangesTheVersionItWasMadeOn) {
  room.lead_to(elena, Stage::clarifying);
  room.must(bruno, ProposeAmendment{mine, {{"es", "Abrir dos bibliotecas"}}, ""});
  const AmendmentId amendment{room.workshop.amendments};
  room.must(ana, ReviseActivity{mine, {{"es", "Abrir bibliotecas con internet"}}});
  EXPECT_EQ(activity().amendments.back().base, 1U);
  room.refused(ana, AcceptAmendment{mine, amendment}, RefusalCode::base);
  room.must(ana, AcceptAmendment{mine, amendment, 2});
  EXPECT_EQ(activity().wording().at("es"), "Abrir dos bibliotecas") << "the version that was let go is named";
}

TEST_F(Edits, WhatWasMergedIsWithdrawnByAllItsAuthors) {
  room.must(bruno, ProposeActivity{ModelCase::kPlace, {{"es", "Abrir ludotecas"}}});
  room.must(elena, MergeActivities{mine, {room.workshop.activities.back().id}});
  room.must(bruno, WithdrawActivity{mine, ""});
  EXPECT_TRUE(activity().standing()) << "it holds what Ana proposed, too";
  EXPECT_TRUE(activity().withdrawing.contains(bruno));
  room.must(ana, WithdrawActivity{mine, ""});
  EXPECT_FALSE(activity().standing());
}

TEST_F(Edits, AFacilitatorWithdrawsWhatWasMerged) {
  room.must(bruno, ProposeActivity{ModelCase::kPlace, {{"es", "Abrir ludotecas"}}});
  room.must(elena, MergeActivities{mine, {room.workshop.activities.back().id}});
  room.must(elena, WithdrawActivity{mine, ""});
  EXPECT_FALSE(activity().standing());
}

TEST_F(Edits, ABoundThatWaitingDoesNotChangeSaysHowMuchItTakes) {
  room.must(elena, SetProposing{{Authors::shown, 1}});
  const auto refused =
      room.refused(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Otra"}}}, RefusalCode::limit);
  EXPECT_EQ(refused.most, 1U);
}

TEST_F(Edits, AProxyThatWouldCountForNothingIsRefused) {
  ChangeSettings settings{{}, Voice::person, {}};
  settings.proxies = 1;
  room.must(elena, settings);
  room.refused(elena, GiveProxy{{"pn"}, {"mdi"}, ""}, RefusalCode::stage);
}

}  // namespace
}  // namespace acuerdo
