// The record of the floor: hands, speeches, announcements.
#include "sessions/journal/record_writer.h"

namespace acuerdo {

void RecordWriter::operator()(const HandRaised& event) const {
  sql_.run(
      "INSERT INTO hand SELECT ?, ?, ?, ?, ?, NULL WHERE NOT EXISTS (SELECT 1 FROM hand WHERE participant "
      "= "
      "? AND lowered_at IS NULL)",
      happening_.sequence, event.live_session, event.participant, event.purpose, happening_.at,
      event.participant);
  sql_.run("UPDATE hand SET purpose = ? WHERE participant = ? AND lowered_at IS NULL", event.purpose,
           event.participant);
}

void RecordWriter::operator()(const HandLowered& event) const { lower_hand(event.participant); }

void RecordWriter::lower_hand(ParticipantId participant) const {
  sql_.run("UPDATE hand SET lowered_at = ? WHERE participant = ? AND lowered_at IS NULL", happening_.at,
           participant);
}

void RecordWriter::operator()(const SpeechStarted& event) const {
  end_speech(event.live_session);
  lower_hand(event.participant);
  sql_.run("INSERT INTO speech SELECT ?, id, focus, ?, ?, ?, NULL FROM live_session WHERE id = ?",
           happening_.sequence, event.participant, happening_.at, event.until, event.live_session);
}

void RecordWriter::operator()(const SpeechEnded& event) const { end_speech(event.live_session); }

void RecordWriter::end_speech(const LiveSessionId& session) const {
  sql_.run("UPDATE speech SET ended_at = ? WHERE live_session = ? AND ended_at IS NULL", happening_.at,
           session);
}

void RecordWriter::leave_floor(ParticipantId participant) const {
  lower_hand(participant);
  sql_.run("UPDATE speech SET ended_at = ? WHERE participant = ? AND ended_at IS NULL", happening_.at,
           participant);
}

void RecordWriter::clear_floor(const LiveSessionId& session) const {
  end_speech(session);
  sql_.run("UPDATE hand SET lowered_at = ? WHERE live_session = ? AND lowered_at IS NULL", happening_.at,
           session);
}

void RecordWriter::operator()(const Announced& event) const {
  withdraw_announcement();
  sql_.run("INSERT INTO announcement VALUES (?, ?, ?, ?, NULL, NULL)", happening_.sequence,
           words("announcement", std::to_string(number(happening_.sequence)), event.words), happening_.at,
           happening_.actor);
}

void RecordWriter::operator()(const AnnouncementWithdrawn&) const { withdraw_announcement(); }

void RecordWriter::withdraw_announcement() const {
  sql_.run("UPDATE announcement SET withdrawn_at = ?, withdrawn_by = ? WHERE withdrawn_at IS NULL",
           happening_.at, happening_.actor);
}

}  // namespace acuerdo
