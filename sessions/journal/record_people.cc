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
  sql_.run("INSERT INTO participant VALUES (?, ?, ?, ?, ?, ?, 0, 1)", event.participant, event.name,
           event.institution, event.role, event.language, happening_.at);
  if (event.role == Role::delegate) head_if_none(event.participant);
}

void RecordWriter::operator()(const ParticipantCorrected& event) const {
  sql_.run(
      "UPDATE participant SET name = ?, head = iif(institution IS ?, head, 0), institution = ? WHERE id = "
      "?",
      event.name, event.institution, event.institution, event.participant);
  if (event.before) head_if_none(*event.before);
  head_if_none(event.participant);
}

void RecordWriter::operator()(const RoleChanged& event) const {
  leave_floor(event.participant);
  sql_.run("UPDATE participant SET role = ? WHERE id = ?", event.role, event.participant);
  sql_.run("UPDATE participant SET head = 0 WHERE id = ? AND role <> 'delegate'", event.participant);
  head_if_none(event.participant);
}

void RecordWriter::operator()(const HeadNamed& event) const {
  sql_.run(
      "UPDATE participant SET head = 0 WHERE head = 1 AND institution = (SELECT institution FROM "
      "participant "
      "WHERE id = ?)",
      event.participant);
  sql_.run("UPDATE participant SET head = 1 WHERE id = ?", event.participant);
}

void RecordWriter::operator()(const ParticipantWeighed& event) const {
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
  sql_.run("INSERT INTO attendance VALUES (?, ?, ?, ?, NULL, NULL, ?)", event.participant, event.live_session,
           happening_.at, happening_.actor, happening_.sequence);
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
