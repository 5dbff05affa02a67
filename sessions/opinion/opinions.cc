#include "sessions/opinion/opinions.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "sessions/rules/any_rule.h"
#include "sessions/rules/measures.h"
#include "sessions/rules/scale.h"

namespace acuerdo {
namespace {

// From -1, against, over 0, neither, to 1, for. Ratings stand where they are on their scale: the middle is
// the middle. A reservation that counts for adoption is half for it; who stands aside is neither for nor
// against.
Stance stance_on(const Rule& rule, const Position& position) {
  const auto& scale = positions(rule);
  const auto* named = offered(rule, position);
  if (!named) return {};
  if (named->tone == Tone::abstain) return 0;
  if (rates(rule)) {
    const auto highest = *value_of(scale, scale.front().code);
    return 2.0 * (*value_of(scale, position) - 1) / (highest - 1) - 1;
  }
  if (named->tone == Tone::support) return 1;
  if (named->tone == Tone::object) return -1;
  return counts_for(scale, *named) ? 0.5 : 0;
}

// Rows by who speaks: a voter, or an institution.
using Speaker = std::pair<ParticipantId, std::optional<InstitutionId>>;

struct Matrix {
  std::map<Speaker, std::map<ActivityId, double>> rows;
  std::set<ActivityId> columns;

  void put(const Speaker& speaker, ActivityId activity, const Stance& stance) {
    if (!stance) return;
    rows[speaker][activity] = *stance;
    columns.insert(activity);
  }
};

void read(const Workshop& workshop, const Activity& activity, Matrix& matrix) {
  const auto [round, result] = latest_result(workshop, activity);
  if (!round || round->settings.ballots == Ballots::secret) return;
  const auto& rule = rule_on(*round, activity.id);
  if (chooses(rule)) return;
  if (!round->named()) {
    for (const auto& [institution, position, _] : result->voices)
      matrix.put({kTheWorkshop, institution}, activity.id, stance_on(rule, position));
    return;
  }
  for (const auto& [voter, sheet] : round->sheets) {
    if (const auto* ballot = ballot_on(sheet, activity.id))
      matrix.put({voter, voter_in(*round, voter).institution}, activity.id,
                 stance_on(rule, ballot->position));
  }
}

void count(const Stance& stance, GroupVotes& votes) {
  if (!stance) return;
  if (*stance > 0) {
    ++votes.agree;
  } else if (*stance < 0) {
    ++votes.disagree;
  } else {
    ++votes.pass;
  }
}

Json groups_shown(const Opinions& opinions, const OpinionMap& map) {
  std::vector<std::map<InstitutionId, std::size_t>> institutions(map.groups);
  std::vector<std::size_t> sizes(map.groups);
  for (std::size_t row = 0; row < opinions.rows.size(); ++row) {
    const auto group = map.points[row].group;
    ++sizes[group];
    if (opinions.institutions[row]) ++institutions[group][*opinions.institutions[row]];
  }
  Json groups = Json::array();
  for (std::size_t group = 0; group < map.groups; ++group) {
    Json of = Json::array();
    for (const auto& [institution, voters] : institutions[group])
      of.push_back({{"institution", institution.value}, {"voters", voters}});
    groups.push_back({{"size", sizes[group]}, {"institutions", std::move(of)}});
  }
  return groups;
}

Json activities_shown(const Opinions& opinions, const OpinionMap& map) {
  std::vector<std::pair<double, Json>> activities;
  for (std::size_t column = 0; column < opinions.activities.size(); ++column) {
    std::vector<GroupVotes> votes(map.groups);
    for (std::size_t row = 0; row < opinions.rows.size(); ++row)
      count(opinions.rows[row][column], votes[map.points[row].group]);
    Json groups = Json::array();
    for (const auto& [agree, disagree, pass] : votes)
      groups.push_back({{"agree", agree}, {"disagree", disagree}, {"pass", pass}});
    const auto consensus = group_informed_consensus(votes);
    activities.emplace_back(consensus, Json{{"activity", number(opinions.activities[column])},
                                            {"consensus", consensus},
                                            {"groups", std::move(groups)}});
  }
  std::ranges::stable_sort(activities, std::greater{}, [](const auto& entry) { return entry.first; });
  Json list = Json::array();
  for (auto& [consensus, shown] : activities) list.push_back(std::move(shown));
  return list;
}

}  // namespace

Opinions opinions_in(const Workshop& workshop, const std::optional<SubObjectiveId>& place) {
  Matrix matrix;
  for (const auto& activity : workshop.activities) {
    if (activity.standing() && (!place || activity.sub_objective == *place)) read(workshop, activity, matrix);
  }
  Opinions opinions;
  opinions.activities.assign(matrix.columns.begin(), matrix.columns.end());
  for (const auto& [speaker, stances] : matrix.rows) {
    std::vector<Stance> row;
    for (const auto activity : opinions.activities) {
      const auto found = stances.find(activity);
      row.push_back(found == stances.end() ? std::nullopt : std::optional{found->second});
    }
    opinions.rows.push_back(std::move(row));
    opinions.institutions.push_back(speaker.second);
  }
  return opinions;
}

Json opinions_shown(const Opinions& opinions) {
  const auto map = opinion_map(opinions.rows);
  Json shown{{"voters", opinions.rows.size()},
             {"fewest", kFewestVoters},
             {"silhouette", map ? Json(map->silhouette) : Json(nullptr)},
             {"explained", map ? Json(map->explained) : Json::array()},
             {"points", Json::array()},
             {"groups", Json::array()},
             {"activities", Json::array()}};
  if (!map) return shown;
  for (std::size_t row = 0; row < map->points.size(); ++row) {
    const auto& [x, y, group] = map->points[row];
    const auto& institution = opinions.institutions[row];
    shown["points"].push_back(
        {{"x", x}, {"y", y}, {"group", group}, {"institution", to_json_value(institution)}});
  }
  shown["groups"] = groups_shown(opinions, *map);
  shown["activities"] = activities_shown(opinions, *map);
  return shown;
}

}  // namespace acuerdo
