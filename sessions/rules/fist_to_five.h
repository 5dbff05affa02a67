// Fist to five: adopted when every hand shows three fingers or more.
#pragma once

#include <tuple>

#include "sessions/rules/rule.h"

namespace acuerdo {

// Source: facilitators' practice (Fletcher, "Fist to Five Consensus-Building", 2002): five fingers lead it,
// four support it, three can live with it; two and one want to talk on, a fist blocks.
struct FistToFive {
  static constexpr std::string_view kKind = "fist_to_five";
  static constexpr auto fields() { return fields_of(); }
  bool operator==(const FistToFive&) const = default;
};

const std::vector<PositionOffered>& positions(const FistToFive&);
Verdict verdict(const FistToFive&, const Tally& tally, const Electorate&);

// The rule in one sentence, for settings and minutes.
Text description(const FistToFive&);

}  // namespace acuerdo
