// Who votes alike: an opinion map as Polis draws it (Small et al., Polis: scaling deliberation by mapping
// high dimensional opinion spaces, 2021). Plain numbers in, plain numbers out; the same in gives the same
// out.
//
// Positions on m things of n voters make a matrix; what somebody did not answer counts as the mean of its
// column. Its first two principal components are the axes; whoever answered k of the m things is moved out by
// sqrt(m / k), so that few answers do not pull them to the middle. Groups are found by k-means, k from 2 to
// kMostGroups, each started from points far apart; the k of the highest mean silhouette is taken (Rousseeuw,
// Silhouettes, 1987), the smallest of equal ones.
#pragma once

#include <array>
#include <optional>
#include <vector>

namespace acuerdo {

// Below that a map says nothing: of fewer, any two would be a group.
inline constexpr std::size_t kFewestVoters = 7;
inline constexpr std::size_t kFewestThings = 2;
inline constexpr std::size_t kMostGroups = 5;

// -1 against, 0 neither, 1 for; nothing where somebody did not answer.
using Stance = std::optional<double>;

struct OpinionPoint {
  double x = 0;
  double y = 0;
  std::size_t group = 0;  // from 0; group 0 is the largest
};

struct OpinionMap {
  std::vector<OpinionPoint> points;   // of the rows
  std::size_t groups = 0;             // 2 to kMostGroups
  double silhouette = 0;              // mean, -1 to 1
  std::array<double, 2> explained{};  // share of the variance that each axis shows, 0 to 1
};

// Nothing for fewer than kFewestVoters rows or kFewestThings columns, or when all answered alike. Every row
// has the same length and at least one answer.
std::optional<OpinionMap> opinion_map(const std::vector<std::vector<Stance>>& rows);

}  // namespace acuerdo
