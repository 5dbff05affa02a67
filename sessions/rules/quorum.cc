#include "sessions/rules/quorum.h"

#include <fmt/format.h>

namespace acuerdo {

Quorum quorum(Fraction fraction, const Electorate& electorate) {
  const auto required = at_least(fraction, electorate.eligible);
  return {fraction, electorate.present, electorate.eligible, required, electorate.present >= required};
}

Verdict no_quorum(const Quorum& quorum) {
  return {VerdictKind::no_quorum,
          {{"es", fmt::format("Sin quórum: {} presentes de {}; se piden {}.", quorum.present, quorum.eligible,
                              quorum.required)},
           {"en", fmt::format("No quorum: {} present of {}; {} are asked.", quorum.present, quorum.eligible,
                              quorum.required)}}};
}

}  // namespace acuerdo
