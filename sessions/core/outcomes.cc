#include "sessions/core/outcomes.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/advice.h"
#include "sessions/core/checks.h"
#include "sessions/core/edits.h"
#include "sessions/core/event.h"
#include "sessions/values/date.h"

namespace acuerdo {
namespace {

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

// Of wordings that were put to the vote beside each other, one is adopted.
MaybeRefused require_one_wording(const Workshop& workshop, const Activity& activity, OutcomeKind outcome) {
  const auto* instead = adopted(outcome) ? adopted_instead(workshop, activity) : nullptr;
  if (!instead) return {};
  return Refusal{RefusalCode::duplicate, "outcome",
                 fmt::format("Activity {}, another wording of this one, is adopted; one of them is.",
                             number(instead->id))};
}

}  // namespace

Decision decide(const Workshop& workshop, const Context& context, const AnswerReason& command) {
  const auto* activity = find(workshop, command.activity);
  if (!activity) return not_found("activity", "activity");
  const auto& sub_objective = *find(workshop, activity->sub_objective);
  const auto* round = latest_round(sub_objective);
  const auto reason = round && round->number == command.round
                          ? reason_at(*round, command.activity, {command.participant, command.number})
                          : std::nullopt;
  if (!reason) {
    return not_found(command.number > 0 ? "number" : "participant",
                     "such reason on that activity in the latest round");
  }
  const bool own = reason->place.voter == context.actor;
  if (!own || command.ruling != Ruling::withdrawn) {
    if (auto refused = require_facilitator(workshop, context)) return *refused;
  }
  if (auto refused =
          require_stage(sub_objective, {round->on_mapping() ? Stage::assigning : Stage::reviewing}))
    return *refused;
  if (command.ruling == Ruling::withdrawn) {
    if (!own && !reason->recorded_by) {
      return Refusal{RefusalCode::not_author, "ruling", "Whoever gave a reason withdraws it themselves."};
    }
  } else if (command.words.empty()) {
    return Refusal{RefusalCode::reason_required, "words",
                   "An answer needs words, which will stand in the minutes."};
  }
  return Event{ReasonAnswered{sub_objective.id, command.round, command.activity, command.participant,
                              command.ruling, command.words, command.number}};
}

Decision decide(const Workshop& workshop, const Context&, const DeclareOutcome& command) {
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
  if (auto refused = require_base(workshop, command.base, edits::outcome(command.activity))) return *refused;
  if (auto refused = require_one_wording(workshop, *activity, command.outcome)) return *refused;
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

void apply(Workshop& workshop, const Happening& happening, const ReasonAnswered& event) {
  auto& rounds = existing(workshop, event.sub_objective).rounds;
  possible(!rounds.empty() && rounds.back().number == event.round && !rounds.back().open(),
           "reasons are answered when the round is closed, before the next");
  forget_steps(workshop, event.sub_objective);
  auto& round = rounds.back();
  possible(reason_at(round, event.activity, event.place()).has_value(), "there is no such reason");
  const ReasonAnswer answer{event.activity, event.participant, event.number, event.ruling,
                            event.words,    happening.actor,   happening.at};
  auto before = std::ranges::find_if(round.answers, [&](const ReasonAnswer& one) {
    return one.activity == event.activity && one.place() == event.place();
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
  remember_step(workshop, activity.sub_objective, happening, StepKind::outcome_declared, {event.activity});
  if (!adopted(event.outcome)) activity.unmap();
  activity.outcome = {event.outcome,   event.advised, event.reason, event.round,
                      happening.actor, happening.at,  event.owner,  event.due};
  mark_edited(workshop, happening, edits::outcome(event.activity));
}

}  // namespace acuerdo
