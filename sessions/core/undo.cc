#include "sessions/core/undo.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/edits.h"
#include "sessions/core/event.h"
#include "sessions/core/rounds.h"

namespace acuerdo {
namespace {

// A round is open again in the room it was in: there its quorum is counted.
MaybeRefused require_its_room(const Workshop& workshop, const SubObjective& sub_objective) {
  const auto* session = session_at(workshop, sub_objective.id);
  if (session && session->id == latest_round(sub_objective)->live_session) return {};
  return Refusal{RefusalCode::stage, "subObjective",
                 fmt::format("Live session {} must be open and at this sub-objective.",
                             latest_round(sub_objective)->live_session.value)};
}

// What stands again must not say the very words of what was proposed meanwhile.
MaybeRefused require_wordings_differ(const Workshop& workshop, const SubObjective& sub_objective,
                                     const UndoableStep& step) {
  for (const auto& before : step.activities) {
    const auto& activity = *find(workshop, before.activity);
    if (activity.standing() || before.state != ActivityState::standing) continue;
    for (const auto id : sub_objective.activities) {
      const auto* other = find(workshop, id);
      if (!other->standing() || other->wording() != activity.wording()) continue;
      return Refusal{RefusalCode::duplicate, "step",
                     fmt::format("Activity {} would stand again, and activity {} has exactly its wording.",
                                 number(activity.id), number(id))};
    }
  }
  return {};
}

void reopen(Round& round, const std::vector<Proxy>& proxies) {
  possible(!round.open() && round.named() && !round.annulled, "that round cannot be reopened");
  round.closed_at.reset();
  round.closes_at.reset();
  round.quorum.reset();
  round.results.clear();
  round.before.clear();
  round.proxies = proxies;
}

// Who voted and would not stand on the roll so today, by name: their ballots would count for another, or for
// nobody.
MaybeRefused require_same_roll(const Workshop& workshop, const Round& round) {
  const auto changed = changed_since(workshop, round);
  if (changed.empty()) return {};
  std::string names;
  constexpr std::size_t kNamed = 5;
  for (std::size_t n = 0; n < std::min(changed.size(), kNamed); ++n) {
    names += fmt::format("{}{} ({})", n == 0 ? "" : ", ", find(workshop, changed[n])->name,
                         find(workshop, voter_in(round, changed[n]).institution)->acronym);
  }
  if (changed.size() > kNamed) names += fmt::format(" and {} more", changed.size() - kNamed);
  return Refusal{
      RefusalCode::stage, "step",
      fmt::format("{} voted in this round and would not vote so today: another role, institution, "
                  "weight or head of delegation. Put that right, or annul the round and vote again.",
                  names)};
}

}  // namespace

Decision decide(const Workshop& workshop, const Context&, const UndoStep& command) {
  const auto* sub_objective = find(workshop, command.sub_objective);
  if (!sub_objective) return not_found("subObjective", "sub-objective");
  if (sub_objective->steps.empty()) {
    return Refusal{RefusalCode::stage, "subObjective", "There is no step here that can be taken back."};
  }
  const auto& last = sub_objective->steps.back();
  if (last.sequence != command.step) {
    return Refusal{RefusalCode::stage, "step",
                   "This is not the last step any more; look at what came since."};
  }
  if (last.kind == StepKind::round_closed) {
    if (auto refused = require_its_room(workshop, *sub_objective)) return *refused;
    if (auto refused = require_same_roll(workshop, *latest_round(*sub_objective))) return *refused;
    if (auto refused = require_one_more_round(workshop, *latest_round(*sub_objective))) return *refused;
  }
  if (auto refused = require_wordings_differ(workshop, *sub_objective, last)) return *refused;
  if (last.stage == Stage::closed || last.stage == Stage::assigning) {
    if (auto refused = require_decided(workshop, *sub_objective)) return *refused;
  }
  auto step = last;
  // What was taken back meanwhile stays taken back.
  std::erase_if(step.proxies, [&](const Proxy& proxy) {
    return std::ranges::find(workshop.proxies, proxy) == workshop.proxies.end();
  });
  return Event{StepUndone{command.sub_objective, std::move(step)}};
}

ActivityBefore as_it_is(const Activity& activity) {
  return {activity.id,          activity.state,       activity.withdrawn_reason,
          activity.merged_into, activity.merged_from, activity.authors,
          activity.assignments, activity.mapped_in,   activity.outcome};
}

void restore(Workshop& workshop, const Happening& happening, const ActivityBefore& before) {
  auto& activity = existing(workshop, before.activity);
  activity.state = before.state;
  activity.withdrawn_reason = before.withdrawn_reason;
  activity.merged_into = before.merged_into;
  activity.merged_from = before.merged_from;
  activity.authors = before.authors;
  activity.assignments = before.assignments;
  activity.mapped_in = before.mapped_in;
  activity.outcome = before.outcome;
  if (before.answers) activity.answers = *before.answers;
  mark_redecided(workshop, happening, before.activity);
}

void apply(Workshop& workshop, const Happening& happening, const StepUndone& event) {
  auto& sub_objective = existing(workshop, event.sub_objective);
  const auto& step = event.step;
  possible(!sub_objective.steps.empty() && sub_objective.steps.back().sequence == step.sequence,
           "that is not the last step");
  TakenBack trail{step.kind, step.by, step.at, happening.actor, happening.at};
  if (step.kind != StepKind::round_closed && step.activities.size() == 1) {
    trail.activity = step.activities.front().activity;
    if (const auto& outcome = existing(workshop, *trail.activity).outcome) trail.outcome = outcome->kind;
  }
  for (const auto& before : step.activities) restore(workshop, happening, before);
  if (step.kind == StepKind::round_closed) {
    possible(!sub_objective.rounds.empty() && sub_objective.rounds.back().number == step.round,
             "there is no such round to reopen");
    trail.round = step.round;
    trail.results = sub_objective.rounds.back().results;
    reopen(sub_objective.rounds.back(), step.proxies);
  }
  if (step.kind == StepKind::sub_objective_reopened) {
    possible(!sub_objective.reopenings.empty(), "it was not reopened");
    sub_objective.reopenings.pop_back();
  }
  sub_objective.taken_back.push_back(std::move(trail));
  sub_objective.steps.pop_back();
  move_to(workshop, event.sub_objective, step.stage);
}

UndoableStep& remember_step(Workshop& workshop, const SubObjectiveId& id, const Happening& happening,
                            StepKind kind, const std::vector<ActivityId>& activities) {
  auto& sub_objective = existing(workshop, id);
  auto& steps = sub_objective.steps;
  if (steps.size() == kMaxUndoableSteps) steps.erase(steps.begin());
  UndoableStep step;
  step.kind = kind;
  step.sequence = happening.sequence;
  step.by = happening.actor;
  step.at = happening.at;
  step.stage = sub_objective.stage;
  for (const auto activity : activities) step.activities.push_back(as_it_is(existing(workshop, activity)));
  return steps.emplace_back(std::move(step));
}

void forget_steps(Workshop& workshop, const SubObjectiveId& id) { existing(workshop, id).steps.clear(); }

}  // namespace acuerdo
