// What the rules for choosing among many have in common: each activity of a sheet has a worth, the worthiest
// are chosen, and equal worth shares a place.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sessions/rules/rule.h"

namespace acuerdo {

// One voice's positions on the activities of a sheet, in its order, as numbers of the scale; nothing where it
// took none.
using Row = std::vector<std::optional<int>>;

// What a sheet came to, for the rules that weigh its activities against each other.
struct SheetCount {
  std::vector<Tally> tallies;  // of each activity
  std::vector<Row> rows;       // of each voice
};

// The ballots a voter has on the other activities of a sheet of so many.
struct OtherBallots {
  std::size_t activities = 0;
  std::vector<Position> positions;
};

// How many a rule may choose.
inline constexpr std::uint32_t kMostChosen = 100;

// Refuses to choose none, or more than kMostChosen.
MaybeRefused check_choose(std::uint32_t choose);

struct Rank {
  std::uint64_t place = 1;  // 1 for the worthiest; equal worth shares the first of its places: 1, 1, 3
  std::uint64_t tied = 1;   // how many share it, itself included

  bool operator==(const Rank&) const = default;
};
std::vector<Rank> ranks(const std::vector<std::uint64_t>& worth);

// Chosen when it is among the `choose` worthiest whichever way a tie would fall; tied when that depends on
// the tie; not chosen else, or without any worth.
VerdictKind chosen(const Rank& rank, std::uint64_t worth, std::uint32_t choose);

// "Chosen: 1st place of 4 with 7 dots; 2 are chosen." `what` is the worth in words: "with 7 dots".
Verdict chosen_in_words(const Rank& rank, std::uint64_t worth, std::uint32_t choose, std::size_t among,
                        const Text& what);

// The verdicts of a rule whose worth is the sum over the tally of count x the position's number.
std::vector<std::uint64_t> sums(const std::vector<Tally>& tallies);

}  // namespace acuerdo
