#include "sessions/model/round.h"

#include <algorithm>

namespace acuerdo {

const Rule& rule_on(const Rule& of_the_round, const std::vector<OwnRule>& own_rules, ActivityId activity) {
  const auto own = std::ranges::find(own_rules, activity, &OwnRule::activity);
  return own == own_rules.end() ? of_the_round : own->rule;
}

const Rule& rule_on(const Round& round, ActivityId activity) {
  return rule_on(round.settings.rule, round.own_rules, activity);
}

const std::vector<Assignment>* mapping_of(const Round& round, ActivityId activity) {
  const auto found = std::ranges::find(round.mappings, activity, &Mapping::activity);
  return found == round.mappings.end() ? nullptr : &found->assignments;
}

const ReasonAnswer* answer_to(const Round& round, ActivityId activity, const ReasonPlace& place) {
  const auto found = std::ranges::find_if(round.answers, [&](const ReasonAnswer& answer) {
    return answer.activity == activity && answer.place() == place;
  });
  return found == round.answers.end() ? nullptr : &*found;
}

const Ballot* ballot_on(const Sheet& sheet, ActivityId activity) {
  const auto found = std::ranges::lower_bound(sheet, activity, {}, &Ballot::activity);
  return found == sheet.end() || found->activity != activity ? nullptr : &*found;
}

const Ballot* ballot_of(const Round& round, ParticipantId voter, ActivityId activity) {
  const auto sheet = round.sheets.find(voter);
  return sheet == round.sheets.end() ? nullptr : ballot_on(sheet->second, activity);
}

const Voter& voter_in(const Round& round, ParticipantId voter) { return round.roll.at(voter); }

std::vector<ReasonGiven> reasons_given(const Round& round, ActivityId activity) {
  std::vector<std::pair<Sequence, ReasonGiven>> cast;
  for (const auto& [voter, sheet] : round.sheets) {
    const auto* ballot = ballot_on(sheet, activity);
    if (!ballot || ballot->reason.empty()) continue;
    cast.push_back({ballot->sequence,
                    {{voter, 0},
                     &ballot->position,
                     &ballot->reason,
                     voter_in(round, voter).institution,
                     ballot->recorded_by}});
  }
  std::ranges::sort(cast, {}, &std::pair<Sequence, ReasonGiven>::first);
  std::vector<ReasonGiven> given;
  for (auto& [_, reason] : cast) given.push_back(std::move(reason));
  std::uint32_t place = 0;
  for (const auto& reason : round.unnamed) {
    ++place;
    if (reason.activity == activity)
      given.push_back({{{}, place}, &reason.position, &reason.words, reason.institution, {}});
  }
  return given;
}

std::optional<ReasonGiven> reason_at(const Round& round, ActivityId activity, const ReasonPlace& place) {
  const auto given = reasons_given(round, activity);
  const auto found = std::ranges::find(given, place, &ReasonGiven::place);
  return found == given.end() ? std::nullopt : std::optional{*found};
}

std::vector<ReasonGiven> reasons_by_rank(const Round& round, ActivityId activity) {
  auto given = reasons_given(round, activity);
  const auto rank = [&](const ReasonGiven& reason) {
    switch (tone_of(rule_on(round, activity), *reason.position)) {
      case Tone::object:
        return 0;
      case Tone::reserve:
        return 1;
      case Tone::abstain:
        return 2;
      case Tone::support:
        return 3;
    }
    return 4;
  };
  std::ranges::stable_sort(given, {}, rank);
  return given;
}

}  // namespace acuerdo
