#include "sessions/rules/delphi.h"

#include <fmt/format.h>

#include "sessions/rules/scale.h"

namespace acuerdo {
namespace {

// Whether ratings moved since the round before; nothing to say of a first round.
void tell_stability(Text& sentence, const Distribution& before, const Distribution& after) {
  const auto change = variation_change(before, after);
  if (!change) return;
  const auto shown = decimal(*change);
  const bool stable = *change < kStable;
  sentence["es"] += fmt::format(
      " Desde la ronda anterior las valoraciones {}: el coeficiente de variación "
      "cambió {}.",
      stable ? "son estables" : "se mueven", shown.at("es"));
  sentence["en"] +=
      fmt::format(" Since the round before, ratings {}: the coefficient of variation changed by {}.",
                  stable ? "are stable" : "still move", shown.at("en"));
}

}  // namespace

MaybeRefused check(const Delphi& rule) {
  if (rule.highest < Delphi::kLowestTop || rule.highest > Delphi::kHighestTop) {
    return Refusal{RefusalCode::field_invalid, "highest",
                   fmt::format("highest must be from {} to {}.", Delphi::kLowestTop, Delphi::kHighestTop)};
  }
  if (rule.agree_from < 2 || rule.agree_from > rule.highest) {
    return Refusal{RefusalCode::field_invalid, "agreeFrom",
                   fmt::format("agreeFrom must be from 2 to the highest, {}.", rule.highest)};
  }
  if (rule.max_iqr >= rule.highest) {
    return Refusal{RefusalCode::field_invalid, "maxIqr",
                   fmt::format("maxIqr must be from 0 to {}.", rule.highest - 1)};
  }
  return {};
}

const std::vector<PositionOffered>& positions(const Delphi& rule) {
  return ratings(rule.highest, rule.agree_from);
}

Verdict verdict(const Delphi& rule, const Tally& tally, const Electorate&, const History& history) {
  const auto& scale = positions(rule);
  const auto rated = distribution(scale, tally);
  const auto size = size_of(rated);
  if (size == 0) {
    return {VerdictKind::not_reached,
            {{"es", "No hay acuerdo: nadie valoró."}, {"en", "No agreement: nobody rated it."}}};
  }
  std::uint64_t agree = 0;
  for (const auto& [value, count] : rated) {
    if (value >= static_cast<int>(rule.agree_from)) agree += count;
  }
  const auto range = quantile(rated, 3, 4).numerator - quantile(rated, 1, 4).numerator;  // in quarters
  const bool reached = reaches(agree, size, rule.threshold, false) && range <= 4 * std::int64_t{rule.max_iqr};
  const auto asked = to_string(rule.threshold);
  const auto middle = decimal(*median(rated));
  const auto spread = decimal(*interquartile_range(rated));
  Verdict made{
      reached ? VerdictKind::consensus : VerdictKind::not_reached,
      {{"es", fmt::format("{}: {} de {} valoran con {} o más (se pide al menos {}); mediana {}, rango "
                          "intercuartílico {} (se pide a lo sumo {}).",
                          reached ? "Acuerdo" : "No hay acuerdo", agree, size, rule.agree_from, asked,
                          middle.at("es"), spread.at("es"), rule.max_iqr)},
       {"en", fmt::format("{}: {} of {} rate it {} or more (at least {} is asked); median {}, interquartile "
                          "range {} (at most {} is asked).",
                          reached ? "Agreement" : "No agreement", agree, size, rule.agree_from, asked,
                          middle.at("en"), spread.at("en"), rule.max_iqr)}}};
  if (history.last) tell_stability(made.sentence, distribution(scale, *history.last), rated);
  return made;
}

Text description(const Delphi& rule) {
  const auto asked = to_string(rule.threshold);
  return {
      {"es", fmt::format("Delphi (valoraciones de 1 a {}): hay acuerdo si al menos {} valoran con {} o más "
                         "y el rango intercuartílico es a lo sumo {}.",
                         rule.highest, asked, rule.agree_from, rule.max_iqr)},
      {"en", fmt::format("Delphi (ratings from 1 to {}): agreed when at least {} rate it {} or more and the "
                         "interquartile range is at most {}.",
                         rule.highest, asked, rule.agree_from, rule.max_iqr)}};
}

}  // namespace acuerdo
