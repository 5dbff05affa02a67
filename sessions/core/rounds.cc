#include "sessions/core/rounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sessions/core/assignments.h"
#include "sessions/core/checks.h"
#include "sessions/core/edits.h"
#include "sessions/core/event.h"
#include "sessions/core/tally.h"
#include "sessions/core/undo.h"

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

// Activities choose among each other, and those who carry them out do not.
MaybeRefused require_no_choice(const Settings& settings) {
  if (!chooses(settings.rule)) return {};
  return Refusal{RefusalCode::field_invalid, "rule",
                 "This rule chooses among activities; who carries them out is decided by another."};
}

// A rule that chooses among the activities of a sheet is one for all of them.
MaybeRefused require_own_rules(const std::vector<OwnRule>& own_rules,
                               const std::vector<ActivityId>& activities, const Settings& settings) {
  if (!own_rules.empty() && chooses(settings.rule)) {
    return Refusal{
        RefusalCode::field_invalid, "ownRules",
        "The rule of this round chooses among its activities; none of them has a rule of its own."};
  }
  std::set<ActivityId> named;
  for (std::size_t place = 0; place < own_rules.size(); ++place) {
    const auto& [activity, rule] = own_rules[place];
    const auto field = fmt::format("ownRules[{}]", place);
    if (std::ranges::find(activities, activity) == activities.end())
      return not_found(field + ".activity", "activity on this sheet");
    if (!named.insert(activity).second)
      return Refusal{RefusalCode::field_invalid, field + ".activity", "An activity is named twice."};
    if (chooses(rule)) {
      return Refusal{RefusalCode::field_invalid, field + ".rule",
                     "This rule chooses among the activities of a sheet: it is the rule of a whole round."};
    }
    if (auto refused = check(rule, settings.voice)) return in_field(field + ".rule", std::move(*refused));
  }
  return {};
}

// Adopted activities of this sub-objective, each with somebody to carry it out.
MaybeRefused require_mappings(const Workshop& workshop, const OpenRound& command) {
  if (!command.activities.empty()) {
    return Refusal{RefusalCode::field_invalid, "activities",
                   "A round on who carries activities out names them in mappings."};
  }
  std::size_t total = 0;
  for (std::size_t place = 0; place < command.mappings.size(); ++place) {
    const auto& [id, assignments] = command.mappings[place];
    total += assignments.size();
    const auto field = fmt::format("mappings[{}]", place);
    const auto* activity = find(workshop, id);
    if (!activity || activity->sub_objective != command.sub_objective)
      return not_found(field + ".activity", "activity of this sub-objective");
    if (!activity->is_adopted()) {
      return Refusal{RefusalCode::not_standing, field + ".activity",
                     "Only adopted activities are assigned to institutions."};
    }
    if (assignments.empty())
      return Refusal{RefusalCode::field_invalid, field + ".assignments", "Nobody would carry it out."};
    if (auto refused = require_assignments(workshop, assignments))
      return in_field(field + ".assignments", std::move(*refused));
  }
  if (total <= kMaxMapped) return {};
  return at_most(
      "mappings", kMaxMapped,
      fmt::format("A round is on {} assignments at most, and these are {}; vote on fewer activities.",
                  kMaxMapped, total));
}

// Lines of the tallies that move while the round is open.
template <class Opened>
std::size_t live_lines(const Opened& round) {
  if (round.settings.results != Results::live) return 0;
  std::size_t lines = 0;
  for (const auto activity : round.activities)
    lines += positions(rule_on(round.settings.rule, round.own_rules, activity)).size();
  return lines;
}

template <class Opened>
MaybeRefused require_room_for_live(const Workshop& workshop, const Opened& wanted) {
  auto lines = live_lines(wanted);
  if (lines == 0) return {};
  for (const auto& [_, sub_objective] : workshop.sub_objectives) {
    if (const auto* open = open_round(sub_objective)) lines += live_lines(*open);
  }
  if (lines <= kMaxLiveLines) return {};
  return at_most(
      "results", kMaxLiveLines,
      fmt::format("Tallies of {} lines would move at a time, and {} may; show the results at the close, "
                  "or open the round on fewer activities.",
                  lines, kMaxLiveLines));
}

