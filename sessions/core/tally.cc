#include "sessions/core/tally.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

#include "sessions/rules/measured.h"
#include "sessions/rules/scale.h"
#include "sessions/rules/voice.h"

namespace acuerdo {
namespace {

TallyLine& line_of(Tally& tally, const Position& position) {
  const auto line = std::ranges::find(tally, position, &TallyLine::position);
  assert(line != tally.end());
  return *line;
}

using Cast = std::vector<std::pair<const Participant*, const Ballot*>>;

// The ballots on each activity, gathered in one pass.
std::map<ActivityId, Cast> by_activity(const Workshop& workshop, const Round& round) {
  std::map<ActivityId, Cast> gathered;
  for (const auto& [voter, sheet] : round.sheets) {
    const auto* participant = find(workshop, voter);
    for (const auto& ballot : sheet) gathered[ballot.activity].emplace_back(participant, &ballot);
  }
  return gathered;
}

// By institution, the ballots of those who vote under the round's voice.
DelegationTallies delegations_of(const Workshop& workshop, const Round& round, ActivityId activity,
                                 const Cast& cast) {
  DelegationTallies delegations;
  for (const auto& [voter, ballot] : cast) {
    if (!votes(workshop, *voter, round.settings.voice)) continue;
    count_ballot(delegations, rule_on(round, activity), *voter->institution, ballot->position,
                 weight_of(*voter, round.settings.voice));
  }
  return delegations;
}

// The voice of each who is represented takes the position of the one who does it.
void add_represented(std::vector<VoicePosition>& voices, const std::vector<Proxy>& proxies) {
  std::vector<VoicePosition> added;
  for (const auto& [from, to] : proxies) {
    const auto holder = std::ranges::find(voices, to, &VoicePosition::institution);
    if (holder != voices.end()) added.push_back({from, holder->position});
  }
  voices.insert(voices.end(), added.begin(), added.end());
  std::ranges::sort(voices, {}, &VoicePosition::institution);
}

std::vector<VoicePosition> institutions_positions(const std::vector<PositionOffered>& scale, Voice voice,
                                                  const DelegationTallies& delegations) {
  std::vector<VoicePosition> voices;
  for (const auto& [institution, tally] : delegations) {
    voices.push_back(
        {institution, voice == Voice::most_reserved ? most_reserved(scale, tally) : plurality(scale, tally)});
  }
  return voices;
}

// Each delegation's one voice, and those it represents, in equal parts among those of it who cast a ballot.
void count_shared(Result& result, const DelegationTallies& delegations, const std::vector<Proxy>& proxies) {
  std::map<InstitutionId, std::uint64_t> sharers;
  std::vector<std::uint64_t> sizes;
  for (const auto& [institution, tally] : delegations) {
    for (const auto& line : tally) sharers[institution] += line.count;
    sizes.push_back(sharers[institution]);
  }
  result.parts = parts_for(sizes);
  for (const auto& [institution, tally] : delegations) {
    const auto voices = 1 + static_cast<std::uint64_t>(std::ranges::count(proxies, institution, &Proxy::to));
    const auto part = voices * (result.parts / sharers.at(institution));
    for (const auto& [position, count] : tally) line_of(result.tally, position).count += count * part;
  }
}

// Objections of delegates that the voice of their own institution does not carry: the plurality was another,
// or there was a tie.
std::uint64_t objections_within(const Rule& rule, const Cast& cast,
                                const std::vector<VoicePosition>& voices) {
  std::map<Position, bool> objects;
  for (const auto& position : positions(rule)) objects[position.code] = position.tone == Tone::object;
  std::map<InstitutionId, bool> carried;
  for (const auto& voice : voices) carried[voice.institution] = objects[voice.position];
  return static_cast<std::uint64_t>(std::ranges::count_if(cast, [&](const auto& one) {
    const auto& [voter, ballot] = one;
    return voter->institution && objects[ballot->position] && !carried[*voter->institution];
  }));
}

// No objection that is read out may seem not to have been there.
void name_objections_within(Text& sentence, std::uint64_t count) {
  if (count == 0) return;
  sentence["es"] +=
      count == 1
          ? " Dentro de su delegación objeta 1 persona, cuya razón consta."
          : fmt::format(" Dentro de sus delegaciones objetan {} personas, cuyas razones constan.", count);
  sentence["en"] +=
      count == 1
          ? " Within its delegation 1 person objects, whose reason is recorded."
          : fmt::format(" Within their delegations {} people object, whose reasons are recorded.", count);
}

// What earlier rounds of the sub-objective said of the same of the activity, under a rule of the same kind.
History history_of(const Workshop& workshop, const Round& round, const Activity& activity) {
  History history;
  const auto& rule = rule_on(round, activity.id);
  for (const auto& earlier : find(workshop, activity.sub_objective)->rounds) {
    if (earlier.on_mapping() != round.on_mapping()) continue;
    if (earlier.open() || earlier.annulled || rule_on(earlier, activity.id).index() != rule.index()) continue;
    const auto result = std::ranges::find(earlier.results, activity.id, &Result::activity);
    if (result == earlier.results.end() || result->verdict == VerdictKind::no_quorum ||
        result->verdict == VerdictKind::too_few)
      continue;
    ++history.rounds;
    const auto* asked = mapping_of(round, activity.id);
    const bool same_mapping = !asked || *asked == *mapping_of(earlier, activity.id);
    const bool comparable =
        same_mapping && result->wording_version == activity.versions.back().number &&
        std::ranges::equal(result->tally, positions(rule), {}, &TallyLine::position, &PositionOffered::code);
    history.last = comparable ? std::optional{result->tally} : std::nullopt;
  }
  return history;
}

// The positions on the whole sheet of each who votes; none where activities have scales of their own.
std::vector<Row> rows_of(const Workshop& workshop, const Round& round) {
  if (!round.own_rules.empty()) return {};
  const auto& scale = positions(round.settings.rule);
  std::vector<Row> rows;
  for (const auto& [voter, sheet] : round.sheets) {
    if (!votes(workshop, *find(workshop, voter), round.settings.voice)) continue;
    Row row;
    for (const auto activity : round.activities) {
      const auto* ballot = ballot_on(sheet, activity);
      row.push_back(ballot ? value_of(scale, ballot->position) : std::nullopt);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// How alike they order the activities: those who took a position on each.
std::optional<double> concordance(const std::vector<Row>& rows) {
  std::vector<std::vector<int>> complete;
  for (const auto& row : rows) {
    std::vector<int> values;
    for (const auto& value : row) {
      if (value) values.push_back(*value);
    }
    if (values.size() == row.size()) complete.push_back(std::move(values));
  }
  return kendall_w(complete);
}

// Of so few secret ballots each voter could read the others'.
bool too_few_to_tell(const Settings& settings, std::size_t ballots) {
  return settings.ballots == Ballots::secret && ballots > 0 && ballots < settings.fewest;
}

void hide(Result& result, std::uint32_t fewest) {
  result.tally.clear();
  result.measures.clear();
  if (result.verdict == VerdictKind::no_quorum) return;
  result.verdict = VerdictKind::too_few;
  result.sentence = {
      {"es", fmt::format("Votación secreta con menos de {} boletas: no se cuentan, para que nadie lea "
                         "en el resultado el voto de otra persona.",
                         fewest)},
      {"en", fmt::format("Secret ballot with fewer than {} ballots: they are not counted, so that nobody can "
                         "read another's in the result.",
                         fewest)}};
}

Electorate in_parts(Electorate electorate, std::uint64_t parts) {
  electorate.present *= parts;
  electorate.eligible *= parts;
  electorate.represented *= parts;
  electorate.parts = parts;
  return electorate;
}

std::vector<Verdict> verdicts_on(const Workshop& workshop, const Round& round,
                                 const std::vector<Result>& counted, const std::vector<Row>& rows,
                                 const Electorate& electorate) {
  if (!chooses(round.settings.rule)) {
    std::vector<Verdict> each;
    for (const auto& result : counted) {
      each.push_back(verdict(rule_on(round, result.activity), result.tally,
                             in_parts(electorate, result.parts),
                             history_of(workshop, round, *find(workshop, result.activity))));
    }
    return each;
  }
  SheetCount sheet{{}, rows};
  for (const auto& result : counted) sheet.tallies.push_back(result.tally);
  return verdicts(round.settings.rule, sheet);
}

}  // namespace

void count_ballot(DelegationTallies& delegations, const Rule& rule, const InstitutionId& institution,
                  const Position& position, std::uint64_t weight, const Position* instead_of) {
  auto& tally = delegations[institution];
  if (tally.empty()) tally = empty_tally(rule);
  if (instead_of) line_of(tally, *instead_of).count -= weight;
  line_of(tally, position).count += weight;
}

Result voices_on(const Workshop& workshop, const Round& round, ActivityId activity,
                 const DelegationTallies& delegations, const std::vector<Proxy>& proxies) {
  const auto& rule = rule_on(round, activity);
  const auto voice = round.settings.voice;
  Result result;
  result.activity = activity;
  result.wording_version = find(workshop, activity)->versions.back().number;
  result.tally = empty_tally(rule);
  if (takes_one_position(voice)) {
    result.voices = institutions_positions(positions(rule), voice, delegations);
    add_represented(result.voices, proxies);
    for (const auto& [institution, position] : result.voices)
      line_of(result.tally, position).count +=
          voice == Voice::weighted ? find(workshop, institution)->weight : 1;
  } else if (voice == Voice::shared) {
    count_shared(result, delegations, proxies);
  } else {
    for (const auto& [_, tally] : delegations) {
      for (const auto& [position, count] : tally) line_of(result.tally, position).count += count;
    }
  }
  return result;
}

Counted results_of(const Workshop& workshop, const Round& round) {
  const auto voices = electorate(workshop, round);
  auto cast = by_activity(workshop, round);
  const auto of = round.settings.quorum_of;
  Counted counted{quorum(round.settings.quorum,
                         of == QuorumOf::voices ? voices : electorate_for_quorum(workshop, round), of),
                  {},
                  proxies_counted(workshop, round)};
  for (const auto activity : round.activities) {
    counted.results.push_back(voices_on(workshop, round, activity,
                                        delegations_of(workshop, round, activity, cast[activity]),
                                        counted.proxies));
  }
  const auto rows = rows_of(workshop, round);
  const auto agreement = concordance(rows);
  auto said = counted.quorum.met ? verdicts_on(workshop, round, counted.results, rows, voices)
                                 : std::vector<Verdict>(counted.results.size(), no_quorum(counted.quorum));
  for (std::size_t i = 0; i < said.size(); ++i) {
    auto& result = counted.results[i];
    result.verdict = said[i].kind;
    result.sentence = std::move(said[i].sentence);
    const auto& rule = rule_on(round, result.activity);
    result.measures = measured(rule, result.tally, agreement, result.parts);
    if (too_few_to_tell(round.settings, cast[result.activity].size())) hide(result, round.settings.fewest);
    if (takes_one_position(round.settings.voice)) {
      name_objections_within(result.sentence, objections_within(rule, cast[result.activity], result.voices));
    }
  }
  return counted;
}

}  // namespace acuerdo
