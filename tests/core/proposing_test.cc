// Who wrote what is seen or withheld; how much each may propose; texts that do not belong; amendments that
// are put to the vote.
#include "sessions/core/advice.h"
#include "sessions/minutes/minutes.h"
#include "sessions/views/views.h"
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class Proposals : public testing::Test {
 protected:
  Proposals() {
    elena = room.facilitator();
    ana = room.delegate("mdi", "Ana Vera");
    bruno = room.delegate("pn", "Bruno Páez");
    room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
    room.lead_to(elena, Stage::proposing);
  }
  ActivityId propose(ParticipantId who, const std::string& words) {
    room.must(who, ProposeActivity{ModelCase::kPlace, {{"es", words}}});
    return room.workshop.activities.back().id;
  }
  Json seen(Audience audience, ActivityId id) {
    return *document(room.workshop, audience, "activity/" + std::to_string(number(id)));
  }
  Json listed(ParticipantId reader, ActivityId id, std::string_view list) {
    const auto items = page_of(room.workshop, reader, "activity/" + std::to_string(number(id)), list, 0);
    return items ? items->at("items") : Json();
  }
  // Everything the room is sent, and every page of it.
  std::string all_the_room_sees(ActivityId id) {
    auto all = snapshot_of(room.workshop, Audience::floor).dump() +
               snapshot_of(room.workshop, Audience::screen).dump();
    for (const auto* list : {"versions", "amendments"}) all += listed(bruno, id, list).dump();
    return all;
  }

  ModelCase room;
  ParticipantId elena{}, ana{}, bruno{};
};

TEST_F(Proposals, WhoWroteThemIsWithheldFromTheRoomAndKnownToFacilitatorsAndThemselves) {
  room.must(elena, SetProposing{{Authors::hidden, 0}});
  const auto id = propose(ana, "Iluminar los parques");
  room.must(ana, ReviseActivity{id, {{"es", "Iluminar parques y plazas"}}});
  EXPECT_EQ(all_the_room_sees(id).find("Ana Vera"), std::string::npos);
  const auto floor = seen(Audience::floor, id);
  EXPECT_EQ(floor["authors"], Json::array());
  EXPECT_EQ(floor["authorsSeen"], false);
  EXPECT_EQ(floor["versions"][1]["by"], nullptr);
  EXPECT_EQ(seen(Audience::facilitators, id)["authors"][0]["name"], "Ana Vera");
  EXPECT_EQ(mine_of(room.workshop, ana)["authored"], (Json{number(id)}));
  EXPECT_EQ(mine_of(room.workshop, bruno)["authored"], Json::array());
  room.must(ana, WithdrawActivity{id, "Repetida"});
  EXPECT_EQ(all_the_room_sees(id).find("Ana Vera"), std::string::npos) << "who withdraws it is its author";
  EXPECT_EQ(seen(Audience::floor, ModelCase::kMap)["authors"][0]["participant"], 0)
      << "what the workshop brought along is nobody's secret";
}

TEST_F(Proposals, WhichDocumentsAreSentWhenANameIsCorrectedTellsNobodyWhoseTheyAre) {
  room.must(elena, SetProposing{{Authors::hidden, 0}});
  const auto of_ana = propose(ana, "Iluminar los parques");
  const auto of_bruno = propose(bruno, "Iluminar las plazas");
  const auto corrected = room.command(elena, CorrectParticipant{ana, "Ana Vega", InstitutionId{"mdi"}});
  const auto sent = touched(room.workshop, corrected.recorded.at(0)).documents;
  for (const auto id : {of_ana, of_bruno})
    EXPECT_TRUE(sent.contains("activity/" + std::to_string(number(id))));
}

TEST_F(Proposals, UntilVotingNamesComeWithTheFirstRoundAlsoOfWhatIsNotOnIt) {
  room.must(elena, SetProposing{{Authors::until_voting, 0}});
  const auto on_it = propose(ana, "Iluminar los parques");
  const auto beside = propose(ana, "Iluminar las plazas");
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(bruno, ProposeAmendment{on_it, {{"es", "Iluminar todo"}}, ""});
  EXPECT_EQ(seen(Audience::floor, on_it)["amendments"][0]["by"], nullptr);
  EXPECT_EQ(seen(Audience::facilitators, on_it)["amendments"][0]["by"]["name"], "Bruno Páez");
  EXPECT_EQ(listed(ana, on_it, "amendments")[0]["by"], nullptr);
  const auto opened = room.command(elena, OpenRound{ModelCase::kPlace, {on_it}});
  EXPECT_EQ(seen(Audience::floor, on_it)["authors"][0]["name"], "Ana Vera");
  EXPECT_EQ(seen(Audience::floor, beside)["authors"][0]["name"], "Ana Vera");
  EXPECT_TRUE(touched(room.workshop, opened.recorded[0])
                  .documents.contains("activity/" + std::to_string(number(beside))));
}

