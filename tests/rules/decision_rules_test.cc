// Every case of tests/data/decision-rules.json whose rule is here: the figures were worked out outside of
// this program.
#include <gtest/gtest.h>

#include <fstream>

#include "sessions/json/read.h"
#include "sessions/model/names.h"
#include "sessions/rules/any_rule.h"
#include "sessions/rules/quorum.h"
#include "sessions/rules/voice.h"

namespace acuerdo {
namespace {

Json cases_of(std::string_view rule) {
  std::ifstream file{ACUERDO_SOURCE_DIR "/tests/data/decision-rules.json"};
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

TEST(Quorum, MeetsEveryCase) {
  const auto all = cases_of("quorum");
  ASSERT_EQ(all.size(), 5u);
  for (const auto& given : all) {
    const auto fraction = parse_fraction(given.at("parameters").at("fraction").get<std::string>());
    ASSERT_TRUE(fraction);
    EXPECT_EQ(quorum(*fraction, {given.at("present"), given.at("eligible")}).met,
              given.at("expected").at("met"))
        << given.at("name");
  }
}

TEST(InstitutionVoice, MeetsEveryCase) {
  const auto all = cases_of("institution_voice");
  ASSERT_EQ(all.size(), 5u);
  for (const auto& given : all) {
    std::vector<Position> ballots;
    for (const auto& position : given.at("ballots")) ballots.push_back({position.get<std::string>()});
    EXPECT_EQ(plurality(positions(UnConsensus{}), ballots).value, given.at("expected").at("position"))
        << given.at("name");
  }
}

TEST(InstitutionVoice, OfADividedDelegationIsNeverSupport) {
  const auto voice = [](const Rule& rule, const std::vector<std::string>& codes) {
    std::vector<Position> ballots;
    for (const auto& code : codes) ballots.push_back({code});
    return plurality(positions(rule), ballots).value;
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
