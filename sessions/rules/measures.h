// Measures of agreement, shown beside a vote's result: how a group stands on a scale, whatever the rule
// decides.
//
// Verdicts rest on exact arithmetic (Quantile); the other measures are floating-point numbers for people to
// read, and decide nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace acuerdo {

// How many stand at each value of an ordered scale: ascending values, none twice. Values that nobody took
// belong to the scale and have a count of 0.
struct Standing {
  int value = 0;
  std::uint64_t count = 0;
};
using Distribution = std::vector<Standing>;

std::uint64_t size_of(const Distribution& distribution);

// A quantile, exactly: `numerator` in parts of the scale's unit.
struct Quantile {
  std::int64_t numerator = 0;
  std::int64_t parts = 1;

  double value() const { return static_cast<double>(numerator) / static_cast<double>(parts); }
};

// The quantile at part / parts, by linear interpolation (Hyndman & Fan 1996, type 7, what R and spreadsheets
// use). The distribution is not empty; 0 <= part <= parts.
Quantile quantile(const Distribution& distribution, std::int64_t part, std::int64_t parts);

// Nothing when nobody rated.
std::optional<double> median(const Distribution& distribution);
std::optional<double> interquartile_range(const Distribution& distribution);

// Tastle & Wierman, Consensus and dissention: a measure of ordinal dispersion (2007):
// Cns = 1 + sum p log2(1 - |x - mean| / width), from 0 (two camps at the ends) to 1 (all alike). Nothing when
// nobody rated or the scale has one value.
std::optional<double> tastle_wierman_consensus(const Distribution& distribution);

// van der Eijk, Measuring agreement in ordered rating scales (2001): agreement A by layers, from -1 (two
// camps at the ends) over 0 (evenly spread) to 1 (all in one). Nothing when nobody rated.
std::optional<double> van_der_eijk_agreement(const Distribution& distribution);

// Sample standard deviation / mean. Nothing for fewer than two ratings, or a mean of 0.
std::optional<double> coefficient_of_variation(const Distribution& distribution);

// Dajani, Sincoff & Talley, Stability and agreement criteria for the termination of Delphi studies (1979):
// between two rounds the coefficient of variation changes by less than this.
inline constexpr double kStable = 0.2;

// How much the coefficient of variation changed between two rounds. Nothing where either has none.
std::optional<double> variation_change(const Distribution& before, const Distribution& after);

// Kendall & Babington Smith, The problem of m rankings (1939), corrected for ties: W, from 0 (no concordance)
// to 1 (all rank alike). Each row holds one person's values of the same things; equal values share their mean
// rank. Nothing for fewer than two rows or two things, or when every row is one tie.
std::optional<double> kendall_w(const std::vector<std::vector<int>>& rows);

struct GroupVotes {
  std::uint64_t agree = 0;
  std::uint64_t disagree = 0;
  std::uint64_t pass = 0;
};

// Small et al., Polis: scaling deliberation by mapping high dimensional opinion spaces (2021): the product
// over groups of (agree + 1) / (votes + 2). High only where every group agrees. 1 for no groups.
double group_informed_consensus(const std::vector<GroupVotes>& groups);

}  // namespace acuerdo