TEST_F(Proposals, MinutesWithholdNamesThatTheRoomNeverSaw) {
  room.must(elena, SetProposing{{Authors::hidden, 0}});
  propose(ana, "Iluminar los parques");
  const auto text = render(minutes_of(room.workshop, {}), MinutesFormat::markdown, "es");
  EXPECT_EQ(text.find("Ana Vera (MDI)\n"), std::string::npos);
  EXPECT_NE(text.find("autoría reservada"), std::string::npos);
  room.must(elena, SetProposing{{Authors::shown, 0}});
  EXPECT_EQ(render(minutes_of(room.workshop, {}), MinutesFormat::markdown, "es").find("autoría reservada"),
            std::string::npos);
}

TEST_F(Proposals, EachDelegateHasSoManyStandingAtASubObjective) {
  room.refused(ana, SetProposing{{Authors::shown, 2}}, RefusalCode::role);
  room.refused(elena, SetProposing{{Authors::shown, 51}}, RefusalCode::field_invalid);
  room.must(elena, SetProposing{{Authors::shown, 2}});
  const auto first = propose(ana, "Una");
  propose(ana, "Otra");
  room.refused(ana, ProposeActivity{ModelCase::kPlace, {{"es", "Tercera"}}}, RefusalCode::limit);
  propose(bruno, "De otra persona");
  propose(elena, "De la facilitación");
  room.must(ana, WithdrawActivity{first, ""});
  propose(ana, "Tercera");
  room.must(elena, SetProposing{{Authors::shown, 0}});
  propose(ana, "Cuarta");
}

TEST_F(Proposals, AHiddenCommentIsSeenByFacilitatorsAlone) {
  room.must(ana, AddComment{ModelCase::kMap, {{"es", "Palabra fea"}}});
  room.must(ana, AddComment{ModelCase::kMap, {{"es", "Palabra buena"}}});
  const HideContribution hide{ModelCase::kMap, CommentId{1}, {}, "No corresponde"};
  room.refused(ana, hide, RefusalCode::role);
  room.refused(elena, HideContribution{ModelCase::kMap, {}, {}, "?"}, RefusalCode::field_invalid);
  room.refused(elena, HideContribution{ModelCase::kMap, CommentId{9}, {}, "?"}, RefusalCode::not_found);
  room.refused(elena, HideContribution{ModelCase::kNeighbourhoods, CommentId{1}, {}, "?"},
               RefusalCode::not_found);
  room.must(elena, hide);
  room.refused(elena, hide, RefusalCode::not_standing);
  EXPECT_EQ(snapshot_of(room.workshop, Audience::floor).dump().find("Palabra fea"), std::string::npos);
  EXPECT_EQ(document(room.workshop, Audience::floor, "discussion/4")->at("comments").size(), 1u);
  EXPECT_EQ(document(room.workshop, Audience::floor, "discussion/4")->at("more").at("comments"), 0);
  EXPECT_EQ(page_of(room.workshop, bruno, "discussion/4", "comments", 0)->at("items").size(), 1u);
  EXPECT_EQ(
      document(room.workshop, Audience::facilitators, "discussion/4")->at("comments")[0]["hidden"]["reason"],
      "No corresponde");
  room.must(elena, ShowContribution{ModelCase::kMap, CommentId{1}, {}});
  EXPECT_NE(snapshot_of(room.workshop, Audience::floor).dump().find("Palabra fea"), std::string::npos);
}

TEST_F(Proposals, AHiddenAmendmentIsNotAnswered) {
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(ana, ProposeAmendment{ModelCase::kMap, {{"es", "Texto feo"}}, ""});
  room.must(elena, HideContribution{ModelCase::kMap, {}, AmendmentId{1}, "No corresponde"});
  EXPECT_EQ(seen(Audience::floor, ModelCase::kMap)["amendments"], Json::array());
  EXPECT_EQ(seen(Audience::facilitators, ModelCase::kMap)["amendments"].size(), 1u);
  room.refused(elena, AcceptAmendment{ModelCase::kMap, AmendmentId{1}}, RefusalCode::not_standing);
  room.refused(elena, PutAmendment{ModelCase::kMap, AmendmentId{1}}, RefusalCode::not_standing);
  room.must(elena, ShowContribution{ModelCase::kMap, {}, AmendmentId{1}});
  room.must(elena, AcceptAmendment{ModelCase::kMap, AmendmentId{1}});
}

