// The list of decision rules. Adding a rule is one pair of files beside this one and one name in this list.
#pragma once

#include <variant>

#include "sessions/rules/approval.h"
#include "sessions/rules/consensus_with_fallback.h"
#include "sessions/rules/consent.h"
#include "sessions/rules/delphi.h"
#include "sessions/rules/dots.h"
#include "sessions/rules/fist_to_five.h"
#include "sessions/rules/gradients.h"
#include "sessions/rules/majority.h"
#include "sessions/rules/rand_ucla.h"
#include "sessions/rules/ranking.h"
#include "sessions/rules/score.h"
#include "sessions/rules/un_consensus.h"
#include "sessions/rules/unanimity.h"

namespace acuerdo {

// A new one goes to the end: snapshots know a rule by its place.
using Rule = std::variant<UnConsensus, Majority, Unanimity, Consent, FistToFive, Gradients, Delphi, RandUcla,
                          ConsensusWithFallback, Approval, Dots, Score, Ranking>;

// Does the rule choose among the activities of a sheet, rather than decide each by itself? Its voices are
// persons, or institutions that speak through their heads: a delegation's plurality has no sheet of its own.
bool chooses(const Rule& rule);
MaybeRefused check(const Rule& rule, Voice voice);

// Are the rule's positions ratings, of which none is by itself a reservation or an objection?
bool rates(const Rule& rule);

// Refuses settings that the rule cannot work with, by the rule's field.
MaybeRefused check(const Rule& rule);

// The scale of a ballot under the rule. The reference stays valid for ever.
const std::vector<PositionOffered>& positions(const Rule& rule);

// The position of that code, or null when the rule does not offer it.
const PositionOffered* offered(const Rule& rule, const Position& position);

// Its tone; std::out_of_range for what the rule does not offer.
Tone tone_of(const Rule& rule, const Position& position);

// An empty tally: every position of the rule with a count of 0.
Tally empty_tally(const Rule& rule);

// What the rule makes of the tally. Does not know of quorum: that is asked before (quorum.h).
Verdict verdict(const Rule& rule, const Tally& tally, const Electorate& electorate,
                const History& history = {});

// What a rule that chooses makes of a whole sheet: of each activity, in its order.
std::vector<Verdict> verdicts(const Rule& rule, const SheetCount& sheet);

// Refuses a position that the voter's other ballots on the sheet leave no room for.
MaybeRefused fits(const Rule& rule, const OtherBallots& others, const Position& position);

Text description(const Rule& rule);

}  // namespace acuerdo
