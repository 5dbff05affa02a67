// Results that are shown while people vote.
#include "sessions/views/numbers.h"
#include "tests/core/on_the_map.h"

namespace acuerdo {
namespace {

class LiveResults : public testing::Test, protected OnTheMap {
 protected:
  LiveResults() {
    for (const auto* name : {"Ana", "Bruno", "Carla"}) delegates.push_back(room.delegate("mdi", name));
    delegates.push_back(room.delegate("pn", "Diana"));
  }
  void open(Voice voice, Results results = Results::live) {
    ChangeSettings settings{UnConsensus{}, voice, Fraction{0, 1}};
    settings.results = results;
    settings.proxies = 1;
    OnTheMap::open(settings);
  }
  // What everybody is told of the map.
  Json told() const {
    const Numbers numbers{room.workshop};
    const auto floor = numbers.shown(room.workshop, Audience::floor).at("turnout")[0].at("activities")[0];
    EXPECT_EQ(numbers.shown(room.workshop, Audience::screen).at("turnout")[0].at("activities")[0], floor);
    return floor;
  }
  std::vector<unsigned> tally() const {
    std::vector<unsigned> counts;
    const auto shown = told();
    for (const auto& line : shown.at("tally")) counts.push_back(line.at("count"));
    return counts;
  }
  using Counts = std::vector<unsigned>;  // join, with reservation, abstain, object
};

TEST_F(LiveResults, MoveWithEveryBallot) {
  open(Voice::person);
  EXPECT_FALSE(told().contains("tally")) << "nobody has voted";
  cast(0, "join");
  cast(1, "object");
  EXPECT_EQ(tally(), (Counts{1, 0, 0, 1}));
  cast(1, "join_with_reservation");
  EXPECT_EQ(tally(), (Counts{1, 1, 0, 0})) << "a ballot cast again replaces the one before";
}

TEST_F(LiveResults, AreWhatTheRoundWouldSayByEveryVoice) {
  for (const auto voice : {Voice::person, Voice::institution, Voice::most_reserved, Voice::head_of_delegation,
                           Voice::shared, Voice::weighted, Voice::weighted_person}) {
    OnTheMap other;
    const auto mdi = other.room.delegate("mdi", "Ana");
    const auto second = other.room.delegate("mdi", "Bruno");
    const auto police = other.room.delegate("pn", "Diana");
    ChangeSettings settings{UnConsensus{}, voice, Fraction{0, 1}};
    settings.results = Results::live;
    settings.proxies = 1;
    other.room.must(other.elena, settings);
    if (by_institution(voice)) other.room.must(other.elena, GiveProxy{{"msp"}, {"pn"}, ""});
    other.room.lead_to(other.elena, Stage::voting);
    Numbers numbers{other.room.workshop};
    const auto vote = [&](ParticipantId who, const std::string& position) {
      const auto before = other.room.journal.size();
      other.room.must(who, ballot(ModelCase::kMap, 1, position, "Razón"));
      for (auto n = before; n < other.room.journal.size(); ++n)
        numbers.see(other.room.workshop, other.room.journal[n].event);
    };
    vote(mdi, "join");
    if (voice != Voice::head_of_delegation) vote(second, "object");
    vote(police, "object");
    vote(police, "join_with_reservation");
    const auto live =
        numbers.shown(other.room.workshop, Audience::floor).at("turnout")[0].at("activities")[0];
    const auto& closed = other.close();
    EXPECT_EQ(live.at("tally"), to_json_value(closed.tally)) << name_of(voice);
    EXPECT_EQ(live.at("parts"), closed.parts) << name_of(voice);
  }
}

TEST_F(LiveResults, AreNotToldWhereTheyAreHidden) {
  open(Voice::person, Results::hidden);
  cast(0, "join");
  EXPECT_FALSE(told().contains("tally"));
}

TEST_F(LiveResults, NeedBallotsThatAreNamed) {
  ChangeSettings settings;
  settings.results = Results::live;
  room.must(elena, settings);
  settings.voice = Voice::person;
  settings.ballots = Ballots::secret;
  EXPECT_EQ(room.refused(elena, settings, RefusalCode::field_invalid).field, "results");
  room.lead_to(elena, Stage::clarifying);
  OpenRound secret{ModelCase::kPlace, {}, {}, 0, Ballots::secret, Voice::person};
  secret.results = Results::live;
  room.refused(elena, secret, RefusalCode::field_invalid);
  secret.results.reset();
  room.must(elena, secret);
  EXPECT_EQ(round().settings.results, Results::hidden) << "a secret round of a workshop with live results";
}

TEST_F(LiveResults, AreOfAsManyLinesAsTravelInAFrame) {
  room.lead_to(elena, Stage::proposing);
  while (room.sub_objective().activities.size() < 62)
    room.must(elena,
              ProposeActivity{ModelCase::kPlace,
                              {{"es", "Actividad " + std::to_string(room.workshop.activities.size())}}});
  room.lead_to(elena, Stage::clarifying);
  OpenRound open{ModelCase::kPlace, {}, RandUcla{}, 0, {}, Voice::person};
  open.results = Results::live;
  EXPECT_EQ(room.refused(elena, open, RefusalCode::limit).field, "results")
      << "62 activities of 10 positions";
  open.results = Results::hidden;
  room.must(elena, open);
}

}  // namespace
}  // namespace acuerdo
