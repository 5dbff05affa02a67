#include "sessions/rules/measures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace acuerdo {
namespace {

// The rating at a place, counted from 0, when all stand in a line from the lowest to the highest.
int rating_at(const Distribution& distribution, std::uint64_t place) {
  for (const auto& standing : distribution) {
    if (place < standing.count) return standing.value;
    place -= standing.count;
  }
  return distribution.back().value;
}

double mean(const Distribution& distribution) {
  double sum = 0;
  for (const auto& [value, count] : distribution) sum += value * static_cast<double>(count);
  return sum / static_cast<double>(size_of(distribution));
}

// The agreement of one layer: categories that are there or not, in the scale's order.
double agreement_of(const std::vector<bool>& layer) {
  const auto k = static_cast<double>(layer.size());
  const auto there = static_cast<double>(std::ranges::count(layer, true));
  if (there == 1) return 1;
  double unimodal =
      0;  // triples of categories that have their gap at an end, and those with it in the middle
  double bimodal = 0;
  for (std::size_t a = 0; a < layer.size(); ++a) {
    for (auto b = a + 1; b < layer.size(); ++b) {
      for (auto c = b + 1; c < layer.size(); ++c) {
        if (layer[a] + layer[b] + layer[c] != 2) continue;
        ++(layer[b] ? unimodal : bimodal);
      }
    }
  }
  const auto unimodality = unimodal + bimodal == 0
                               ? 1
                               : ((k - 2) * unimodal - (k - 1) * bimodal) / ((k - 2) * (unimodal + bimodal));
  return unimodality * (1 - (there - 1) / (k - 1));
}

struct Ranked {
  std::vector<double> ranks;  // in the order of the row
  double ties = 0;            // sum of t^3 - t over its ties
};

Ranked ranked(const std::vector<int>& row) {
  std::vector<std::size_t> order(row.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::size_t i) { return row[i]; });
  Ranked result{std::vector<double>(row.size()), 0};
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    while (to < order.size() && row[order[to]] == row[order[from]]) ++to;
    const auto tied = static_cast<double>(to - from);
    for (auto i = from; i < to; ++i) result.ranks[order[i]] = static_cast<double>(from) + (tied + 1) / 2;
    result.ties += tied * tied * tied - tied;
  }
  return result;
}

}  // namespace

std::uint64_t size_of(const Distribution& distribution) {
  std::uint64_t size = 0;
  for (const auto& standing : distribution) size += standing.count;
  return size;
}

Quantile quantile(const Distribution& distribution, std::int64_t part, std::int64_t parts) {
  const auto steps = static_cast<std::int64_t>(size_of(distribution) - 1) * part;
  const auto place = static_cast<std::uint64_t>(steps / parts);
  const auto beyond = steps % parts;
  const auto low = rating_at(distribution, place);
  const auto high = beyond == 0 ? low : rating_at(distribution, place + 1);
  return {low * (parts - beyond) + high * beyond, parts};
}

std::optional<double> median(const Distribution& distribution) {
  if (size_of(distribution) == 0) return {};
  return quantile(distribution, 1, 2).value();
}

std::optional<double> interquartile_range(const Distribution& distribution) {
  if (size_of(distribution) == 0) return {};
  return quantile(distribution, 3, 4).value() - quantile(distribution, 1, 4).value();
}

std::optional<double> tastle_wierman_consensus(const Distribution& distribution) {
  const auto size = static_cast<double>(size_of(distribution));
  if (size == 0 || distribution.size() < 2) return {};
  const auto centre = mean(distribution);
  const double width = distribution.back().value - distribution.front().value;
  double consensus = 1;
  for (const auto& [value, count] : distribution) {
    if (count > 0)
      consensus += static_cast<double>(count) / size * std::log2(1 - std::abs(value - centre) / width);
  }
  return consensus;
}

std::optional<double> van_der_eijk_agreement(const Distribution& distribution) {
  const auto size = static_cast<double>(size_of(distribution));
  if (size == 0) return {};
  auto left = distribution;
  double agreement = 0;
  while (size_of(left) > 0) {
    std::vector<bool> layer;
    std::uint64_t height = 0;
    for (const auto& standing : left) {
      layer.push_back(standing.count > 0);
      if (standing.count > 0) height = height == 0 ? standing.count : std::min(height, standing.count);
    }
    const auto weight = static_cast<double>(height) * static_cast<double>(std::ranges::count(layer, true));
    agreement += weight / size * agreement_of(layer);
    for (auto& standing : left) standing.count -= std::min(height, standing.count);
  }
  return agreement;
}

std::optional<double> coefficient_of_variation(const Distribution& distribution) {
  const auto size = static_cast<double>(size_of(distribution));
  if (size < 2) return {};
  const auto centre = mean(distribution);
  if (centre == 0) return {};
  double squares = 0;
  for (const auto& [value, count] : distribution)
    squares += static_cast<double>(count) * (value - centre) * (value - centre);
  return std::sqrt(squares / (size - 1)) / centre;
}

std::optional<double> variation_change(const Distribution& before, const Distribution& after) {
  const auto was = coefficient_of_variation(before);
  const auto is = coefficient_of_variation(after);
  if (!was || !is) return {};
  return std::abs(*is - *was);
}

std::optional<double> kendall_w(const std::vector<std::vector<int>>& rows) {
  if (rows.size() < 2 || rows.front().size() < 2) return {};
  const auto m = static_cast<double>(rows.size());
  const auto n = static_cast<double>(rows.front().size());
  std::vector<double> sums(rows.front().size());
  double ties = 0;
  for (const auto& row : rows) {
    const auto one = ranked(row);
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += one.ranks[i];
    ties += one.ties;
  }
  const auto centre = m * (n + 1) / 2;
  double squares = 0;
  for (const auto sum : sums) squares += (sum - centre) * (sum - centre);
  const auto most = m * m * (n * n * n - n) - m * ties;
  if (most == 0) return {};
  return 12 * squares / most;
}

double group_informed_consensus(const std::vector<GroupVotes>& groups) {
  double product = 1;
  for (const auto& [agree, disagree, pass] : groups)
    product *= static_cast<double>(agree + 1) / static_cast<double>(agree + disagree + pass + 2);
  return product;
}

}  // namespace acuerdo
