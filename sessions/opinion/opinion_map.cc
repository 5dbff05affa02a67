#include "sessions/opinion/opinion_map.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace acuerdo {
namespace {

using Eigen::Index;
using Points = Eigen::Matrix<double, Eigen::Dynamic, 2>;
using Groups = std::vector<std::size_t>;

// Two stances differ by 1/2 at least: less than this is what rounding leaves.
constexpr double kNothing = 1e-9;
constexpr int kMostSteps = 100;

Eigen::MatrixXd centred(const std::vector<std::vector<Stance>>& rows) {
  const auto n = static_cast<Index>(rows.size());
  const auto m = static_cast<Index>(rows.front().size());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(n, m);
  for (Index column = 0; column < m; ++column) {
    double sum = 0;
    double answered = 0;
    for (const auto& row : rows) {
      const auto& stance = row[static_cast<std::size_t>(column)];
      sum += stance.value_or(0);
      answered += stance ? 1 : 0;
    }
    const double mean = answered > 0 ? sum / answered : 0;
    for (Index row = 0; row < n; ++row) {
      const auto& stance = rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
      matrix(row, column) = stance ? *stance - mean : 0;
    }
  }
  return matrix;
}

// An axis has no direction of its own: its largest loading, the first of equal ones, is made positive.
void direct(Eigen::VectorXd& axis) {
  Index largest = 0;
  for (Index place = 1; place < axis.size(); ++place) {
    if (std::abs(axis(place)) > std::abs(axis(largest)) + kNothing) largest = place;
  }
  if (axis(largest) < 0) axis = -axis;
}

double distance(const Points& points, Index a, const Eigen::RowVector2d& b) {
  return (points.row(a) - b).norm();
}

// The one farthest from the middle, then always the one farthest from all that were taken.
Points far_apart(const Points& points, Index k) {
  Points centres(k, 2);
  const Eigen::RowVector2d middle = points.colwise().mean();
  for (Index taken = 0; taken < k; ++taken) {
    Index best = 0;
    double farthest = -1;
    for (Index point = 0; point < points.rows(); ++point) {
      double nearest = taken == 0 ? distance(points, point, middle) : std::numeric_limits<double>::max();
      for (Index one = 0; one < taken; ++one)
        nearest = std::min(nearest, distance(points, point, centres.row(one)));
      if (nearest > farthest + kNothing) {
        farthest = nearest;
        best = point;
      }
    }
    centres.row(taken) = points.row(best);
  }
  return centres;
}

Groups k_means(const Points& points, Index k) {
  auto centres = far_apart(points, k);
  Groups groups(static_cast<std::size_t>(points.rows()), 0);
  for (int step = 0; step < kMostSteps; ++step) {
    bool moved = step == 0;
    for (Index point = 0; point < points.rows(); ++point) {
      Index nearest = 0;
      for (Index centre = 1; centre < k; ++centre) {
        if (distance(points, point, centres.row(centre)) <
            distance(points, point, centres.row(nearest)) - kNothing)
          nearest = centre;
      }
      auto& group = groups[static_cast<std::size_t>(point)];
      moved = moved || group != static_cast<std::size_t>(nearest);
      group = static_cast<std::size_t>(nearest);
    }
    if (!moved) break;
    Points sums = Points::Zero(k, 2);
    Eigen::VectorXd sizes = Eigen::VectorXd::Zero(k);
    for (Index point = 0; point < points.rows(); ++point) {
      const auto group = static_cast<Index>(groups[static_cast<std::size_t>(point)]);
      sums.row(group) += points.row(point);
      sizes(group) += 1;
    }
    for (Index centre = 0; centre < k; ++centre) {
      if (sizes(centre) > 0) centres.row(centre) = sums.row(centre) / sizes(centre);
    }
  }
  return groups;
}

// Of a point alone in its group it is 0, as Rousseeuw has it.
double mean_silhouette(const Points& points, const Groups& groups, std::size_t k) {
  std::vector<std::size_t> sizes(k);
  for (const auto group : groups) ++sizes[group];
  double sum = 0;
  for (Index point = 0; point < points.rows(); ++point) {
    const auto own = groups[static_cast<std::size_t>(point)];
    if (sizes[own] < 2) continue;
    std::vector<double> to(k);
    for (Index other = 0; other < points.rows(); ++other)
      to[groups[static_cast<std::size_t>(other)]] += distance(points, point, points.row(other));
    const double inside = to[own] / static_cast<double>(sizes[own] - 1);
    double outside = std::numeric_limits<double>::max();
    for (std::size_t group = 0; group < k; ++group) {
      if (group != own && sizes[group] > 0)
        outside = std::min(outside, to[group] / static_cast<double>(sizes[group]));
    }
    const double larger = std::max(inside, outside);
    if (larger > kNothing) sum += (outside - inside) / larger;
  }
  return sum / static_cast<double>(points.rows());
}

std::size_t different_points(const Points& points) {
  std::vector<std::pair<double, double>> all;
  for (Index point = 0; point < points.rows(); ++point)
    all.emplace_back(std::round(points(point, 0) / kNothing), std::round(points(point, 1) / kNothing));
  std::ranges::sort(all);
  return static_cast<std::size_t>(std::ranges::unique(all).begin() - all.begin());
}

// The largest group is 0; of equal ones, the one whose first member comes first.
Groups by_size(const Groups& groups, std::size_t k) {
  std::vector<std::size_t> sizes(k);
  std::vector<std::size_t> first(k, groups.size());
  for (std::size_t point = 0; point < groups.size(); ++point) {
    ++sizes[groups[point]];
    first[groups[point]] = std::min(first[groups[point]], point);
  }
  std::vector<std::size_t> order(k);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t group) {
    return std::pair{groups.size() - sizes[group], first[group]};
  });
  std::vector<std::size_t> place(k);
  for (std::size_t n = 0; n < k; ++n) place[order[n]] = n;
  Groups sorted;
  for (const auto group : groups) sorted.push_back(place[group]);
  return sorted;
}

}  // namespace

