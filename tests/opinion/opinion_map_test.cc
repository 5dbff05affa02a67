// The opinion map against small matrices worked out by hand.
#include "sessions/opinion/opinion_map.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace acuerdo {
namespace {

using Rows = std::vector<std::vector<Stance>>;
constexpr double kClose = 1e-9;

// Two camps, four against four, on three things. Each column has the mean 0, so the covariance is
//     8/7 * ( 1 1 -1 ; 1 1 -1 ; -1 -1 1 ),
// whose only eigenvalue above 0 is 3 * 8/7, along (1 1 -1) / sqrt(3): the camps lie at sqrt(3) and -sqrt(3).
TEST(OpinionMap, OfTwoCampsHasOneAxisAndTwoGroups) {
  Rows rows(4, {1, 1, -1});
  rows.resize(8, {-1, -1, 1});
  const auto map = opinion_map(rows);
  ASSERT_TRUE(map);
  EXPECT_EQ(map->groups, 2u);
  EXPECT_NEAR(map->silhouette, 1, kClose);
  EXPECT_NEAR(map->explained[0], 1, kClose);
  EXPECT_NEAR(map->explained[1], 0, kClose);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    EXPECT_NEAR(map->points[row].x, (row < 4 ? 1 : -1) * std::sqrt(3.0), kClose);
    EXPECT_NEAR(map->points[row].y, 0, kClose);
    EXPECT_EQ(map->points[row].group, row < 4 ? 0u : 1u);
  }
}

// Four are for both of two things, three against both, one is for the first and did not answer the second.
// The means are 1/4 of eight and 1/7 of seven; from them, with what is missing at its mean,
//     sum a^2 = 5 (3/4)^2 + 3 (5/4)^2 = 15/2
//     sum b^2 = 4 (6/7)^2 + 3 (8/7)^2 = 48/7
//     sum a b = 4 (3/4) (6/7) + 3 (5/4) (8/7) = 48/7
TEST(OpinionMap, CountsWhatIsMissingAsTheMeanAndMovesWhoAnsweredLessOut) {
  Rows rows(4, {1, 1});
  rows.resize(7, {-1, -1});
  rows.push_back({1, std::nullopt});
  const auto map = opinion_map(rows);
  ASSERT_TRUE(map);
  // The covariance times 7 is ( 15/2 48/7 ; 48/7 48/7 ).
  const double a = 15.0 / 2, b = 48.0 / 7, c = 48.0 / 7;
  const double root = std::sqrt((a - c) * (a - c) / 4 + b * b);
  const double largest = (a + c) / 2 + root;
  EXPECT_NEAR(map->explained[0], largest / (a + c), kClose);
  // Its axis is (b, largest - a), made of length 1; both loadings are positive.
  const double length = std::hypot(b, largest - a);
  const double u = b / length, v = (largest - a) / length;
  EXPECT_NEAR(map->points[0].x, 0.75 * u + 6.0 / 7 * v, kClose);
  EXPECT_NEAR(map->points[4].x, -1.25 * u - 8.0 / 7 * v, kClose);
  EXPECT_NEAR(map->points[7].x, std::sqrt(2.0) * 0.75 * u, kClose);
  EXPECT_EQ(map->points[7].group, map->points[0].group);
  EXPECT_NE(map->points[4].group, map->points[0].group);
}

TEST(OpinionMap, FindsThreeCamps) {
  Rows rows;
  for (int n = 0; n < 5; ++n) rows.push_back({1, 1, -1, -1});
  for (int n = 0; n < 4; ++n) rows.push_back({-1, 1, 1, -1});
  for (int n = 0; n < 3; ++n) rows.push_back({-1, -1, -1, 1});
  const auto map = opinion_map(rows);
  ASSERT_TRUE(map);
  EXPECT_EQ(map->groups, 3u);
  EXPECT_EQ(map->points.front().group, 0u);
  EXPECT_EQ(map->points[5].group, 1u);
  EXPECT_EQ(map->points.back().group, 2u);
}

TEST(OpinionMap, IsOfEnoughVotersWhoDiffer) {
  EXPECT_FALSE(opinion_map({}));
  EXPECT_FALSE(opinion_map(Rows(6, {1, -1})));
  EXPECT_FALSE(opinion_map(Rows(20, {1, -1})));
  EXPECT_FALSE(opinion_map(Rows(20, {1})));
}

TEST(OpinionMap, IsTheSameEveryTime) {
  std::mt19937 any{7};
  Rows rows(200, std::vector<Stance>(24));
  for (auto& row : rows) {
    for (auto& stance : row) {
      if (any() % 4 != 0) stance = static_cast<double>(any() % 3) - 1;
    }
    row.front() = 1;
  }
  const auto one = opinion_map(rows);
  const auto other = opinion_map(rows);
  ASSERT_TRUE(one && other);
  for (std::size_t n = 0; n < rows.size(); ++n) {
    EXPECT_EQ(one->points[n].x, other->points[n].x);
    EXPECT_EQ(one->points[n].group, other->points[n].group);
  }
  EXPECT_GE(one->groups, 2u);
  EXPECT_LE(one->groups, kMostGroups);
}

}  // namespace
}  // namespace acuerdo
