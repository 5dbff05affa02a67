#include "sessions/rules/scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sessions/values/number.h"

namespace acuerdo {
namespace {

constexpr std::uint32_t kLowestTop = 3;
constexpr std::uint32_t kHighestTop = 10;
constexpr std::uint32_t kMostPoints = 20;

struct Ends {
  const char* high_es;
  const char* high_en;
  const char* low_es;
  const char* low_en;
};
constexpr Ends kAgreement{"de acuerdo", "I agree", "en desacuerdo", "I disagree"};
constexpr Ends kAppropriateness{"apropiada", "appropriate", "inapropiada", "inappropriate"};

std::vector<PositionOffered> make_ratings(std::uint32_t highest, std::uint32_t agree_from, const Ends& ends) {
  std::vector<PositionOffered> scale;
  for (auto value = highest; value > 0; --value) {
    const auto number = std::to_string(value);
    Text name{{"es", number}, {"en", number}};
    if (value == highest) name = {{"es", number + ": " + ends.high_es}, {"en", number + ": " + ends.high_en}};
    if (value == 1) name = {{"es", number + ": " + ends.low_es}, {"en", number + ": " + ends.low_en}};
    const auto tone = value >= agree_from                 ? Tone::support
                      : value <= highest + 1 - agree_from ? Tone::object
                                                          : Tone::reserve;
    scale.push_back({{number}, std::move(name), tone, false});
  }
  scale.push_back({{"no_opinion"}, {{"es", "Sin opinión"}, {"en", "No opinion"}}, Tone::abstain, false});
  return scale;
}

}  // namespace

const std::vector<PositionOffered>& ratings(std::uint32_t highest, std::uint32_t agree_from) {
  using Shape = std::pair<std::uint32_t, std::uint32_t>;
  static const auto all = [] {
    std::map<Shape, std::vector<PositionOffered>> scales;
    for (auto top = kLowestTop; top <= kHighestTop; ++top) {
      for (std::uint32_t from = 2; from <= top; ++from)
        scales[{top, from}] = make_ratings(top, from, kAgreement);
    }
    return scales;
  }();
  return all.at({highest, agree_from});
}

const std::vector<PositionOffered>& appropriateness_ratings() {
  static const auto scale = make_ratings(9, 7, kAppropriateness);
  return scale;
}

const std::vector<PositionOffered>& points(std::uint32_t highest) {
  static const auto all = [] {
    std::vector<std::vector<PositionOffered>> scales(kMostPoints + 1);
    for (std::uint32_t top = 1; top <= kMostPoints; ++top) {
      for (auto value = top + 1; value-- > 0;) {
        const auto number = std::to_string(value);
        scales[top].push_back(
            {{number}, {{"es", number}, {"en", number}}, value > 0 ? Tone::support : Tone::abstain, false});
      }
    }
    return scales;
  }();
  return all.at(highest);
}

bool counts_for(const std::vector<PositionOffered>& scale, const PositionOffered& position) {
  if (position.tone == Tone::support) return true;
  if (position.tone != Tone::reserve) return false;
  const auto abstention = std::ranges::find(scale, Tone::abstain, &PositionOffered::tone);
  const auto place = std::ranges::find(scale, position.code, &PositionOffered::code);
  return abstention == scale.end() || place < abstention;
}

std::optional<int> value_of(const std::vector<PositionOffered>& scale, const Position& position) {
  int places = 0;
  for (auto offered = scale.rbegin(); offered != scale.rend(); ++offered) {
    if (offered->tone == Tone::abstain) continue;
    ++places;
    if (offered->code == position) return number_in<int>(position.value).value_or(places);
  }
  return {};
}

Distribution distribution(const std::vector<PositionOffered>& scale, const Tally& tally) {
  Distribution all;
  for (const auto& line : tally) {
    if (const auto value = value_of(scale, line.position)) all.push_back({*value, line.count});
  }
  std::ranges::sort(all, {}, &Standing::value);
  return all;
}

bool is_numeric(const std::vector<PositionOffered>& scale) {
  return std::ranges::all_of(scale, [](const PositionOffered& position) {
    return position.tone == Tone::abstain || number_in<int>(position.code.value);
  });
}

Text decimal(double figure) {
  auto shown = fmt::format("{:.2f}", figure);
  shown.erase(shown.find_last_not_of('0') + 1);
  if (shown.back() == '.') shown.pop_back();
  if (shown == "-0") shown = "0";
  auto with_comma = shown;
  std::ranges::replace(with_comma, '.', ',');
  return {{"es", with_comma}, {"en", shown}};
}

}  // namespace acuerdo
