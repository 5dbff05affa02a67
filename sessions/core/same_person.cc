#include "sessions/core/same_person.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sessions/core/changes.h"
#include "sessions/core/checks.h"
#include "sessions/core/event.h"
#include "sessions/values/name.h"

namespace acuerdo {
namespace {

// Both have voted in a round that is open, and one sheet stays.
bool both_vote(const Workshop& workshop, ParticipantId one, ParticipantId other) {
  return any_open_round(workshop, [&](const Round& round) {
    return round.sheets.contains(one) && round.sheets.contains(other);
  });
}

// Where the one has voted, the other could have cast the same ballots.
MaybeRefused require_same_voice(const Workshop& workshop, const Participant& from, const Participant& into) {
  for (const auto& [_, sub_objective] : workshop.sub_objectives) {
    const auto* round = open_round(sub_objective);
    if (!round || !round->sheets.contains(from.id)) continue;
    const auto as_other = as_voter(workshop, into, round->settings.voice);
    if (as_other && as_other->institution == voter_in(*round, from.id).institution) continue;
    return Refusal{
        RefusalCode::stage, "into",
        fmt::format("{} has voted in a round that is open, and {} has no vote for that institution; "
                    "put that right, or close the round first.",
                    from.name, into.name)};
  }
  return {};
}

void move_ballots(Workshop& workshop, const ParticipantsMerged& event) {
  for (auto& [_, sub_objective] : workshop.sub_objectives) {
    if (!open_round(sub_objective)) continue;
    auto& round = sub_objective.rounds.back();
    auto theirs = round.sheets.extract(event.participant);
    auto receipt = round.receipts.extract(event.participant);
    round.roll.erase(event.participant);
    if (theirs.empty()) continue;
    if (round.sheets.contains(event.into) && event.ballots != event.participant) continue;
    auto voter = as_voter(workshop, existing(workshop, event.into), round.settings.voice);
    possible(voter.has_value(), "who takes over ballots votes");
    // The head of a delegation may have been either of the two.
    voter->speaks = true;
    round.roll.insert_or_assign(event.into, std::move(*voter));
    round.sheets[event.into] = std::move(theirs.mapped());
    round.receipts.erase(event.into);
    if (!receipt.empty()) round.receipts.emplace(event.into, receipt.mapped());
  }
}

void replace_author(std::vector<ParticipantId>& authors, const ParticipantsMerged& event) {
  const auto theirs = std::ranges::find(authors, event.participant);
  if (theirs == authors.end()) return;
  if (std::ranges::find(authors, event.into) == authors.end()) {
    *theirs = event.into;
  } else {
    authors.erase(theirs);
  }
}

// What they wrote and suggested, also where a step would bring it back.
void move_words(Workshop& workshop, const ParticipantsMerged& event) {
  for (auto& activity : workshop.activities) {
    replace_author(activity.authors, event);
    if (activity.withdrawing.erase(event.participant) > 0) activity.withdrawing.insert(event.into);
    for (auto& [_, people] : activity.suggestions) {
      if (people.erase(event.participant) > 0) people.insert(event.into);
    }
  }
  for (auto& [_, sub_objective] : workshop.sub_objectives) {
    for (auto& step : sub_objective.steps) {
      for (auto& before : step.activities) replace_author(before.authors, event);
    }
    for (auto& round : sub_objective.rounds) {
      for (auto& before : round.before) replace_author(before.authors, event);
    }
  }
}

void move_tokens(Participant& from, Participant& into) {
  for (auto& credential : from.credentials) {
    if (into.credentials.size() == kMaxCredentials) into.credentials.erase(into.credentials.begin());
    into.credentials.push_back(std::move(credential));
  }
  from.credentials.clear();
}

}  // namespace

const Participant* namesake(const Workshop& workshop, std::string_view name,
                            const std::optional<InstitutionId>& institution) {
  const auto heard = name_as_heard(name);
  const auto found = std::ranges::find_if(workshop.participants, [&](const Participant& one) {
    return one.role != Role::removed && one.role != Role::facilitator && one.institution == institution &&
           one.heard == heard;
  });
  return found == workshop.participants.end() ? nullptr : &*found;
}

Decision decide(const Workshop& workshop, const Context&, const MergeParticipants& command) {
  const auto* from = find(workshop, command.participant);
  if (!from) return not_found("participant", "participant");
  const auto* into = find(workshop, command.into);
  if (!into) return not_found("into", "participant");
  if (from == into)
    return Refusal{RefusalCode::field_invalid, "into", "A participant is merged into another one."};
  for (const auto& [field, one] : {std::pair{"participant", from}, std::pair{"into", into}}) {
    if (one->role == Role::facilitator)
      return Refusal{RefusalCode::field_invalid, field, "Facilitators are not merged."};
    if (one->role == Role::removed)
      return Refusal{RefusalCode::stage, field, fmt::format("{} was removed.", one->name)};
  }
  if (into->role == Role::waiting)
    return Refusal{RefusalCode::stage, "into", fmt::format("{} has yet to be let in.", into->name)};
  if (auto refused = require_same_voice(workshop, *from, *into)) return *refused;
  if (command.ballots && *command.ballots != from->id && *command.ballots != into->id)
    return Refusal{RefusalCode::field_invalid, "ballots", "ballots names one of the two."};
  if (!command.ballots && both_vote(workshop, from->id, into->id)) {
    return Refusal{RefusalCode::field_missing, "ballots",
                   "Both have voted in a round that is open; say whose ballots stay."};
  }
  std::vector<Event> events;
  if (from->live_session) events.push_back(ParticipantLeft{from->id, *from->live_session});
  if (from->live_session && !into->live_session)
    events.push_back(ParticipantArrived{into->id, *from->live_session});
  events.push_back(ParticipantsMerged{from->id, into->id, command.ballots.value_or(from->id)});
  return events;
}

void apply(Workshop& workshop, const Happening& happening, const ParticipantsMerged& event) {
  auto& from = existing(workshop, event.participant);
  auto& into = existing(workshop, event.into);
  possible(event.participant != event.into && from.role != Role::removed && is_let_in(into.role),
           "they cannot be merged");
  possible(!from.live_session, "who is merged has left");
  move_ballots(workshop, event);
  move_words(workshop, event);
  move_tokens(from, into);
  if (into.took_part == Sequence{}) into.took_part = from.took_part;
  remember_change(workshop, happening, ChangeKind::merged, from.name, into.name).whom = event.participant;
  const bool headed = from.institution && workshop.heads.contains(*from.institution) &&
                      workshop.heads.at(*from.institution) == event.participant;
  from.role = Role::removed;
  from.merged_into = event.into;
  from.claims.reset();
  if (headed) {
    if (into.role == Role::delegate && into.institution == from.institution) {
      workshop.heads[*from.institution] = event.into;
    } else {
      find_head(workshop, *from.institution);
    }
  }
  for (auto& one : workshop.participants) {
    if (one.claims == event.participant) one.claims = event.into;
  }
}

}  // namespace acuerdo
