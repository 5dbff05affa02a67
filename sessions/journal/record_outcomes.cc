// The record of what was declared, taken back, and who carries out what.
#include "sessions/journal/record_writer.h"

namespace acuerdo {

void RecordWriter::operator()(const OutcomeDeclared& event) const {
  declare(event.activity, event.outcome, event.advised, event.reason, event.round, event.owner, event.due);
  if (!adopted(event.outcome)) sql_.run("DELETE FROM assignment WHERE activity = ?", event.activity);
}

void RecordWriter::declare(ActivityId activity, OutcomeKind kind, OutcomeKind advised,
                           const std::string& reason, RoundNumber round,
                           const std::optional<InstitutionId>& owner, const std::string& due) const {
  sql_.run("UPDATE outcome SET stands = 0 WHERE activity = ? AND stands = 1", activity);
  sql_.run("INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", happening_.sequence, activity,
           kind, advised, reason, round, happening_.actor, happening_.at, owner, due);
}

void RecordWriter::operator()(const StepUndone& event) const {
  const auto& step = event.step;
  sql_.run("INSERT INTO taken_back VALUES (?, ?, ?, ?, ?, ?)", happening_.sequence, event.sub_objective,
           step.sequence, step.kind, happening_.at, happening_.actor);
  stage(event.sub_objective, step.stage);
  if (step.kind == StepKind::sub_objective_reopened)
    sql_.run("DELETE FROM reopening WHERE sequence = ?", step.sequence);
  if (step.kind == StepKind::round_closed) reopen_round(event.sub_objective, step.round);
  for (const auto& before : step.activities) restore(before);
}

void RecordWriter::reopen_round(const SubObjectiveId& id, RoundNumber round) const {
  sql_.run(
      "INSERT INTO former_result SELECT ?, r.sub_objective, r.round, r.activity, r.version, r.verdict, "
      "r.sentence, (SELECT group_concat(said, ', ') FROM (SELECT t.position || ' ' || t.count AS said FROM "
      "tally t "
      "WHERE t.sub_objective = r.sub_objective AND t.round = r.round AND t.activity = r.activity ORDER BY "
      "t.place)), n.closed_at, ?, ? FROM result r JOIN round n ON n.sub_objective = r.sub_objective AND "
      "n.round = "
      "r.round WHERE r.sub_objective = ? AND r.round = ?",
      happening_.sequence, happening_.at, happening_.actor, id, round);
  sql_.run("DELETE FROM result WHERE sub_objective = ? AND round = ?", id, round);
  sql_.run("DELETE FROM tally WHERE sub_objective = ? AND round = ?", id, round);
  sql_.run("DELETE FROM institution_position WHERE sub_objective = ? AND round = ?", id, round);
  sql_.run("DELETE FROM round_proxy WHERE sub_objective = ? AND round = ?", id, round);
  sql_.run(
      "UPDATE round SET closed_at = NULL, closes_at = NULL, closed_by = NULL, present = NULL, eligible = "
      "NULL, "
      "required = NULL, quorum_met = NULL WHERE sub_objective = ? AND round = ?",
      id, round);
}

void RecordWriter::restore(const ActivityBefore& before) const {
  sql_.run("UPDATE outcome SET stands = 0 WHERE activity = ? AND stands = 1", before.activity);
  sql_.run("DELETE FROM assignment WHERE activity = ?", before.activity);
  sql_.run("UPDATE activity SET state = ?, withdrawn_reason = ?, merged_into = ? WHERE id = ?", before.state,
           before.state == ActivityState::withdrawn ? std::optional{before.withdrawn_reason} : std::nullopt,
           before.merged_into, before.activity);
  sql_.run("DELETE FROM activity_author WHERE activity = ?", before.activity);
  for (const auto author : before.authors)
    sql_.run("INSERT INTO activity_author VALUES (?, ?)", before.activity, author);
  if (const auto& outcome = before.outcome) {
    sql_.run("INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", happening_.sequence,
             before.activity, outcome->kind, outcome->advised, outcome->reason, outcome->round, outcome->by,
             outcome->at, outcome->owner, outcome->due);
  }
  if (before.assignments) assign(before.activity, *before.assignments, before.mapped_in);
  if (!before.answers) return;
  sql_.run("DELETE FROM assignment_answer WHERE activity = ?", before.activity);
  for (const auto& [assignment, answer] : *before.answers) {
    sql_.run("INSERT INTO assignment_answer VALUES (?, ?, ?, ?, ?, ?, ?)", before.activity,
             assignment.institution, assignment.role, answer.answer, answer.reason, answer.by, answer.at);
  }
}

void RecordWriter::operator()(const InstitutionSuggested& event) const {
  sql_.run("INSERT INTO suggestion VALUES (?, ?, ?, ?, ?)", event.activity, event.institution, event.role,
           event.participant, happening_.at);
}

void RecordWriter::operator()(const SuggestionWithdrawn& event) const {
  sql_.run("DELETE FROM suggestion WHERE activity = ? AND institution = ? AND role = ? AND participant = ?",
           event.activity, event.institution, event.role, event.participant);
}

void RecordWriter::operator()(const AssignmentAnswered& event) const {
  sql_.run("INSERT OR REPLACE INTO assignment_answer VALUES (?, ?, ?, ?, ?, ?, ?)", event.activity,
           event.institution, event.role, event.answer, event.reason, happening_.actor, happening_.at);
}

void RecordWriter::operator()(const ActivityDetailed& event) const {
  const auto& [deadline, indicator, resources] = event.details;
  const auto id = std::to_string(number(event.activity));
  sql_.run("DELETE FROM translation WHERE entity IN ('indicator', 'resources') AND id = ?", id);
  sql_.run("INSERT OR REPLACE INTO activity_detail VALUES (?, ?, ?, ?)", event.activity, deadline,
           words("indicator", id, indicator), words("resources", id, resources));
}

void RecordWriter::operator()(const AssignmentsAdopted& event) const {
  sql_.run("DELETE FROM assignment WHERE activity = ?", event.activity);
  assign(event.activity, event.assignments, event.round);
}

void RecordWriter::assign(ActivityId activity, const std::vector<Assignment>& assignments,
                          RoundNumber round) const {
  int place = 0;
  for (const auto& assignment : assignments) {
    sql_.run("INSERT INTO assignment VALUES (?, ?, ?, ?, ?)", activity, assignment.institution,
             assignment.role, ++place, round);
  }
}

}  // namespace acuerdo
