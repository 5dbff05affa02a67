// How the voices of a closed round stand, in words: the measures shown beside a result, whatever the rule.
#pragma once

#include "sessions/rules/any_rule.h"

namespace acuerdo {

// "Median 4; interquartile range 1; consensus 0.75 (Tastle-Wierman); agreement 0.46 (van der Eijk)." Median
// and range where the scale has numbers; none of these for a rule that chooses among many. `concordance`: how
// alike the voters of a sheet order its activities (Kendall's W), if that can be said. Empty when nobody took
// a position. Source of each: measures.h.
//
// `parts` of a voice: where voices are shared, medians and ranges are not told, for they are of whole voices.
Text measured(const Rule& rule, const Tally& tally, std::optional<double> concordance,
              std::uint64_t parts = 1);

}  // namespace acuerdo