MaybeRefused require_few_open(const Workshop& workshop) {
  const auto open = static_cast<std::size_t>(std::ranges::count_if(
      workshop.sub_objectives, [](const auto& entry) { return open_round(entry.second) != nullptr; }));
  return require_fewer(open, kMaxOpenRounds, "subObjective",
                       fmt::format("{} rounds are open; close one first", open));
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

// Who voted, which sheets were counted, which reasons were given: each sorted by itself, so that nothing ties
// one to another.
void keep_without_names(const Round& round, RoundClosed& closed) {
  std::set<ActivityId> broken_down;
  for (const auto& result : closed.results) {
    if (!result.tally.empty()) broken_down.insert(result.activity);
  }
  const auto together = told_together(round);
  for (const auto& [voter, sheet] : round.sheets) {
    closed.voters.push_back(voter);
    std::optional<InstitutionId> institution;
    const auto& own = voter_in(round, voter).institution;
    if (round.settings.ballots == Ballots::by_institution && !together.contains(own)) institution = own;
    for (const auto& ballot : sheet) {
      if (ballot.recorded_by) ++closed.recorded[ballot.activity];
      if (!ballot.reason.empty() && broken_down.contains(ballot.activity))
        closed.unnamed.push_back({ballot.activity, ballot.position, institution, ballot.reason});
    }
  }
  for (const auto& [_, receipt] : round.receipts) closed.counted.push_back(receipt);
  std::ranges::sort(closed.counted);
  std::ranges::sort(closed.unnamed);
  closed.replaced = round.replaced;
}

// A verdict on the activity, and not that none can be given: without one, what was decided before stands.
bool is_verdict(VerdictKind kind) { return kind != VerdictKind::no_quorum && kind != VerdictKind::too_few; }

// What the round's verdicts put in question.
std::vector<ActivityBefore> put_in_question(const Workshop& workshop, const Round& round,
                                            const std::vector<Result>& results) {
  std::vector<ActivityBefore> before;
  for (const auto& result : results) {
    const auto& activity = *find(workshop, result.activity);
    const bool decided = activity.outcome || activity.assignments || !activity.answers.empty();
    if (!decided || (!round.on_mapping() && !is_verdict(result.verdict))) continue;
    before.push_back(as_it_is(activity));
    before.back().answers = activity.answers;
  }
  return before;
}

// What stands again when the round counts for nothing: what its verdicts put in question and nothing newer
// has answered since.
std::vector<ActivityBefore> restored_without(const Workshop& workshop, const Round& round) {
  std::vector<ActivityBefore> restored;
  for (const auto& before : round.before) {
    const auto& activity = *find(workshop, before.activity);
    const bool rests_on_it = round.on_mapping()
                                 ? activity.mapped_in == round.number
                                 : !activity.outcome || activity.outcome->round == round.number;
    if (activity.standing() && rests_on_it) restored.push_back(before);
  }
  return restored;
}

// Of wordings that exclude each other, another may have been adopted meanwhile.
MaybeRefused require_no_other_wording(const Workshop& workshop, const std::vector<ActivityBefore>& restored,
                                      RoundNumber without) {
  for (const auto& before : restored) {
    if (!before.outcome || !adopted(before.outcome->kind)) continue;
    const auto* instead = adopted_instead(workshop, *find(workshop, before.activity));
    if (!instead || instead->outcome->round == without) continue;
    return Refusal{RefusalCode::duplicate, "round",
                   fmt::format("Activity {} would be adopted again, and activity {}, another wording of it, "
                               "is adopted; take that back first.",
                               number(before.activity), number(instead->id))};
  }
  return {};
}

// Of those who voted and were never recorded as present there, nor are anywhere else now: who votes is
// present (ballots.cc). By their numbers, not in the order in which they voted.
std::vector<Event> arrivals_of_voters(const Workshop& workshop, const Round& round) {
  const auto& attended = find(workshop, round.live_session)->attended;
  std::vector<Event> arrivals;
  for (const auto& [id, _] : round.roll) {
    const auto& voter = *find(workshop, id);
    if (!voter.live_session && !attended.contains({id, voter.institution}))
      arrivals.emplace_back(ParticipantArrived{id, round.live_session});
  }
  return arrivals;
}

Decision close(const Workshop& workshop, const SubObjectiveId& id, RoundNumber number) {
  const auto* sub_objective = find(workshop, id);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_open_round(*sub_objective, number)) return *refused;
  const auto& round = sub_objective->rounds.back();
  auto [quorum, results, proxies] = results_of(workshop, round);
  RoundClosed closed{id, number, quorum, std::move(results)};
  closed.proxies = std::move(proxies);
  closed.before = put_in_question(workshop, round, closed.results);
  if (round.named()) return Event{std::move(closed)};
  keep_without_names(round, closed);
  auto events = arrivals_of_voters(workshop, round);
  events.emplace_back(std::move(closed));
  return events;
}

}  // namespace

MaybeRefused require_one_more_round(const Workshop& workshop, const Round& round) {
  if (auto refused = require_few_open(workshop)) return refused;
  return require_room_for_live(workshop, round);
}

