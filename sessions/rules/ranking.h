// Ranking: everybody orders the activities of the sheet; those with the best mean rank are chosen.
#pragma once

#include <tuple>

#include "sessions/rules/choosing.h"
#include "sessions/values/field.h"

namespace acuerdo {

// A voter may give two activities the same rank; those they leave out stand tied behind the ones they ranked.
// In each case the tied share their mean rank. The Condorcet winner, where there is one, is named: the
// activity that more rank before than behind each other one (Condorcet 1785). How alike all order them is
// Kendall's W, beside the result (measures.h).
struct Ranking {
  std::uint32_t choose = 3;  // so many are chosen

  static constexpr std::uint32_t kMostRanked = 30;  // nobody orders more

  static constexpr std::string_view kKind = "ranking";
  static constexpr auto fields() { return fields_of(field("choose", &Ranking::choose)); }
  bool operator==(const Ranking&) const = default;
};

MaybeRefused check(const Ranking& rule);

// From 1, the best, to kMostRanked.
const std::vector<PositionOffered>& positions(const Ranking&);

// Refuses a rank behind the number of activities.
MaybeRefused fits(const Ranking& rule, const OtherBallots& others, const Position& position);

std::vector<Verdict> verdicts(const Ranking& rule, const SheetCount& sheet);
Text description(const Ranking& rule);

// Of each activity, the sum over all rows of its ranks, in halves (a tie's mean rank may be one).
std::vector<std::uint64_t> rank_sums(const std::vector<Row>& rows, std::size_t activities);

// The place on the sheet of the activity that wins against each other one, if there is one.
std::optional<std::size_t> condorcet_winner(const std::vector<Row>& rows, std::size_t activities);

}  // namespace acuerdo
