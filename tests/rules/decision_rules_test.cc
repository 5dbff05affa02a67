// Every case of tests/data/decision-rules.json whose rule is here: the figures were worked out outside of
// this program.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "sessions/json/read.h"
#include "sessions/model/names.h"
#include "sessions/rules/any_rule.h"
#include "sessions/rules/measures.h"
#include "sessions/rules/quorum.h"
#include "sessions/rules/scale.h"
#include "sessions/rules/voice.h"
#include "tests/source_file.h"

namespace acuerdo {
namespace {

Json cases_of(std::string_view rule) {
  std::ifstream file{source_file("tests/data/decision-rules.json")};
  Json chosen = Json::array();
  for (const auto& each : Json::parse(file)) {
    if (each.at("rule") == rule) chosen.push_back(each);
  }
  return chosen;
}

Tally tally_of(const Rule& rule, const Json& counts) {
  auto tally = empty_tally(rule);
  EXPECT_EQ(tally.size(), counts.size());
  for (auto& line : tally) line.count = counts.at(line.position.value);
  return tally;
}

class DecisionRule : public testing::TestWithParam<Json> {};

TEST_P(DecisionRule, GivesTheVerdictOfTheCase) {
  const auto& given = GetParam();
  auto settings = given.at("parameters");
  settings["kind"] = given.at("rule");
  const Electorate electorate{settings.value("present", 0u), settings.value("eligible", 0u)};
  settings.erase("present");
  settings.erase("eligible");
  Rule rule;
  const auto refused = read(settings, rule, Source::people);
  ASSERT_FALSE(refused) << refused->sentence;

  const auto verdict_given = verdict(rule, tally_of(rule, given.at("tally")), electorate);

  EXPECT_EQ(name_of(verdict_given.kind), given.at("expected").at("verdict")) << given.at("name");
  EXPECT_FALSE(verdict_given.sentence.at("es").empty());
  EXPECT_FALSE(verdict_given.sentence.at("en").empty());
}

std::vector<Json> verdict_cases() {
  std::vector<Json> all;
  for (const auto* rule : {"un_consensus", "majority", "unanimity", "consent", "fist_to_five", "gradients"}) {
    for (const auto& each : cases_of(rule)) all.push_back(each);
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(Cases, DecisionRule, testing::ValuesIn(verdict_cases()), [](const auto& instance) {
  std::string name = instance.param.at("rule").template get<std::string>() + "_" +
                     instance.param.at("name").template get<std::string>();
  for (auto& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
});

TEST(DecisionRuleCases, AreAllThere) { EXPECT_EQ(verdict_cases().size(), 38u); }

// A tally of ratings on a rule's scale.
Tally tally_of_ratings(const Rule& rule, const Json& given) {
  auto tally = empty_tally(rule);
  for (const unsigned rating : given) {
    const Position code{std::to_string(rating)};
    std::ranges::find(tally, code, &TallyLine::position)->count++;
  }
  return tally;
}

Distribution distribution_of(const Json& given, int lowest, int highest) {
  Distribution all;
  for (int value = lowest; value <= highest; ++value)
    all.push_back({value, static_cast<std::uint64_t>(std::ranges::count(given, Json(value)))});
  return all;
}

TEST(Delphi, MeetsEveryCase) {
  const auto all = cases_of("delphi");
  ASSERT_EQ(all.size(), 5u);
  for (const auto& given : all) {
    SCOPED_TRACE(given.at("name"));
    const auto& band = given.at("parameters").at("band");
    const auto threshold = parse_fraction(given.at("parameters").at("threshold").get<std::string>());
    const Delphi rule{band[1], band[0], *threshold, given.at("parameters").at("maxIqr")};
    const auto tally = tally_of_ratings(rule, given.at("ratings"));
    const auto& expected = given.at("expected");
    EXPECT_EQ(name_of(verdict(rule, tally, {}, {}).kind), expected.at("verdict"));
    const auto rated = distribution(positions(rule), tally);
    EXPECT_DOUBLE_EQ(*median(rated), expected.at("median"));
    EXPECT_DOUBLE_EQ(*interquartile_range(rated), expected.at("iqr"));
  }
}

TEST(Delphi, SaysWhetherRatingsAreStable) {
  const auto all = cases_of("stability");
  ASSERT_EQ(all.size(), 2u);
  for (const auto& given : all) {
    SCOPED_TRACE(given.at("name"));
    const auto change = variation_change(distribution_of(given.at("previous"), 1, 5),
                                         distribution_of(given.at("ratings"), 1, 5));
    ASSERT_TRUE(change);
    EXPECT_NEAR(*change, given.at("expected").at("cvChange"), 1e-9);
    EXPECT_EQ(kStable, given.at("parameters").at("maxChange"));
    const bool stable = given.at("expected").at("stable");
    EXPECT_EQ(*change < kStable, stable);
    const Delphi rule;
    const auto said = verdict(rule, tally_of_ratings(rule, given.at("ratings")), {},
                              {1, tally_of_ratings(rule, given.at("previous"))})
                          .sentence.at("en");
    EXPECT_NE(said.find(stable ? "ratings are stable" : "ratings still move"), said.npos) << said;
  }
}

TEST(RandUcla, MeetsEveryCase) {
  const auto all = cases_of("rand_ucla");
  ASSERT_EQ(all.size(), 4u);
  for (const auto& given : all) {
    SCOPED_TRACE(given.at("name"));
    const auto tally = tally_of_ratings(RandUcla{}, given.at("ratings"));
    const auto& expected = given.at("expected");
    EXPECT_EQ(name_of(verdict(RandUcla{}, tally, {}).kind), expected.at("verdict"));
    const auto figures = appropriateness(distribution(positions(RandUcla{}), tally));
    EXPECT_DOUBLE_EQ(figures.median.value(), expected.at("median"));
    EXPECT_NEAR(static_cast<double>(figures.ipr_40ths) / 40, expected.at("ipr"), 1e-9);
    EXPECT_NEAR(static_cast<double>(figures.ipras_40ths) / 40, expected.at("ipras"), 1e-9);
    EXPECT_EQ(figures.disagreement(), expected.at("disagreement"));
  }
}

TEST(RandUcla, GivesAMedianBetweenTwoRangesToTheHigher) {
  const auto kind = [](std::vector<unsigned> ratings) {
    return verdict(RandUcla{}, tally_of_ratings(RandUcla{}, Json(ratings)), {}).kind;
  };
  EXPECT_EQ(kind({6, 7}), VerdictKind::appropriate) << "6.5";
  EXPECT_EQ(kind({6, 6}), VerdictKind::uncertain);
  EXPECT_EQ(kind({3, 4}), VerdictKind::uncertain) << "3.5";
  EXPECT_EQ(kind({3, 3}), VerdictKind::inappropriate);
}

TEST(ConsensusWithFallback, MeetsEveryCase) {
  const auto all = cases_of("consensus_with_fallback");
  ASSERT_EQ(all.size(), 4u);
  const std::map<std::string, Tally> tallies{
      {"consensus", {{{"join"}, 13}}},
      {"consensus_with_reservations", {{{"join"}, 12}, {{"join_with_reservation"}, 1}}},
      {"not_reached", {{{"join"}, 12}, {{"object"}, 1}}}};
  for (const auto& given : all) {
    SCOPED_TRACE(given.at("name"));
    const auto& fallback = given.at("parameters").at("fallback");
    ConsensusWithFallback rule{given.at("parameters").at("rounds")};
    EXPECT_FALSE(read(fallback, rule.fallback, Source::people));
    if (given.contains("tally")) {
      const auto before = given.at("parameters").at("round").get<std::uint32_t>() - 1;
      EXPECT_EQ(name_of(verdict(rule, tally_of(rule, given.at("tally")), {}, {before, {}}).kind),
                given.at("expected").at("verdict"));
      continue;
    }
    VerdictKind last{};
    History history;
    for (const auto& kind : given.at("rounds")) {
      last = verdict(rule, tallies.at(kind), {}, history).kind;
      EXPECT_EQ(name_of(last), kind);
      ++history.rounds;
    }
    EXPECT_EQ(name_of(last), given.at("expected").at("verdict"));
  }
}

TEST(Measures, MeetEveryCase) {
  const auto consensus = cases_of("tastle_wierman");
  ASSERT_EQ(consensus.size(), 4u);
  for (const auto& given : consensus) {
    const auto& scale = given.at("parameters");
    const auto measured = tastle_wierman_consensus(
        distribution_of(given.at("ratings"), scale.at("lowest"), scale.at("highest")));
    EXPECT_NEAR(measured.value(), given.at("expected").at("consensus"), 1e-6) << given.at("name");
  }
  const auto agreement = cases_of("van_der_eijk");
  ASSERT_EQ(agreement.size(), 4u);
  for (const auto& given : agreement) {
    Distribution counted;
    for (const std::uint64_t count : given.at("counts"))
      counted.push_back({static_cast<int>(counted.size()) + 1, count});
    EXPECT_NEAR(van_der_eijk_agreement(counted).value(), given.at("expected").at("agreement"), 1e-9)
        << given.at("name");
  }
  const auto concordance = cases_of("kendall_w");
  ASSERT_EQ(concordance.size(), 3u);
  for (const auto& given : concordance) {
    EXPECT_NEAR(kendall_w(given.at("ratings").get<std::vector<std::vector<int>>>()).value(),
                given.at("expected").at("w"), 1e-9)
        << given.at("name");
  }
  const auto informed = cases_of("group_informed_consensus");
  ASSERT_EQ(informed.size(), 3u);
  for (const auto& given : informed) {
    std::vector<GroupVotes> groups;
    for (const auto& group : given.at("groups"))
      groups.push_back({group.at("agree"), group.at("disagree"), group.at("pass")});
    EXPECT_NEAR(group_informed_consensus(groups), given.at("expected").at("consensus"), 1e-9)
        << given.at("name");
  }
}

TEST(Measures, SayNothingWhereThereIsNothingToMeasure) {
  const auto nobody = distribution_of(Json::array(), 1, 5);
  EXPECT_FALSE(median(nobody) || interquartile_range(nobody) || tastle_wierman_consensus(nobody) ||
               van_der_eijk_agreement(nobody) || coefficient_of_variation(nobody));
  EXPECT_FALSE(coefficient_of_variation(distribution_of({3}, 1, 5))) << "one rating does not vary";
  EXPECT_FALSE(kendall_w({{1, 2, 3}})) << "one person is concordant with nobody";
  EXPECT_FALSE(kendall_w({{2, 2}, {1, 1}})) << "all tied";
}

TEST(Measures, TakeTheScaleOfAnyRule) {
  const auto shape = [](const Rule& rule) {
    std::vector<int> values;
    for (const auto& standing : distribution(positions(rule), empty_tally(rule)))
      values.push_back(standing.value);
    return values;
  };
  EXPECT_EQ(shape(UnConsensus{}), (std::vector{1, 2, 3})) << "without abstentions, objection lowest";
  EXPECT_EQ(shape(Gradients{}), (std::vector{1, 2, 3, 5, 6, 7, 8})) << "Kaner's numbers; 4 abstains";
  EXPECT_EQ(shape(FistToFive{}), (std::vector{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(shape(Delphi{3, 3}), (std::vector{1, 2, 3}));
}

TEST(Delphi, RefusesAScaleOutOfBounds) {
  EXPECT_FALSE(check(Rule{Delphi{}}));
  EXPECT_FALSE(check(Rule{Delphi{10, 10, {1, 1}, 9}}));
  EXPECT_EQ(check(Rule{Delphi{2, 2}})->field, "highest");
  EXPECT_EQ(check(Rule{Delphi{11, 9}})->field, "highest");
  EXPECT_EQ(check(Rule{Delphi{5, 1}})->field, "agreeFrom");
  EXPECT_EQ(check(Rule{Delphi{5, 6}})->field, "agreeFrom");
  EXPECT_EQ(check(Rule{Delphi{5, 4, {3, 4}, 5}})->field, "maxIqr");
  EXPECT_EQ(check(Rule{ConsensusWithFallback{0}})->field, "rounds");
  EXPECT_EQ(check(Rule{ConsensusWithFallback{11}})->field, "rounds");
}

// A sheet of dots or points: of each activity the numbers it was given.
SheetCount sheet_of(const Rule& rule, const std::vector<std::vector<unsigned>>& given) {
  SheetCount sheet;
  for (const auto& activity : given) sheet.tallies.push_back(tally_of_ratings(rule, Json(activity)));
  return sheet;
}

std::vector<std::uint64_t> places_in(const std::vector<Verdict>& verdicts) {
  std::vector<std::uint64_t> all;
  for (const auto& said : verdicts) {
    const auto& sentence = said.sentence.at("en");
    all.push_back(std::stoul(sentence.substr(sentence.find("place ") + 6)));
  }
  return all;
}

std::vector<VerdictKind> kinds_of(const std::vector<Verdict>& verdicts) {
  std::vector<VerdictKind> all;
  for (const auto& said : verdicts) all.push_back(said.kind);
  return all;
}

TEST(Dots, MeetEveryCase) {
  const auto all = cases_of("dots");
  ASSERT_EQ(all.size(), 2u);
  for (const auto& given : all) {
    SCOPED_TRACE(given.at("name"));
    const std::uint32_t dots = given.at("parameters").at("perVoter");
    const Dots rule{1, dots, dots};
    std::vector<std::string> names;
    std::vector<std::vector<unsigned>> sheet;
    for (const auto& [name, cast] : given.at("dots").items()) {
      names.push_back(name);
      sheet.push_back(cast);
    }
    const auto counted = sheet_of(rule, sheet);
    const auto totals = sums(counted.tallies);
    const auto standing = ranks(totals);
    const auto& expected = given.at("expected");
    for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(totals[i], expected.at("totals").at(names[i]));
    // Those of equal sums share a rank, whether the case lists them one after the other or together.
    std::uint64_t place = 1;
    for (const auto& group : expected.at("ranking")) {
      const auto members = group.is_array() ? group : Json::array({group});
      for (const auto& name : members) {
        const auto at = std::ranges::find(names, name.get<std::string>()) - names.begin();
        EXPECT_LE(standing[static_cast<std::size_t>(at)].place, place) << name;
        EXPECT_GE(standing[static_cast<std::size_t>(at)].place + standing[static_cast<std::size_t>(at)].tied,
                  place + 1)
            << name;
      }
      place += members.size();
    }
  }
}

TEST(Dots, ChooseTheMostDottedAndLeaveATieAtTheCutToPeople) {
  using enum VerdictKind;
  const auto kinds = [](std::uint32_t choose, const std::vector<std::vector<unsigned>>& given) {
    return kinds_of(verdicts(Dots{choose, 5, 5}, sheet_of(Dots{choose, 5, 5}, given)));
  };
  EXPECT_EQ(kinds(2, {{5}, {3}, {1}}), (std::vector{chosen, chosen, not_chosen}));
  EXPECT_EQ(kinds(2, {{5}, {2}, {2}}), (std::vector{chosen, tied, tied}));
  EXPECT_EQ(kinds(3, {{5}, {2}, {2}}), (std::vector{chosen, chosen, chosen}));
  EXPECT_EQ(kinds(2, {{5}, {0}, {0}}), (std::vector{chosen, not_chosen, not_chosen})) << "nobody wants them";
}

TEST(Dots, AreSpentOnce) {
  const Rule rule = Dots{1, 5, 3};
  EXPECT_EQ(positions(rule).front().code.value, "3");
  EXPECT_FALSE(fits(rule, {3, {{"2"}}}, {"3"}));
  EXPECT_TRUE(fits(rule, {3, {{"3"}}}, {"3"}));
  EXPECT_FALSE(fits(rule, {3, {{"3"}, {"2"}}}, {"0"}));
  const Rule two = Approval{1, 2};
  EXPECT_FALSE(fits(two, {3, {{"approve"}, {"no"}}}, {"approve"}));
  EXPECT_TRUE(fits(two, {3, {{"approve"}, {"approve"}}}, {"approve"}));
  EXPECT_FALSE(fits(two, {3, {{"approve"}, {"approve"}}}, {"no"}));
  EXPECT_TRUE(fits(Rule{Ranking{}}, {3, {}}, {"4"})) << "there are three";
  EXPECT_FALSE(fits(Rule{Ranking{}}, {3, {{"1"}}}, {"1"})) << "a voter may tie them";
}

TEST(Approval, CountsApprovals) {
  const Rule rule = Approval{1, 0};
  SheetCount sheet{{empty_tally(rule), empty_tally(rule)}, {}};
  sheet.tallies[0][0].count = 2;
  sheet.tallies[1][0].count = 3;
  const auto said = verdicts(rule, sheet);
  EXPECT_EQ(places_in(said), (std::vector<std::uint64_t>{2, 1}));
  EXPECT_EQ(said[1].sentence.at("en"), "Chosen: place 1 of 2, with 3 approvals; 1 is chosen.");
}

TEST(Score, AddsPointsAndTellsTheMean) {
  const Score rule{1, 10};
  const auto said = verdicts(rule, sheet_of(rule, {{10, 7, 0}, {8, 10}}));
  EXPECT_EQ(said[0].sentence.at("en"),
            "Not chosen: place 2 of 2, with 17 points of 3 voices (mean 5.67); 1 is chosen.");
  EXPECT_EQ(said[1].sentence.at("es"),
            "Elegida: puesto 1 de 2, con 18 puntos de 2 voces (media 9); se elige 1.");
}

TEST(Ranking, OrdersByMeanRankAndNamesTheCondorcetWinner) {
  // Worked out by hand: ranks 1,2,3 / 1,3,2 / 3,1,2: sums 5, 6, 7; the first beats each other one two to one.
  const std::vector<Row> rows{{1, 2, 3}, {1, 3, 2}, {3, 1, 2}};
  EXPECT_EQ(rank_sums(rows, 3), (std::vector<std::uint64_t>{10, 12, 14})) << "in halves";
  EXPECT_EQ(condorcet_winner(rows, 3), 0U);
  const auto said = verdicts(Ranking{1}, {std::vector<Tally>(3), rows});
  EXPECT_EQ(places_in(said), (std::vector<std::uint64_t>{1, 2, 3}));
  EXPECT_NE(said[0].sentence.at("en").find("mean rank 1.67"), std::string::npos);
  EXPECT_NE(said[0].sentence.at("en").find("Condorcet"), std::string::npos);
  EXPECT_EQ(said[1].sentence.at("en").find("Condorcet"), std::string::npos);
}

TEST(Ranking, HasNoCondorcetWinnerInACycleAndSharesRanksWhereAVoterLeavesOut) {
  EXPECT_FALSE(condorcet_winner({{1, 2, 3}, {2, 3, 1}, {3, 1, 2}}, 3));
  EXPECT_EQ(rank_sums({{1, {}, {}}}, 3), (std::vector<std::uint64_t>{2, 5, 5})) << "two share ranks 2 and 3";
  EXPECT_EQ(rank_sums({{1, 1, 2}}, 3), (std::vector<std::uint64_t>{3, 3, 6}));
  EXPECT_EQ(kinds_of(verdicts(Ranking{1}, {std::vector<Tally>(2), {}})),
            (std::vector{VerdictKind::not_chosen, VerdictKind::not_chosen}))
      << "nobody ranked";
}

// So many voters, each with that order of activities named a, b, c, ...
std::vector<Row> orders(const std::vector<std::pair<int, std::string>>& given) {
  std::vector<Row> rows;
  for (const auto& [voters, order] : given) {
    Row row(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
      row[static_cast<std::size_t>(order[place] - 'a')] = static_cast<int>(place) + 1;
    rows.insert(rows.end(), static_cast<std::size_t>(voters), row);
  }
  return rows;
}

// Schulze (2011), section 3.1, example 1: 21 voters; d, then a, c, b.
TEST(Schulze, GivesThePublishedOrderOfTwentyOneVoters) {
  const auto rows = orders({{8, "acdb"}, {2, "badc"}, {4, "cdba"}, {4, "dbac"}, {3, "dcba"}});
  EXPECT_EQ(schulze_wins(rows, 4), (std::vector<std::uint64_t>{2, 0, 1, 3}));
}

// The example of 45 voters in the method's usual presentation: e, then a, c, b, d.
TEST(Schulze, GivesThePublishedOrderOfFortyFiveVoters) {
  const auto rows = orders({{5, "acbed"},
                            {5, "adecb"},
                            {8, "bedac"},
                            {3, "cabed"},
                            {7, "caebd"},
                            {2, "cbade"},
                            {7, "dceba"},
                            {8, "ebadc"}});
  EXPECT_EQ(schulze_wins(rows, 5), (std::vector<std::uint64_t>{3, 1, 2, 0, 4}));
}

// Three of five rank it first and it wins two by two; the mean of the ranks prefers another.
TEST(Ranking, ChoosesByItsMethodWhereACondorcetWinnerHasNoBestMeanRank) {
  const auto rows = orders({{3, "abcd"}, {2, "bcda"}});
  const SheetCount sheet{std::vector<Tally>(4), rows};
  EXPECT_EQ(condorcet_winner(rows, 4), 0U);
  EXPECT_EQ(kinds_of(verdicts(Ranking{1}, sheet)).at(1), VerdictKind::chosen);
  EXPECT_EQ(kinds_of(verdicts(Ranking{1, RankingMethod::schulze}, sheet)).at(0), VerdictKind::chosen);
  EXPECT_NE(description(Ranking{1}).at("en").find("may not come first"), std::string::npos)
      << "and says so before anybody votes";
}

TEST(Ranking, ChoosesNothingThatNobodyRanked) {
  const auto said = verdicts(Ranking{3}, {std::vector<Tally>(3), {{1, 2, {}}, {2, 1, {}}}});
  EXPECT_EQ(said[2].kind, VerdictKind::not_chosen);
  EXPECT_EQ(said[2].sentence.at("en"), "Not chosen: nobody ranked it.");
  const auto none = verdicts(Ranking{1}, {std::vector<Tally>(2), {}});
  EXPECT_EQ(none[0].sentence.at("es"), "No elegida: nadie la ordenó.") << "and has no place";
}

TEST(Thresholds, ThatCanNeverBeMetAreRefused) {
  EXPECT_EQ(check(Rule{Majority{{1, 1}, Base::cast, true}})->field, "threshold");
  EXPECT_FALSE(check(Rule{Majority{{1, 1}, Base::cast, false}}));
  EXPECT_EQ(check(Rule{ConsensusWithFallback{2, {{1, 1}, Base::cast, true}}})->field, "fallback.threshold");
  EXPECT_EQ(check(QuorumAsked{{1, 1}, QuorumOf::voices, true})->field, "quorumStrict");
}

TEST(Quorum, OfMoreThanHalfOfTenIsSix) {
  EXPECT_EQ(quorum({{1, 2}, QuorumOf::voices, true}, {5, 10}).required, 6U);
  EXPECT_FALSE(quorum({{1, 2}, QuorumOf::voices, true}, {5, 10}).met);
  EXPECT_TRUE(quorum({{1, 2}, QuorumOf::voices, true}, {6, 10}).met);
  EXPECT_EQ(quorum({{1, 2}, QuorumOf::voices, true}, {0, 9}).required, 5U);
}

TEST(RandUcla, CallsTheEndsOfItsScaleAppropriateAndInappropriate) {
  const auto& scale = positions(RandUcla{});
  EXPECT_EQ(scale.front().name.at("en"), "9: appropriate");
  EXPECT_EQ(scale[8].name.at("es"), "1: inapropiada");
  EXPECT_EQ(positions(Delphi{}).front().name.at("en").find("appropriate"), std::string::npos);
}

TEST(RulesThatChoose, NeedVoicesWithASheetOfTheirOwn) {
  for (const Rule& rule : {Rule{Approval{}}, Rule{Dots{}}, Rule{Score{}}, Rule{Ranking{}}}) {
    EXPECT_TRUE(chooses(rule));
    EXPECT_FALSE(check(rule, Voice::person));
    EXPECT_FALSE(check(rule, Voice::head_of_delegation));
    EXPECT_EQ(check(rule, Voice::institution)->field, "kind");
    EXPECT_EQ(check(rule, Voice::most_reserved)->field, "kind");
    EXPECT_EQ(description(rule).size(), 2U);
  }
  EXPECT_FALSE(check(Rule{UnConsensus{}}, Voice::institution));
  EXPECT_EQ(check(Rule{Dots{0, 5, 5}})->field, "choose");
  EXPECT_EQ(check(Rule{Dots{1, 21, 5}})->field, "dots");
  EXPECT_EQ(check(Rule{Dots{1, 5, 6}})->field, "most");
  EXPECT_EQ(check(Rule{Score{1, 11}})->field, "highest");
}

TEST(Quorum, MeetsEveryCase) {
  const auto all = cases_of("quorum");
  ASSERT_EQ(all.size(), 5u);
  for (const auto& given : all) {
    const auto fraction = parse_fraction(given.at("parameters").at("fraction").get<std::string>());
    ASSERT_TRUE(fraction);
    EXPECT_EQ(quorum({*fraction}, {given.at("present"), given.at("eligible")}).met,
              given.at("expected").at("met"))
        << given.at("name");
  }
}

// The ballots of a delegation, counted.
Tally delegation_of(const Rule& rule, const std::vector<std::string>& codes) {
  auto tally = empty_tally(rule);
  for (const auto& code : codes) ++std::ranges::find(tally, Position{code}, &TallyLine::position)->count;
  return tally;
}

TEST(InstitutionVoice, MeetsEveryCase) {
  const auto all = cases_of("institution_voice");
  ASSERT_EQ(all.size(), 5u);
  for (const auto& given : all) {
    const auto delegation = delegation_of(UnConsensus{}, given.at("ballots"));
    EXPECT_EQ(plurality(positions(UnConsensus{}), delegation).position.value,
              given.at("expected").at("position"))
        << given.at("name");
  }
}

TEST(InstitutionVoice, OfADividedDelegationIsNeverSupport) {
  const auto voice = [](const Rule& rule, const std::vector<std::string>& codes) {
    return plurality(positions(rule), delegation_of(rule, codes)).position.value;
  };
  EXPECT_EQ(voice(Gradients{}, {"1", "5"}), "4") << "a tie is an abstention";
  EXPECT_EQ(voice(Gradients{}, {"4", "4", "2"}), "2") << "abstentions are set aside";
  EXPECT_EQ(voice(Gradients{}, {"4"}), "4");
  EXPECT_EQ(voice(FistToFive{}, {"5", "2"}), "2")
      << "no abstention is offered: the most reserved of the tied";
  EXPECT_EQ(voice(FistToFive{}, {"5", "5", "0"}), "5");
  EXPECT_EQ(voice(Consent{}, {"consent", "object"}), "object");
  EXPECT_EQ(voice(Consent{}, {"concern", "object", "consent", "consent"}), "consent");
}

TEST(InstitutionVoice, OfADelegationDividedWithinSupportIsTheMoreReserved) {
  const auto voice = [](const Rule& rule, const std::vector<std::string>& codes) {
    return plurality(positions(rule), delegation_of(rule, codes));
  };
  EXPECT_EQ(voice(UnConsensus{}, {"join", "join_with_reservation"}),
            (OneVoice{{"join_with_reservation"}, false}));
  EXPECT_EQ(voice(Gradients{}, {"1", "2"}), (OneVoice{{"2"}, false}));
  EXPECT_EQ(voice(Gradients{}, {"2", "3"}), (OneVoice{{"3"}, false}));
  EXPECT_EQ(voice(UnConsensus{}, {"join", "object"}), (OneVoice{{"abstain"}, true}))
      << "divided, and said to be";
  EXPECT_EQ(voice(UnConsensus{}, {"abstain"}), (OneVoice{{"abstain"}, false}));
}

TEST(InstitutionVoice, OfRatingsIsTheirLowerMedian) {
  const auto voice = [](const std::vector<std::string>& codes) {
    return middle(positions(RandUcla{}), delegation_of(RandUcla{}, codes)).position.value;
  };
  EXPECT_EQ(voice({"8", "9"}), "8");
  EXPECT_EQ(voice({"7", "8", "9"}), "8");
  EXPECT_EQ(voice({"1", "9", "no_opinion"}), "1");
  EXPECT_EQ(voice({"no_opinion"}), "no_opinion");
}

TEST(Fraction, OnlyExactSharesBetweenNothingAndAllAreRead) {
  EXPECT_EQ(parse_fraction("2/3"), (Fraction{2, 3}));
  EXPECT_EQ(parse_fraction("0"), (Fraction{0, 1}));
  EXPECT_EQ(parse_fraction("1"), (Fraction{1, 1}));
  for (const auto* wrong :
       {"", "/", "1/", "/2", "3/2", "-1/2", "1/0", "0.5", "1/2/3", "1000000/1000000", " 1/2", "2"}) {
    EXPECT_FALSE(parse_fraction(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace acuerdo
