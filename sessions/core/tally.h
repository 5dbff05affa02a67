// Counting a round: from sheets to voices, from voices to tallies, from tallies to verdicts.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "sessions/model/workshop.h"

namespace acuerdo {

struct Counted {
  Quorum quorum;
  std::vector<Result> results;      // in the order of the round's activities
  std::vector<Proxy> proxies = {};  // that count
};

// The ballots on one activity of those who vote, counted by institution. One may come in the place of
// another.
using DelegationTallies = std::map<InstitutionId, Tally>;
void count_ballot(DelegationTallies& delegations, const Rule& rule, const InstitutionId& institution,
                  const Position& position, std::uint64_t weight, const Position* instead_of = nullptr);

// What they come to under the voice of the round, before its rule has spoken: tally, parts and voices.
Result voices_on(const Workshop& workshop, const Round& round, ActivityId activity,
                 const DelegationTallies& delegations, const std::vector<Proxy>& proxies);

// What the round would say if it closed now. By institution, each institution that voted has one position on
// an activity (the plurality of its delegates), and so have those it represents. Without quorum the verdict
// on every activity is no_quorum; tallies are given all the same.
Counted results_of(const Workshop& workshop, const Round& round);

// Where ballots are known by institution: those of so few voters that their position would tell what each
// voted. They are told together with the others: in the tally, and by no name.
std::set<InstitutionId> told_together(const Round& round);

// What the rule makes of a closed round's activity without the ballots of those reasons: counted as the round
// was counted, by its own roll, proxies and electorate.
Verdict verdict_without(const Workshop& workshop, const Round& round, const Result& result,
                        const std::vector<ReasonPlace>& reasons);

}  // namespace acuerdo
