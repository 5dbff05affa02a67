#include "sessions/rules/any_rule.h"

#include <algorithm>

namespace acuerdo {
namespace {

// Asked for by their exact types: every kind of rule would also do as a Rule.
template <class Kind>
concept HasBounds = requires {
  static_cast<MaybeRefused (*)(const Kind&)>(check);
};
template <class Kind>
concept LooksBack = requires {
  static_cast<Verdict (*)(const Kind&, const Tally&, const Electorate&, const History&)>(verdict);
};

}  // namespace

std::uint64_t count_of(const Tally& tally, std::string_view position) {
  const auto line = std::ranges::find(
      tally, position, [](const TallyLine& l) -> std::string_view { return l.position.value; });
  return line == tally.end() ? 0 : line->count;
}

const std::vector<PositionOffered>& positions(const Rule& rule) {
  return std::visit([](const auto& r) -> const std::vector<PositionOffered>& { return positions(r); }, rule);
}

const PositionOffered* offered(const Rule& rule, const Position& position) {
  const auto& scale = positions(rule);
  const auto found = std::ranges::find(scale, position, &PositionOffered::code);
  return found == scale.end() ? nullptr : &*found;
}

Tally empty_tally(const Rule& rule) {
  Tally tally;
  for (const auto& position : positions(rule)) tally.push_back({position.code, 0});
  return tally;
}

MaybeRefused check(const Rule& rule) {
  return std::visit(
      []<class Kind>(const Kind& r) -> MaybeRefused {
        if constexpr (HasBounds<Kind>) return check(r);
        return {};
      },
      rule);
}

Verdict verdict(const Rule& rule, const Tally& tally, const Electorate& electorate, const History& history) {
  return std::visit(
      [&]<class Kind>(const Kind& r) {
        if constexpr (LooksBack<Kind>)
          return verdict(r, tally, electorate, history);
        else
          return verdict(r, tally, electorate);
      },
      rule);
}

Text description(const Rule& rule) {
  return std::visit([](const auto& r) { return description(r); }, rule);
}

}  // namespace acuerdo
