// Similar activities: what somebody writes is found although it is written otherwise.
#include "sessions/views/similar.h"

#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

class SimilarActivities : public testing::Test {
 protected:
  SimilarActivities() {
    elena = room.facilitator();
    room.lead_to(elena, Stage::proposing);
  }
  ActivityId propose(Text words) {
    room.must(elena, ProposeActivity{ModelCase::kPlace, std::move(words)});
    return room.workshop.activities.back().id;
  }
  std::vector<ActivityId> to(std::string_view words) {
    std::vector<ActivityId> ids;
    for (const auto& one : similar.to(words, room.workshop)) ids.push_back(one.activity);
    return ids;
  }

  ModelCase room;
  ParticipantId elena{};
  Similar similar;
};

TEST_F(SimilarActivities, AreFoundWithoutAccentsCaseAndPunctuation) {
  const auto id = propose({{"es", "Iluminación de los parques públicos"}});
  EXPECT_EQ(to("ILUMINACION, de los parques publicos!"), (std::vector{id}));
  EXPECT_DOUBLE_EQ(similar.to("iluminacion de los parques publicos", room.workshop).front().similarity, 1);
}

TEST_F(SimilarActivities, AreFoundWhileOneTypes) {
  const auto id =
      propose({{"es", "Iluminar los parques y las plazas de los barrios priorizados del cantón"}});
  EXPECT_EQ(to("Iluminar los parq"), (std::vector{id}));
  EXPECT_EQ(to("Poner iluminación en los parques de los barrios priorizados").front(), id);
}

TEST_F(SimilarActivities, AreNotWhatSharesALanguageAndLittleElse) {
  propose({{"es", "Iluminar los parques y las plazas de los barrios priorizados"}});
  EXPECT_TRUE(to("Crear un fondo para becas universitarias de medicina").empty());
  EXPECT_TRUE(to("de los").empty());
}

TEST_F(SimilarActivities, AreFoundInAnyOfTheWorkshopsLanguages) {
  const auto id = propose({{"es", "Iluminar los parques"}, {"en", "Light the parks at night"}});
  EXPECT_EQ(to("light the parks"), (std::vector{id}));
}

TEST_F(SimilarActivities, AreThoseThatStandAsTheyNowRead) {
  const auto id = propose({{"es", "Iluminar los parques"}});
  ASSERT_EQ(to("iluminar los parques"), (std::vector{id}));
  room.must(elena, ReviseActivity{id, {{"es", "Vigilar las escuelas"}}});
  EXPECT_TRUE(to("iluminar los parques").empty());
  EXPECT_EQ(to("vigilar las escuelas"), (std::vector{id}));
  room.must(elena, WithdrawActivity{id, ""});
  EXPECT_TRUE(to("vigilar las escuelas").empty());
}

TEST_F(SimilarActivities, AreAFewAndTheMostSimilarComesFirst) {
  std::vector<ActivityId> ids;
  for (const auto* words : {"Iluminar los parques de noche", "Iluminar los parques",
                            "Iluminar los parques y plazas", "Iluminar los parques del norte"})
    ids.push_back(propose({{"es", words}}));
  const auto found = to("iluminar los parques");
  ASSERT_EQ(found.size(), kMaxSimilar);
  EXPECT_EQ(found.front(), ids[1]);
}

TEST_F(SimilarActivities, TakeAnyText) {
  EXPECT_TRUE(to("").empty());
  EXPECT_TRUE(to("!!! ... \xF0\x9F\x98\x80").empty());
  EXPECT_TRUE(to("\xFF\xFE not UTF-8").empty());
  propose({{"es", "预防犯罪的社区活动"}});
  EXPECT_EQ(to("预防犯罪的社区").size(), 1u);
}

// Two blanks, the word, one blank: as pg_trgm shows for 'cat'.
TEST(Trigrams, AreThoseOfTheWords) {
  EXPECT_EQ(trigrams_of("Cát").size(), 4u);
  EXPECT_EQ(trigrams_of("cat cat"), trigrams_of("CAT"));
  EXPECT_EQ(trigrams_of("a b").size(), 4u);
}

}  // namespace
}  // namespace acuerdo
