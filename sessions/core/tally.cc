#include "sessions/core/tally.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "sessions/core/checks.h"
#include "sessions/rules/measured.h"
#include "sessions/rules/scale.h"
#include "sessions/rules/voice.h"
#include "sessions/values/number.h"

namespace acuerdo {
namespace {

TallyLine& line_of(Tally& tally, const Position& position) {
  const auto line = std::ranges::find(tally, position, &TallyLine::position);
  possible(line != tally.end(), "the rule has no such position");
  return *line;
}

using Cast = std::vector<std::pair<const Voter*, const Ballot*>>;

// The ballots on each activity, gathered in one pass.
std::map<ActivityId, Cast> by_activity(const Round& round) {
  std::map<ActivityId, Cast> gathered;
  for (const auto& [id, sheet] : round.sheets) {
    const auto& voter = voter_in(round, id);
    for (const auto& ballot : sheet) gathered[ballot.activity].emplace_back(&voter, &ballot);
  }
  return gathered;
}

// By institution, the ballots that count under the round's voice.
DelegationTallies delegations_of(const Round& round, ActivityId activity, const Cast& cast) {
  DelegationTallies delegations;
  for (const auto& [voter, ballot] : cast) {
    if (!voter->speaks) continue;
    count_ballot(delegations, rule_on(round, activity), voter->institution, ballot->position,
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

std::vector<VoicePosition> institutions_positions(const Rule& rule, Voice voice,
                                                  const DelegationTallies& delegations) {
  const auto& scale = positions(rule);
  std::vector<VoicePosition> voices;
  for (const auto& [institution, tally] : delegations) {
    const auto spoken = voice == Voice::most_reserved ? OneVoice{most_reserved(scale, tally)}
                        : rates(rule)                 ? middle(scale, tally)
                                                      : plurality(scale, tally);
    voices.push_back({institution, spoken.position, spoken.divided});
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

// What delegates said that the voice of their own institution does not carry: the plurality was another, or
// there was a tie.
struct Within {
  std::uint64_t count = 0;
  std::uint64_t with_reason = 0;
};
Within within_delegations(const Rule& rule, const Cast& cast, const std::vector<VoicePosition>& voices,
                          Tone tone) {
  std::map<Position, Tone> tones;
  for (const auto& position : positions(rule)) tones[position.code] = position.tone;
  std::map<InstitutionId, Tone> carried;
  for (const auto& voice : voices) carried[voice.institution] = tones[voice.position];
  Within within;
  for (const auto& [voter, ballot] : cast) {
    if (tones[ballot->position] != tone) continue;
    const auto voice = carried.find(voter->institution);
    if (voice != carried.end() && voice->second == tone) continue;
    ++within.count;
    if (!ballot->reason.empty()) ++within.with_reason;
  }
  return within;
}

// Whether reasons are recorded, and of how many.
Text reasons_in_words(const Within& within) {
  if (within.with_reason == 0) return {{"es", "."}, {"en", "."}};
  if (within.count == 1) return {{"es", ", cuya razón consta."}, {"en", ", whose reason is recorded."}};
  if (within.with_reason == within.count)
    return {{"es", ", cuyas razones constan."}, {"en", ", whose reasons are recorded."}};
  return {{"es", fmt::format("; constan las razones de {}.", within.with_reason)},
          {"en", fmt::format("; the reasons of {} are recorded.", within.with_reason)}};
}

// What one or several do who take the position.
struct Verbs {
  const char* one_es;
  const char* one_en;
  const char* more_es;
  const char* more_en;
};
constexpr Verbs kObject{"objeta", "objects", "objetan", "object"};
constexpr Verbs kVoteAgainst{"vota en contra", "votes against", "votan en contra", "vote against"};
constexpr Verbs kReserve{"tiene una reserva", "has a reservation", "tienen reservas", "have reservations"};

void name_within(Text& sentence, const Within& within, const Verbs& verbs) {
  if (within.count == 0) return;
  const auto reasons = reasons_in_words(within);
  sentence["es"] += within.count == 1 ? fmt::format(" Dentro de su delegación {} 1 persona{}", verbs.one_es,
                                                    reasons.at("es"))
                                      : fmt::format(" Dentro de sus delegaciones {} {} personas{}",
                                                    verbs.more_es, within.count, reasons.at("es"));
  sentence["en"] += within.count == 1
                        ? fmt::format(" Within its delegation 1 person {}{}", verbs.one_en, reasons.at("en"))
                        : fmt::format(" Within their delegations {} people {}{}", within.count, verbs.more_en,
                                      reasons.at("en"));
}

// Whose delegations were as many for as against: they abstain, and are not indifferent.
void name_divided(const Workshop& workshop, Text& sentence, const std::vector<VoicePosition>& voices) {
  std::vector<std::string> divided;
  for (const auto& voice : voices) {
    if (voice.divided) divided.push_back(find(workshop, voice.institution)->acronym);
  }
  if (divided.empty()) return;
  const auto names = fmt::format("{}", fmt::join(divided, ", "));
  sentence["es"] += divided.size() == 1 ? fmt::format(" La delegación de {} está dividida.", names)
                                        : fmt::format(" Están divididas las delegaciones de {}.", names);
  sentence["en"] += divided.size() == 1 ? fmt::format(" The delegation of {} is divided.", names)
                                        : fmt::format(" The delegations of {} are divided.", names);
}

// No position that is read out may seem not to have been there.
void name_what_is_within(const Rule& rule, const Cast& cast, Result& result) {
  if (rates(rule)) return;
  const auto& against = std::holds_alternative<Majority>(rule) ? kVoteAgainst : kObject;
  name_within(result.sentence, within_delegations(rule, cast, result.voices, Tone::object), against);
  name_within(result.sentence, within_delegations(rule, cast, result.voices, Tone::reserve), kReserve);
}

// What earlier rounds of the sub-objective said of the same of the activity, under a rule of the same kind.
History history_of(const Workshop& workshop, const Round& round, const Activity& activity) {
  History history;
  const auto& rule = rule_on(round, activity.id);
  for (const auto& earlier : find(workshop, activity.sub_objective)->rounds) {
    if (earlier.number >= round.number) break;
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

// Where a position stands among those of a sheet: also that of 0 points, which is no opinion.
std::optional<int> value_on(const Rule& rule, const Position& position) {
  if (std::holds_alternative<Approval>(rule)) return position.value == "approve";
  if (chooses(rule)) return number_in<int>(position.value);
  return value_of(positions(rule), position);
}

// The positions on the whole sheet of each voice; none where activities have scales of their own. Who holds
// the voice of another speaks for it too.
std::vector<Row> rows_of(const Round& round, const std::vector<Proxy>& proxies) {
  if (!round.own_rules.empty()) return {};
  std::vector<Row> rows;
  for (const auto& [id, sheet] : round.sheets) {
    const auto& voter = voter_in(round, id);
    if (!voter.speaks) continue;
    Row row;
    for (const auto activity : round.activities) {
      const auto* ballot = ballot_on(sheet, activity);
      row.push_back(ballot ? value_on(round.settings.rule, ballot->position) : std::nullopt);
    }
    const bool speaks_alone = round.settings.voice == Voice::head_of_delegation;
    const auto held = speaks_alone ? std::ranges::count(proxies, voter.institution, &Proxy::to) : 0;
    rows.insert(rows.end(), static_cast<std::size_t>(held) + 1, row);
  }
  return rows;
}

// How alike they order the activities: those who took a position on each; nothing where they are fewer than
// `fewest`, for each could read the others'.
std::optional<double> concordance(const std::vector<Row>& rows, std::size_t fewest) {
  std::vector<std::vector<int>> complete;
  for (const auto& row : rows) {
    std::vector<int> values;
    for (const auto& value : row) {
      if (value) values.push_back(*value);
    }
    if (values.size() == row.size()) complete.push_back(std::move(values));
  }
  return complete.size() < fewest ? std::nullopt : kendall_w(complete);
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

// Without the activities that are not told: what they got is in nobody's place.
std::vector<Verdict> chosen_among(const Rule& rule, const std::vector<Result>& counted,
                                  const std::vector<Row>& rows, const std::vector<bool>& told) {
  SheetCount sheet;
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (told[i]) sheet.tallies.push_back(counted[i].tally);
  }
  for (const auto& row : rows) {
    Row seen;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (told[i]) seen.push_back(row[i]);
    }
    sheet.rows.push_back(std::move(seen));
  }
  const auto said = verdicts(rule, sheet);
  std::vector<Verdict> each;
  auto next = said.begin();
  for (std::size_t i = 0; i < counted.size(); ++i) each.push_back(told[i] ? *next++ : Verdict{});
  return each;
}

std::vector<Verdict> verdicts_on(const Workshop& workshop, const Round& round,
                                 const std::vector<Result>& counted, const std::vector<Row>& rows,
                                 const Electorate& electorate, const std::vector<bool>& told) {
  if (chooses(round.settings.rule)) return chosen_among(round.settings.rule, counted, rows, told);
  std::vector<Verdict> each;
  for (const auto& result : counted) {
    each.push_back(verdict(rule_on(round, result.activity), result.tally, in_parts(electorate, result.parts),
                           history_of(workshop, round, *find(workshop, result.activity))));
  }
  return each;
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
    result.voices = institutions_positions(rule, voice, delegations);
    add_represented(result.voices, proxies);
    for (const auto& [institution, position, _] : result.voices)
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

std::set<InstitutionId> told_together(const Round& round) {
  std::map<InstitutionId, std::size_t> voters;
  std::map<InstitutionId, InstitutionId> speakers;
  for (const auto& [_, voter] : round.roll) {
    ++voters[voter.institution];
    speakers.emplace(voter.institution, voter.institution);
  }
  // Who is represented says what the holder of its voice says.
  for (const auto& [from, to] : round.proxies) speakers.insert_or_assign(from, to);
  std::set<InstitutionId> together;
  for (const auto& [institution, speaker] : speakers) {
    if (voters[speaker] < round.settings.fewest) together.insert(institution);
  }
  return together;
}

Counted results_of(const Workshop& workshop, const Round& round) {
  const auto voices = electorate(workshop, round);
  auto cast = by_activity(round);
  const bool asks_voices = round.settings.quorum_of == QuorumOf::voices;
  Counted counted{
      quorum(round.settings.quorum_asked(), asks_voices ? voices : electorate_for_quorum(workshop, round)),
      {},
      proxies_counted(workshop, round)};
  for (const auto activity : round.activities) {
    counted.results.push_back(voices_on(workshop, round, activity,
                                        delegations_of(round, activity, cast[activity]), counted.proxies));
  }
  const auto rows = rows_of(round, counted.proxies);
  const bool is_secret = round.settings.ballots == Ballots::secret;
  const auto agreement = concordance(rows, is_secret ? round.settings.fewest : 0);
  std::vector<bool> told;
  for (const auto activity : round.activities)
    told.push_back(!too_few_to_tell(round.settings, cast[activity].size()));
  auto said = counted.quorum.met ? verdicts_on(workshop, round, counted.results, rows, voices, told)
                                 : std::vector<Verdict>(counted.results.size(), no_quorum(counted.quorum));
  const auto together =
      round.settings.ballots == Ballots::by_institution ? told_together(round) : std::set<InstitutionId>{};
  for (std::size_t i = 0; i < said.size(); ++i) {
    auto& result = counted.results[i];
    result.verdict = said[i].kind;
    result.sentence = std::move(said[i].sentence);
    const auto& rule = rule_on(round, result.activity);
    result.measures = measured(rule, result.tally, agreement, result.parts);
    if (!told[i]) hide(result, round.settings.fewest);
    if (!takes_one_position(round.settings.voice)) continue;
    name_what_is_within(rule, cast[result.activity], result);
    std::erase_if(result.voices,
                  [&](const VoicePosition& voice) { return together.contains(voice.institution); });
    name_divided(workshop, result.sentence, result.voices);
  }
  return counted;
}

namespace {

Result named_without(const Workshop& workshop, const Round& round, const Result& result,
                     const std::vector<ReasonPlace>& reasons) {
  Cast cast;
  for (const auto& [id, sheet] : round.sheets) {
    const auto* ballot = ballot_on(sheet, result.activity);
    if (ballot && std::ranges::find(reasons, ReasonPlace{id, 0}) == reasons.end())
      cast.emplace_back(&voter_in(round, id), ballot);
  }
  return voices_on(workshop, round, result.activity, delegations_of(round, result.activity, cast),
                   round.proxies);
}

// Whose ballots they were is not known: a person's leaves the tally; an institution's voice does when no
// objection of it stands.
Result unnamed_without(const Workshop& workshop, const Round& round, const Result& result,
                       const std::vector<ReasonPlace>& reasons) {
  auto again = result;
  std::map<InstitutionId, std::size_t> standing;  // objections that are not among the reasons
  std::set<InstitutionId> resolved;
  for (const auto& given : reasons_given(round, result.activity)) {
    const bool leaves = std::ranges::find(reasons, given.place) != reasons.end();
    if (leaves && by_person(round.settings.voice)) --line_of(again.tally, *given.position).count;
    if (!given.institution || tone_of(rule_on(round, result.activity), *given.position) != Tone::object)
      continue;
    if (leaves)
      resolved.insert(*given.institution);
    else
      ++standing[*given.institution];
  }
  if (!takes_one_position(round.settings.voice)) return again;
  std::erase_if(again.voices, [&](const VoicePosition& voice) {
    if (!resolved.contains(voice.institution) || standing.contains(voice.institution) ||
        tone_of(rule_on(round, result.activity), voice.position) != Tone::object)
      return false;
    line_of(again.tally, voice.position).count -=
        round.settings.voice == Voice::weighted ? find(workshop, voice.institution)->weight : 1;
    return true;
  });
  return again;
}

}  // namespace

Verdict verdict_without(const Workshop& workshop, const Round& round, const Result& result,
                        const std::vector<ReasonPlace>& reasons) {
  const auto again = round.named() ? named_without(workshop, round, result, reasons)
                                   : unnamed_without(workshop, round, result, reasons);
  return verdict(rule_on(round, result.activity), again.tally, in_parts(round.electorate, again.parts),
                 history_of(workshop, round, *find(workshop, result.activity)));
}

}  // namespace acuerdo
