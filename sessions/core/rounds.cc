#include "sessions/core/rounds.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/event.h"
#include "sessions/core/tally.h"

namespace acuerdo {
namespace {

std::vector<ActivityId> standing_and_not_adopted(const Workshop& workshop,
                                                 const SubObjective& sub_objective) {
  std::vector<ActivityId> ids;
  std::ranges::copy_if(sub_objective.activities, std::back_inserter(ids), [&](ActivityId id) {
    const auto* activity = find(workshop, id);
    return activity->standing() && !activity->is_adopted();
  });
  return ids;
}

MaybeRefused require_votable(const Workshop& workshop, const SubObjective& sub_objective,
                             const std::vector<ActivityId>& named) {
  for (auto id = named.begin(); id != named.end(); ++id) {
    const auto* activity = find(workshop, *id);
    if (!activity || activity->sub_objective != sub_objective.id)
      return not_found("activities", "activity of this sub-objective");
    if (auto refused = require_standing(*activity)) return refused;
    if (std::find(named.begin(), id, *id) != id) {
      return Refusal{RefusalCode::field_invalid, "activities", "An activity is named twice."};
    }
  }
  return {};
}

Refusal closed_at(const Round& round) {
  return {RefusalCode::round_closed, "round",
          fmt::format("Round {} closed at {:%Y-%m-%d %H:%M:%S} UTC.", number(round.number),
                      std::chrono::time_point_cast<std::chrono::seconds>(*round.closed_at))};
}

// The round that the ballot names is the open one of its sub-objective.
MaybeRefused require_open_round(const SubObjective& sub_objective, RoundNumber asked) {
  const auto n = number(asked);
  if (n == 0 || n > sub_objective.rounds.size()) {
    return Refusal{RefusalCode::stage, "round",
                   fmt::format("Round {} of this sub-objective has not opened.", n)};
  }
  const auto& round = sub_objective.rounds[n - 1u];
  if (!round.open()) return closed_at(round);
  return {};
}

}  // namespace

Decision decide(const Workshop& workshop, const Context& context, const OpenRound& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_stage(*sub_objective, {Stage::clarifying})) return *refused;
  const auto* session = session_at(workshop, command.sub_objective);
  if (!session) {
    return Refusal{RefusalCode::stage, "subObjective",
                   "No open live session is at this sub-objective; lead one here first."};
  }
  auto activities =
      command.activities.empty() ? standing_and_not_adopted(workshop, *sub_objective) : command.activities;
  if (activities.empty()) {
    return Refusal{RefusalCode::nothing_to_vote, "activities", "There is no standing activity to vote on."};
  }
  if (auto refused = require_votable(workshop, *sub_objective, activities)) return *refused;
  if (activities.size() > kMaxSheet) {
    return Refusal{
        RefusalCode::rate, "activities",
        fmt::format(
            "A round is on {} activities at most, and these are {}; name some, or merge and withdraw.",
            kMaxSheet, activities.size())};
  }
  const auto open = static_cast<std::size_t>(std::ranges::count_if(
      workshop.sub_objectives, [](const auto& entry) { return open_round(entry.second) != nullptr; }));
  if (open >= kMaxOpenRounds) {
    return Refusal{RefusalCode::rate, "subObjective",
                   fmt::format("{} rounds are open; close one first.", open)};
  }
  if (auto refused = require_fewer(sub_objective->rounds.size(), kMaxRounds, "subObjective",
                                   fmt::format("This sub-objective had {} rounds", kMaxRounds)))
    return *refused;
  const RoundNumber round{static_cast<std::uint16_t>(sub_objective->rounds.size() + 1)};
  return Event{
      RoundOpened{command.sub_objective, round, workshop.settings, session->id, std::move(activities)}};
}

Decision decide(const Workshop& workshop, const Context& context, const CastBallot& command) {
  if (auto refused = require_role(workshop, context, {Role::delegate})) return *refused;
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  const auto& sub_objective = *find(workshop, activity->sub_objective);
  if (auto refused = require_open_round(sub_objective, command.round)) return *refused;
  const auto& round = sub_objective.rounds.back();
  if (std::ranges::find(round.activities, command.activity) == round.activities.end()) {
    return Refusal{RefusalCode::not_found, "activity", "This activity is not on the sheet of this round."};
  }
  const auto* position = offered(round.settings.rule, command.position);
  if (!position) {
    return Refusal{RefusalCode::position, "position",
                   fmt::format("This round does not offer the position {}.", command.position.value)};
  }
  if (position->reason_required && command.reason.empty()) {
    return Refusal{RefusalCode::reason_required, "reason",
                   "This position needs a reason, which will stand in the minutes."};
  }
  std::vector<Event> events;
  const auto& voter = *find(workshop, context.actor);
  if (voter.live_session != round.live_session) {
    if (voter.live_session) events.push_back(ParticipantLeft{voter.id, *voter.live_session});
    events.push_back(ParticipantArrived{voter.id, round.live_session});
  }
  events.push_back(BallotCast{sub_objective.id, command.round, command.activity, context.actor,
                              command.position, command.reason});
  return events;
}

