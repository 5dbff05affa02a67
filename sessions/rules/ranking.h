// Ranking: everybody orders the activities of the sheet; those with the best mean rank are chosen.
#pragma once

#include <tuple>

#include "sessions/rules/choosing.h"
#include "sessions/values/field.h"

namespace acuerdo {

// How the orders of all become one: by the mean of the ranks (Borda 1770), under which what more rank before
// than behind each other one may still lose; or by Schulze's method, under which it never does.
enum class RankingMethod { mean_rank, schulze };

constexpr auto names_of(RankingMethod) {
  return NameTable<RankingMethod, 2>{
      {{RankingMethod::mean_rank, "mean_rank"}, {RankingMethod::schulze, "schulze"}}};
}

// A voter may give two activities the same rank; those they leave out stand tied behind the ones they ranked.
// In each case the tied share their mean rank. What nobody ranked is not chosen. The Condorcet winner, where
// there is one, is named: the activity that more rank before than behind each other one (Condorcet 1785). How
// alike all order them is Kendall's W, beside the result (measures.h).
struct Ranking {
  std::uint32_t choose = 3;  // so many are chosen
  RankingMethod method = RankingMethod::mean_rank;

  static constexpr std::uint32_t kMostRanked = 30;  // nobody orders more

  static constexpr std::string_view kKind = "ranking";
  static constexpr auto fields() {
    return fields_of(field("choose", &Ranking::choose), field("method", &Ranking::method).optional());
  }
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

// Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
// election method (2011), with winning votes: of each activity, how many others it is not beaten by, where i
// beats j if the strongest path from i to j is stronger than that back. Along a path each activity is ranked
// before the next by more voices than the other way round; it is as strong as the fewest of those voices.
std::vector<std::uint64_t> schulze_wins(const std::vector<Row>& rows, std::size_t activities);

// The place on the sheet of the activity that wins against each other one, if there is one.
std::optional<std::size_t> condorcet_winner(const std::vector<Row>& rows, std::size_t activities);

}  // namespace acuerdo
