// Who has a voice: each person, or each institution.
#pragma once

#include <vector>

#include "sessions/rules/rule.h"

namespace acuerdo {

// One institution, one voice: the plurality of its delegates' positions, abstentions set aside. A tie is an
// abstention, and so is a delegation that only abstains; where the scale offers no abstention, a tie is the
// most reserved of the tied positions: a divided delegation never counts as support. `ballots` are positions
// of the scale, at least one.
Position plurality(const std::vector<PositionOffered>& scale, const std::vector<Position>& ballots);

}  // namespace acuerdo
