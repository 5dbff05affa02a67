// Score: everybody gives each activity of the sheet points from 0 to the highest; those with most are chosen.
#pragma once

#include <tuple>

#include "sessions/rules/choosing.h"
#include "sessions/values/field.h"

namespace acuerdo {

// Source: Smith, Range voting (2000). An activity that a voter does not score gets no points of theirs.
struct Score {
  std::uint32_t choose = 3;   // so many are chosen
  std::uint32_t highest = 5;  // points of one voice: 2 to 10

  static constexpr std::uint32_t kHighestScore = 10;

  static constexpr std::string_view kKind = "score";
  static constexpr auto fields() {
    return fields_of(field("choose", &Score::choose), field("highest", &Score::highest));
  }
  bool operator==(const Score&) const = default;
};

MaybeRefused check(const Score& rule);
const std::vector<PositionOffered>& positions(const Score& rule);
std::vector<Verdict> verdicts(const Score& rule, const SheetCount& sheet);
Text description(const Score& rule);

}  // namespace acuerdo
