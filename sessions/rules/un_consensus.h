// UN-style consensus: adopted when somebody joins and nobody objects.
#pragma once

#include <tuple>

#include "sessions/rules/rule.h"

namespace acuerdo {

// Source: practice of the United Nations, where consensus is adoption without a formal objection;
// reservations are recorded and do not prevent it. An abstention does not prevent it either, but abstentions
// alone adopt nothing.
struct UnConsensus {
  static constexpr std::string_view kKind = "un_consensus";
  static constexpr auto fields() { return fields_of(); }
  bool operator==(const UnConsensus&) const = default;
};

const std::vector<PositionOffered>& positions(const UnConsensus&);
Verdict verdict(const UnConsensus&, const Tally& tally, const Electorate&);

// The rule in one sentence, for settings and minutes.
Text description(const UnConsensus&);

}  // namespace acuerdo
