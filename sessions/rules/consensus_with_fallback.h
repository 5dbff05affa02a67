// Consensus, sought for a number of rounds; then a majority decides.
#pragma once

#include <tuple>

#include "sessions/rules/majority.h"
#include "sessions/rules/rule.h"
#include "sessions/values/field.h"

namespace acuerdo {

// The scale is that of UN-style consensus. For the majority, who joins, with a reservation or without, is in
// favour, and who objects is against.
struct ConsensusWithFallback {
  std::uint32_t rounds = 2;  // from this round on an activity the majority may decide: 1 to kMostRounds
  Majority fallback{{2, 3}, Base::cast, false};

  static constexpr std::uint32_t kMostRounds = 10;

  static constexpr std::string_view kKind = "consensus_with_fallback";
  static constexpr auto fields() {
    return fields_of(field("rounds", &ConsensusWithFallback::rounds),
                     field("fallback", &ConsensusWithFallback::fallback));
  }
  bool operator==(const ConsensusWithFallback&) const = default;
};

// Refuses a number of rounds outside of the bounds.
MaybeRefused check(const ConsensusWithFallback& rule);

const std::vector<PositionOffered>& positions(const ConsensusWithFallback&);

// What UN-style consensus makes of the tally; when that is not reached, and this is at least the `rounds`th
// round on the activity, what the majority makes of it.
Verdict verdict(const ConsensusWithFallback& rule, const Tally& tally, const Electorate& electorate,
                const History& history);
Text description(const ConsensusWithFallback& rule);

}  // namespace acuerdo
