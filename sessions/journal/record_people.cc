// The record of who takes part: institutions, participants, their voices.
#include "sessions/journal/record_writer.h"

namespace acuerdo {

void RecordWriter::operator()(const InstitutionAdded& event) const { institution(event.institution); }

void RecordWriter::operator()(const InstitutionCorrected& event) const {
  sql_.run("UPDATE institution SET acronym = ?, name = ? WHERE id = ?", event.acronym,
           renamed("institution", event.institution.value, event.name), event.institution);
}

void RecordWriter::institution(const Institution& added) const {
  sql_.run("INSERT INTO institution VALUES (?, ?, ?, ?)", added.id, added.acronym,
           words("institution", added.id.value, added.name), added.weight);
}

void RecordWriter::operator()(const ParticipantJoined& event) const {
  sql_.run("INSERT INTO participant VALUES (?, ?, ?, ?, ?, ?, 0, 1, NULL)", event.participant, event.name,
           event.institution, event.role, event.language, happening_.at);
  if (event.role == Role::delegate) head_if_none(event.participant);
}

void RecordWriter::changed(ParticipantId participant, std::string_view what,
                           const std::string& became) const {
  sql_.run(
      "INSERT INTO participant_change SELECT ?, id, ?, CASE ? WHEN 'name' THEN name WHEN 'institution' THEN "
      "institution WHEN 'role' THEN role ELSE weight END AS was, ?, ?, ? FROM participant WHERE id = ?",
      happening_.sequence, what, what, became, happening_.at, happening_.actor, participant);
}

// At the live session where they are, they were there for it from the start; unless they have voted there for
// the one before: then from now on.
void RecordWriter::moved_to(const ParticipantCorrected& event) const {
  const bool voted = sql_.any(
      "SELECT 1 FROM attendance a JOIN round n ON n.live_session = a.live_session WHERE a.participant = ? "
      "AND "
      "a.left_at IS NULL AND n.annulled_at IS NULL AND (EXISTS (SELECT 1 FROM ballot b WHERE b.sub_objective "
      "= "
      "n.sub_objective AND b.round = n.round AND b.participant = a.participant) OR EXISTS (SELECT 1 FROM "
      "voter v WHERE "
      "v.sub_objective = n.sub_objective AND v.round = n.round AND v.participant = a.participant))",
      event.participant);
  if (!voted) {
    sql_.run(
        "UPDATE attendance SET institution = ? WHERE participant = ? AND institution IS ? AND live_session "
        "IN "
        "(SELECT live_session FROM attendance WHERE participant = ? AND left_at IS NULL)",
        event.institution, event.participant, event.before, event.participant);
    return;
  }
  sql_.run(
      "INSERT INTO attendance SELECT participant, live_session, ?, ?, NULL, NULL, ?, ? FROM attendance WHERE "
      "participant = ? AND left_at IS NULL",
      happening_.at, happening_.actor, happening_.sequence, event.institution, event.participant);
  sql_.run(
      "UPDATE attendance SET left_at = ?, left_by = ? WHERE participant = ? AND left_at IS NULL AND sequence "
      "<> ?",
      happening_.at, happening_.actor, event.participant, happening_.sequence);
}

void RecordWriter::operator()(const ParticipantCorrected& event) const {
  if (sql_.any("SELECT 1 FROM participant WHERE id = ? AND name <> ?", event.participant, event.name))
    changed(event.participant, "name", event.name);
  if (event.before != event.institution) {
    changed(event.participant, "institution", event.institution ? event.institution->value : "");
    moved_to(event);
  }
  sql_.run(
      "UPDATE participant SET name = ?, head = iif(institution IS ?, head, 0), institution = ? WHERE id = "
      "?",
      event.name, event.institution, event.institution, event.participant);
  if (event.before) head_if_none(*event.before);
  head_if_none(event.participant);
}

void RecordWriter::operator()(const RoleChanged& event) const {
  leave_floor(event.participant);
  changed(event.participant, "role", std::string{name_of(event.role)});
  sql_.run("UPDATE participant SET role = ? WHERE id = ?", event.role, event.participant);
  sql_.run("UPDATE participant SET head = 0 WHERE id = ? AND role <> 'delegate'", event.participant);
  head_if_none(event.participant);
}

void RecordWriter::operator()(const IdleRemoved& event) const {
  for (const auto id : event.participants) {
    changed(id, "role", std::string{name_of(Role::removed)});
    sql_.run("UPDATE participant SET role = ?, head = 0 WHERE id = ?", Role::removed, id);
  }
  for (const auto id : event.participants) head_if_none(id);
}

// One sheet stays in each open round; what they wrote is the other's.
void RecordWriter::operator()(const ParticipantsMerged& event) const {
  sql_.run(
      "INSERT INTO participant_change VALUES (?, ?, 'merged', (SELECT name FROM participant WHERE id = ?), "
      "(SELECT name FROM participant WHERE id = ?), ?, ?)",
      happening_.sequence, event.participant, event.participant, event.into, happening_.at, happening_.actor);
  const auto other = event.ballots == event.participant ? event.into : event.participant;
  sql_.run(
      "DELETE FROM ballot WHERE participant = ? AND EXISTS (SELECT 1 FROM round r WHERE r.sub_objective = "
      "ballot.sub_objective AND r.round = ballot.round AND r.closed_at IS NULL) AND EXISTS (SELECT 1 FROM "
      "ballot o "
      "WHERE o.sub_objective = ballot.sub_objective AND o.round = ballot.round AND o.participant = ?)",
      other, event.ballots);
  sql_.run(
      "UPDATE ballot SET participant = ?, weight = (SELECT weight FROM participant WHERE id = ?) WHERE "
      "participant = ? "
      "AND EXISTS (SELECT 1 FROM round r WHERE r.sub_objective = ballot.sub_objective AND r.round = "
      "ballot.round AND "
      "r.closed_at IS NULL)",
      event.into, event.into, event.participant);
  for (const auto* const moved :
       {"UPDATE OR REPLACE activity_author SET participant = ? WHERE participant = ?",
        "UPDATE OR REPLACE suggestion SET participant = ? WHERE participant = ?"})
    sql_.run(moved, event.into, event.participant);
  sql_.run(
      "UPDATE participant SET head = 1 WHERE id = ? AND role = 'delegate' AND institution = (SELECT "
      "institution "
      "FROM participant WHERE id = ? AND head = 1)",
      event.into, event.participant);
  sql_.run("UPDATE participant SET role = ?, head = 0, merged_into = ? WHERE id = ?", Role::removed,
           event.into, event.participant);
  head_if_none(event.participant);
}

void RecordWriter::operator()(const HeadNamed& event) const {
  sql_.run(
      "INSERT INTO participant_change SELECT ?, p.id, 'head', (SELECT h.name FROM participant h WHERE "
      "h.institution = p.institution AND h.head = 1), p.name, ?, ? FROM participant p WHERE p.id = ?",
      happening_.sequence, happening_.at, happening_.actor, event.participant);
  sql_.run(
      "UPDATE participant SET head = 0 WHERE head = 1 AND institution = (SELECT institution FROM "
      "participant "
      "WHERE id = ?)",
      event.participant);
  sql_.run("UPDATE participant SET head = 1 WHERE id = ?", event.participant);
}

void RecordWriter::operator()(const ParticipantWeighed& event) const {
  changed(event.participant, "weight", std::to_string(event.weight));
  sql_.run("UPDATE participant SET weight = ? WHERE id = ?", event.weight, event.participant);
}

void RecordWriter::head_if_none(ParticipantId participant) const {
  sql_.run(
      "UPDATE participant SET head = 1 WHERE id = (SELECT min(d.id) FROM participant d JOIN participant p "
      "ON "
      "d.institution = p.institution WHERE p.id = ? AND d.role = 'delegate') AND NOT EXISTS (SELECT 1 FROM "
      "participant h JOIN participant p ON h.institution = p.institution WHERE p.id = ? AND h.head = 1)",
      participant, participant);
}

void RecordWriter::head_if_none(const InstitutionId& institution) const {
  sql_.run(
      "UPDATE participant SET head = 1 WHERE id = (SELECT min(id) FROM participant WHERE institution = ? "
      "AND role "
      "= 'delegate') AND NOT EXISTS (SELECT 1 FROM participant WHERE institution = ? AND head = 1)",
      institution, institution);
}

void RecordWriter::operator()(const ParticipantArrived& event) const {
  sql_.run(
      "INSERT INTO attendance SELECT id, ?, ?, ?, NULL, NULL, ?, institution FROM participant WHERE id = ?",
      event.live_session, happening_.at, happening_.actor, happening_.sequence, event.participant);
}

void RecordWriter::operator()(const ParticipantLeft& event) const {
  leave_floor(event.participant);
  sql_.run("UPDATE attendance SET left_at = ?, left_by = ? WHERE participant = ? AND left_at IS NULL",
           happening_.at, happening_.actor, event.participant);
}

void RecordWriter::operator()(const ProxyGiven& event) const {
  take_back(event.from);
  sql_.run("INSERT INTO proxy VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)", happening_.sequence, event.from,
           event.to, event.note, happening_.at, happening_.actor);
}

void RecordWriter::operator()(const ProxyRevoked& event) const { take_back(event.from); }

void RecordWriter::take_back(const InstitutionId& from) const {
  sql_.run("UPDATE proxy SET taken_back_at = ?, taken_back_by = ? WHERE giver = ? AND taken_back_at IS NULL",
           happening_.at, happening_.actor, from);
}

}  // namespace acuerdo
