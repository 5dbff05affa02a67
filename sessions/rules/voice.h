// How an institution speaks with one voice: by the plurality of its delegates (Voice::institution), by the
// most reserved of them, or by its head of delegation alone, whose ballot needs no counting.
#pragma once

#include <vector>

#include "sessions/rules/rule.h"

namespace acuerdo {

// One institution, one voice: the plurality of its delegates' positions, abstentions set aside. A tie is an
// abstention, and so is a delegation that only abstains; where the scale offers no abstention, a tie is the
// most reserved of the tied positions: a divided delegation never counts as support. `ballots` are positions
// of the scale, at least one.
Position plurality(const std::vector<PositionOffered>& scale, const std::vector<Position>& ballots);

// The position furthest from support on the scale, abstentions set aside; an abstention when all abstain.
Position most_reserved(const std::vector<PositionOffered>& scale, const std::vector<Position>& ballots);

}  // namespace acuerdo
