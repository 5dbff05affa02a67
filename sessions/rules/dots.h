// Dot votes: everybody has a number of dots to put on the activities of the sheet; those with most are
// chosen.
#pragma once

#include <tuple>

#include "sessions/rules/choosing.h"
#include "sessions/values/field.h"

namespace acuerdo {

// Source: Gray, Brown & Macanufo, Gamestorming (2010), "dot voting"; equal sums share a place.
struct Dots {
  std::uint32_t choose = 3;  // so many are chosen
  std::uint32_t dots = 5;    // of each voice: 1 to kMostDots
  std::uint32_t most = 5;    // on one activity: 1 to `dots`

  static constexpr std::uint32_t kMostDots = 20;

  static constexpr std::string_view kKind = "dots";
  static constexpr auto fields() {
    return fields_of(field("choose", &Dots::choose), field("dots", &Dots::dots), field("most", &Dots::most));
  }
  bool operator==(const Dots&) const = default;
};

MaybeRefused check(const Dots& rule);

// From `most` dots down to none.
const std::vector<PositionOffered>& positions(const Dots& rule);

// Refuses more dots than the voter has left.
MaybeRefused fits(const Dots& rule, const OtherBallots& others, const Position& position);

std::vector<Verdict> verdicts(const Dots& rule, const SheetCount& sheet);
Text description(const Dots& rule);

}  // namespace acuerdo
