// The record of the workshop, its programme and where its sub-objectives are.
#include <fmt/format.h>

#include "sessions/journal/record_writer.h"
#include "sessions/json/write.h"

namespace acuerdo {

void RecordWriter::operator()(const WorkshopImported& event) const {
  const auto& definition = event.definition;
  const auto& about = definition.workshop;
  language_ = about.languages.front();
  sql_.run(
      "INSERT INTO workshop (id, title, venue, starts_on, ends_on, time_zone, languages, join_code, rule, "
      "voice, quorum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      event.workshop, words("workshop", event.workshop.value, about.title), about.venue, about.starts_on,
      about.ends_on, about.time_zone, fmt::format("{}", fmt::join(about.languages, ",")), event.join_code,
      canonical(about.rule), about.voice, to_string(about.quorum));
  Settings at_first{about.rule, about.voice, about.quorum, about.ballots};
  at_first.quorum_strict = about.quorum_strict;
  settings(at_first);
  for (const auto& one : definition.institutions) institution(one);
  write_tree(definition);
  write_drafts(definition);
}

void RecordWriter::operator()(const JoinCodeRenewed& event) const {
  sql_.run("UPDATE workshop SET join_code = ?", event.join_code);
}

void RecordWriter::write_tree(const Definition& definition) const {
  int place = 0;
  for (const auto& pillar : definition.pillars) {
    sql_.run("INSERT INTO pillar VALUES (?, ?, ?)", pillar.id, ++place,
             words("pillar", pillar.id.value, pillar.title));
    for (const auto& objective : pillar.objectives) {
      sql_.run("INSERT INTO objective VALUES (?, ?, ?, ?)", objective.id, pillar.id, ++place,
               words("objective", objective.id.value, objective.title));
      for (const auto& plan : objective.sub_objectives) {
        sql_.run("INSERT INTO sub_objective (id, objective, place, title) VALUES (?, ?, ?, ?)", plan.id,
                 objective.id, ++place, words("sub_objective", plan.id.value, plan.title));
      }
    }
  }
  for (const auto& session : definition.live_sessions) {
    sql_.run("INSERT INTO live_session (id, place, title, starts_at, ends_at) VALUES (?, ?, ?, ?, ?)",
             session.id, ++place, words("live_session", session.id.value, session.title), session.starts_at,
             session.ends_at);
  }
}

void RecordWriter::write_drafts(const Definition& definition) const {
  std::uint32_t id = 0;
  for (const auto& draft : definition.draft_activities) {
    propose(ActivityId{++id}, draft.sub_objective, draft.text, kTheWorkshop);
    const auto brought_along = [&](const std::vector<InstitutionId>& institutions, AssignmentRole role) {
      for (const auto& institution : institutions)
        sql_.run("INSERT INTO draft_assignment VALUES (?, ?, ?)", id, institution, role);
    };
    brought_along(draft.leads, AssignmentRole::leads);
    brought_along(draft.supports, AssignmentRole::supports);
    brought_along(draft.monitors, AssignmentRole::monitors);
  }
}

void RecordWriter::operator()(const SettingsChanged& event) const {
  sql_.run("UPDATE workshop SET rule = ?, voice = ?, quorum = ?", canonical(event.settings.rule),
           event.settings.voice, to_string(event.settings.quorum));
  settings(event.settings);
}

void RecordWriter::settings(const Settings& changed) const {
  sql_.run("INSERT INTO settings_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", happening_.sequence,
           canonical(changed.rule), changed.voice, to_string(changed.quorum), changed.quorum_strict,
           changed.quorum_of, changed.ballots, changed.fewest, changed.proxies, changed.results,
           happening_.at, happening_.actor);
}

void RecordWriter::operator()(const ProposingSet& event) const {
  sql_.run("UPDATE workshop SET authors = ?, activities_each = ?", event.proposing.authors,
           event.proposing.each);
}

void RecordWriter::operator()(const TitleCorrected& event) const {
  if (event.of == Titled::workshop) return workshop_title(event.title);
  const auto& id = event.code;
  const auto title = renamed(name_of(event.of), id, event.title);
  switch (event.of) {
    case Titled::workshop:
      break;
    case Titled::pillar:
      return sql_.run("UPDATE pillar SET title = ? WHERE id = ?", title, id);
    case Titled::objective:
      return sql_.run("UPDATE objective SET title = ? WHERE id = ?", title, id);
    case Titled::sub_objective:
      return sql_.run("UPDATE sub_objective SET title = ? WHERE id = ?", title, id);
    case Titled::live_session:
      return sql_.run("UPDATE live_session SET title = ? WHERE id = ?", title, id);
  }
}

void RecordWriter::workshop_title(const Text& title) const {
  sql_.run("DELETE FROM translation WHERE entity = 'workshop'");
  for (const auto& [tag, said] : title)
    sql_.run("INSERT INTO translation SELECT 'workshop', id, ?, ? FROM workshop", tag, said);
  sql_.run("UPDATE workshop SET title = ?", std::string{in_language(title, language_).words});
}

void RecordWriter::operator()(const RemarkWritten& event) const {
  const auto said = words("remark", event.sub_objective.value, event.text);
  if (event.text.contains(language_)) {
    sql_.run("UPDATE sub_objective SET remark = ? WHERE id = ?", said, event.sub_objective);
  } else {
    sql_.run("UPDATE sub_objective SET remark = coalesce(remark, ?) WHERE id = ?", said, event.sub_objective);
  }
}

void RecordWriter::operator()(const SubObjectiveAdded& event) const {
  sql_.run(
      "INSERT INTO sub_objective (id, objective, place, title) SELECT ?, ?, 1 + max(place), ? FROM "
      "sub_objective",
      event.plan.id, event.objective, words("sub_objective", event.plan.id.value, event.plan.title));
}

// Places are in the order of the whole tree, not without gaps.
void RecordWriter::operator()(const SubObjectiveMoved& event) const {
  sql_.run("UPDATE sub_objective SET objective = ? WHERE id = ?", event.objective, event.sub_objective);
  if (!event.before) {
    sql_.run("UPDATE sub_objective SET place = 1 + (SELECT max(place) FROM sub_objective) WHERE id = ?",
             event.sub_objective);
    return;
  }
  sql_.run(
      "UPDATE sub_objective SET place = place + 1 WHERE place >= (SELECT place FROM sub_objective WHERE id "
      "= ?)",
      *event.before);
  sql_.run("UPDATE sub_objective SET place = (SELECT place - 1 FROM sub_objective WHERE id = ?) WHERE id = ?",
           *event.before, event.sub_objective);
}

void RecordWriter::operator()(const SubObjectiveRetired& event) const {
  stage(event.sub_objective, Stage::closed);
  sql_.run("UPDATE sub_objective SET retired_reason = ? WHERE id = ?", event.reason, event.sub_objective);
}

void RecordWriter::operator()(const LiveSessionPlanned& event) const {
  const auto& plan = event.plan;
  sql_.run(
      "INSERT OR IGNORE INTO live_session (id, place) SELECT ?, 1 + coalesce(max(place), 0) FROM "
      "live_session",
      plan.id);
  sql_.run("UPDATE live_session SET title = ?, starts_at = ?, ends_at = ? WHERE id = ?",
           renamed("live_session", plan.id.value, plan.title), plan.starts_at, plan.ends_at, plan.id);
}

void RecordWriter::operator()(const LiveSessionOpened& event) const {
  sql_.run(
      "UPDATE live_session SET focus = NULL WHERE id = ? AND focus IN (SELECT focus FROM live_session "
      "WHERE state = 'open')",
      event.live_session);
  session_state(event.live_session, SessionState::open);
}

void RecordWriter::operator()(const LiveSessionClosed& event) const {
  clear_floor(event.live_session);
  session_state(event.live_session, SessionState::closed);
}

void RecordWriter::session_state(const LiveSessionId& id, SessionState state) const {
  sql_.run("UPDATE live_session SET state = ? WHERE id = ?", state, id);
}

void RecordWriter::operator()(const FocusSet& event) const {
  clear_floor(event.live_session);
  sql_.run("UPDATE live_session SET focus = ? WHERE id = ?", event.sub_objective, event.live_session);
}

void RecordWriter::operator()(const ProposingOpened& event) const {
  stage(event.sub_objective, Stage::proposing);
}

void RecordWriter::operator()(const ClarifyingOpened& event) const {
  stage(event.sub_objective, Stage::clarifying);
}

void RecordWriter::operator()(const AssigningOpened& event) const {
  stage(event.sub_objective, Stage::assigning);
}

void RecordWriter::operator()(const SubObjectiveClosed& event) const {
  stage(event.sub_objective, Stage::closed);
}

void RecordWriter::operator()(const SubObjectiveReopened& event) const {
  stage(event.sub_objective, Stage::proposing);
  sql_.run("UPDATE sub_objective SET retired_reason = NULL WHERE id = ?", event.sub_objective);
  sql_.run("INSERT INTO reopening VALUES (?, ?, ?, ?, ?)", happening_.sequence, event.sub_objective,
           happening_.at, happening_.actor, event.reason);
}

void RecordWriter::stage(const SubObjectiveId& id, Stage stage) const {
  sql_.run("UPDATE sub_objective SET stage = ? WHERE id = ?", stage, id);
}

}  // namespace acuerdo
