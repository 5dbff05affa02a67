// The record of activities, their wordings, and what is said of them.
#include <fmt/format.h>

#include "sessions/journal/record_writer.h"

namespace acuerdo {

void RecordWriter::operator()(const ActivityProposed& event) const {
  propose(event.activity, event.sub_objective, event.wording, happening_.actor);
}

void RecordWriter::propose(ActivityId id, const SubObjectiveId& place, const Text& wording,
                           ParticipantId by) const {
  const auto said = words("activity_version", fmt::format("{}/1", number(id)), wording);
  sql_.run(
      "INSERT INTO activity (id, sub_objective, wording, version, place, proposed_at) SELECT ?, ?, ?, 1, "
      "coalesce(max(place), 0) + 1, ? FROM activity WHERE sub_objective = ?",
      id, place, said, happening_.at, place);
  sql_.run("INSERT INTO activity_author VALUES (?, ?)", id, by);
  version(id, 1, said, by);
}

void RecordWriter::version(ActivityId activity, std::uint32_t number_of_it, const std::string& said,
                           ParticipantId by) const {
  sql_.run("INSERT INTO activity_version VALUES (?, ?, ?, ?, ?)", activity, number_of_it, said, by,
           happening_.at);
}

void RecordWriter::operator()(const ActivityRevised& event) const { revise(event.activity, event.wording); }

void RecordWriter::revise(ActivityId activity, const Text& wording) const {
  reword(activity, std::string{in_language(wording, language_).words}, happening_.actor);
  for (const auto& [tag, said] : wording) {
    sql_.run(
        "INSERT INTO translation SELECT 'activity_version', id || '/' || version, ?, ? FROM activity WHERE "
        "id = ?",
        tag, said, activity);
  }
}

void RecordWriter::reword(ActivityId activity, const std::string& said, ParticipantId by) const {
  sql_.run("UPDATE activity SET version = version + 1, wording = ? WHERE id = ?", said, activity);
  sql_.run("INSERT INTO activity_version SELECT id, version, wording, ?, ? FROM activity WHERE id = ?", by,
           happening_.at, activity);
  undecide(activity);
}

void RecordWriter::undecide(ActivityId activity) const {
  sql_.run("UPDATE outcome SET stands = 0 WHERE activity = ? AND stands = 1", activity);
  sql_.run("DELETE FROM assignment WHERE activity = ?", activity);
  sql_.run("DELETE FROM assignment_answer WHERE activity = ?", activity);
}

// Those behind the whole make room for its parts.
void RecordWriter::operator()(const ActivitySplit& event) const {
  revise(event.activity, event.parts.front());
  const auto others = static_cast<std::uint32_t>(event.parts.size() - 1);
  make_room_behind(event.activity, others);
  for (std::uint32_t part = 1; part <= others; ++part) {
    const auto id = event.part(part);
    const auto said = words("activity_version", fmt::format("{}/1", number(id)), event.parts[part]);
    sql_.run(
        "INSERT INTO activity (id, sub_objective, wording, version, place, split_from, proposed_at) SELECT "
        "?, "
        "sub_objective, ?, 1, place + ?, id, ? FROM activity WHERE id = ?",
        id, said, part, happening_.at, event.activity);
    sql_.run("INSERT INTO activity_author SELECT ?, participant FROM activity_author WHERE activity = ?", id,
             event.activity);
    version(id, 1, said, happening_.actor);
  }
}

void RecordWriter::make_room_behind(ActivityId activity, std::uint32_t count) const {
  sql_.run(
      "UPDATE activity SET place = place + ? WHERE sub_objective = (SELECT sub_objective FROM activity "
      "WHERE "
      "id = ?) AND place > (SELECT place FROM activity WHERE id = ?)",
      count, activity, activity);
}

void RecordWriter::operator()(const ActivityMoved& event) const {
  if (!event.before) {
    sql_.run(
        "UPDATE activity SET place = 1 + (SELECT max(place) FROM activity a WHERE a.sub_objective = "
        "activity.sub_objective) WHERE id = ?",
        event.activity);
    return;
  }
  make_room_behind(*event.before, 1);
  sql_.run("UPDATE activity SET place = (SELECT place FROM activity WHERE id = ?) WHERE id = ?",
           *event.before, event.activity);
  sql_.run("UPDATE activity SET place = place + 1 WHERE id = ?", *event.before);
}

void RecordWriter::operator()(const ActivityHidden& event) const {
  undecide(event.activity);
  sql_.run("UPDATE activity SET state = ?, hidden_reason = ? WHERE id = ?", ActivityState::hidden,
           event.reason, event.activity);
}

void RecordWriter::operator()(const ActivityShown& event) const {
  sql_.run("UPDATE activity SET state = ?, hidden_reason = NULL WHERE id = ?", ActivityState::standing,
           event.activity);
}

void RecordWriter::operator()(const ActivityWithdrawn& event) const {
  sql_.run("UPDATE activity SET state = ?, withdrawn_reason = ? WHERE id = ?", ActivityState::withdrawn,
           event.reason, event.activity);
  declare(event.activity, OutcomeKind::withdrawn, OutcomeKind::withdrawn, event.reason, RoundNumber{});
}

void RecordWriter::operator()(const ActivitiesMerged& event) const {
  for (const auto id : event.from) {
    sql_.run("UPDATE activity SET state = ?, merged_into = ? WHERE id = ?", ActivityState::merged, event.into,
             id);
    declare(id, OutcomeKind::merged, OutcomeKind::merged, "", RoundNumber{});
    sql_.run(
        "INSERT OR IGNORE INTO activity_author SELECT ?, participant FROM activity_author WHERE activity = "
        "?",
        event.into, id);
  }
}

void RecordWriter::operator()(const CommentAdded& event) const {
  const auto said = words("comment", std::to_string(number(event.comment)), event.text);
  sql_.run("INSERT INTO comment (id, activity, words, by, at) VALUES (?, ?, ?, ?, ?)", event.comment,
           event.activity, said, happening_.actor, happening_.at);
}

void RecordWriter::operator()(const AmendmentProposed& event) const {
  const auto said = words("amendment", std::to_string(number(event.amendment)), event.wording);
  sql_.run("INSERT INTO amendment (id, activity, wording, reason, by, at) VALUES (?, ?, ?, ?, ?, ?)",
           event.amendment, event.activity, said, event.reason, happening_.actor, happening_.at);
}

void RecordWriter::operator()(const AmendmentAccepted& event) const {
  sql_.run("UPDATE amendment SET state = ? WHERE id = ?", AmendmentState::accepted, event.amendment);
  sql_.run(
      "UPDATE activity SET version = version + 1, wording = (SELECT wording FROM amendment WHERE id = ?) "
      "WHERE id = ?",
      event.amendment, event.activity);
  sql_.run(
      "INSERT INTO activity_version SELECT a.id, a.version, a.wording, m.by, ? FROM activity a, amendment "
      "m WHERE a.id = ? AND m.id = ?",
      happening_.at, event.activity, event.amendment);
  sql_.run(
      "INSERT INTO translation SELECT 'activity_version', a.id || '/' || a.version, t.language, t.words "
      "FROM activity a, translation t "
      "WHERE a.id = ? AND t.entity = 'amendment' AND t.id = CAST(? AS TEXT)",
      event.activity, event.amendment);
  undecide(event.activity);
}

void RecordWriter::operator()(const AmendmentDeclined& event) const {
  sql_.run("UPDATE amendment SET state = ?, answer = ? WHERE id = ?", AmendmentState::declined, event.reason,
           event.amendment);
}

// It follows what it amends.
void RecordWriter::operator()(const AmendmentPut& event) const {
  sql_.run("UPDATE amendment SET state = ?, alternative = ? WHERE id = ?", AmendmentState::put_to_vote,
           event.alternative, event.amendment);
  undecide(event.activity);
  make_room_behind(event.activity, 1);
  sql_.run(
      "INSERT INTO activity (id, sub_objective, wording, version, place, alternative_to, proposed_at) "
      "SELECT ?, a.sub_objective, m.wording, 1, a.place + 1, a.id, ? FROM activity a, amendment m "
      "WHERE a.id = ? AND m.id = ?",
      event.alternative, happening_.at, event.activity, event.amendment);
  sql_.run("INSERT INTO activity_author SELECT ?, by FROM amendment WHERE id = ?", event.alternative,
           event.amendment);
  sql_.run("INSERT INTO activity_version SELECT ?, 1, wording, by, ? FROM amendment WHERE id = ?",
           event.alternative, happening_.at, event.amendment);
  sql_.run(
      "INSERT INTO translation SELECT 'activity_version', ? || '/1', language, words FROM translation "
      "WHERE entity = 'amendment' AND id = CAST(? AS TEXT)",
      event.alternative, event.amendment);
}

void RecordWriter::operator()(const ContributionHidden& event) const {
  because(event.comment, event.amendment, event.reason);
}

void RecordWriter::operator()(const ContributionShown& event) const {
  because(event.comment, event.amendment, std::nullopt);
}

void RecordWriter::because(std::optional<CommentId> comment, std::optional<AmendmentId> amendment,
                           const std::optional<std::string>& reason) const {
  if (comment) sql_.run("UPDATE comment SET hidden_reason = ? WHERE id = ?", reason, *comment);
  if (amendment) sql_.run("UPDATE amendment SET hidden_reason = ? WHERE id = ?", reason, *amendment);
}

}  // namespace acuerdo
