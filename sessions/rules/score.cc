#include "sessions/rules/score.h"

#include <fmt/format.h>

#include "sessions/rules/scale.h"

namespace acuerdo {

MaybeRefused check(const Score& rule) {
  if (auto refused = check_choose(rule.choose)) return refused;
  if (rule.highest >= 2 && rule.highest <= Score::kHighestScore) return {};
  return Refusal{RefusalCode::field_invalid, "highest",
                 fmt::format("highest must be from 2 to {}.", Score::kHighestScore)};
}

const std::vector<PositionOffered>& positions(const Score& rule) { return points(rule.highest); }

std::vector<Verdict> verdicts(const Score& rule, const SheetCount& sheet) {
  const auto worth = sums(sheet.tallies);
  const auto standing = ranks(worth);
  std::vector<Verdict> all;
  for (std::size_t i = 0; i < worth.size(); ++i) {
    std::uint64_t voices = 0;
    for (const auto& line : sheet.tallies[i]) voices += line.count;
    const auto mean = decimal(voices == 0 ? 0 : static_cast<double>(worth[i]) / static_cast<double>(voices));
    all.push_back(chosen_in_words(
        standing[i], worth[i], rule.choose, worth.size(),
        {{"es", fmt::format("con {} puntos de {} voces (media {})", worth[i], voices, mean.at("es"))},
         {"en", fmt::format("with {} points of {} voices (mean {})", worth[i], voices, mean.at("en"))}}));
  }
  return all;
}

Text description(const Score& rule) {
  return {
      {"es",
       fmt::format("Puntuación: cada voz da de 0 a {} puntos a cada actividad; se eligen las {} con más "
                   "puntos.",
                   rule.highest, rule.choose)},
      {"en", fmt::format("Score: each voice gives each activity 0 to {} points; the {} with most points are "
                         "chosen.",
                         rule.highest, rule.choose)}};
}

}  // namespace acuerdo
