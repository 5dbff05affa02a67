// RAND/UCLA appropriateness: nine-point ratings, their median, and whether the panel disagrees.
#pragma once

#include <tuple>

#include "sessions/rules/measures.h"
#include "sessions/rules/rule.h"
#include "sessions/values/field.h"

namespace acuerdo {

// Source: Fitch et al., The RAND/UCLA Appropriateness Method User's Manual (2001). Ratings run from 1 to 9;
// who has no opinion is set aside. There is disagreement when the interpercentile range (30 to 70 %) exceeds
// IPRAS = 2.35 + 1.5 AI, where AI is the distance from 5 to the middle of that range. (One published table
// misprints 1.5 as 2.5.) Because of the range, one more high rating may turn a scattered panel's judgement
// into disagreement.
struct RandUcla {
  static constexpr std::string_view kKind = "rand_ucla";
  static constexpr auto fields() { return fields_of(); }
  bool operator==(const RandUcla&) const = default;
};

// The figures behind the verdict, exactly: ranges in fortieths of a point.
struct Appropriateness {
  Quantile median;
  std::int64_t ipr_40ths = 0;
  std::int64_t ipras_40ths = 0;

  bool disagreement() const { return ipr_40ths > ipras_40ths; }
};
Appropriateness appropriateness(const Distribution& ratings);  // not empty

const std::vector<PositionOffered>& positions(const RandUcla&);

// Appropriate with a median of 6.5 or more, inappropriate below 3.5 (a median between two ranges belongs to
// the higher), both without disagreement; else uncertain.
Verdict verdict(const RandUcla&, const Tally& tally, const Electorate&);
Text description(const RandUcla&);

}  // namespace acuerdo
