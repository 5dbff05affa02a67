// Counting a round: from sheets to voices, from voices to tallies, from tallies to verdicts.
#pragma once

#include <vector>

#include "sessions/model/workshop.h"

namespace acuerdo {

struct Counted {
  Quorum quorum;
  std::vector<Result> results;      // in the order of the round's activities
  std::vector<Proxy> proxies = {};  // that count
};

// What the round would say if it closed now. By institution, each institution that voted has one position on
// an activity (the plurality of its delegates), and so have those it represents. Without quorum the verdict
// on every activity is no_quorum; tallies are given all the same.
Counted results_of(const Workshop& workshop, const Round& round);

}  // namespace acuerdo
