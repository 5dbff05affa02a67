#include "sessions/core/rounds.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <variant>

#include "sessions/core/checks.h"
#include "sessions/core/event.h"
#include "sessions/core/tally.h"
#include "sessions/values/date.h"

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

MaybeRefused require_duration(std::uint32_t seconds) {
  if (seconds == 0 || (seconds >= kShortestRound && seconds <= kLongestRound)) return {};
  return Refusal{RefusalCode::field_invalid, "seconds",
                 fmt::format("seconds must be 0, or from {} to {}.", kShortestRound, kLongestRound)};
}

std::optional<Time> after(const Context& context, std::uint32_t seconds) {
  if (seconds == 0) return {};
  return context.at + std::chrono::seconds{seconds};
}

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

MaybeRefused require_position(const Round& round, const Position& taken, const std::string& reason) {
  const auto* position = offered(round.settings.rule, taken);
  if (!position) {
    return Refusal{RefusalCode::position, "position",
                   fmt::format("This round does not offer the position {}.", taken.value)};
  }
  if (position->reason_required && reason.empty()) {
    return Refusal{RefusalCode::reason_required, "reason",
                   "This position needs a reason, which will stand in the minutes."};
  }
  return {};
}

// The voter's other ballots on the sheet leave room for this one.
MaybeRefused require_room(const Round& round, ParticipantId voter, ActivityId activity,
                          const Position& taken) {
  OtherBallots others{round.activities.size(), {}};
  if (const auto sheet = round.sheets.find(voter); sheet != round.sheets.end()) {
    for (const auto& ballot : sheet->second) {
      if (ballot.activity != activity) others.positions.push_back(ballot.position);
    }
  }
  return fits(round.settings.rule, others, taken);
}

MaybeRefused require_voter(const Workshop& workshop, const Participant& delegate, const Round& round) {
  if (votes(workshop, delegate, round.settings.voice)) return {};
  return Refusal{RefusalCode::role, "participant",
                 "The head of the delegation casts its vote in this round."};
}

const Ballot* ballot_of(const Round& round, ParticipantId delegate, ActivityId activity) {
  const auto sheet = round.sheets.find(delegate);
  return sheet == round.sheets.end() ? nullptr : ballot_on(sheet->second, activity);
}

// Has the delegate cast a ballot on the activity themselves?
bool has_cast(const Round& round, ParticipantId delegate, ActivityId activity) {
  const auto* ballot = ballot_of(round, delegate, activity);
  return ballot && !ballot->recorded_by;
}

// The ballot, and that the delegate is present: who votes is.
void cast(std::vector<Event>& events, const Asked& asked, const Participant& voter, ActivityId activity,
          const Position& position, const std::string& reason) {
  const auto& round = *asked.round;
  if (voter.live_session != round.live_session) {
    if (voter.live_session) events.push_back(ParticipantLeft{voter.id, *voter.live_session});
    events.push_back(ParticipantArrived{voter.id, round.live_session});
  }
  events.push_back(BallotCast{asked.sub_objective->id, round.number, activity, voter.id, position, reason});
}

// An owner and a date are for what is deferred alone.
MaybeRefused require_parking(const Workshop& workshop, const DeclareOutcome& command) {
  if (command.outcome != OutcomeKind::deferred && (command.owner || !command.due.empty())) {
    return Refusal{RefusalCode::field_invalid, command.owner ? "owner" : "due",
                   "Only what is deferred has an owner and a date."};
  }
  if (command.owner && !find(workshop, *command.owner)) return not_found("owner", "institution");
  if (command.due.empty() || is_date(command.due)) return {};
  return Refusal{RefusalCode::field_invalid, "due", "due must be a day of the calendar, such as 2023-02-07."};
}

Decision close(const Workshop& workshop, const SubObjectiveId& id, RoundNumber number) {
  const auto* sub_objective = find(workshop, id);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_open_round(*sub_objective, number)) return *refused;
  auto [quorum, results] = results_of(workshop, sub_objective->rounds.back());
  return Event{RoundClosed{id, number, quorum, std::move(results)}};
}

}  // namespace