TEST_F(Proposals, AnAmendmentPutToTheVoteIsAnActivityBesideTheOneItAmends) {
  const auto id = propose(ana, "Iluminar los parques");
  propose(elena, "La última");
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(bruno, ProposeAmendment{id, {{"es", "Iluminar las plazas"}}, "Son más usadas"});
  room.refused(bruno, PutAmendment{id, AmendmentId{1}}, RefusalCode::not_author);
  const auto put = room.command(ana, PutAmendment{id, AmendmentId{1}});
  ASSERT_EQ(put.recorded.size(), 1u);
  const auto& alternative = room.workshop.activities.back();
  EXPECT_EQ(alternative.wording().at("es"), "Iluminar las plazas");
  EXPECT_EQ(alternative.authors, (std::vector{bruno}));
  EXPECT_EQ(alternative.alternative_to, id);
  const auto& order = room.sub_objective().activities;
  EXPECT_EQ(*std::next(std::ranges::find(order, id)), alternative.id);
  EXPECT_EQ(find(room.workshop, id)->amendments[0].state, AmendmentState::put_to_vote);
  room.refused(ana, PutAmendment{id, AmendmentId{1}}, RefusalCode::duplicate);
  EXPECT_EQ(find(room.workshop, id)->wording().at("es"), "Iluminar los parques") << "both are voted on";
}

TEST_F(Proposals, OfWordingsVotedOnBesideEachOtherOneIsAdopted) {
  const auto id = propose(ana, "Iluminar los parques");
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(bruno, ProposeAmendment{id, {{"es", "Iluminar las plazas"}}, ""});
  room.must(elena, PutAmendment{id, AmendmentId{1}});
  const auto other = room.workshop.activities.back().id;
  room.must(elena, OpenRound{ModelCase::kPlace, {id, other}});
  for (const auto who : {ana, bruno}) {
    room.must(who, ballot(id, 1, "join"));
    room.must(who, ballot(other, 1, "join"));
  }
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  EXPECT_EQ(advised_for(room.workshop, *find(room.workshop, id)), OutcomeKind::adopted_by_consensus);
  const auto declared =
      room.command(elena, DeclareOutcome{other, OutcomeKind::adopted_by_consensus, "", {}, {}});
  ASSERT_FALSE(declared.refusal);
  EXPECT_EQ(advised_for(room.workshop, *find(room.workshop, id)), OutcomeKind::not_agreed);
  EXPECT_TRUE(touched(room.workshop, declared.recorded[0])
                  .documents.contains("activity/" + std::to_string(number(id))))
      << "its advice is another now";
  room.refused(elena, DeclareOutcome{id, OutcomeKind::adopted_by_consensus, "También", {}, {}},
               RefusalCode::duplicate);
  room.must(elena, DeclareOutcome{id, OutcomeKind::not_agreed, "", {}, {}});
}

TEST_F(Proposals, WhatIsAdoptedIsDecidedAgainWhenAnAmendmentToItIsPutToTheVote) {
  room.lead_to(elena, Stage::reviewing);
  for (const auto id : {ModelCase::kMap, ModelCase::kNeighbourhoods})
    room.must(elena, DeclareOutcome{id, OutcomeKind::adopted_by_consensus, "A mano alzada", {}, {}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(bruno, ProposeAmendment{ModelCase::kMap, {{"es", "Un mapa mejor"}}, ""});
  room.must(elena, PutAmendment{ModelCase::kMap, AmendmentId{1}});
  EXPECT_FALSE(room.activity(4).outcome);
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  EXPECT_EQ(latest_round(room.sub_objective())->activities,
            (std::vector{ModelCase::kMap, room.workshop.activities.back().id}))
      << "both, and nothing else";
}

TEST_F(Proposals, ASubObjectiveMovesWithAllThatWasDecidedOfIt) {
  const auto& pillars = room.workshop.definition.pillars;
  const auto& target = pillars[0].objectives[1];
  const auto first = target.sub_objectives.front().id;
  const auto count = target.sub_objectives.size();
  propose(ana, "Iluminar los parques");
  room.refused(ana, MoveSubObjective{ModelCase::kPlace, target.id, first}, RefusalCode::role);
  room.refused(elena, MoveSubObjective{ModelCase::kPlace, {"9"}, {}}, RefusalCode::not_found);
  room.refused(elena, MoveSubObjective{ModelCase::kPlace, target.id, ModelCase::kPlace},
               RefusalCode::field_invalid);
  room.refused(elena, MoveSubObjective{ModelCase::kPlace, target.id, SubObjectiveId{"1.1.1"}},
               RefusalCode::not_found);
  room.must(elena, MoveSubObjective{ModelCase::kPlace, target.id, first});
  EXPECT_EQ(target.sub_objectives.size(), count + 1);
  EXPECT_EQ(target.sub_objectives.front().id, ModelCase::kPlace);
  EXPECT_EQ(room.sub_objective().stage, Stage::proposing);
  EXPECT_EQ(room.sub_objective().activities.size(), 3u);
  EXPECT_TRUE(room.command(elena, MoveSubObjective{ModelCase::kPlace, target.id, first}).recorded.empty())
      << "it is there already";
  room.must(elena, MoveSubObjective{ModelCase::kPlace, target.id, {}});
  EXPECT_EQ(target.sub_objectives.back().id, ModelCase::kPlace);
}

}  // namespace
}  // namespace acuerdo