Decision decide(const Workshop& workshop, const Context& context, const OpenRound& command) {
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  const bool on_mapping = !command.mappings.empty();
  if (auto refused = require_stage(*sub_objective, {on_mapping ? Stage::assigning : Stage::clarifying}))
    return *refused;
  if (auto refused = require_duration(command.seconds)) return *refused;
  auto settings = workshop.settings;
  if (command.rule) settings.rule = *command.rule;
  if (command.ballots) settings.ballots = *command.ballots;
  if (command.voice) settings.voice = *command.voice;
  if (command.results) settings.results = *command.results;
  if (command.quorum) settings.quorum = *command.quorum;
  if (command.quorum_strict) settings.quorum_strict = *command.quorum_strict;
  if (!command.results && settings.ballots != Ballots::named) settings.results = Results::hidden;
  if (auto refused = require_decidable(settings)) return *refused;
  const auto* session = session_at(workshop, command.sub_objective);
  if (!session) {
    return Refusal{RefusalCode::stage, "subObjective",
                   "No open live session is at this sub-objective; lead one here first."};
  }
  std::vector<ActivityId> activities = command.activities;
  if (on_mapping) {
    if (auto refused = require_no_choice(settings)) return *refused;
    if (auto refused = require_mappings(workshop, command)) return *refused;
    for (const auto& mapping : command.mappings) activities.push_back(mapping.activity);
  } else if (activities.empty()) {
    activities = standing_and_not_adopted(workshop, *sub_objective);
  }
  if (activities.empty()) {
    return Refusal{RefusalCode::nothing_to_vote, "activities", "There is no standing activity to vote on."};
  }
  if (auto refused = require_votable(workshop, *sub_objective, activities)) return *refused;
  if (auto refused = require_own_rules(command.own_rules, activities, settings)) return *refused;
  if (activities.size() > kMaxSheet) {
    return at_most(
        "activities", kMaxSheet,
        fmt::format(
            "A round is on {} activities at most, and these are {}; name some, or merge and withdraw.",
            kMaxSheet, activities.size()));
  }
  if (auto refused = require_few_open(workshop)) return *refused;
  if (auto refused = require_fewer(sub_objective->rounds.size(), kMaxRounds, "subObjective",
                                   fmt::format("This sub-objective had {} rounds", kMaxRounds)))
    return *refused;
  const RoundNumber round{static_cast<std::uint16_t>(sub_objective->rounds.size() + 1)};
  RoundOpened opened{command.sub_objective,
                     round,
                     std::move(settings),
                     session->id,
                     std::move(activities),
                     after(context, command.seconds),
                     command.own_rules,
                     command.mappings,
                     true,
                     roll_of(workshop, session->id)};
  if (auto refused = require_room_for_live(workshop, opened)) return *refused;
  return Event{std::move(opened)};
}

Decision decide(const Workshop& workshop, const Context& context, const SetDeadline& command) {
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (auto refused = require_open_round(*sub_objective, command.round)) return *refused;
  if (auto refused = require_duration(command.seconds)) return *refused;
  if (command.seconds == 0 && !sub_objective->rounds.back().closes_at) return {};
  return Event{DeadlineSet{command.sub_objective, command.round, after(context, command.seconds)}};
}

Decision decide(const Workshop& workshop, const Context&, const CloseRound& command) {
  return close(workshop, command.sub_objective, command.round);
}

Decision decide(const Workshop& workshop, const Context&, const CloseOverdue& command) {
  const auto* round = open_round(*find(workshop, command.sub_objective));
  if (!round || round->closes_at != command.closes_at) return {};
  return close(workshop, command.sub_objective, command.round);
}

Decision decide(const Workshop& workshop, const Context&, const AnnulRound& command) {
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  const auto* latest = latest_round(*sub_objective);
  const auto after_it = latest && latest->on_mapping() ? Stage::assigning : Stage::reviewing;
  if (auto refused = require_stage(*sub_objective, {Stage::voting, after_it})) return *refused;
  if (!latest || latest->number != command.round || latest->annulled) {
    return Refusal{RefusalCode::stage, "round", "Only the latest round can be annulled, and once."};
  }
  auto restored = restored_without(workshop, *latest);
  if (auto refused = require_no_other_wording(workshop, restored, command.round)) return *refused;
  return Event{RoundAnnulled{command.sub_objective, command.round, command.reason, std::move(restored)}};
}

Decision decide(const Workshop& workshop, const Context&, const AnnulUnreadable& command) {
  const auto* round = open_round(*find(workshop, command.sub_objective));
  if (!round || round->number != command.round || !round->unreadable) return {};
  const bool spanish = workshop.definition.workshop.languages.front().starts_with("es");
  return Event{RoundAnnulled{
      command.sub_objective, command.round,
      spanish ? "Las boletas de esta ronda no pueden leerse: su clave no está junto al archivo del taller."
              : "The ballots of this round cannot be read: their key is not beside the workshop's file."}};
}

