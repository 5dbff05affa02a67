#include "sessions/rules/quorum.h"

#include <fmt/format.h>

namespace acuerdo {
namespace {

Text name_of(QuorumOf of) {
  switch (of) {
    case QuorumOf::voices:
      return {{"es", ""}, {"en", ""}};
    case QuorumOf::persons:
      return {{"es", " de personas"}, {"en", " of people"}};
    case QuorumOf::institutions:
      return {{"es", " de instituciones"}, {"en", " of institutions"}};
  }
  return {};
}

}  // namespace

Quorum quorum(Fraction fraction, const Electorate& electorate, QuorumOf of) {
  const auto required = at_least(fraction, electorate.eligible);
  return {fraction, electorate.present, electorate.eligible, required, electorate.present >= required, of};
}

Verdict no_quorum(const Quorum& quorum) {
  const auto of = name_of(quorum.of);
  return {VerdictKind::no_quorum,
          {{"es", fmt::format("Sin quórum{}: {} presentes de {}; se piden {}.", of.at("es"), quorum.present,
                              quorum.eligible, quorum.required)},
           {"en", fmt::format("No quorum{}: {} present of {}; {} are asked.", of.at("en"), quorum.present,
                              quorum.eligible, quorum.required)}}};
}

}  // namespace acuerdo
