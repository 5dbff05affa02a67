#include "sessions/core/tally.h"

#include <fmt/format.h>

#include <algorithm>

namespace acuerdo {
namespace {

void count(Tally& tally, const Position& position) {
  std::ranges::find(tally, position, &TallyLine::position)->count++;
}

const Ballot* ballot_on(const Sheet& sheet, ActivityId activity) {
  const auto found = std::ranges::find(sheet, activity, &Ballot::activity);
  return found == sheet.end() ? nullptr : &*found;
}

std::vector<VoicePosition> institutions_positions(const Workshop& workshop, const Round& round,
                                                  ActivityId activity) {
  std::map<InstitutionId, std::vector<Position>> delegations;
  for (const auto& [voter, sheet] : round.sheets) {
    const auto& institution = find(workshop, voter)->institution;
    const auto* ballot = ballot_on(sheet, activity);
    if (ballot && institution) delegations[*institution].push_back(ballot->position);
  }
  std::vector<VoicePosition> voices;
  for (const auto& [institution, positions] : delegations)
    voices.push_back({institution, plurality(positions)});
  return voices;
}

// Objections of delegates that the voice of their own institution does not carry: the plurality was another,
// or there was a tie.
std::uint64_t objections_within(const Workshop& workshop, const Round& round, const Result& result) {
  const auto objects = [&](const Position& position) {
    return offered(round.settings.rule, position)->tone == Tone::object;
  };
  std::uint64_t count = 0;
  for (const auto& [voter, sheet] : round.sheets) {
    const auto* ballot = ballot_on(sheet, result.activity);
    const auto& institution = find(workshop, voter)->institution;
    if (!ballot || !institution || !objects(ballot->position)) continue;
    const auto voice = std::ranges::find(result.voices, *institution, &VoicePosition::institution);
    if (voice != result.voices.end() && !objects(voice->position)) ++count;
  }
  return count;
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

Result result_of(const Workshop& workshop, const Round& round, ActivityId activity,
                 const Electorate& electorate, const Quorum& quorum) {
  Result result;
  result.activity = activity;
  result.wording_version = find(workshop, activity)->versions.back().number;
  result.tally = empty_tally(round.settings.rule);
  if (round.settings.voice == Voice::institution) {
    result.voices = institutions_positions(workshop, round, activity);
    for (const auto& voice : result.voices) count(result.tally, voice.position);
  } else {
    for (const auto& [voter, sheet] : round.sheets) {
      if (const auto* ballot = ballot_on(sheet, activity)) count(result.tally, ballot->position);
    }
  }
  auto verdict_on_it =
      quorum.met ? verdict(round.settings.rule, result.tally, electorate) : no_quorum(quorum);
  result.verdict = verdict_on_it.kind;
  result.sentence = std::move(verdict_on_it.sentence);
  if (round.settings.voice == Voice::institution) {
    name_objections_within(result.sentence, objections_within(workshop, round, result));
  }
  return result;
}

}  // namespace

Counted results_of(const Workshop& workshop, const Round& round) {
  const auto voices = electorate(workshop, round);
  Counted counted{quorum(round.settings.quorum, voices), {}};
  for (const auto activity : round.activities) {
    counted.results.push_back(result_of(workshop, round, activity, voices, counted.quorum));
  }
  return counted;
}

}  // namespace acuerdo