Decision decide(const Workshop& workshop, const Context& context, const CloseRound& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_open_round(*sub_objective, command.round)) return *refused;
  const auto& round = sub_objective->rounds.back();
  auto [quorum, results] = results_of(workshop, round);
  return Event{RoundClosed{command.sub_objective, command.round, quorum, std::move(results)}};
}

Decision decide(const Workshop& workshop, const Context& context, const DeclareOutcome& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  if (auto refused = require_standing(*activity)) return *refused;
  if (auto refused = require_stage(*find(workshop, activity->sub_objective), {Stage::reviewing}))
    return *refused;
  if (command.outcome == OutcomeKind::withdrawn || command.outcome == OutcomeKind::merged) {
    return Refusal{RefusalCode::field_invalid, "outcome",
                   "An activity is withdrawn or merged by the command of that name."};
  }
  const auto advised = advised_for(workshop, *activity);
  if (command.outcome != advised && command.reason.empty()) {
    return Refusal{
        RefusalCode::reason_required, "reason",
        fmt::format("The rule advises {}; another outcome needs a reason, which the minutes print.",
                    name_of(advised))};
  }
  const auto latest = latest_result(workshop, *activity);
  return Event{OutcomeDeclared{command.activity, command.outcome, advised, command.reason,
                               latest.round ? latest.round->number : RoundNumber{}}};
}

namespace {

Round& open_round(Workshop& workshop, const SubObjectiveId& id, RoundNumber asked) {
  auto& rounds = existing(workshop, id).rounds;
  possible(!rounds.empty() && rounds.back().open() && rounds.back().number == asked,
           "that round is not open");
  return rounds.back();
}

}  // namespace

void apply(Workshop& workshop, const Happening& happening, const RoundOpened& event) {
  auto& sub_objective = existing(workshop, event.sub_objective);
  possible(number(event.round) == sub_objective.rounds.size() + 1, "it is not the next round's number");
  possible(sub_objective.rounds.empty() || !sub_objective.rounds.back().open(), "another round is open");
  possible(!event.activities.empty(), "a round is on something");
  Round round;
  round.number = event.round;
  round.settings = event.settings;
  round.live_session = event.live_session;
  round.activities = event.activities;
  round.opened_at = happening.at;
  sub_objective.rounds.push_back(std::move(round));
  sub_objective.stage = Stage::voting;
  for (const auto id : event.activities) existing(workshop, id).undecide();
}

void apply(Workshop& workshop, const Happening& happening, const BallotCast& event) {
  auto& round = open_round(workshop, event.sub_objective, event.round);
  const auto& voter = existing(workshop, event.participant);
  possible(voter.role == Role::delegate && voter.institution, "only a delegate votes");
  possible(std::ranges::find(round.activities, event.activity) != round.activities.end(),
           "the round is not on that activity");
  possible(offered(round.settings.rule, event.position), "the rule has no such position");
  auto& sheet = round.sheets[event.participant];
  auto ballot = std::ranges::lower_bound(sheet, event.activity, {}, &Ballot::activity);
  if (ballot == sheet.end() || ballot->activity != event.activity) ballot = sheet.insert(ballot, Ballot{});
  *ballot = {event.activity, event.position, event.reason, happening.at, happening.sequence};
}

void apply(Workshop& workshop, const Happening& happening, const RoundClosed& event) {
  auto& sub_objective = existing(workshop, event.sub_objective);
  auto& round = open_round(workshop, event.sub_objective, event.round);
  possible(std::ranges::equal(event.results, round.activities, {}, &Result::activity),
           "it has results of other activities");
  round.closed_at = happening.at;
  round.quorum = event.quorum;
  round.results = event.results;
  sub_objective.stage = Stage::reviewing;
}

void apply(Workshop& workshop, const Happening& happening, const OutcomeDeclared& event) {
  auto& activity = existing(workshop, event.activity);
  possible(activity.standing(), "the activity does not stand");
  if (!adopted(event.outcome)) activity.assignments.reset();
  activity.outcome = {event.outcome, event.advised, event.reason, event.round, happening.actor, happening.at};
}

}  // namespace acuerdo
