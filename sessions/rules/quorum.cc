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

MaybeRefused check(const QuorumAsked& asked) {
  if (!asked.strict || asked.fraction.numerator < asked.fraction.denominator) return {};
  return Refusal{RefusalCode::field_invalid, "quorumStrict",
                 "A quorum of more than all can never be met; ask for at least all, or for a smaller share."};
}

Quorum quorum(const QuorumAsked& asked, const Electorate& electorate) {
  const auto required = asked.strict ? more_than(asked.fraction, electorate.eligible)
                                     : at_least(asked.fraction, electorate.eligible);
  return {asked.fraction, electorate.present, electorate.eligible, required, electorate.present >= required,
          asked.of,       asked.strict};
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
