// How a closed round's voices stand, in words: the measures shown beside a result, whatever the rule.
#pragma once

#include "sessions/model/workshop.h"

namespace acuerdo {

// "Median 4; interquartile range 1; consensus 0.75 (Tastle-Wierman); agreement 0.46 (van der Eijk)." Median
// and range where the scale has numbers; none of these for a rule that chooses among many. On a sheet of
// several activities also how alike its voters, those who took a position on each, order them (Kendall's W).
// Empty when nobody took a position. Source of each: sessions/rules/measures.h.
Text measured(const Round& round, const Result& result);

}  // namespace acuerdo
