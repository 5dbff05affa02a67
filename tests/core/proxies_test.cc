// Proxies: the voice of an absent institution, handed to another.
#include <algorithm>

#include "tests/core/on_the_map.h"

namespace acuerdo {
namespace {

const InstitutionId kInterior{"mdi"};
const InstitutionId kPolice{"pn"};
const InstitutionId kHealth{"msp"};
const InstitutionId kProsecution{"fge"};

// Ana is of the interior, Bruno of the police, Carla of the prosecution; health has sent nobody.
class AProxy : public testing::Test, protected OnTheMap {
 protected:
  AProxy() {
    delegates = {room.delegate("mdi", "Ana"), room.delegate("pn", "Bruno"), room.delegate("fge", "Carla")};
    allow(1);
  }
  void allow(std::uint32_t proxies) {
    ChangeSettings settings;
    settings.proxies = proxies;
    room.must(elena, settings);
  }
  void open(Voice voice, Rule rule = UnConsensus{}, Fraction quorum = {0, 1}) {
    OnTheMap::open(ChangeSettings{std::move(rule), voice, quorum});
  }
  void give(const InstitutionId& from, const InstitutionId& to) {
    room.must(elena, GiveProxy{from, to, "Oficio 12"});
  }
  std::uint64_t count(std::string_view position) const {
    return count_of(round().results.at(0).tally, position);
  }
};

TEST_F(AProxy, TakesThePositionOfItsHolder) {
  give(kHealth, kInterior);
  open(Voice::institution);
  cast(0, "join_with_reservation");
  cast(1, "join");
  const auto& result = close();
  EXPECT_EQ(count("join_with_reservation"), 2U);
  EXPECT_EQ(count("join"), 1U);
  const auto health = std::ranges::find(result.voices, kHealth, &VoicePosition::institution);
  ASSERT_NE(health, result.voices.end());
  EXPECT_EQ(health->position.value, "join_with_reservation");
  EXPECT_TRUE(std::ranges::is_sorted(result.voices, {}, &VoicePosition::institution));
  EXPECT_EQ(round().proxies, (std::vector{Proxy{kHealth, kInterior}})) << "and the record says by whom";
}

TEST_F(AProxy, IsSilentWhileItsHolderIs) {
  give(kHealth, kInterior);
  open(Voice::institution);
  cast(1, "join");
  EXPECT_EQ(close().voices.size(), 1U);
  EXPECT_TRUE(round().proxies.empty()) << "an absent holder votes for nobody";
}

TEST_F(AProxy, IsWorthNothingWhereTheGiverIsPresent) {
  give(kHealth, kInterior);
  open(Voice::institution);
  const auto diana = room.delegate("msp", "Diana");
  room.must(diana, Arrive{ModelCase::kMorning});
  cast(0, "join");
  EXPECT_EQ(close().voices.size(), 1U) << "present and silent is silent";
  EXPECT_TRUE(round().proxies.empty());
}

TEST_F(AProxy, YieldsToTheGiversOwnBallot) {
  give(kHealth, kInterior);
  open(Voice::institution);
  cast(0, "join");
  room.must(room.delegate("msp", "Diana"), ballot(ModelCase::kMap, 1, "object", "Falta presupuesto"));
  close();
  EXPECT_EQ(count("join"), 1U);
  EXPECT_EQ(count("object"), 1U);
}

TEST_F(AProxy, CountsForTheVoteAndNotForTheQuorum) {
  give(kHealth, kInterior);
  open(Voice::institution, UnConsensus{}, Fraction{2, 13});
  cast(0, "join");
  const auto& result = close();
  EXPECT_EQ(result.verdict, VerdictKind::no_quorum) << "one is present, two are asked";
  EXPECT_EQ(round().quorum->present, 1U);
  EXPECT_EQ(count("join"), 2U);
}

TEST_F(AProxy, BelongsToTheBaseOfThosePresent) {
  give(kHealth, kInterior);
  open(Voice::institution, Majority{{1, 2}, Base::present, true});
  cast(0, "agree");
  cast(1, "disagree");
  const auto& result = close();
  EXPECT_EQ(result.sentence.at("en"),
            "Majority reached: 2 in favour of 3 present or represented; more than 1/2 is asked.");
  EXPECT_EQ(result.sentence.at("es"),
            "Mayoría alcanzada: 2 a favor de 3 presentes o representados; se pide más de 1/2.");
}

TEST_F(AProxy, CarriesTheWeightOfItsGiver) {
  room.workshop.definition.institutions[0].weight = 2;  // mdi
  const auto health = std::ranges::find(room.workshop.definition.institutions, kHealth, &Institution::id);
  health->weight = 5;
  give(kHealth, kInterior);
  open(Voice::weighted);
  cast(0, "join");
  close();
  EXPECT_EQ(count("join"), 7U);
}

TEST_F(AProxy, IsSharedAsItsHoldersVoiceIs) {
  delegates.push_back(room.delegate("mdi", "Diego"));
  give(kHealth, kInterior);
  open(Voice::shared);
  cast(0, "join");
  cast(1, "join");
  cast(3, "join_with_reservation");
  const auto& result = close();
  EXPECT_EQ(result.parts, 2U);
  EXPECT_EQ(count("join"), 2U * 1 + 2U) << "a half for each of the two voices, and the police's";
  EXPECT_EQ(count("join_with_reservation"), 2U);
}

TEST_F(AProxy, IsNoVoiceWhereEachPersonHasOne) {
  give(kHealth, kInterior);
  open(Voice::person);
  EXPECT_TRUE(round().proxies.empty());
  cast(0, "join");
  close();
  EXPECT_EQ(count("join"), 1U);
}

TEST_F(AProxy, GivenInAnOpenRoundCountsFromTheNext) {
  open(Voice::institution);
  give(kHealth, kInterior);
  cast(0, "join");
  EXPECT_EQ(close().voices.size(), 1U);
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  EXPECT_EQ(round().proxies.size(), 1U);
}

TEST_F(AProxy, IsTakenBackAtAnyTime) {
  give(kHealth, kInterior);
  open(Voice::institution);
  cast(0, "join");
  room.refused(delegates[0], RevokeProxy{kHealth}, RefusalCode::role);
  room.must(elena, RevokeProxy{kHealth});
  EXPECT_TRUE(room.workshop.proxies.empty());
  EXPECT_EQ(close().voices.size(), 1U);
  const auto again = room.command(elena, RevokeProxy{kHealth});
  EXPECT_FALSE(again.refusal);
  EXPECT_TRUE(again.recorded.empty());
}

TEST_F(AProxy, StaysInTheRoundThatCountedIt) {
  give(kHealth, kInterior);
  open(Voice::institution);
  cast(0, "join");
  close();
  room.must(elena, RevokeProxy{kHealth});
  EXPECT_EQ(round().proxies.size(), 1U);
}

TEST_F(AProxy, IsGivenByTheHeadOfTheDelegationOrAFacilitator) {
  const auto head = room.delegate("msp", "Diana");
  const auto second = room.delegate("msp", "Efraín");
  room.refused(second, GiveProxy{kHealth, kInterior, ""}, RefusalCode::role);
  room.refused(delegates[0], GiveProxy{kHealth, kInterior, ""}, RefusalCode::role);
  room.must(head, GiveProxy{kHealth, kInterior, ""});
  room.must(head, RevokeProxy{kHealth});
}

TEST_F(AProxy, NamesTwoInstitutions) {
  room.refused(elena, GiveProxy{{"nobody"}, kInterior, ""}, RefusalCode::not_found);
  room.refused(elena, GiveProxy{kHealth, {"nobody"}, ""}, RefusalCode::not_found);
  room.refused(elena, GiveProxy{kHealth, kHealth, ""}, RefusalCode::field_invalid);
  room.refused(elena, RevokeProxy{{"nobody"}}, RefusalCode::not_found);
}

TEST_F(AProxy, IsOneOfAsManyAsTheWorkshopAllows) {
  give(kHealth, kInterior);
  EXPECT_EQ(room.refused(elena, GiveProxy{kProsecution, kInterior, ""}, RefusalCode::limit).field, "to");
  allow(2);
  give(kProsecution, kInterior);
  ChangeSettings fewer;
  fewer.proxies = 1;
  EXPECT_EQ(room.refused(elena, fewer, RefusalCode::in_use).sentence,
            "MDI holds 2 voices of other institutions; take back some first.");
  room.must(elena, RevokeProxy{kHealth});
  room.must(elena, fewer);
  room.must(elena, RevokeProxy{kProsecution});
  allow(0);
  EXPECT_EQ(room.refused(elena, GiveProxy{kHealth, kInterior, ""}, RefusalCode::stage).field, "from");
  ChangeSettings many;
  many.proxies = kMostProxies + 1;
  EXPECT_EQ(room.refused(elena, many, RefusalCode::field_invalid).field, "proxies");
}

TEST_F(AProxy, IsNotHandedOn) {
  give(kHealth, kInterior);
  EXPECT_EQ(room.refused(elena, GiveProxy{kInterior, kPolice, ""}, RefusalCode::in_use).field, "from");
  EXPECT_EQ(room.refused(elena, GiveProxy{kPolice, kHealth, ""}, RefusalCode::in_use).field, "to");
}

TEST_F(AProxy, MayPassToAnother) {
  give(kHealth, kInterior);
  give(kHealth, kPolice);
  EXPECT_EQ(room.workshop.proxies, (std::vector{Proxy{kHealth, kPolice}}));
  const auto again = room.command(elena, GiveProxy{kHealth, kPolice, "Otro oficio"});
  EXPECT_TRUE(again.recorded.empty()) << "it is so already";
}

}  // namespace
}  // namespace acuerdo