Decision decide(const Workshop& workshop, const Context& context, const OpenRound& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_stage(*sub_objective, {Stage::clarifying})) return *refused;
  if (auto refused = require_duration(command.seconds)) return *refused;
  auto settings = workshop.settings;
  if (command.rule) settings.rule = *command.rule;
  if (auto refused = check(settings.rule, settings.voice)) return in_field("rule", std::move(*refused));
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
  return Event{RoundOpened{command.sub_objective, round, std::move(settings), session->id,
                           std::move(activities), after(context, command.seconds)}};
}

Decision decide(const Workshop& workshop, const Context& context, const CastBallot& command) {
  if (auto refused = require_role(workshop, context, {Role::delegate})) return *refused;
  const auto asked = require_on_sheet(workshop, command.activity, command.round);
  if (const auto* refused = std::get_if<Refusal>(&asked)) return *refused;
  const auto& where = std::get<Asked>(asked);
  const auto& voter = *find(workshop, context.actor);
  if (auto refused = require_voter(workshop, voter, *where.round)) return *refused;
  if (auto refused = require_position(*where.round, command.position, command.reason)) return *refused;
  if (chooses(where.round->settings.rule)) {
    if (auto refused = require_room(*where.round, voter.id, command.activity, command.position))
      return *refused;
  }
  std::vector<Event> events;
  cast(events, where, voter, command.activity, command.position, command.reason);
  return events;
}

Decision decide(const Workshop& workshop, const Context& context, const RecordBallots& command) {
  if (auto refused = require_role(workshop, context, {Role::facilitator, Role::rapporteur})) return *refused;
  const auto asked = require_on_sheet(workshop, command.activity, command.round);
  if (const auto* refused = std::get_if<Refusal>(&asked)) return *refused;
  const auto& where = std::get<Asked>(asked);
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
    if (auto refused = require_position(*where.round, position, reason))
      return in_field(field, std::move(*refused));
    if (has_cast(*where.round, id, command.activity)) continue;
    if (auto refused = require_room(*where.round, id, command.activity, position))
      return in_field(field, std::move(*refused));
    cast(events, where, *voter, command.activity, position, reason);
  }
  return events;
}

Decision decide(const Workshop& workshop, const Context& context, const SetDeadline& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_open_round(*sub_objective, command.round)) return *refused;
  if (auto refused = require_duration(command.seconds)) return *refused;
  if (command.seconds == 0 && !sub_objective->rounds.back().closes_at) return {};
  return Event{DeadlineSet{command.sub_objective, command.round, after(context, command.seconds)}};
}

Decision decide(const Workshop& workshop, const Context& context, const CloseRound& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  return close(workshop, command.sub_objective, command.round);
}

Decision decide(const Workshop& workshop, const Context&, const CloseOverdue& command) {
  const auto* round = open_round(*find(workshop, command.sub_objective));
  if (!round || round->closes_at != command.closes_at) return {};
  return close(workshop, command.sub_objective, command.round);
}

Decision decide(const Workshop& workshop, const Context& context, const AnnulRound& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_stage(*sub_objective, {Stage::voting, Stage::reviewing})) return *refused;
  if (sub_objective->rounds.back().number != command.round) {
    return Refusal{RefusalCode::stage, "round", "Only the latest round can be annulled."};
  }
  return Event{RoundAnnulled{command.sub_objective, command.round, command.reason}};
}

