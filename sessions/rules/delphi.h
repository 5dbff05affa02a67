// Delphi: ratings that lie close together within the band of agreement.
#pragma once

#include <tuple>

#include "sessions/rules/rule.h"
#include "sessions/values/field.h"

namespace acuerdo {

// Sources: Diamond et al., Defining consensus: a systematic review recommends methodologic criteria for
// reporting of Delphi studies (2014); von der Gracht, Consensus measurement in Delphi studies (2012). Ratings
// run from 1 to `highest`; who has no opinion is set aside.
//
// Closeness is a measure of the middle half: one more low rating can draw the quartiles together. So here,
// and here alone, another rating against may help; it never raises the share.
struct Delphi {
  std::uint32_t highest = 5;     // of the scale: kLowestTop to kHighestTop
  std::uint32_t agree_from = 4;  // ratings from here to the highest agree: 2 to highest
  Fraction threshold{3, 4};      // at least so many of the ratings agree
  std::uint32_t max_iqr = 1;     // interquartile range, in points of the scale

  static constexpr std::uint32_t kLowestTop = 3;
  static constexpr std::uint32_t kHighestTop = 10;

  static constexpr std::string_view kKind = "delphi";
  static constexpr auto fields() {
    return fields_of(field("highest", &Delphi::highest), field("agreeFrom", &Delphi::agree_from),
                     field("threshold", &Delphi::threshold), field("maxIqr", &Delphi::max_iqr));
  }
  bool operator==(const Delphi&) const = default;
};

// Refuses a scale or a band outside of the bounds.
MaybeRefused check(const Delphi& rule);

const std::vector<PositionOffered>& positions(const Delphi& rule);

// Reached when the share of agreeing ratings is at least the threshold and the interquartile range at most
// max_iqr. The sentence says whether ratings are stable since the round before (measures.h, kStable).
Verdict verdict(const Delphi& rule, const Tally& tally, const Electorate&, const History& history);
Text description(const Delphi& rule);

}  // namespace acuerdo
