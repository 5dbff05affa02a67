#include "sessions/rules/ranking.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sessions/rules/scale.h"
#include "sessions/values/number.h"

namespace acuerdo {
namespace {

std::vector<PositionOffered> make_ranks() {
  std::vector<PositionOffered> ranks;
  for (std::uint32_t rank = 1; rank <= Ranking::kMostRanked; ++rank) {
    const auto number = std::to_string(rank);
    ranks.push_back({{number}, {{"es", number + ".º"}, {"en", "No. " + number}}, Tone::support, false});
  }
  return ranks;
}

// What is left out stands behind everything.
int rank_in(const Row& row, std::size_t activity) {
  return row[activity].value_or(std::numeric_limits<int>::max());
}

}  // namespace

MaybeRefused check(const Ranking& rule) { return check_choose(rule.choose); }

const std::vector<PositionOffered>& positions(const Ranking&) {
  static const auto ranks = make_ranks();
  return ranks;
}

MaybeRefused fits(const Ranking&, const OtherBallots& others, const Position& position) {
  if (number_in<std::size_t>(position.value).value_or(0) <= others.activities) return {};
  return Refusal{RefusalCode::position, "position",
                 fmt::format("There are {} activities to rank.", others.activities)};
}

std::vector<std::uint64_t> rank_sums(const std::vector<Row>& rows, std::size_t activities) {
  std::vector<std::uint64_t> doubled(activities);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < activities; ++i) {
      std::uint64_t before = 0;
      std::uint64_t with = 0;  // itself included
      for (std::size_t j = 0; j < activities; ++j) {
        if (rank_in(row, j) < rank_in(row, i)) ++before;
        if (rank_in(row, j) == rank_in(row, i)) ++with;
      }
      doubled[i] += 2 * before + with + 1;
    }
  }
  return doubled;
}

std::optional<std::size_t> condorcet_winner(const std::vector<Row>& rows, std::size_t activities) {
  const auto beats = [&](std::size_t i, std::size_t j) {
    std::ptrdiff_t lead = 0;
    for (const auto& row : rows)
      lead += (rank_in(row, i) < rank_in(row, j)) - (rank_in(row, j) < rank_in(row, i));
    return lead > 0;
  };
  if (activities < 2) return {};
  for (std::size_t i = 0; i < activities; ++i) {
    bool wins = true;
    for (std::size_t j = 0; j < activities && wins; ++j) wins = i == j || beats(i, j);
    if (wins) return i;
  }
  return {};
}

std::vector<Verdict> verdicts(const Ranking& rule, const SheetCount& sheet) {
  const auto activities = sheet.tallies.size();
  const auto doubled = rank_sums(sheet.rows, activities);
  const auto worst = 2 * sheet.rows.size() * activities;
  std::vector<std::uint64_t> worth;  // the smaller the sum of ranks, the more
  for (const auto sum : doubled) worth.push_back(sheet.rows.empty() ? 0 : worst + 1 - sum);
  const auto standing = ranks(worth);
  const auto winner = condorcet_winner(sheet.rows, activities);
  std::vector<Verdict> all;
  for (std::size_t i = 0; i < activities; ++i) {
    const auto mean = decimal(sheet.rows.empty() ? 0
                                                 : static_cast<double>(doubled[i]) /
                                                       static_cast<double>(2 * sheet.rows.size()));
    all.push_back(chosen_in_words(standing[i], worth[i], rule.choose, activities,
                                  {{"es", fmt::format("rango medio {}", mean.at("es"))},
                                   {"en", fmt::format("mean rank {}", mean.at("en"))}}));
    if (winner == i) {
      sentence_add(all.back().sentence,
                   {{"es", " Gana a cada una de las demás, comparadas de dos en dos (Condorcet)."},
                    {"en", " It wins against each other one, compared two by two (Condorcet)."}});
    }
  }
  return all;
}

Text description(const Ranking& rule) {
  return {{"es",
           fmt::format("Ordenación: cada voz ordena las actividades; se eligen las {} con mejor rango medio.",
                       rule.choose)},
          {"en", fmt::format(
                     "Ranking: each voice orders the activities; the {} with the best mean rank are chosen.",
                     rule.choose)}};
}

}  // namespace acuerdo
