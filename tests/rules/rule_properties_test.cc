// What holds for every tally, not just for the cases we thought of.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "sessions/model/workshop.h"
#include "sessions/rules/any_rule.h"
#include "sessions/rules/scale.h"
#include "sessions/rules/voice.h"

namespace acuerdo {
namespace {

Tally some_tally(const Rule& rule) {
  auto tally = empty_tally(rule);
  for (auto& line : tally) line.count = *rc::gen::inRange<std::uint64_t>(0, 40);
  return tally;
}

std::uint64_t& count_at(Tally& tally, std::string_view position) {
  return std::ranges::find(tally, position,
                           [](const TallyLine& line) -> std::string_view { return line.position.value; })
      ->count;
}

bool agreed(const Verdict& verdict) { return adopted(advised_by(verdict.kind)); }

Majority some_majority() {
  const auto denominator = *rc::gen::inRange<std::uint32_t>(1, 10);
  const auto numerator = *rc::gen::inRange<std::uint32_t>(0, denominator + 1);
  const auto base = *rc::gen::element(Base::cast, Base::valid, Base::present, Base::eligible);
  return {{numerator, denominator}, base, *rc::gen::arbitrary<bool>()};
}

// Those that weigh positions alone. Delphi and RAND/UCLA also measure how scattered the ratings are, and
// closeness has its own way (below).
Rule some_rule() {
  return *rc::gen::element(Rule{UnConsensus{}}, Rule{Unanimity{}}, Rule{Consent{}}, Rule{FistToFive{}},
                           Rule{Gradients{{1, 2}}}, Rule{Gradients{{4, 5}}}, Rule{Gradients{{1, 1}}},
                           Rule{ConsensusWithFallback{2, some_majority()}}, Rule{some_majority()});
}

RC_GTEST_PROP(AnyRule, AnotherObjectionNeverHelpsAndAnotherSupportNeverHurts, ()) {
  const auto rule = some_rule();
  const auto tally = some_tally(rule);
  const Electorate electorate{400, 400};
  const bool before = agreed(verdict(rule, tally, electorate));
  for (const auto& position : positions(rule)) {
    auto more = tally;
    ++count_at(more, position.code.value);
    const bool after = agreed(verdict(rule, more, electorate));
    if (position.tone == Tone::object) RC_ASSERT(before || !after);
    if (position.tone == Tone::support) RC_ASSERT(!before || after);
  }
}

RC_GTEST_PROP(AnyRule, AbstentionsAloneAdoptNothing, ()) {
  const auto rule = some_rule();
  auto tally = empty_tally(rule);
  for (const auto& position : positions(rule)) {
    if (position.tone == Tone::abstain)
      count_at(tally, position.code.value) = *rc::gen::inRange<std::uint64_t>(0, 40);
  }
  RC_ASSERT(!agreed(verdict(rule, tally, {400, 400})));
}

TEST(AnyRule, ExplainsItselfAndOffersWhatCanBeSupported) {
  for (const Rule& rule :
       {Rule{UnConsensus{}}, Rule{Majority{}}, Rule{Unanimity{}}, Rule{Consent{}}, Rule{FistToFive{}},
        Rule{Gradients{}}, Rule{Delphi{}}, Rule{RandUcla{}}, Rule{ConsensusWithFallback{}}}) {
    EXPECT_EQ(description(rule).size(), 2U) << "in Spanish and English";
    std::set<std::string> codes;
    for (const auto& position : positions(rule)) {
      EXPECT_EQ(position.name.size(), 2U);
      codes.insert(position.code.value);
    }
    EXPECT_EQ(codes.size(), positions(rule).size());
    EXPECT_EQ(positions(rule).front().tone, Tone::support) << "the scale goes down";
  }
}

RC_GTEST_PROP(Gradients, ExactlyTheThresholdIsReached, ()) {
  const auto denominator = *rc::gen::inRange<std::uint32_t>(1, 12);
  const auto numerator = *rc::gen::inRange<std::uint32_t>(1, denominator + 1);
  const auto times = *rc::gen::inRange<std::uint64_t>(1, 1'000);
  const Rule rule = Gradients{{numerator, denominator}};
  auto tally = empty_tally(rule);
  count_at(tally, "3") = times * numerator;
  count_at(tally, "6") = times * (denominator - numerator);
  RC_ASSERT(agreed(verdict(rule, tally, {})));
  ++count_at(tally, "5");
  RC_ASSERT(!agreed(verdict(rule, tally, {})));
}

TEST(RulesOfCloseness, MayBeHelpedByARatingAgainst) {
  const auto kind = [](const Rule& rule, const std::vector<unsigned>& ratings) {
    auto tally = empty_tally(rule);
    for (const auto rating : ratings) ++count_at(tally, std::to_string(rating));
    return verdict(rule, tally, {}).kind;
  };
  EXPECT_EQ(kind(Delphi{9, 7}, {7, 7, 8, 9}), VerdictKind::not_reached) << "the quartiles are 7 and 8.25";
  EXPECT_EQ(kind(Delphi{9, 7}, {1, 7, 7, 8, 9}), VerdictKind::consensus) << "they are 7 and 8";
  const std::vector<unsigned> scattered{1, 3, 3, 4, 4, 7, 7, 7, 7, 8, 8, 9, 9};
  auto more = scattered;
  more.push_back(9);
  EXPECT_EQ(kind(RandUcla{}, scattered), VerdictKind::appropriate);
  EXPECT_EQ(kind(RandUcla{}, more), VerdictKind::uncertain);
}

RC_GTEST_PROP(Delphi, ARatingAgainstNeverRaisesTheMedian, ()) {
  const Rule rule = Delphi{};
  auto tally = some_tally(rule);
  ++count_at(tally, "5");
  const auto before = *median(distribution(positions(rule), tally));
  ++count_at(tally, "1");
  RC_ASSERT(*median(distribution(positions(rule), tally)) <= before);
}

RC_GTEST_PROP(Measures, KeepWithinTheirBounds, ()) {
  const auto rule = some_rule();
  auto tally = some_tally(rule);
  ++tally.front().count;
  const auto voices = distribution(positions(rule), tally);
  const auto consensus = *tastle_wierman_consensus(voices);
  const auto agreement = *van_der_eijk_agreement(voices);
  RC_ASSERT(consensus > -1e-9 && consensus < 1 + 1e-9);
  RC_ASSERT(agreement > -1 - 1e-9 && agreement < 1 + 1e-9);
  RC_ASSERT(*median(voices) >= voices.front().value && *median(voices) <= voices.back().value);
  RC_ASSERT(*interquartile_range(voices) >= 0);
}

RC_GTEST_PROP(Ranking, TheOrderOfVotersNeverMattersAndRelabellingChangesNothingElse, ()) {
  const auto activities = *rc::gen::inRange<std::size_t>(2, 6);
  std::vector<Row> rows;
  for (auto left = *rc::gen::inRange(1, 8); left > 0; --left) {
    Row row;
    for (std::size_t i = 0; i < activities; ++i) row.push_back(*rc::gen::inRange(1, 6));
    rows.push_back(row);
  }
  auto other_order = rows;
  std::ranges::reverse(other_order);
  RC_ASSERT(rank_sums(rows, activities) == rank_sums(other_order, activities));
  auto relabelled = rows;
  for (auto& row : relabelled) std::ranges::reverse(row);
  auto sums_relabelled = rank_sums(relabelled, activities);
  std::ranges::reverse(sums_relabelled);
  RC_ASSERT(rank_sums(rows, activities) == sums_relabelled);
  const auto winner = condorcet_winner(rows, activities);
  const auto winner_relabelled = condorcet_winner(relabelled, activities);
  RC_ASSERT(winner.has_value() == winner_relabelled.has_value());
  if (winner) RC_ASSERT(*winner == activities - 1 - *winner_relabelled);
}

RC_GTEST_PROP(UnConsensus, AnotherObjectionNeverHelps, ()) {
  const Rule rule = UnConsensus{};
  auto tally = some_tally(rule);
  const bool before = agreed(verdict(rule, tally, {}));
  ++count_at(tally, "object");
  RC_ASSERT(!agreed(verdict(rule, tally, {})) || before);
  RC_ASSERT(!agreed(verdict(rule, tally, {})));
}

RC_GTEST_PROP(Majority, AnotherVoteAgainstNeverHelps, ()) {
  const Rule rule = some_majority();
  auto tally = some_tally(rule);
  const Electorate electorate{200, 200};
  const bool before = agreed(verdict(rule, tally, electorate));
  ++count_at(tally, "disagree");
  RC_ASSERT(before || !agreed(verdict(rule, tally, electorate)));
}

RC_GTEST_PROP(Majority, AnotherVoteInFavourNeverHurts, ()) {
  const Rule rule = some_majority();
  auto tally = some_tally(rule);
  const Electorate electorate{200, 200};
  const bool before = agreed(verdict(rule, tally, electorate));
  ++count_at(tally, "agree");
  RC_ASSERT(!before || agreed(verdict(rule, tally, electorate)));
}

RC_GTEST_PROP(Majority, ExactlyTheThresholdIsReachedUnlessTheRuleIsStrict, ()) {
  const auto denominator = *rc::gen::inRange<std::uint32_t>(1, 12);
  const auto numerator = *rc::gen::inRange<std::uint32_t>(1, denominator + 1);
  const auto times = *rc::gen::inRange<std::uint64_t>(1, 1000);
  auto tally = empty_tally(Majority{});
  count_at(tally, "agree") = times * numerator;
  count_at(tally, "disagree") = times * (denominator - numerator);
  RC_ASSERT(agreed(verdict(Majority{{numerator, denominator}, Base::cast, false}, tally, {})));
  RC_ASSERT(!agreed(verdict(Majority{{numerator, denominator}, Base::cast, true}, tally, {})));
}

RC_GTEST_PROP(InstitutionVoice, IsAPositionOfOneOfItsDelegatesOrAnAbstention, ()) {
  auto delegation = empty_tally(UnConsensus{});
  for (auto& line : delegation) line.count = *rc::gen::inRange<std::uint64_t>(0, 4);
  ++delegation[*rc::gen::inRange<std::size_t>(0, delegation.size())].count;
  const auto& scale = positions(UnConsensus{});
  for (const auto& voice : {plurality(scale, delegation).position, most_reserved(scale, delegation)})
    RC_ASSERT(voice.value == "abstain" || count_of(delegation, voice.value) > 0);
}

}  // namespace
}  // namespace acuerdo
