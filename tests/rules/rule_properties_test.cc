// What holds for every tally, not just for the cases we thought of.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "sessions/rules/any_rule.h"
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

bool agreed(const Verdict& verdict) {
  return verdict.kind != VerdictKind::not_reached && verdict.kind != VerdictKind::no_quorum;
}

Majority some_majority() {
  const auto denominator = *rc::gen::inRange<std::uint32_t>(1, 10);
  const auto numerator = *rc::gen::inRange<std::uint32_t>(0, denominator + 1);
  const auto base = *rc::gen::element(Base::cast, Base::valid, Base::present, Base::eligible);
  return {{numerator, denominator}, base, *rc::gen::arbitrary<bool>()};
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

RC_GTEST_PROP(InstitutionVoice, TheOrderOfItsDelegatesNeverMatters, ()) {
  std::vector<Position> ballots;
  for (const auto& code : *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
           rc::gen::element<std::string>("join", "join_with_reservation", "abstain", "object")))) {
    ballots.push_back({code});
  }
  auto sorted = ballots;
  std::ranges::sort(sorted);
  RC_ASSERT(plurality(ballots) == plurality(sorted));
}

}  // namespace
}  // namespace acuerdo
