// Who has a voice: each person, or each institution.
#pragma once

#include <vector>

#include "sessions/rules/rule.h"

namespace acuerdo {

// One institution, one voice: the plurality of its delegates' positions, abstentions set aside; a tie is an
// abstention, and so is a delegation that only abstains. The empty delegation has no position and must not be
// asked.
Position plurality(const std::vector<Position>& ballots);

inline constexpr std::string_view kAbstain = "abstain";

}  // namespace acuerdo
