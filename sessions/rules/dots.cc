#include "sessions/rules/dots.h"

#include <fmt/format.h>

#include "sessions/rules/scale.h"
#include "sessions/values/number.h"

namespace acuerdo {
namespace {

std::uint64_t dots_of(const Position& position) {
  return number_in<std::uint64_t>(position.value).value_or(0);
}

}  // namespace

MaybeRefused check(const Dots& rule) {
  if (auto refused = check_choose(rule.choose)) return refused;
  if (rule.dots < 1 || rule.dots > Dots::kMostDots) {
    return Refusal{RefusalCode::field_invalid, "dots",
                   fmt::format("dots must be from 1 to {}.", Dots::kMostDots)};
  }
  if (rule.most >= 1 && rule.most <= rule.dots) return {};
  return Refusal{RefusalCode::field_invalid, "most", fmt::format("most must be from 1 to {}.", rule.dots)};
}

const std::vector<PositionOffered>& positions(const Dots& rule) { return points(rule.most); }

MaybeRefused fits(const Dots& rule, const OtherBallots& others, const Position& position) {
  std::uint64_t spent = 0;
  for (const auto& other : others.positions) spent += dots_of(other);
  const auto left = rule.dots > spent ? rule.dots - spent : 0;
  if (dots_of(position) <= left) return {};
  return Refusal{RefusalCode::no_room, "position",
                 fmt::format("You have {} of {} dots left; take some back first.", left, rule.dots)};
}

std::vector<Verdict> verdicts(const Dots& rule, const SheetCount& sheet) {
  const auto worth = sums(sheet.tallies);
  const auto standing = ranks(worth);
  std::vector<Verdict> all;
  for (std::size_t i = 0; i < worth.size(); ++i) {
    all.push_back(
        chosen_in_words(standing[i], worth[i], rule.choose, worth.size(),
                        {{"es", fmt::format("con {} {}", worth[i], worth[i] == 1 ? "punto" : "puntos")},
                         {"en", fmt::format("with {} {}", worth[i], worth[i] == 1 ? "dot" : "dots")}}));
  }
  return all;
}

Text description(const Dots& rule) {
  return {
      {"es",
       fmt::format("Puntos: cada voz reparte {} puntos, hasta {} en una actividad; se eligen las {} con "
                   "más puntos.",
                   rule.dots, rule.most, rule.choose)},
      {"en", fmt::format("Dots: each voice puts {} dots, up to {} on one activity; the {} with most dots are "
                         "chosen.",
                         rule.dots, rule.most, rule.choose)}};
}

}  // namespace acuerdo