std::optional<OpinionMap> opinion_map(const std::vector<std::vector<Stance>>& rows) {
  if (rows.size() < kFewestVoters || rows.front().size() < kFewestThings) return {};
  const auto matrix = centred(rows);
  const Eigen::MatrixXd covariance = matrix.transpose() * matrix / static_cast<double>(rows.size() - 1);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solved{covariance};
  const double variance = covariance.trace();
  if (variance < kNothing) return {};

  OpinionMap map;
  Points points(matrix.rows(), 2);
  for (Index axis = 0; axis < 2; ++axis) {
    const auto place = covariance.rows() - 1 - axis;  // eigenvalues come in increasing order
    Eigen::VectorXd loadings = solved.eigenvectors().col(place);
    direct(loadings);
    points.col(axis) = matrix * loadings;
    map.explained[static_cast<std::size_t>(axis)] = std::max(solved.eigenvalues()(place), 0.0) / variance;
  }
  for (Index row = 0; row < points.rows(); ++row) {
    const auto& stances = rows[static_cast<std::size_t>(row)];
    const auto answered =
        std::ranges::count_if(stances, [](const Stance& stance) { return stance.has_value(); });
    points.row(row) *=
        std::sqrt(static_cast<double>(stances.size()) / static_cast<double>(std::max(answered, 1L)));
  }

  Groups best;
  map.silhouette = -2;
  const auto most = std::min({kMostGroups, different_points(points), rows.size() - 1});
  for (std::size_t k = 2; k <= most; ++k) {
    const auto groups = k_means(points, static_cast<Index>(k));
    const auto silhouette = mean_silhouette(points, groups, k);
    if (silhouette <= map.silhouette + kNothing) continue;
    map.silhouette = silhouette;
    map.groups = k;
    best = groups;
  }
  best = by_size(best, map.groups);
  for (Index row = 0; row < points.rows(); ++row)
    map.points.push_back({points(row, 0), points(row, 1), best[static_cast<std::size_t>(row)]});
  return map;
}

}  // namespace acuerdo