void apply(Workshop& workshop, const Happening& happening, const RoundOpened& event) {
  auto& sub_objective = existing(workshop, event.sub_objective);
  possible(number(event.round) == sub_objective.rounds.size() + 1, "it is not the next round's number");
  possible(sub_objective.rounds.empty() || !sub_objective.rounds.back().open(), "another round is open");
  possible(!event.activities.empty(), "a round is on something");
  Round round;
  round.number = event.round;
  round.settings = event.settings;
  round.live_session = event.live_session;
  round.roll_of = event.roll_of;
  round.activities = event.activities;
  round.own_rules = event.own_rules;
  round.mappings = event.mappings;
  round.opened_at = happening.at;
  round.closes_at = event.closes_at;
  if (by_institution(event.settings.voice)) {
    std::ranges::copy_if(workshop.proxies, std::back_inserter(round.proxies), [&](const Proxy& proxy) {
      return round.has_voice(proxy.from) && round.has_voice(proxy.to);
    });
  }
  sub_objective.rounds.push_back(std::move(round));
  forget_steps(workshop, event.sub_objective);
  move_to(workshop, event.sub_objective, Stage::voting);
  for (const auto id : event.activities) {
    auto& activity = existing(workshop, id);
    if (event.mappings.empty() && !event.outcomes_stand) activity.undecide();
  }
}

void apply(Workshop& workshop, const Happening&, const DeadlineSet& event) {
  existing_open_round(workshop, event.sub_objective, event.round).closes_at = event.closes_at;
}

void apply(Workshop& workshop, const Happening& happening, const RoundClosed& event) {
  auto& round = existing_open_round(workshop, event.sub_objective, event.round);
  if (round.named()) {
    auto& step = remember_step(workshop, event.sub_objective, happening, StepKind::round_closed);
    step.round = event.round;
    step.proxies = round.proxies;
    if (!round.on_mapping()) step.activities = event.before;
  }
  if (!round.on_mapping()) {
    for (const auto& before : event.before) {
      existing(workshop, before.activity).undecide();
      mark_redecided(workshop, happening, before.activity);
    }
  }
  possible(std::ranges::equal(event.results, round.activities, {}, &Result::activity),
           "it has results of other activities");
  round.closed_at = happening.at;
  round.closing = happening.sequence;
  round.quorum = event.quorum;
  round.results = event.results;
  round.proxies = event.proxies;
  round.before = event.before;
  if (!round.named()) {
    // By the event alone: who could not read the ballots comes to the same roll.
    round.forget_ballots();
    round.roll.clear();
    for (const auto id : event.voters) {
      auto voter = as_voter(workshop, existing(workshop, id), round.settings.voice);
      possible(voter.has_value(), "only delegates vote");
      round.roll.emplace(id, std::move(*voter));
    }
    round.replaced = event.replaced;
    round.recorded = event.recorded;
    round.counted = event.counted;
    round.unnamed = event.unnamed;
  }
  // By the roll as it is kept: who could not read the ballots comes to the same.
  round.electorate = electorate(workshop, round);
  move_to(workshop, event.sub_objective, round.on_mapping() ? Stage::assigning : Stage::reviewing);
}

void apply(Workshop& workshop, const Happening& happening, const RoundAnnulled& event) {
  auto& sub_objective = existing(workshop, event.sub_objective);
  possible(!sub_objective.rounds.empty() && sub_objective.rounds.back().number == event.round &&
               !sub_objective.rounds.back().annulled &&
               (sub_objective.stage == Stage::voting || sub_objective.stage == Stage::reviewing ||
                sub_objective.stage == Stage::assigning),
           "that round cannot be annulled any more");
  auto& round = sub_objective.rounds.back();
  if (round.open()) {
    round.closed_at = happening.at;
    round.proxies.clear();
  }
  if (!round.named()) {
    round.forget_ballots();
    if (!round.quorum) {  // it was open: nobody is told who had voted
      round.roll.clear();
      round.replaced.clear();
    }
  }
  round.annulled = Reasoned{event.reason, happening.actor, happening.at};
  forget_steps(workshop, event.sub_objective);
  move_to(workshop, event.sub_objective, round.on_mapping() ? Stage::assigning : Stage::clarifying);
  for (const auto id : round.activities) {
    auto& activity = existing(workshop, id);
    if (activity.mapped_in == event.round) activity.unmap();
    if (activity.outcome && activity.outcome->round == event.round) activity.undecide();
  }
  for (const auto& before : event.restored) restore(workshop, happening, before);
}

}  // namespace acuerdo
