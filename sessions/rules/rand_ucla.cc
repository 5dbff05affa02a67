#include "sessions/rules/rand_ucla.h"

#include <fmt/format.h>

#include <cstdlib>

#include "sessions/rules/scale.h"

namespace acuerdo {
namespace {

VerdictKind kind_of(const Appropriateness& figures) {
  if (figures.disagreement()) return VerdictKind::uncertain;
  const auto twice = figures.median.numerator;  // in halves
  if (twice >= 13) return VerdictKind::appropriate;
  return twice >= 7 ? VerdictKind::uncertain : VerdictKind::inappropriate;
}

Text name_of_kind(VerdictKind kind) {
  if (kind == VerdictKind::appropriate) return {{"es", "Apropiada"}, {"en", "Appropriate"}};
  if (kind == VerdictKind::inappropriate) return {{"es", "Inapropiada"}, {"en", "Inappropriate"}};
  return {{"es", "Incierta"}, {"en", "Uncertain"}};
}

}  // namespace

Appropriateness appropriateness(const Distribution& rated) {
  const auto low = quantile(rated, 3, 10).numerator;  // in tenths
  const auto high = quantile(rated, 7, 10).numerator;
  const auto asymmetry = std::abs(100 - low - high);  // from 5 to the middle of the range, in twentieths
  return {quantile(rated, 1, 2), 4 * (high - low), 94 + 3 * asymmetry};
}

const std::vector<PositionOffered>& positions(const RandUcla&) { return appropriateness_ratings(); }

Verdict verdict(const RandUcla&, const Tally& tally, const Electorate&) {
  const auto rated = distribution(positions(RandUcla{}), tally);
  if (size_of(rated) == 0) {
    return {VerdictKind::not_reached,
            {{"es", "Sin juicio: nadie valoró."}, {"en", "No judgement: nobody rated it."}}};
  }
  const auto figures = appropriateness(rated);
  const auto kind = kind_of(figures);
  const auto name = name_of_kind(kind);
  const auto middle = decimal(figures.median.value());
  const auto range = decimal(static_cast<double>(figures.ipr_40ths) / 40);
  const auto bound = decimal(static_cast<double>(figures.ipras_40ths) / 40);
  const bool disagreement = figures.disagreement();
  return {kind,
          {{"es", fmt::format("{}: mediana {} de 9, {} desacuerdo (rango interpercentil {}, límite {}).",
                              name.at("es"), middle.at("es"), disagreement ? "con" : "sin", range.at("es"),
                              bound.at("es"))},
           {"en", fmt::format("{}: median {} of 9, {} disagreement (interpercentile range {}, bound {}).",
                              name.at("en"), middle.at("en"), disagreement ? "with" : "without",
                              range.at("en"), bound.at("en"))}}};
}

Text description(const RandUcla&) {
  return {
      {"es",
       "RAND/UCLA (valoraciones de 1 a 9): apropiada con mediana de 7 a 9, inapropiada de 1 a 3, incierta en "
       "medio o si el panel está en desacuerdo."},
      {"en",
       "RAND/UCLA (ratings from 1 to 9): appropriate with a median of 7 to 9, inappropriate of 1 to 3, "
       "uncertain between them or when the panel disagrees."}};
}

}  // namespace acuerdo
