// The record of rounds, ballots, results.
#include "sessions/journal/record_writer.h"
#include "sessions/json/write.h"

namespace acuerdo {

void RecordWriter::operator()(const RoundOpened& event) const {
  stage(event.sub_objective, Stage::voting);
  sql_.run(
      "INSERT INTO round (sub_objective, round, live_session, rule, voice, ballots, results, opened_at, "
      "closes_at, quorum, quorum_strict, quorum_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      event.sub_objective, event.round, event.live_session, canonical(event.settings.rule),
      event.settings.voice, event.settings.ballots, event.settings.results, happening_.at, event.closes_at,
      to_string(event.settings.quorum), event.settings.quorum_strict, event.settings.quorum_of);
  for (const auto& institution : event.roll_of)
    sql_.run("INSERT INTO round_institution VALUES (?, ?, ?)", event.sub_objective, event.round, institution);
  int place = 0;
  for (const auto id : event.activities) {
    const auto& rule = rule_on(event.settings.rule, event.own_rules, id);
    sql_.run("INSERT INTO round_activity VALUES (?, ?, ?, ?, ?)", event.sub_objective, event.round, id,
             ++place, canonical(rule));
    offer(event, id, rule);
    if (event.mappings.empty() && !event.outcomes_stand) undecide(id);
  }
  for (const auto& [activity, assignments] : event.mappings) {
    for (const auto& [institution, role] : assignments)
      sql_.run("INSERT INTO round_mapping VALUES (?, ?, ?, ?, ?)", event.sub_objective, event.round, activity,
               institution, role);
  }
}

void RecordWriter::offer(const RoundOpened& event, ActivityId activity, const Rule& rule) const {
  int place = 0;
  for (const auto& position : positions(rule)) {
    sql_.run("INSERT INTO position VALUES (?, ?, ?, ?, ?, ?, ?)", event.sub_objective, event.round, activity,
             position.code, ++place, position.tone, std::string{in_language(position.name, language_).words});
  }
}

void RecordWriter::operator()(const BallotCast& event) const {
  std::optional<ParticipantId> recorded_by;
  if (happening_.actor != event.participant) recorded_by = happening_.actor;
  if (event.replaces) {
    sql_.run(
        "INSERT INTO replaced_ballot SELECT sequence, sub_objective, round, activity, participant, position, "
        "reason, at, recorded_by, ? FROM ballot WHERE sub_objective = ? AND round = ? AND activity = ? AND "
        "participant = ?",
        happening_.at, event.sub_objective, event.round, event.activity, event.participant);
  }
  sql_.run(
      "INSERT OR REPLACE INTO ballot SELECT ?, ?, ?, id, ?, ?, ?, ?, ?, institution, weight FROM participant "
      "WHERE id = ?",
      event.sub_objective, event.round, event.activity, event.position, event.reason, happening_.at,
      recorded_by, happening_.sequence, event.participant);
}

void RecordWriter::operator()(const BallotsLeft& event) const {
  sql_.run(
      "INSERT INTO ballots_left SELECT ?, ?, ?, p.id, p.institution, (SELECT nullif(count(*), 0) FROM ballot "
      "b "
      "WHERE b.sub_objective = ? AND b.round = ? AND b.participant = p.id), ?, ? FROM participant p WHERE "
      "p.id = ?",
      happening_.sequence, event.sub_objective, event.round, event.sub_objective, event.round, happening_.at,
      happening_.actor, event.participant);
  sql_.run("DELETE FROM ballot WHERE sub_objective = ? AND round = ? AND participant = ?",
           event.sub_objective, event.round, event.participant);
}

void RecordWriter::operator()(const DeadlineSet& event) const {
  sql_.run("UPDATE round SET closes_at = ? WHERE sub_objective = ? AND round = ?", event.closes_at,
           event.sub_objective, event.round);
}

void RecordWriter::operator()(const RoundClosed& event) const {
  stage_after(event.sub_objective, event.round, Stage::reviewing);
  sql_.run(
      "UPDATE round SET closed_at = ?, closed_by = ?, present = ?, eligible = ?, required = ?, quorum_met "
      "= ? WHERE "
      "sub_objective = ? AND round = ?",
      happening_.at, happening_.actor, event.quorum.present, event.quorum.eligible, event.quorum.required,
      event.quorum.met, event.sub_objective, event.round);
  for (const auto& result : event.results) {
    sql_.run("INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?)", event.sub_objective, event.round,
             result.activity, result.wording_version, result.verdict,
             std::string{in_language(result.sentence, language_).words}, result.parts);
    int place = 0;
    for (const auto& line : result.tally) {
      sql_.run("INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?)", event.sub_objective, event.round,
               result.activity, line.position, line.count, ++place);
    }
    for (const auto& voice : result.voices) {
      sql_.run("INSERT INTO institution_position VALUES (?, ?, ?, ?, ?, ?)", event.sub_objective, event.round,
               result.activity, voice.institution, voice.position, voice.divided);
    }
  }
  for (const auto& [from, to] : event.proxies)
    sql_.run("INSERT INTO round_proxy VALUES (?, ?, ?, ?)", event.sub_objective, event.round, from, to);
  for (const auto voter : event.voters)
    sql_.run("INSERT INTO voter SELECT ?, ?, id, institution FROM participant WHERE id = ?",
             event.sub_objective, event.round, voter);
  for (const auto& receipt : event.counted)
    sql_.run("INSERT INTO receipt VALUES (?, ?, ?)", event.sub_objective, event.round, receipt);
  if (!is_on_mapping(event.sub_objective, event.round)) {
    for (const auto& before : event.before) undecide(before.activity);
  }
  int place = 0;
  for (const auto& reason : event.unnamed) {
    sql_.run("INSERT INTO unnamed_reason VALUES (?, ?, ?, ?, ?, ?, ?)", event.sub_objective, event.round,
             ++place, reason.activity, reason.position, reason.institution, reason.words);
  }
}

void RecordWriter::operator()(const RoundAnnulled& event) const {
  stage_after(event.sub_objective, event.round, Stage::clarifying);
  sql_.run(
      "DELETE FROM assignment WHERE round = ? AND activity IN (SELECT id FROM activity WHERE sub_objective "
      "= ?)",
      event.round, event.sub_objective);
  sql_.run(
      "UPDATE round SET closed_at = coalesce(closed_at, ?), annulled_at = ?, annulled_by = ?, "
      "annulled_reason = ? WHERE sub_objective = ? AND round = ?",
      happening_.at, happening_.at, happening_.actor, event.reason, event.sub_objective, event.round);
  sql_.run(
      "DELETE FROM assignment WHERE activity IN (SELECT o.activity FROM outcome o JOIN activity a ON a.id "
      "= "
      "o.activity WHERE o.stands = 1 AND o.round = ? AND a.sub_objective = ?)",
      event.round, event.sub_objective);
  sql_.run(
      "DELETE FROM assignment_answer WHERE activity IN (SELECT o.activity FROM outcome o JOIN activity a "
      "ON "
      "a.id = o.activity WHERE o.stands = 1 AND o.round = ? AND a.sub_objective = ?)",
      event.round, event.sub_objective);
  sql_.run(
      "UPDATE outcome SET stands = 0 WHERE stands = 1 AND round = ? AND activity IN (SELECT id FROM "
      "activity "
      "WHERE sub_objective = ?)",
      event.round, event.sub_objective);
  for (const auto& before : event.restored) restore(before);
}

bool RecordWriter::is_on_mapping(const SubObjectiveId& id, RoundNumber round) const {
  return sql_.any("SELECT 1 FROM round_mapping WHERE sub_objective = ? AND round = ?", id, round);
}

void RecordWriter::stage_after(const SubObjectiveId& id, RoundNumber round, Stage otherwise) const {
  stage(id, is_on_mapping(id, round) ? Stage::assigning : otherwise);
}

void RecordWriter::operator()(const ReasonAnswered& event) const {
  sql_.run("INSERT OR REPLACE INTO reason_answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", event.sub_objective,
           event.round, event.activity, event.participant, event.number, event.ruling, event.words,
           happening_.actor, happening_.at);
}

}  // namespace acuerdo
