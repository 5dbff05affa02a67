#include "sessions/rules/any_rule.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

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

template <class Kind>
concept Chooses = requires {
  static_cast<std::vector<Verdict> (*)(const Kind&, const SheetCount&)>(verdicts);
};
template <class Kind>
concept BoundsASheet = requires {
  static_cast<MaybeRefused (*)(const Kind&, const OtherBallots&, const Position&)>(fits);
};

}  // namespace

std::uint64_t count_of(const Tally& tally, std::string_view position) {
  const auto line = std::ranges::find(
      tally, position, [](const TallyLine& l) -> std::string_view { return l.position.value; });
  return line == tally.end() ? 0 : line->count;
}

std::string in_voices(std::uint64_t count, std::uint64_t parts) {
  const auto whole = count / parts;
  const auto rest = count % parts;
  if (rest == 0) return std::to_string(whole);
  const auto common = std::gcd(rest, parts);
  const auto fraction = std::to_string(rest / common) + "/" + std::to_string(parts / common);
  return whole == 0 ? fraction : std::to_string(whole) + " " + fraction;
}

const std::vector<PositionOffered>& positions(const Rule& rule) {
  return std::visit([](const auto& r) -> const std::vector<PositionOffered>& { return positions(r); }, rule);
}

const PositionOffered* offered(const Rule& rule, const Position& position) {
  const auto& scale = positions(rule);
  const auto found = std::ranges::find(scale, position, &PositionOffered::code);
  return found == scale.end() ? nullptr : &*found;
}

Tone tone_of(const Rule& rule, const Position& position) {
  const auto* found = offered(rule, position);
  if (!found) throw std::out_of_range("the rule has no position " + position.value);
  return found->tone;
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
        if constexpr (Chooses<Kind>)
          return verdicts(r, SheetCount{{tally}, {}}).front();
        else if constexpr (LooksBack<Kind>)
          return verdict(r, tally, electorate, history);
        else
          return verdict(r, tally, electorate);
      },
      rule);
}

bool chooses(const Rule& rule) {
  return std::visit([]<class Kind>(const Kind&) { return Chooses<Kind>; }, rule);
}

bool rates(const Rule& rule) {
  return std::holds_alternative<Delphi>(rule) || std::holds_alternative<RandUcla>(rule);
}

MaybeRefused check(const Rule& rule, Voice voice) {
  if (auto refused = check(rule)) return refused;
  if (voice == Voice::shared && (chooses(rule) || rates(rule))) {
    return Refusal{
        RefusalCode::field_invalid, "kind",
        "kind rates or orders, which parts of a voice cannot; let each person or institution have one."};
  }
  if (!chooses(rule) || voice == Voice::person || voice == Voice::head_of_delegation) return {};
  return Refusal{
      RefusalCode::field_invalid, "kind",
      "kind chooses among many, which needs the voice of each person or of each head of delegation."};
}

std::vector<Verdict> verdicts(const Rule& rule, const SheetCount& sheet) {
  return std::visit(
      [&]<class Kind>(const Kind& r) -> std::vector<Verdict> {
        if constexpr (Chooses<Kind>) return verdicts(r, sheet);
        return {};
      },
      rule);
}

MaybeRefused fits(const Rule& rule, const OtherBallots& others, const Position& position) {
  return std::visit(
      [&]<class Kind>(const Kind& r) -> MaybeRefused {
        if constexpr (BoundsASheet<Kind>) return fits(r, others, position);
        return {};
      },
      rule);
}

Text description(const Rule& rule) {
  return std::visit([](const auto& r) { return description(r); }, rule);
}

}  // namespace acuerdo
