// The room decides by the workshop's rule who carries out what it adopted.
#include "sessions/minutes/minutes.h"
#include "sessions/views/views.h"
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

const InstitutionId kCies{"cies"}, kPolice{"pn"}, kSns{"sns"};

class MappingRound : public testing::Test {
 protected:
  MappingRound() {
    elena = room.facilitator();
    ana = room.delegate("mdi", "Ana Vera");
    bruno = room.delegate("pn", "Bruno Páez");
    room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
    room.lead_to(elena, Stage::voting);
    for (const auto who : {ana, bruno}) room.must(who, ballot(ModelCase::kMap, 1, "join"));
    room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
    room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, "", {}, {}});
    room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::deferred, "Mañana", {}, {}});
    room.must(elena, OpenAssigning{ModelCase::kPlace});
  }
  OpenRound on(ActivityId activity, std::vector<Assignment> assignments) {
    OpenRound open{ModelCase::kPlace, {}};
    open.mappings = {{activity, std::move(assignments)}};
    return open;
  }
  const std::vector<Assignment> asked{
      {kCies, AssignmentRole::leads}, {kPolice, AssignmentRole::supports}, {kSns, AssignmentRole::monitors}};
  void vote(const std::string& of_ana, const std::string& of_bruno, std::uint16_t round = 2) {
    room.must(elena, on(ModelCase::kMap, asked));
    room.must(ana, ballot(ModelCase::kMap, round, of_ana, "Porque sí"));
    room.must(bruno, ballot(ModelCase::kMap, round, of_bruno, "Porque sí"));
    room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{round}});
  }

  ModelCase room;
  ParticipantId elena{}, ana{}, bruno{};
};

TEST_F(MappingRound, IsOnWhatIsAdoptedWhileAssigning) {
  room.refused(ana, on(ModelCase::kMap, asked), RefusalCode::role);
  room.refused(elena, on(ModelCase::kNeighbourhoods, asked), RefusalCode::not_standing);
  room.refused(elena, on(ModelCase::kMap, {}), RefusalCode::field_invalid);
  room.refused(elena, on(ModelCase::kMap, {{{"nadie"}, AssignmentRole::leads}}), RefusalCode::not_found);
  room.refused(elena, on(ModelCase::kMap, {asked[0], asked[0]}), RefusalCode::field_invalid);
  room.refused(elena, on(ActivityId{1}, asked), RefusalCode::not_found);
  auto ranked = on(ModelCase::kMap, asked);
  ranked.rule = Ranking{};
  room.refused(elena, ranked, RefusalCode::field_invalid);
  auto twice = on(ModelCase::kMap, asked);
  twice.activities = {ModelCase::kMap};
  room.refused(elena, twice, RefusalCode::field_invalid);
  room.refused(elena, OpenRound{ModelCase::kPlace, {}}, RefusalCode::stage);
  room.must(elena, on(ModelCase::kMap, asked));
  EXPECT_EQ(room.sub_objective().stage, Stage::voting);
  EXPECT_TRUE(room.activity(4).is_adopted()) << "what was adopted stays so";
}

TEST_F(MappingRound, LeavesTheSubObjectiveAssigningAndTheOutcomeOnItsOwnRound) {
  vote("join", "join");
  EXPECT_EQ(room.sub_objective().stage, Stage::assigning);
  EXPECT_EQ(room.activity(4).outcome->round, RoundNumber{1});
  EXPECT_EQ(latest_result(room.workshop, room.activity(4)).round->number, RoundNumber{1});
  EXPECT_EQ(latest_mapping_result(room.workshop, room.activity(4)).result->verdict, VerdictKind::consensus);
}

TEST_F(MappingRound, WhatWasVotedOnIsRecordedWithItsRoundAndAnythingElseWithout) {
  vote("join", "join");
  room.must(elena, AdoptAssignments{ModelCase::kMap, {kCies}, {kPolice}, {kSns}});
  EXPECT_EQ(room.activity(4).mapped_in, RoundNumber{2});
  room.must(elena, AdoptAssignments{ModelCase::kMap, {kCies}, {kSns}, {}});
  EXPECT_EQ(room.activity(4).mapped_in, RoundNumber{}) << "nobody voted on that";
  const auto shown = *document(room.workshop, Audience::floor, "activity/4");
  EXPECT_EQ(shown["asked"]["round"], 2);
  EXPECT_EQ(shown["asked"]["assignments"].size(), 3u);
}

TEST_F(MappingRound, AnObjectionToItIsAnsweredWhileAssigning) {
  vote("join", "object");
  EXPECT_EQ(latest_mapping_result(room.workshop, room.activity(4)).result->verdict, VerdictKind::not_reached);
  EXPECT_TRUE(room.activity(4).is_adopted()) << "the wording was not voted on";
  room.must(bruno, AnswerReason{ModelCase::kMap, RoundNumber{2}, bruno, Ruling::withdrawn, ""});
  room.must(elena, AdoptAssignments{ModelCase::kMap, {kCies}, {kPolice}, {kSns}});
  EXPECT_EQ(room.activity(4).mapped_in, RoundNumber{2});
}

TEST_F(MappingRound, AnnulledNothingRestsOnItAndTheOutcomeStands) {
  vote("join", "join");
  room.must(elena, AdoptAssignments{ModelCase::kMap, {kCies}, {kPolice}, {kSns}});
  room.must(elena, AnnulRound{ModelCase::kPlace, RoundNumber{2}, "Se proyectó otra lista"});
  EXPECT_EQ(room.sub_objective().stage, Stage::assigning);
  EXPECT_FALSE(room.activity(4).assignments);
  EXPECT_TRUE(room.activity(4).is_adopted());
  room.refused(elena, AnnulRound{ModelCase::kPlace, RoundNumber{2}, "Otra vez"}, RefusalCode::stage);
}

TEST_F(MappingRound, ItsClosingIsTakenBackAsAnyOther) {
  vote("join", "join");
  ASSERT_FALSE(room.sub_objective().steps.empty());
  room.must(elena, UndoStep{ModelCase::kPlace, room.sub_objective().steps.back().sequence});
  EXPECT_EQ(room.sub_objective().stage, Stage::voting);
  EXPECT_TRUE(latest_round(room.sub_objective())->open());
}

TEST_F(MappingRound, DoesNotCountAsARoundOfTheWording) {
  room.must(elena, ChangeSettings{ConsensusWithFallback{}, {}, {}});
  vote("join", "object");
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {ModelCase::kNeighbourhoods}});
  room.must(ana, ballot(ModelCase::kNeighbourhoods, 3, "join"));
  room.must(bruno, ballot(ModelCase::kNeighbourhoods, 3, "object", "Porque sí"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{3}});
  const auto& result = room.sub_objective().rounds.back().results[0];
  EXPECT_NE(result.sentence.at("es").find("Intento 1 de"), std::string::npos) << result.sentence.at("es");
}

TEST_F(MappingRound, StandsInTheMinutesWithWhatWasAsked) {
  vote("join", "join");
  room.must(elena, AdoptAssignments{ModelCase::kMap, {kCies}, {kPolice}, {kSns}});
  const auto minutes = minutes_of(room.workshop, {});
  for (const auto format : {MinutesFormat::markdown, MinutesFormat::html, MinutesFormat::csv}) {
    const auto text = render(minutes, format, "es");
    EXPECT_NE(text.find("Sometido a votación"), std::string::npos);
  }
  EXPECT_NE(render(minutes, MinutesFormat::markdown, "es").find("Se registró lo votado en la ronda 2."),
            std::string::npos);
}

}  // namespace
}  // namespace acuerdo
