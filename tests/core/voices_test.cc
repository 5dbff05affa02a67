// How institutions speak with one voice, and ballots that somebody records for a delegate.
#include <fmt/format.h>

#include <algorithm>

#include "sessions/views/views.h"
#include "tests/core/on_the_map.h"

namespace acuerdo {
namespace {

class Delegation : public testing::Test, protected OnTheMap {
 protected:
  Delegation() {
    for (const auto* name : {"Ana", "Bruno", "Carla"}) delegates.push_back(room.delegate("mdi", name));
  }
  void open(Voice voice, Rule rule = UnConsensus{}) {
    OnTheMap::open(ChangeSettings{std::move(rule), voice, Fraction{0, 1}});
  }
  RecordBallots hands(std::vector<Hand> ballots) {
    return {ModelCase::kMap, RoundNumber{1}, std::move(ballots)};
  }
};

TEST_F(Delegation, SpeaksWithItsMostReservedPosition) {
  open(Voice::most_reserved);
  cast(0, "join");
  cast(1, "object");
  cast(2, "join");
  const auto& result = close();
  ASSERT_EQ(result.voices.size(), 1U);
  EXPECT_EQ(result.voices[0].position.value, "object");
  EXPECT_EQ(result.sentence.at("en"), "No consensus: one objection prevents it.")
      << "nobody is hidden within";
}

TEST_F(Delegation, SetsAbstentionsAsideHoweverReserved) {
  open(Voice::most_reserved);
  cast(0, "join_with_reservation");
  cast(1, "abstain");
  EXPECT_EQ(close().voices.at(0).position.value, "join_with_reservation");
}

TEST_F(Delegation, SpeaksThroughItsHeadAlone) {
  open(Voice::head_of_delegation);
  room.refused(delegates[1], ballot(ModelCase::kMap, 1, "object", "Razón"), RefusalCode::role);
  cast(0, "join");
  const auto& result = close();
  EXPECT_EQ(count_of(result.tally, "join"), 1U);
  EXPECT_EQ(result.verdict, VerdictKind::consensus);
}

TEST_F(Delegation, IsHeadedByItsFirstDelegateUntilAnotherIsNamed) {
  const auto head = [&] { return room.workshop.heads.at({"mdi"}); };
  EXPECT_EQ(head(), delegates[0]);
  room.refused(delegates[1], NameHead{delegates[1]}, RefusalCode::role);
  room.refused(elena, NameHead{elena}, RefusalCode::field_invalid);
  room.must(elena, NameHead{delegates[2]});
  EXPECT_EQ(head(), delegates[2]);
  room.must(elena, ChangeRole{delegates[2], Role::observer});
  EXPECT_EQ(head(), delegates[0]) << "whoever heads it is a delegate";
  room.must(elena, ChangeRole{delegates[0], Role::observer});
  room.must(elena, ChangeRole{delegates[1], Role::observer});
  EXPECT_FALSE(room.workshop.heads.contains({"mdi"}));
  room.must(elena, ChangeRole{delegates[1], Role::delegate});
  EXPECT_EQ(head(), delegates[1]);
}

TEST_F(Delegation, KeepsItsHeadWhileTheirBallotIsInAnOpenRound) {
  open(Voice::head_of_delegation);
  cast(0, "object");
  room.refused(elena, NameHead{delegates[1]}, RefusalCode::stage);
  const auto& result = close();
  EXPECT_EQ(count_of(result.tally, "object"), 1U);
  room.must(elena, NameHead{delegates[1]});
  EXPECT_EQ(count_of(room.sub_objective().rounds.back().results[0].tally, "object"), 1U) << "as they voted";
}

TEST_F(Delegation, MayShowHands) {
  open(Voice::institution);
  room.refused(delegates[0], hands({{delegates[1], {"join"}, ""}}), RefusalCode::role);
  room.must(elena, hands({{delegates[0], {"join"}, ""}, {delegates[1], {"object"}, "Falta presupuesto"}}));
  const auto& sheets = round().sheets;
  EXPECT_EQ(sheets.at(delegates[0])[0].recorded_by, elena);
  EXPECT_EQ(find(room.workshop, delegates[0])->live_session, ModelCase::kMorning) << "who votes is present";
  room.must(delegates[0], ballot(ModelCase::kMap, 1, "abstain"));
  EXPECT_FALSE(sheets.at(delegates[0])[0].recorded_by) << "a delegate's own ballot replaces it";
  room.must(elena, hands({{delegates[0], {"join"}, ""}, {delegates[1], {"join"}, ""}}));
  EXPECT_EQ(sheets.at(delegates[0])[0].position.value, "abstain") << "and is never replaced by it";
  EXPECT_EQ(sheets.at(delegates[1])[0].position.value, "join") << "what was recorded can be recorded anew";
}

TEST_F(Delegation, OfAHandIsRefusedByItsPlace) {
  open(Voice::institution);
  const auto field = [&](std::vector<Hand> ballots) {
    const auto step = room.command(elena, hands(std::move(ballots)));
    return step.refusal ? step.refusal->field : "";
  };
  EXPECT_EQ(field({{delegates[0], {"join"}, ""}, {elena, {"join"}, ""}}), "ballots[1].participant");
  EXPECT_EQ(field({{delegates[0], {"agree"}, ""}}), "ballots[0].position");
  EXPECT_EQ(field({{delegates[0], {"object"}, ""}}), "ballots[0].reason");
  EXPECT_EQ(field({{delegates[0], {"join"}, ""}, {delegates[0], {"join"}, ""}}), "ballots[1].participant");
  EXPECT_TRUE(round().sheets.empty()) << "all of them or none";
}

TEST_F(Delegation, IncludesWhoHasNoDevice) {
  open(Voice::institution);
  room.refused(delegates[0], AddParticipant{"Rosa Lema", InstitutionId{"pn"}, Role::delegate},
               RefusalCode::role);
  room.refused(elena, AddParticipant{"Rosa Lema", {}, Role::delegate}, RefusalCode::field_missing);
  room.refused(elena, AddParticipant{"Rosa Lema", {}, Role::facilitator}, RefusalCode::field_invalid);
  room.refused(elena, AddParticipant{"Rosa Lema", InstitutionId{"pn"}, Role::delegate, LiveSessionId{"d1pm"}},
               RefusalCode::stage);
  room.must(elena, AddParticipant{"Rosa Lema", InstitutionId{"pn"}, Role::delegate, ModelCase::kMorning});
  const auto& rosa = room.workshop.participants.back();
  EXPECT_TRUE(rosa.credentials.empty());
  EXPECT_EQ(rosa.live_session, ModelCase::kMorning);
  EXPECT_EQ(room.workshop.heads.at({"pn"}), rosa.id);
  room.must(elena, hands({{rosa.id, {"join"}, ""}}));
  EXPECT_EQ(count_of(close().tally, "join"), 1U);
}

TEST_F(Delegation, IsToldHowItStoodWhenTheRoundHasClosed) {
  const auto diana = room.delegate("pn", "Diana");
  open(Voice::institution);
  cast(0, "join");
  cast(1, "object", "Falta presupuesto");
  room.must(diana, ballot(ModelCase::kMap, 1, "join"));
  const auto told = [&](ParticipantId reader) {
    return page_of(room.workshop, reader, "result/1.1.2/1/4", "delegation", 0);
  };
  EXPECT_FALSE(told(delegates[2])) << "not while it is open";
  close();
  const auto items = told(delegates[2])->at("items");
  ASSERT_EQ(items.size(), 2U) << "whoever of it did not vote may read it too";
  EXPECT_EQ(items[1].at("by").at("name"), "Bruno");
  EXPECT_EQ(items[1].at("position"), "object");
  EXPECT_EQ(items[1].at("reason"), "Falta presupuesto");
  EXPECT_EQ(told(diana)->at("items").size(), 1U) << "each their own";
  EXPECT_FALSE(told(elena)) << "a facilitator is of no delegation";
}

// Whoever came to speak for it only then learns nothing of how its people voted: by the code, out of another
// delegation or from an observer's place.
TEST_F(Delegation, IsToldToNobodyWhoCameAfterTheRoundHasClosed) {
  const auto diana = room.delegate("pn", "Diana");
  const auto olga = room.delegate("mdi", "Olga");
  open(Voice::institution);
  cast(0, "join");
  cast(1, "object", "Falta presupuesto");
  close();
  const auto told = [&](ParticipantId reader) {
    return page_of(room.workshop, reader, "result/1.1.2/1/4", "delegation", 0).has_value();
  };
  EXPECT_TRUE(told(olga));
  EXPECT_FALSE(told(room.delegate("mdi", "Recién Llegada")));
  room.must(elena, CorrectParticipant{diana, "Diana", InstitutionId{"mdi"}});
  EXPECT_FALSE(told(diana));
  room.must(elena, CorrectParticipant{olga, "Olga Vera", InstitutionId{"mdi"}});
  EXPECT_TRUE(told(olga)) << "a name that was corrected changes nothing";
  room.must(elena, ChangeRole{olga, Role::observer});
  EXPECT_FALSE(told(olga));
  room.must(elena, ChangeRole{olga, Role::delegate});
  EXPECT_FALSE(told(olga)) << "they speak for it anew";
  room.must(elena, UndoStep{ModelCase::kPlace, room.sub_objective().steps.back().sequence});
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  EXPECT_TRUE(told(diana)) << "the round closed again, and now they were of it";
}

TEST_F(Delegation, OfHundredsIsNotSentAgainForOne) {
  for (unsigned n = 0; n < 100; ++n) room.delegate("mdi", fmt::format("Persona {}", n));
  const auto people_sent = [&](const Command& command) {
    const auto taken = room.command(elena, command);
    EXPECT_FALSE(taken.refusal) << taken.refusal->sentence;
    std::size_t people = 0;
    for (const auto& recorded : taken.recorded) {
      for (const auto& document : touched(room.workshop, recorded).documents)
        people += document.starts_with("participant/") ? 1 : 0;
    }
    return people;
  };
  EXPECT_LE(people_sent(ChangeRole{delegates[1], Role::observer}), 2U) << "them, and who heads it";
  EXPECT_LE(people_sent(ChangeRole{delegates[2], Role::removed}), 2U);
  EXPECT_LE(people_sent(CorrectParticipant{delegates[0], "Ana Vera", InstitutionId{"mdi"}}), 2U);
  EXPECT_EQ(room.workshop.heads.at({"mdi"}), delegates[0]);
  EXPECT_EQ(people_sent(ChangeRole{delegates[0], Role::observer}), 2U) << "another heads it now";
}

// Where heads have the voice, another has yet to vote.
TEST_F(Delegation, TellsNumbersAnewWhenAnotherHeadsIt) {
  const auto named = room.command(elena, NameHead{delegates[2]});
  ASSERT_FALSE(named.refusal);
  EXPECT_TRUE(touched(room.workshop, named.recorded.at(0)).numbers);
}

TEST_F(Delegation, IsNotToldWhatWasNotNamed) {
  room.must(elena, ChangeSettings{{}, {}, {}, Ballots::by_institution});
  open(Voice::institution);
  cast(0, "join");
  close();
  EXPECT_TRUE(page_of(room.workshop, delegates[0], "result/1.1.2/1/4", "delegation", 0)->at("items").empty());
}

// --- shared in exact parts, weighted

TEST_F(Delegation, SharesItsVoiceInEqualExactParts) {
  const auto pn = room.delegate("pn", "Paula");
  open(Voice::shared, Majority{{1, 2}, Base::valid, true});
  cast(0, "agree");
  cast(1, "agree");
  cast(2, "disagree");
  room.must(pn, ballot(ModelCase::kMap, 1, "agree"));
  const auto& result = close();
  EXPECT_EQ(result.parts, 3U);
  EXPECT_EQ(count_of(result.tally, "agree"), 5U);
  EXPECT_EQ(count_of(result.tally, "disagree"), 1U);
  EXPECT_EQ(
      result.sentence.at("en"),
      "Majority reached: 1 2/3 in favour of 2 votes cast, abstentions included; more than 1/2 is asked.");
  EXPECT_TRUE(result.voices.empty()) << "a delegation that shares its voice takes no one position";
}

TEST_F(Delegation, APartOfAVoicePreventsConsensusAndIsSaidToBeAPart) {
  open(Voice::shared);
  cast(0, "join");
  cast(1, "object");
  cast(2, "join");
  EXPECT_EQ(close().sentence.at("en"), "No consensus: objections that add up to 1/3 of a voice prevent it.");
}

// 1/3 + 1/3 + 1/3 of three delegations is exactly one voice of two: half, which "more than half" is not.
TEST_F(Delegation, PartsAddUpExactly) {
  std::vector<ParticipantId> others;
  for (const auto* name : {"Dora", "Efrén", "Felipe"}) others.push_back(room.delegate("pn", name));
  open(Voice::shared, Majority{{1, 2}, Base::valid, true});
  cast(0, "agree");
  cast(1, "agree");
  cast(2, "disagree");
  room.must(others[0], ballot(ModelCase::kMap, 1, "agree"));
  room.must(others[1], ballot(ModelCase::kMap, 1, "disagree"));
  room.must(others[2], ballot(ModelCase::kMap, 1, "disagree"));
  const auto& result = close();
  EXPECT_EQ(count_of(result.tally, "agree"), result.parts);
  EXPECT_EQ(result.verdict, VerdictKind::not_reached);
}

TEST_F(Delegation, TheVoiceIsSharedAmongThoseWhoCastABallotOnTheActivity) {
  open(Voice::shared, Majority{});
  cast(0, "agree");
  const auto& result = close();
  EXPECT_EQ(result.parts, 1U);
  EXPECT_EQ(count_of(result.tally, "agree"), 1U) << "the whole of it";
}

TEST_F(Delegation, NoMoreShareAVoiceThanItsPartsCanBeCountedFor) {
  for (std::size_t n = delegates.size(); n <= kMaxSharers; ++n) delegates.push_back(room.delegate("mdi"));
  open(Voice::shared, Majority{});
  for (std::size_t n = 0; n < kMaxSharers; ++n) cast(n, "agree");
  room.refused(delegates[kMaxSharers], ballot(ModelCase::kMap, 1, "agree"), RefusalCode::limit);
  cast(0, "disagree");
  EXPECT_EQ(count_of(close().tally, "disagree"), 1U) << "one of forty";
}

TEST_F(Delegation, SharesNoVoiceUnderARuleThatRatesOrOrders) {
  for (const Rule& rule : {Rule{Delphi{}}, Rule{RandUcla{}}, Rule{Ranking{}}})
    room.refused(elena, ChangeSettings{rule, Voice::shared, {}}, RefusalCode::field_invalid);
}

TEST(Weights, AnInstitutionSpeaksWithItsWeight) {
  auto definition = cuenca();
  for (auto& institution : definition.institutions) {
    if (institution.id.value == "mdi") institution.weight = 3;
  }
  ModelCase room{definition};
  const auto elena = room.facilitator();
  const auto mdi = room.delegate("mdi");
  const auto pn = room.delegate("pn");
  const auto fge = room.delegate("fge");
  room.must(elena, ChangeSettings{Majority{{1, 2}, Base::valid, true}, Voice::weighted, Fraction{1, 3}});
  room.lead_to(elena, Stage::voting);
  room.must(mdi, ballot(ModelCase::kMap, 1, "agree"));
  room.must(pn, ballot(ModelCase::kMap, 1, "disagree"));
  room.must(fge, ballot(ModelCase::kMap, 1, "disagree"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  const auto& round = room.sub_objective().rounds[0];
  EXPECT_EQ(round.results[0].sentence.at("en"),
            "Majority reached: 3 in favour of 5 votes cast, abstentions included; more than 1/2 is asked.");
  EXPECT_EQ(round.quorum->eligible, 15U) << "twelve of one and one of three";
  EXPECT_EQ(
      verdict(UnConsensus{}, {{{"join"}, 1}, {{"object"}, 3}}, {0, 0, Voice::weighted}).sentence.at("en"),
      "No consensus: objections with a weight of 3 prevent it.")
      << "one institution of three, not three";
  EXPECT_EQ(round.quorum->present, 5U);
  EXPECT_TRUE(round.quorum->met);
}

// --- quorum by persons or institutions, whoever has the voice

TEST_F(Delegation, AQuorumOfInstitutionsStandsBesideAMajorityOfPersons) {
  ChangeSettings settings{Majority{{2, 3}, Base::cast, false}, Voice::person, Fraction{1, 2}};
  settings.quorum_of = QuorumOf::institutions;
  room.must(elena, settings);
  room.lead_to(elena, Stage::voting);
  for (std::size_t who = 0; who < 3; ++who) cast(who, "agree");
  const auto& result = close();
  EXPECT_EQ(result.verdict, VerdictKind::no_quorum) << "three people of one institution";
  EXPECT_EQ(result.sentence.at("es"), "Sin quórum de instituciones: 1 presentes de 13; se piden 7.");
}

TEST_F(Delegation, AQuorumOfPersonsStandsBesideTheVoicesOfInstitutions) {
  ChangeSettings settings{Majority{}, Voice::institution, Fraction{1, 2}};
  settings.quorum_of = QuorumOf::persons;
  room.must(elena, settings);
  room.lead_to(elena, Stage::voting);
  cast(0, "agree");
  const auto& missed = close();
  EXPECT_EQ(missed.verdict, VerdictKind::no_quorum);
  EXPECT_EQ(round().quorum->present, 1U);
  EXPECT_EQ(round().quorum->required, 2U);
}

// --- weighted persons

TEST_F(Delegation, OfWeightedPersonsCountsTheWeightOfEach) {
  room.refused(delegates[0], WeighParticipant{delegates[0], 5}, RefusalCode::role);
  room.refused(elena, WeighParticipant{elena, 5}, RefusalCode::field_invalid);
  EXPECT_EQ(room.refused(elena, WeighParticipant{delegates[0], 0}, RefusalCode::field_invalid).field,
            "weight");
  room.refused(elena, WeighParticipant{delegates[0], kMaxWeight + 1}, RefusalCode::field_invalid);
  room.must(elena, WeighParticipant{delegates[0], 5});
  open(Voice::weighted_person, Majority{{1, 2}, Base::eligible, true});
  room.refused(elena, WeighParticipant{delegates[1], 2}, RefusalCode::stage);
  cast(0, "agree");
  cast(1, "disagree");
  const auto& result = close();
  EXPECT_EQ(count_of(result.tally, "agree"), 5U);
  EXPECT_EQ(result.sentence.at("en"),
            "Majority reached: 5 in favour of 7 entitled to vote; more than 1/2 is asked.");
  EXPECT_TRUE(result.voices.empty());
  room.must(elena, WeighParticipant{delegates[1], 2});
}

TEST_F(Delegation, OfWeightedPersonsIsNamedAndChoosesNothing) {
  room.refused(elena, ChangeSettings{{}, Voice::weighted_person, {}, Ballots::by_institution},
               RefusalCode::field_invalid);
  room.refused(elena, ChangeSettings{{}, Voice::weighted_person, {}, Ballots::secret},
               RefusalCode::field_invalid);
  room.refused(elena, ChangeSettings{Dots{}, Voice::weighted_person, {}}, RefusalCode::field_invalid);
}

TEST_F(Delegation, OfWeightedPersonsMakesItsQuorumByWeight) {
  room.must(elena, WeighParticipant{delegates[0], 4});
  OnTheMap::open(ChangeSettings{UnConsensus{}, Voice::weighted_person, Fraction{2, 3}});
  cast(0, "join");
  close();
  EXPECT_TRUE(round().quorum->met) << "4 of 6, though one of three";
}

}  // namespace
}  // namespace acuerdo
