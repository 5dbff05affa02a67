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

std::vector<std::uint64_t> schulze_wins(const std::vector<Row>& rows, std::size_t activities) {
  const auto n = activities;
  std::vector<std::vector<std::uint64_t>> path(n, std::vector<std::uint64_t>(n));
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        if (rank_in(row, i) < rank_in(row, j)) ++path[i][j];
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      const auto before = path[i][j];
      const auto behind = path[j][i];
      path[i][j] = before > behind ? before : 0;
      path[j][i] = behind > before ? behind : 0;
    }
  }
  // The widest paths, by Floyd and Warshall; at most kMostRanked activities.
  for (std::size_t over = 0; over < n; ++over) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        if (i != j) path[i][j] = std::max(path[i][j], std::min(path[i][over], path[over][j]));
      }
    }
  }
  std::vector<std::uint64_t> wins(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      if (i != j && path[i][j] >= path[j][i]) ++wins[i];
    }
  }
  return wins;
}

namespace {

// What nobody ranked: it is worth nothing.
std::vector<bool> ranked_at_all(const std::vector<Row>& rows, std::size_t activities) {
  std::vector<bool> ranked(activities);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < activities; ++i) ranked[i] = ranked[i] || row[i].has_value();
  }
  return ranked;
}

Text worth_in_words(RankingMethod method, double mean_rank, std::uint64_t wins, std::size_t activities) {
  const auto mean = decimal(mean_rank);
  if (method == RankingMethod::mean_rank) {
    return {{"es", fmt::format("rango medio {}", mean.at("es"))},
            {"en", fmt::format("mean rank {}", mean.at("en"))}};
  }
  return {{"es", fmt::format("no es vencida por {} de las otras {} (Schulze)", wins, activities - 1)},
          {"en", fmt::format("not beaten by {} of the other {} (Schulze)", wins, activities - 1)}};
}

}  // namespace

std::vector<Verdict> verdicts(const Ranking& rule, const SheetCount& sheet) {
  const auto activities = sheet.tallies.size();
  const auto doubled = rank_sums(sheet.rows, activities);
  const bool by_schulze = rule.method == RankingMethod::schulze;
  const auto wins =
      by_schulze ? schulze_wins(sheet.rows, activities) : std::vector<std::uint64_t>(activities);
  const auto ranked = ranked_at_all(sheet.rows, activities);
  const auto worst = 2 * sheet.rows.size() * activities;
  std::vector<std::uint64_t> worth;  // the smaller the sum of ranks, the more
  for (std::size_t i = 0; i < activities; ++i) {
    const auto own = by_schulze ? wins[i] : worst - doubled[i];
    worth.push_back(ranked[i] ? own + 1 : 0);
  }
  const auto standing = ranks(worth);
  const auto winner = condorcet_winner(sheet.rows, activities);
  std::vector<Verdict> all;
  for (std::size_t i = 0; i < activities; ++i) {
    const auto what =
        ranked[i]
            ? worth_in_words(rule.method,
                             static_cast<double>(doubled[i]) / static_cast<double>(2 * sheet.rows.size()),
                             wins[i], activities)
            : Text{{"es", "nadie la ordenó"}, {"en", "nobody ranked it"}};
    all.push_back(chosen_in_words(standing[i], worth[i], rule.choose, activities, what));
    if (winner == i) {
      sentence_add(all.back().sentence,
                   {{"es", " Gana a cada una de las demás, comparadas de dos en dos (Condorcet)."},
                    {"en", " It wins against each other one, compared two by two (Condorcet)."}});
    }
  }
  return all;
}

Text description(const Ranking& rule) {
  if (rule.method == RankingMethod::schulze) {
    return {
        {"es", fmt::format(
                   "Ordenación por el método de Schulze: cada voz ordena las actividades; se comparan de dos "
                   "en dos, y se eligen las {} primeras. La que gana a cada una de las demás queda "
                   "siempre primera.",
                   rule.choose)},
        {"en",
         fmt::format("Ranking by Schulze's method: each voice orders the activities; they are compared two "
                     "by two, and the first {} are chosen. One that wins against each other one always "
                     "comes first.",
                     rule.choose)}};
  }
  return {
      {"es",
       fmt::format("Ordenación: cada voz ordena las actividades; se eligen las {} con mejor rango medio. Una "
                   "que gana a cada una de las demás, comparadas de dos en dos, puede no ser la primera.",
                   rule.choose)},
      {"en", fmt::format(
                 "Ranking: each voice orders the activities; the {} with the best mean rank are chosen. One "
                 "that wins against each other one, compared two by two, may not come first.",
                 rule.choose)}};
}

}  // namespace acuerdo