Decision decide(const Workshop& workshop, const Context& context, const AnswerReason& command) {
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  const auto& sub_objective = *find(workshop, activity->sub_objective);
  const auto* round = latest_round(sub_objective);
  const auto* ballot = round && round->number == command.round
                           ? ballot_of(*round, command.participant, command.activity)
                           : nullptr;
  if (!ballot || ballot->reason.empty())
    return not_found("participant", "reason of that participant in the latest round");
  const bool own = command.participant == context.actor;
  if (!own || command.ruling != Ruling::withdrawn) {
    if (auto refused = require_facilitator(workshop, context)) return *refused;
  }
  if (auto refused = require_stage(sub_objective, {Stage::reviewing})) return *refused;
  if (command.ruling == Ruling::withdrawn) {
    if (!own && !ballot->recorded_by) {
      return Refusal{RefusalCode::not_author, "ruling", "Whoever gave a reason withdraws it themselves."};
    }
  } else if (command.words.empty()) {
    return Refusal{RefusalCode::reason_required, "words",
                   "An answer needs words, which will stand in the minutes."};
  }
  return Event{ReasonAnswered{sub_objective.id, command.round, command.activity, command.participant,
                              command.ruling, command.words}};
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
  if (auto refused = require_parking(workshop, command)) return *refused;
  const auto advised = advised_for(workshop, *activity);
  if (command.outcome != advised && command.reason.empty()) {
    return Refusal{
        RefusalCode::reason_required, "reason",
        fmt::format("The rule advises {}; another outcome needs a reason, which the minutes print.",
                    name_of(advised))};
  }
  const auto latest = latest_result(workshop, *activity);
  return Event{OutcomeDeclared{command.activity, command.outcome, advised, command.reason,
                               latest.round ? latest.round->number : RoundNumber{}, command.owner,
                               command.due}};
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
  round.closes_at = event.closes_at;
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
  std::optional<ParticipantId> recorded_by;
  if (happening.actor != event.participant) {
    possible(!has_cast(round, event.participant, event.activity), "what a delegate cast is theirs to change");
    recorded_by = happening.actor;
  }
  auto& sheet = round.sheets[event.participant];
  auto ballot = std::ranges::lower_bound(sheet, event.activity, {}, &Ballot::activity);
  if (ballot == sheet.end() || ballot->activity != event.activity) ballot = sheet.insert(ballot, Ballot{});
  *ballot = {event.activity, event.position, event.reason, happening.at, happening.sequence, recorded_by};
}

void apply(Workshop& workshop, const Happening&, const DeadlineSet& event) {
  open_round(workshop, event.sub_objective, event.round).closes_at = event.closes_at;
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

void apply(Workshop& workshop, const Happening& happening, const RoundAnnulled& event) {
  auto& sub_objective = existing(workshop, event.sub_objective);
  possible(!sub_objective.rounds.empty() && sub_objective.rounds.back().number == event.round &&
               (sub_objective.stage == Stage::voting || sub_objective.stage == Stage::reviewing),
           "that round cannot be annulled any more");
  auto& round = sub_objective.rounds.back();
  if (round.open()) round.closed_at = happening.at;
  round.annulled = Annulment{event.reason, happening.actor, happening.at};
  sub_objective.stage = Stage::clarifying;
  for (const auto id : round.activities) {
    auto& activity = existing(workshop, id);
    if (activity.outcome && activity.outcome->round == event.round) activity.undecide();
  }
}

void apply(Workshop& workshop, const Happening& happening, const ReasonAnswered& event) {
  auto& rounds = existing(workshop, event.sub_objective).rounds;
  possible(!rounds.empty() && rounds.back().number == event.round && !rounds.back().open(),
           "reasons are answered when the round is closed, before the next");
  auto& round = rounds.back();
  possible(ballot_of(round, event.participant, event.activity), "there is no such reason");
  const ReasonAnswer answer{event.activity, event.participant, event.ruling,
                            event.words,    happening.actor,   happening.at};
  auto before = std::ranges::find_if(round.answers, [&](const ReasonAnswer& one) {
    return one.activity == event.activity && one.voter == event.participant;
  });
  if (before == round.answers.end()) {
    round.answers.push_back(answer);
  } else {
    *before = answer;
  }
}

void apply(Workshop& workshop, const Happening& happening, const OutcomeDeclared& event) {
  auto& activity = existing(workshop, event.activity);
  possible(activity.standing(), "the activity does not stand");
  if (!adopted(event.outcome)) activity.assignments.reset();
  activity.outcome = {event.outcome,   event.advised, event.reason, event.round,
                      happening.actor, happening.at,  event.owner,  event.due};
}

}  // namespace acuerdo
