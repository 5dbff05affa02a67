#include "sessions/core/ballots.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <variant>

#include "sessions/core/checks.h"
#include "sessions/core/event.h"

namespace acuerdo {
namespace {

// The round that is open, where the activity is on the sheet.
struct Asked {
  const SubObjective* sub_objective = nullptr;
  const Round* round = nullptr;
};

std::variant<Asked, Refusal> require_on_sheet(const Workshop& workshop, ActivityId id, RoundNumber number) {
  const auto* activity = find(workshop, id);
  if (!activity) return not_found("activity", "activity");
  const auto& sub_objective = *find(workshop, activity->sub_objective);
  if (auto refused = require_open_round(sub_objective, number)) return *refused;
  const auto& round = sub_objective.rounds.back();
  if (std::ranges::find(round.activities, id) == round.activities.end()) {
    return Refusal{RefusalCode::not_found, "activity", "This activity is not on the sheet of this round."};
  }
  return Asked{&sub_objective, &round};
}

MaybeRefused require_position(const Round& round, ActivityId activity, const Position& taken,
                              const std::string& reason) {
  const auto* position = offered(rule_on(round, activity), taken);
  if (!position) {
    return Refusal{RefusalCode::position, "position",
                   fmt::format("This round does not offer the position {}.", taken.value)};
  }
  if (position->reason_required && reason.empty()) {
    return Refusal{RefusalCode::reason_required, "reason",
                   "This position needs a reason, which will stand in the minutes."};
  }
  if (!round.named() && code_points(reason) > kMaxUnnamedReason) {
    return Refusal{
        RefusalCode::text_too_long, "reason",
        fmt::format("Where ballots are not named a reason has {} characters at most.", kMaxUnnamedReason)};
  }
  return {};
}

// Whoever records a show of hands has seen it.
MaybeRefused require_not_secret(const Round& round) {
  if (round.settings.ballots != Ballots::secret) return {};
  return Refusal{
      RefusalCode::stage, "round",
      "This round is secret: each delegate casts their own ballot, and none is recorded for another."};
}

// Where the rule chooses among many, the voter's other ballots on the sheet leave room for this one.
MaybeRefused require_room(const Round& round, ParticipantId voter, ActivityId activity,
                          const Position& taken) {
  if (!chooses(round.settings.rule)) return {};
  OtherBallots others{round.activities.size(), {}};
  if (const auto sheet = round.sheets.find(voter); sheet != round.sheets.end()) {
    for (const auto& ballot : sheet->second) {
      if (ballot.activity != activity) others.positions.push_back(ballot.position);
    }
  }
  return fits(round.settings.rule, others, taken);
}

MaybeRefused require_voter(const Workshop& workshop, const Participant& delegate, const Round& round) {
  if (delegate.institution && !round.has_voice(*delegate.institution)) {
    return Refusal{
        RefusalCode::role, "participant",
        "This round is one of a working group to which the delegate's institution does not belong."};
  }
  if (votes(workshop, delegate, round.settings.voice)) return {};
  return Refusal{RefusalCode::role, "participant",
                 "The head of the delegation casts its vote in this round."};
}

// A voice is shared among so many that its parts can be counted.
MaybeRefused require_part(const Round& round, const Participant& voter) {
  if (round.settings.voice != Voice::shared || round.sheets.contains(voter.id)) return {};
  const auto sharers = std::ranges::count_if(
      round.roll, [&](const auto& entry) { return entry.second.institution == voter.institution; });
  if (static_cast<std::size_t>(sharers) < kMaxSharers) return {};
  return at_most("participant", kMaxSharers,
                 fmt::format("{} delegates share the voice of this institution, and no more can.", sharers));
}

// Has the delegate cast a ballot on the activity themselves?
bool has_cast(const Round& round, ParticipantId delegate, ActivityId activity) {
  const auto* ballot = ballot_of(round, delegate, activity);
  return ballot && !ballot->recorded_by;
}

// The ballot, and that the delegate is present: who votes is. Beside a ballot that is not named an arrival
// would say whose it is, and when it came: those are recorded when the round closes.
void cast(std::vector<Event>& events, const Asked& asked, const Participant& voter, ActivityId activity,
          const Position& position, const std::string& reason) {
  const auto& round = *asked.round;
  if (round.named() && voter.live_session != round.live_session) {
    if (voter.live_session) events.push_back(ParticipantLeft{voter.id, *voter.live_session});
    events.push_back(ParticipantArrived{voter.id, round.live_session});
  }
  BallotCast ballot{asked.sub_objective->id,
                    round.number,
                    activity,
                    voter.id,
                    position,
                    reason,
                    ballot_of(round, voter.id, activity) != nullptr};
  if (round.named()) {
    events.push_back(std::move(ballot));
  } else {
    events.push_back(BallotSealed{asked.sub_objective->id, round.number, {}, std::move(ballot)});
  }
}

void put_in(Workshop& workshop, Round& round, const Happening& happening, const BallotCast& event) {
  auto voter = as_voter(workshop, existing(workshop, event.participant), round.settings.voice);
  possible(voter.has_value(), "only a delegate votes");
  possible(std::ranges::find(round.activities, event.activity) != round.activities.end(),
           "the round is not on that activity");
  possible(offered(rule_on(round, event.activity), event.position), "the rule has no such position");
  std::optional<ParticipantId> recorded_by;
  if (happening.actor != event.participant) {
    possible(!has_cast(round, event.participant, event.activity), "what a delegate cast is theirs to change");
    recorded_by = happening.actor;
  }
  round.roll.insert_or_assign(event.participant, std::move(*voter));
  auto& sheet = round.sheets[event.participant];
  auto ballot = std::ranges::lower_bound(sheet, event.activity, {}, &Ballot::activity);
  if (ballot == sheet.end() || ballot->activity != event.activity) {
    ballot = sheet.insert(ballot, Ballot{});
  } else {
    ++round.replaced[event.activity];
  }
  *ballot = {event.activity, event.position, event.reason, happening.at, happening.sequence, recorded_by};
}

}  // namespace

Decision decide(const Workshop& workshop, const Context& context, const CastBallot& command) {
  const auto asked = require_on_sheet(workshop, command.activity, command.round);
  if (const auto* refused = std::get_if<Refusal>(&asked)) return *refused;
  const auto& where = std::get<Asked>(asked);
  const auto& voter = *find(workshop, context.actor);
  if (auto refused = require_voter(workshop, voter, *where.round)) return *refused;
  if (auto refused = require_part(*where.round, voter)) return *refused;
  if (auto refused = require_position(*where.round, command.activity, command.position, command.reason))
    return *refused;
  if (auto refused = require_room(*where.round, voter.id, command.activity, command.position))
    return *refused;
  std::vector<Event> events;
  cast(events, where, voter, command.activity, command.position, command.reason);
  return events;
}

Decision decide(const Workshop& workshop, const Context&, const RecordBallots& command) {
  const auto asked = require_on_sheet(workshop, command.activity, command.round);
  if (const auto* refused = std::get_if<Refusal>(&asked)) return *refused;
  const auto& where = std::get<Asked>(asked);
  if (auto refused = require_not_secret(*where.round)) return *refused;
  std::vector<Event> events;
  std::set<ParticipantId> recorded;
  for (std::size_t place = 0; place < command.ballots.size(); ++place) {
    const auto& [id, position, reason] = command.ballots[place];
    const auto field = fmt::format("ballots[{}]", place);
    const auto* voter = find(workshop, id);
    if (!voter || voter->role != Role::delegate) return not_found(field + ".participant", "delegate");
    if (!recorded.insert(id).second) {
      return Refusal{RefusalCode::field_invalid, field + ".participant", "A delegate is named twice."};
    }
    if (auto refused = require_voter(workshop, *voter, *where.round))
      return in_field(field, std::move(*refused));
    if (auto refused = require_position(*where.round, command.activity, position, reason))
      return in_field(field, std::move(*refused));
    if (has_cast(*where.round, id, command.activity)) continue;
    if (auto refused = require_part(*where.round, *voter)) return in_field(field, std::move(*refused));
    if (auto refused = require_room(*where.round, id, command.activity, position))
      return in_field(field, std::move(*refused));
    cast(events, where, *voter, command.activity, position, reason);
  }
  return events;
}

void apply(Workshop& workshop, const Happening& happening, const BallotCast& event) {
  auto& round = existing_open_round(workshop, event.sub_objective, event.round);
  possible(round.named(), "the round's ballots are sealed");
  put_in(workshop, round, happening, event);
}

void apply(Workshop& workshop, const Happening& happening, const BallotSealed& event) {
  auto& round = existing_open_round(workshop, event.sub_objective, event.round);
  possible(!round.named(), "the round's ballots are named");
  if (!event.ballot) {
    round.unreadable = true;
    return;
  }
  put_in(workshop, round, happening, *event.ballot);
  const auto voter = event.ballot->participant;
  if (happening.actor == voter && happening.command)
    round.receipts.try_emplace(voter, receipt_of(voter, *happening.command));
}

}  // namespace acuerdo
