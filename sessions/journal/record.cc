#include "sessions/journal/record.h"

#include <fmt/format.h>

#include "sessions/journal/reading.h"
#include "sessions/json/write.h"

namespace acuerdo {
namespace {

// The order of values is that of the columns in schema.h.
struct Writer {
  Statements& sql;
  std::string& language;
  const Happening& happening;

  // Keeps a text in all its languages and gives the words that stand in the entity's own table.
  std::string words(std::string_view entity, const std::string& id, const Text& text) const {
    for (const auto& [tag, said] : text)
      sql.run("INSERT OR REPLACE INTO translation VALUES (?, ?, ?, ?)", entity, id, tag, said);
    return std::string{in_language(text, language).words};
  }

  void operator()(const WorkshopImported& event) const {
    const auto& definition = event.definition;
    const auto& about = definition.workshop;
    language = about.languages.front();
    sql.run(
        "INSERT INTO workshop (id, title, venue, starts_on, ends_on, time_zone, languages, join_code, rule, "
        "voice, quorum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.workshop, words("workshop", event.workshop.value, about.title), about.venue, about.starts_on,
        about.ends_on, about.time_zone, fmt::format("{}", fmt::join(about.languages, ",")), event.join_code,
        canonical(about.rule), about.voice, to_string(about.quorum));
    for (const auto& one : definition.institutions) institution(one);
    write_tree(definition);
    write_drafts(definition);
  }

  void write_tree(const Definition& definition) const {
    int place = 0;
    for (const auto& pillar : definition.pillars) {
      sql.run("INSERT INTO pillar VALUES (?, ?, ?)", pillar.id, ++place,
              words("pillar", pillar.id.value, pillar.title));
      for (const auto& objective : pillar.objectives) {
        sql.run("INSERT INTO objective VALUES (?, ?, ?, ?)", objective.id, pillar.id, ++place,
                words("objective", objective.id.value, objective.title));
        for (const auto& plan : objective.sub_objectives) {
          sql.run("INSERT INTO sub_objective (id, objective, place, title) VALUES (?, ?, ?, ?)", plan.id,
                  objective.id, ++place, words("sub_objective", plan.id.value, plan.title));
        }
      }
    }
    for (const auto& session : definition.live_sessions) {
      sql.run("INSERT INTO live_session (id, place, title, starts_at, ends_at) VALUES (?, ?, ?, ?, ?)",
              session.id, ++place, words("live_session", session.id.value, session.title), session.starts_at,
              session.ends_at);
    }
  }

  void write_drafts(const Definition& definition) const {
    std::uint32_t id = 0;
    for (const auto& draft : definition.draft_activities) {
      propose(ActivityId{++id}, draft.sub_objective, draft.text, kTheWorkshop);
      const auto brought_along = [&](const std::vector<InstitutionId>& institutions, AssignmentRole role) {
        for (const auto& institution : institutions)
          sql.run("INSERT INTO draft_assignment VALUES (?, ?, ?)", id, institution, role);
      };
      brought_along(draft.leads, AssignmentRole::leads);
      brought_along(draft.supports, AssignmentRole::supports);
      brought_along(draft.monitors, AssignmentRole::monitors);
    }
  }

  void operator()(const SettingsChanged& event) const {
    sql.run("UPDATE workshop SET rule = ?, voice = ?, quorum = ?", canonical(event.settings.rule),
            event.settings.voice, to_string(event.settings.quorum));
  }
  void operator()(const ProxyGiven& event) const {
    take_back(event.from);
    sql.run("INSERT INTO proxy VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)", happening.sequence, event.from,
            event.to, event.note, happening.at, happening.actor);
  }
  void operator()(const ProxyRevoked& event) const { take_back(event.from); }
  void take_back(const InstitutionId& from) const {
    sql.run("UPDATE proxy SET taken_back_at = ?, taken_back_by = ? WHERE giver = ? AND taken_back_at IS NULL",
            happening.at, happening.actor, from);
  }
  void operator()(const RemarkWritten& event) const {
    const auto said = words("remark", event.sub_objective.value, event.text);
    if (event.text.contains(language)) {
      sql.run("UPDATE sub_objective SET remark = ? WHERE id = ?", said, event.sub_objective);
    } else {
      sql.run("UPDATE sub_objective SET remark = coalesce(remark, ?) WHERE id = ?", said,
              event.sub_objective);
    }
  }

  void operator()(const ParticipantJoined& event) const {
    sql.run("INSERT INTO participant VALUES (?, ?, ?, ?, ?, ?, 0, 1)", event.participant, event.name,
            event.institution, event.role, event.language, happening.at);
    if (event.role == Role::delegate) head_if_none(event.participant);
  }
  // Somebody heads the delegation of the participant's institution: its first delegate, unless one does.
  void head_if_none(ParticipantId participant) const {
    sql.run(
        "UPDATE participant SET head = 1 WHERE id = (SELECT min(d.id) FROM participant d JOIN participant p "
        "ON "
        "d.institution = p.institution WHERE p.id = ? AND d.role = 'delegate') AND NOT EXISTS (SELECT 1 FROM "
        "participant h JOIN participant p ON h.institution = p.institution WHERE p.id = ? AND h.head = 1)",
        participant, participant);
  }
  // The same of an institution that somebody left.
  void head_if_none(const InstitutionId& institution) const {
    sql.run(
        "UPDATE participant SET head = 1 WHERE id = (SELECT min(id) FROM participant WHERE institution = ? "
        "AND role "
        "= 'delegate') AND NOT EXISTS (SELECT 1 FROM participant WHERE institution = ? AND head = 1)",
        institution, institution);
  }
  void operator()(const HeadNamed& event) const {
    sql.run(
        "UPDATE participant SET head = 0 WHERE head = 1 AND institution = (SELECT institution FROM "
        "participant "
        "WHERE id = ?)",
        event.participant);
    sql.run("UPDATE participant SET head = 1 WHERE id = ?", event.participant);
  }
  void operator()(const ParticipantCorrected& event) const {
    sql.run(
        "UPDATE participant SET name = ?, head = iif(institution IS ?, head, 0), institution = ? WHERE id = "
        "?",
        event.name, event.institution, event.institution, event.participant);
    if (event.before) head_if_none(*event.before);
    head_if_none(event.participant);
  }
  void operator()(const AdmissionSet&) const {}
  void operator()(const ProposingSet& event) const {
    sql.run("UPDATE workshop SET authors = ?, activities_each = ?", event.proposing.authors,
            event.proposing.each);
  }
  void operator()(const InstitutionAdded& event) const { institution(event.institution); }
  void institution(const Institution& added) const {
    sql.run("INSERT INTO institution VALUES (?, ?, ?, ?)", added.id, added.acronym,
            words("institution", added.id.value, added.name), added.weight);
  }
  void operator()(const InstitutionCorrected& event) const {
    sql.run("UPDATE institution SET acronym = ?, name = ? WHERE id = ?", event.acronym,
            renamed("institution", event.institution.value, event.name), event.institution);
  }
  // The words of a text that replaces another.
  std::string renamed(std::string_view entity, const std::string& id, const Text& text) const {
    sql.run("DELETE FROM translation WHERE entity = ? AND id = ?", entity, id);
    return words(entity, id, text);
  }
  void operator()(const TitleCorrected& event) const {
    if (event.of == Titled::workshop) return workshop_title(event.title);
    const auto& id = event.code;
    const auto title = renamed(name_of(event.of), id, event.title);
    switch (event.of) {
      case Titled::workshop:
        break;
      case Titled::pillar:
        return sql.run("UPDATE pillar SET title = ? WHERE id = ?", title, id);
      case Titled::objective:
        return sql.run("UPDATE objective SET title = ? WHERE id = ?", title, id);
      case Titled::sub_objective:
        return sql.run("UPDATE sub_objective SET title = ? WHERE id = ?", title, id);
      case Titled::live_session:
        return sql.run("UPDATE live_session SET title = ? WHERE id = ?", title, id);
    }
  }
  void workshop_title(const Text& title) const {
    sql.run("DELETE FROM translation WHERE entity = 'workshop'");
    for (const auto& [tag, said] : title)
      sql.run("INSERT INTO translation SELECT 'workshop', id, ?, ? FROM workshop", tag, said);
    sql.run("UPDATE workshop SET title = ?", std::string{in_language(title, language).words});
  }
  void operator()(const SubObjectiveAdded& event) const {
    sql.run(
        "INSERT INTO sub_objective (id, objective, place, title) SELECT ?, ?, 1 + max(place), ? FROM "
        "sub_objective",
        event.plan.id, event.objective, words("sub_objective", event.plan.id.value, event.plan.title));
  }
  // Places are in the order of the whole tree, not without gaps.
  void operator()(const SubObjectiveMoved& event) const {
    sql.run("UPDATE sub_objective SET objective = ? WHERE id = ?", event.objective, event.sub_objective);
    if (!event.before) {
      sql.run("UPDATE sub_objective SET place = 1 + (SELECT max(place) FROM sub_objective) WHERE id = ?",
              event.sub_objective);
      return;
    }
    sql.run(
        "UPDATE sub_objective SET place = place + 1 WHERE place >= (SELECT place FROM sub_objective WHERE id "
        "= ?)",
        *event.before);
    sql.run(
        "UPDATE sub_objective SET place = (SELECT place - 1 FROM sub_objective WHERE id = ?) WHERE id = ?",
        *event.before, event.sub_objective);
  }
  void operator()(const SubObjectiveRetired& event) const {
    stage(event.sub_objective, Stage::closed);
    sql.run("UPDATE sub_objective SET retired_reason = ? WHERE id = ?", event.reason, event.sub_objective);
  }
  void operator()(const LiveSessionPlanned& event) const {
    const auto& plan = event.plan;
    sql.run(
        "INSERT OR IGNORE INTO live_session (id, place) SELECT ?, 1 + coalesce(max(place), 0) FROM "
        "live_session",
        plan.id);
    sql.run("UPDATE live_session SET title = ?, starts_at = ?, ends_at = ? WHERE id = ?",
            renamed("live_session", plan.id.value, plan.title), plan.starts_at, plan.ends_at, plan.id);
  }
  void operator()(const ParticipantWeighed& event) const {
    sql.run("UPDATE participant SET weight = ? WHERE id = ?", event.weight, event.participant);
  }
  void operator()(const CredentialAdded&) const {}
  void operator()(const TokensWithdrawn&) const {}
  void operator()(const SnapshotKept&) const {}
  void operator()(const RoleChanged& event) const {
    leave_floor(event.participant);
    sql.run("UPDATE participant SET role = ? WHERE id = ?", event.role, event.participant);
    sql.run("UPDATE participant SET head = 0 WHERE id = ? AND role <> 'delegate'", event.participant);
    head_if_none(event.participant);
  }
  void operator()(const ParticipantArrived& event) const {
    sql.run("INSERT INTO attendance VALUES (?, ?, ?, ?, NULL, NULL, ?)", event.participant,
            event.live_session, happening.at, happening.actor, happening.sequence);
  }
  void operator()(const ParticipantLeft& event) const {
    leave_floor(event.participant);
    sql.run("UPDATE attendance SET left_at = ?, left_by = ? WHERE participant = ? AND left_at IS NULL",
            happening.at, happening.actor, event.participant);
  }

  void operator()(const LiveSessionOpened& event) const {
    sql.run(
        "UPDATE live_session SET focus = NULL WHERE id = ? AND focus IN (SELECT focus FROM live_session "
        "WHERE state = 'open')",
        event.live_session);
    session_state(event.live_session, SessionState::open);
  }
  void operator()(const LiveSessionClosed& event) const {
    clear_floor(event.live_session);
    session_state(event.live_session, SessionState::closed);
  }
  void session_state(const LiveSessionId& id, SessionState state) const {
    sql.run("UPDATE live_session SET state = ? WHERE id = ?", state, id);
  }
  void operator()(const FocusSet& event) const {
    clear_floor(event.live_session);
    sql.run("UPDATE live_session SET focus = ? WHERE id = ?", event.sub_objective, event.live_session);
  }

  void operator()(const HandRaised& event) const {
    sql.run(
        "INSERT INTO hand SELECT ?, ?, ?, ?, ?, NULL WHERE NOT EXISTS (SELECT 1 FROM hand WHERE participant "
        "= "
        "? AND lowered_at IS NULL)",
        happening.sequence, event.live_session, event.participant, event.purpose, happening.at,
        event.participant);
    sql.run("UPDATE hand SET purpose = ? WHERE participant = ? AND lowered_at IS NULL", event.purpose,
            event.participant);
  }
  void operator()(const HandLowered& event) const { lower_hand(event.participant); }
  void lower_hand(ParticipantId participant) const {
    sql.run("UPDATE hand SET lowered_at = ? WHERE participant = ? AND lowered_at IS NULL", happening.at,
            participant);
  }
  void operator()(const SpeechStarted& event) const {
    end_speech(event.live_session);
    lower_hand(event.participant);
    sql.run("INSERT INTO speech SELECT ?, id, focus, ?, ?, ?, NULL FROM live_session WHERE id = ?",
            happening.sequence, event.participant, happening.at, event.until, event.live_session);
  }
  void operator()(const SpeechEnded& event) const { end_speech(event.live_session); }
  void end_speech(const LiveSessionId& session) const {
    sql.run("UPDATE speech SET ended_at = ? WHERE live_session = ? AND ended_at IS NULL", happening.at,
            session);
  }
  void leave_floor(ParticipantId participant) const {
    lower_hand(participant);
    sql.run("UPDATE speech SET ended_at = ? WHERE participant = ? AND ended_at IS NULL", happening.at,
            participant);
  }
  void clear_floor(const LiveSessionId& session) const {
    end_speech(session);
    sql.run("UPDATE hand SET lowered_at = ? WHERE live_session = ? AND lowered_at IS NULL", happening.at,
            session);
  }
  void operator()(const TimerSet&) const {}
  void operator()(const Announced& event) const {
    withdraw_announcement();
    sql.run("INSERT INTO announcement VALUES (?, ?, ?, ?, NULL, NULL)", happening.sequence,
            words("announcement", std::to_string(number(happening.sequence)), event.words), happening.at,
            happening.actor);
  }
  void operator()(const AnnouncementWithdrawn&) const { withdraw_announcement(); }
  void withdraw_announcement() const {
    sql.run("UPDATE announcement SET withdrawn_at = ?, withdrawn_by = ? WHERE withdrawn_at IS NULL",
            happening.at, happening.actor);
  }

  void stage(const SubObjectiveId& id, Stage stage) const {
    sql.run("UPDATE sub_objective SET stage = ? WHERE id = ?", stage, id);
  }
  void operator()(const ProposingOpened& event) const { stage(event.sub_objective, Stage::proposing); }
  void operator()(const ClarifyingOpened& event) const { stage(event.sub_objective, Stage::clarifying); }
  void operator()(const AssigningOpened& event) const { stage(event.sub_objective, Stage::assigning); }
  void operator()(const SubObjectiveClosed& event) const { stage(event.sub_objective, Stage::closed); }
  void operator()(const SubObjectiveReopened& event) const {
    stage(event.sub_objective, Stage::proposing);
    sql.run("UPDATE sub_objective SET retired_reason = NULL WHERE id = ?", event.sub_objective);
    sql.run("INSERT INTO reopening VALUES (?, ?, ?, ?, ?)", happening.sequence, event.sub_objective,
            happening.at, happening.actor, event.reason);
  }

  void version(ActivityId activity, std::uint32_t number_of_it, const std::string& said,
               ParticipantId by) const {
    sql.run("INSERT INTO activity_version VALUES (?, ?, ?, ?, ?)", activity, number_of_it, said, by,
            happening.at);
  }
  void propose(ActivityId id, const SubObjectiveId& place, const Text& wording, ParticipantId by) const {
    const auto said = words("activity_version", fmt::format("{}/1", number(id)), wording);
    sql.run(
        "INSERT INTO activity (id, sub_objective, wording, version, place, proposed_at) SELECT ?, ?, ?, 1, "
        "coalesce(max(place), 0) + 1, ? FROM activity WHERE sub_objective = ?",
        id, place, said, happening.at, place);
    sql.run("INSERT INTO activity_author VALUES (?, ?)", id, by);
    version(id, 1, said, by);
  }
  // What was decided of an activity no longer stands.
  void undecide(ActivityId activity) const {
    sql.run("UPDATE outcome SET stands = 0 WHERE activity = ? AND stands = 1", activity);
    sql.run("DELETE FROM assignment WHERE activity = ?", activity);
    sql.run("DELETE FROM assignment_answer WHERE activity = ?", activity);
  }
  void reword(ActivityId activity, const std::string& said, ParticipantId by) const {
    sql.run("UPDATE activity SET version = version + 1, wording = ? WHERE id = ?", said, activity);
    sql.run("INSERT INTO activity_version SELECT id, version, wording, ?, ? FROM activity WHERE id = ?", by,
            happening.at, activity);
    undecide(activity);
  }

  void operator()(const ActivityProposed& event) const {
    propose(event.activity, event.sub_objective, event.wording, happening.actor);
  }
  void operator()(const ActivityRevised& event) const { revise(event.activity, event.wording); }
  void revise(ActivityId activity, const Text& wording) const {
    reword(activity, std::string{in_language(wording, language).words}, happening.actor);
    for (const auto& [tag, said] : wording) {
      sql.run(
          "INSERT INTO translation SELECT 'activity_version', id || '/' || version, ?, ? FROM activity WHERE "
          "id = ?",
          tag, said, activity);
    }
  }
  // Those behind the whole make room for its parts.
  void operator()(const ActivitySplit& event) const {
    revise(event.activity, event.parts.front());
    const auto others = static_cast<std::uint32_t>(event.parts.size() - 1);
    make_room_behind(event.activity, others);
    for (std::uint32_t part = 1; part <= others; ++part) {
      const auto id = event.part(part);
      const auto said = words("activity_version", fmt::format("{}/1", number(id)), event.parts[part]);
      sql.run(
          "INSERT INTO activity (id, sub_objective, wording, version, place, split_from, proposed_at) SELECT "
          "?, "
          "sub_objective, ?, 1, place + ?, id, ? FROM activity WHERE id = ?",
          id, said, part, happening.at, event.activity);
      sql.run("INSERT INTO activity_author SELECT ?, participant FROM activity_author WHERE activity = ?", id,
              event.activity);
      version(id, 1, said, happening.actor);
    }
  }
  void make_room_behind(ActivityId activity, std::uint32_t count) const {
    sql.run(
        "UPDATE activity SET place = place + ? WHERE sub_objective = (SELECT sub_objective FROM activity "
        "WHERE "
        "id = ?) AND place > (SELECT place FROM activity WHERE id = ?)",
        count, activity, activity);
  }
  void operator()(const ActivityMoved& event) const {
    if (!event.before) {
      sql.run(
          "UPDATE activity SET place = 1 + (SELECT max(place) FROM activity a WHERE a.sub_objective = "
          "activity.sub_objective) WHERE id = ?",
          event.activity);
      return;
    }
    make_room_behind(*event.before, 1);
    sql.run("UPDATE activity SET place = (SELECT place FROM activity WHERE id = ?) WHERE id = ?",
            *event.before, event.activity);
    sql.run("UPDATE activity SET place = place + 1 WHERE id = ?", *event.before);
  }
  void operator()(const ActivityHidden& event) const {
    undecide(event.activity);
    sql.run("UPDATE activity SET state = ?, hidden_reason = ? WHERE id = ?", ActivityState::hidden,
            event.reason, event.activity);
  }
  void operator()(const ActivityShown& event) const {
    sql.run("UPDATE activity SET state = ?, hidden_reason = NULL WHERE id = ?", ActivityState::standing,
            event.activity);
  }
  void operator()(const ActivityWithdrawn& event) const {
    sql.run("UPDATE activity SET state = ?, withdrawn_reason = ? WHERE id = ?", ActivityState::withdrawn,
            event.reason, event.activity);
    declare(event.activity, OutcomeKind::withdrawn, OutcomeKind::withdrawn, event.reason, RoundNumber{});
  }
  void operator()(const ActivitiesMerged& event) const {
    for (const auto id : event.from) {
      sql.run("UPDATE activity SET state = ?, merged_into = ? WHERE id = ?", ActivityState::merged,
              event.into, id);
      declare(id, OutcomeKind::merged, OutcomeKind::merged, "", RoundNumber{});
      sql.run(
          "INSERT OR IGNORE INTO activity_author SELECT ?, participant FROM activity_author WHERE activity = "
          "?",
          event.into, id);
    }
  }
  void operator()(const CommentAdded& event) const {
    const auto said = words("comment", std::to_string(number(event.comment)), event.text);
    sql.run("INSERT INTO comment (id, activity, words, by, at) VALUES (?, ?, ?, ?, ?)", event.comment,
            event.activity, said, happening.actor, happening.at);
  }

  void operator()(const AmendmentProposed& event) const {
    const auto said = words("amendment", std::to_string(number(event.amendment)), event.wording);
    sql.run("INSERT INTO amendment (id, activity, wording, reason, by, at) VALUES (?, ?, ?, ?, ?, ?)",
            event.amendment, event.activity, said, event.reason, happening.actor, happening.at);
  }
  void operator()(const AmendmentAccepted& event) const {
    sql.run("UPDATE amendment SET state = ? WHERE id = ?", AmendmentState::accepted, event.amendment);
    sql.run(
        "UPDATE activity SET version = version + 1, wording = (SELECT wording FROM amendment WHERE id = ?) "
        "WHERE id = ?",
        event.amendment, event.activity);
    sql.run(
        "INSERT INTO activity_version SELECT a.id, a.version, a.wording, m.by, ? FROM activity a, amendment "
        "m WHERE a.id = ? AND m.id = ?",
        happening.at, event.activity, event.amendment);
    sql.run(
        "INSERT INTO translation SELECT 'activity_version', a.id || '/' || a.version, t.language, t.words "
        "FROM activity a, translation t "
        "WHERE a.id = ? AND t.entity = 'amendment' AND t.id = CAST(? AS TEXT)",
        event.activity, event.amendment);
    undecide(event.activity);
  }
  void operator()(const AmendmentDeclined& event) const {
    sql.run("UPDATE amendment SET state = ?, answer = ? WHERE id = ?", AmendmentState::declined, event.reason,
            event.amendment);
  }
  // It follows what it amends.
  void operator()(const AmendmentPut& event) const {
    sql.run("UPDATE amendment SET state = ?, alternative = ? WHERE id = ?", AmendmentState::put_to_vote,
            event.alternative, event.amendment);
    undecide(event.activity);
    make_room_behind(event.activity, 1);
    sql.run(
        "INSERT INTO activity (id, sub_objective, wording, version, place, alternative_to, proposed_at) "
        "SELECT ?, a.sub_objective, m.wording, 1, a.place + 1, a.id, ? FROM activity a, amendment m "
        "WHERE a.id = ? AND m.id = ?",
        event.alternative, happening.at, event.activity, event.amendment);
    sql.run("INSERT INTO activity_author SELECT ?, by FROM amendment WHERE id = ?", event.alternative,
            event.amendment);
    sql.run("INSERT INTO activity_version SELECT ?, 1, wording, by, ? FROM amendment WHERE id = ?",
            event.alternative, happening.at, event.amendment);
    sql.run(
        "INSERT INTO translation SELECT 'activity_version', ? || '/1', language, words FROM translation "
        "WHERE entity = 'amendment' AND id = CAST(? AS TEXT)",
        event.alternative, event.amendment);
  }
  void operator()(const ContributionHidden& event) const { because(event, event.reason); }
  void operator()(const ContributionShown& event) const { because(event, std::nullopt); }
  // Why a comment or an amendment is hidden; nothing: it is not.
  template <class Meant>
  void because(const Meant& meant, const std::optional<std::string>& reason) const {
    if (meant.comment)
      sql.run("UPDATE comment SET hidden_reason = ? WHERE id = ?", reason, *meant.comment);
    else
      sql.run("UPDATE amendment SET hidden_reason = ? WHERE id = ?", reason, *meant.amendment);
  }

  void operator()(const RoundOpened& event) const {
    stage(event.sub_objective, Stage::voting);
    sql.run(
        "INSERT INTO round (sub_objective, round, live_session, rule, voice, ballots, results, opened_at, "
        "closes_at, quorum, quorum_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.sub_objective, event.round, event.live_session, canonical(event.settings.rule),
        event.settings.voice, event.settings.ballots, event.settings.results, happening.at, event.closes_at,
        to_string(event.settings.quorum), event.settings.quorum_of);
    int place = 0;
    for (const auto id : event.activities) {
      const auto& rule = rule_on(event.settings.rule, event.own_rules, id);
      sql.run("INSERT INTO round_activity VALUES (?, ?, ?, ?, ?)", event.sub_objective, event.round, id,
              ++place, canonical(rule));
      offer(event, id, rule);
      if (event.mappings.empty()) undecide(id);
    }
    for (const auto& [activity, assignments] : event.mappings) {
      for (const auto& [institution, role] : assignments)
        sql.run("INSERT INTO round_mapping VALUES (?, ?, ?, ?, ?)", event.sub_objective, event.round,
                activity, institution, role);
    }
  }
  // Where the sub-objective is after a round; after one on mappings it is assigning.
  void stage_after(const SubObjectiveId& id, RoundNumber round, Stage otherwise) const {
    sql.run(
        "UPDATE sub_objective SET stage = iif(EXISTS (SELECT 1 FROM round_mapping WHERE sub_objective = ? "
        "AND "
        "round = ?), ?, ?) WHERE id = ?",
        id, round, Stage::assigning, otherwise, id);
  }
  void offer(const RoundOpened& event, ActivityId activity, const Rule& rule) const {
    int place = 0;
    for (const auto& position : positions(rule)) {
      sql.run("INSERT INTO position VALUES (?, ?, ?, ?, ?, ?, ?)", event.sub_objective, event.round, activity,
              position.code, ++place, position.tone, std::string{in_language(position.name, language).words});
    }
  }
  void operator()(const BallotCast& event) const {
    std::optional<ParticipantId> recorded_by;
    if (happening.actor != event.participant) recorded_by = happening.actor;
    sql.run("INSERT OR REPLACE INTO ballot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", event.sub_objective,
            event.round, event.activity, event.participant, event.position, event.reason, happening.at,
            recorded_by, happening.sequence);
  }
  void operator()(const BallotSealed&) const {}
  void operator()(const DeadlineSet& event) const {
    sql.run("UPDATE round SET closes_at = ? WHERE sub_objective = ? AND round = ?", event.closes_at,
            event.sub_objective, event.round);
  }
  void operator()(const RoundAnnulled& event) const {
    stage_after(event.sub_objective, event.round, Stage::clarifying);
    sql.run(
        "DELETE FROM assignment WHERE round = ? AND activity IN (SELECT id FROM activity WHERE sub_objective "
        "= ?)",
        event.round, event.sub_objective);
    sql.run(
        "UPDATE round SET closed_at = coalesce(closed_at, ?), annulled_at = ?, annulled_by = ?, "
        "annulled_reason = ? WHERE sub_objective = ? AND round = ?",
        happening.at, happening.at, happening.actor, event.reason, event.sub_objective, event.round);
    sql.run(
        "DELETE FROM assignment WHERE activity IN (SELECT o.activity FROM outcome o JOIN activity a ON a.id "
        "= "
        "o.activity WHERE o.stands = 1 AND o.round = ? AND a.sub_objective = ?)",
        event.round, event.sub_objective);
    sql.run(
        "DELETE FROM assignment_answer WHERE activity IN (SELECT o.activity FROM outcome o JOIN activity a "
        "ON "
        "a.id = o.activity WHERE o.stands = 1 AND o.round = ? AND a.sub_objective = ?)",
        event.round, event.sub_objective);
    sql.run(
        "UPDATE outcome SET stands = 0 WHERE stands = 1 AND round = ? AND activity IN (SELECT id FROM "
        "activity "
        "WHERE sub_objective = ?)",
        event.round, event.sub_objective);
  }
  void operator()(const RoundClosed& event) const {
    stage_after(event.sub_objective, event.round, Stage::reviewing);
    sql.run(
        "UPDATE round SET closed_at = ?, closed_by = ?, present = ?, eligible = ?, required = ?, quorum_met "
        "= ? WHERE "
        "sub_objective = ? AND round = ?",
        happening.at, happening.actor, event.quorum.present, event.quorum.eligible, event.quorum.required,
        event.quorum.met, event.sub_objective, event.round);
    for (const auto& result : event.results) {
      sql.run("INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?)", event.sub_objective, event.round,
              result.activity, result.wording_version, result.verdict,
              std::string{in_language(result.sentence, language).words}, result.parts);
      int place = 0;
      for (const auto& line : result.tally) {
        sql.run("INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?)", event.sub_objective, event.round,
                result.activity, line.position, line.count, ++place);
      }
      for (const auto& voice : result.voices) {
        sql.run("INSERT INTO institution_position VALUES (?, ?, ?, ?, ?)", event.sub_objective, event.round,
                result.activity, voice.institution, voice.position);
      }
    }
    for (const auto& [from, to] : event.proxies)
      sql.run("INSERT INTO round_proxy VALUES (?, ?, ?, ?)", event.sub_objective, event.round, from, to);
    for (const auto voter : event.voters)
      sql.run("INSERT INTO voter VALUES (?, ?, ?)", event.sub_objective, event.round, voter);
    for (const auto& receipt : event.counted)
      sql.run("INSERT INTO receipt VALUES (?, ?, ?)", event.sub_objective, event.round, receipt);
    int place = 0;
    for (const auto& reason : event.unnamed) {
      sql.run("INSERT INTO unnamed_reason VALUES (?, ?, ?, ?, ?, ?, ?)", event.sub_objective, event.round,
              ++place, reason.activity, reason.position, reason.institution, reason.words);
    }
  }
  void operator()(const ReasonAnswered& event) const {
    sql.run("INSERT OR REPLACE INTO reason_answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", event.sub_objective,
            event.round, event.activity, event.participant, event.number, event.ruling, event.words,
            happening.actor, happening.at);
  }
  void declare(ActivityId activity, OutcomeKind kind, OutcomeKind advised, const std::string& reason,
               RoundNumber round, const std::optional<InstitutionId>& owner = {},
               const std::string& due = {}) const {
    sql.run("UPDATE outcome SET stands = 0 WHERE activity = ? AND stands = 1", activity);
    sql.run("INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", happening.sequence, activity,
            kind, advised, reason, round, happening.actor, happening.at, owner, due);
  }
  void operator()(const OutcomeDeclared& event) const {
    declare(event.activity, event.outcome, event.advised, event.reason, event.round, event.owner, event.due);
    if (!adopted(event.outcome)) sql.run("DELETE FROM assignment WHERE activity = ?", event.activity);
  }

  void operator()(const StepUndone& event) const {
    const auto& step = event.step;
    sql.run("INSERT INTO taken_back VALUES (?, ?, ?, ?, ?, ?)", happening.sequence, event.sub_objective,
            step.sequence, step.kind, happening.at, happening.actor);
    stage(event.sub_objective, step.stage);
    if (step.kind == StepKind::sub_objective_reopened)
      sql.run("DELETE FROM reopening WHERE sequence = ?", step.sequence);
    if (step.kind == StepKind::round_closed) reopen_round(event.sub_objective, step.round);
    for (const auto& before : step.activities) restore(before);
  }
  void reopen_round(const SubObjectiveId& id, RoundNumber round) const {
    sql.run("DELETE FROM result WHERE sub_objective = ? AND round = ?", id, round);
    sql.run("DELETE FROM tally WHERE sub_objective = ? AND round = ?", id, round);
    sql.run("DELETE FROM institution_position WHERE sub_objective = ? AND round = ?", id, round);
    sql.run("DELETE FROM round_proxy WHERE sub_objective = ? AND round = ?", id, round);
    sql.run(
        "UPDATE round SET closed_at = NULL, closes_at = NULL, closed_by = NULL, present = NULL, eligible = "
        "NULL, "
        "required = NULL, quorum_met = NULL WHERE sub_objective = ? AND round = ?",
        id, round);
  }
  void restore(const ActivityBefore& before) const {
    sql.run("UPDATE outcome SET stands = 0 WHERE activity = ? AND stands = 1", before.activity);
    sql.run("DELETE FROM assignment WHERE activity = ?", before.activity);
    sql.run("UPDATE activity SET state = ?, withdrawn_reason = ?, merged_into = ? WHERE id = ?", before.state,
            before.state == ActivityState::withdrawn ? std::optional{before.withdrawn_reason} : std::nullopt,
            before.merged_into, before.activity);
    sql.run("DELETE FROM activity_author WHERE activity = ?", before.activity);
    for (const auto author : before.authors)
      sql.run("INSERT INTO activity_author VALUES (?, ?)", before.activity, author);
    if (const auto& outcome = before.outcome) {
      sql.run("INSERT INTO outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", happening.sequence,
              before.activity, outcome->kind, outcome->advised, outcome->reason, outcome->round, outcome->by,
              outcome->at, outcome->owner, outcome->due);
    }
    if (before.assignments) assign(before.activity, *before.assignments, before.mapped_in);
  }

  void operator()(const InstitutionSuggested& event) const {
    sql.run("INSERT INTO suggestion VALUES (?, ?, ?, ?, ?)", event.activity, event.institution, event.role,
            event.participant, happening.at);
  }
  void operator()(const SuggestionWithdrawn& event) const {
    sql.run("DELETE FROM suggestion WHERE activity = ? AND institution = ? AND role = ? AND participant = ?",
            event.activity, event.institution, event.role, event.participant);
  }
  void operator()(const AssignmentAnswered& event) const {
    sql.run("INSERT OR REPLACE INTO assignment_answer VALUES (?, ?, ?, ?, ?, ?, ?)", event.activity,
            event.institution, event.role, event.answer, event.reason, happening.actor, happening.at);
  }
  void operator()(const ActivityDetailed& event) const {
    const auto& [deadline, indicator, resources] = event.details;
    const auto id = std::to_string(number(event.activity));
    sql.run("DELETE FROM translation WHERE entity IN ('indicator', 'resources') AND id = ?", id);
    sql.run("INSERT OR REPLACE INTO activity_detail VALUES (?, ?, ?, ?)", event.activity, deadline,
            words("indicator", id, indicator), words("resources", id, resources));
  }
  void operator()(const AssignmentsAdopted& event) const {
    sql.run("DELETE FROM assignment WHERE activity = ?", event.activity);
    assign(event.activity, event.assignments, event.round);
  }
  void assign(ActivityId activity, const std::vector<Assignment>& assignments, RoundNumber round) const {
    int place = 0;
    for (const auto& assignment : assignments) {
      sql.run("INSERT INTO assignment VALUES (?, ?, ?, ?, ?)", activity, assignment.institution,
              assignment.role, ++place, round);
    }
  }
};

}  // namespace

Record::Record(SQLite::Database& database) : statements_{database} {
  SQLite::Statement languages{database, "SELECT languages FROM workshop"};
  if (languages.executeStep()) {
    const auto list = languages.getColumn(0).getString();
    language_ = list.substr(0, list.find(','));
  }
}

void Record::write(const Recorded& recorded) {
  std::visit(Writer{statements_, language_, recorded.happening}, recorded.event);
}

ReadJournal derive_record(SQLite::Database& journal, SQLite::Database& into,
                          const std::filesystem::path& file) {
  Record record{into};
  ReadJournal read;
  read.head = genesis();
  read_links(journal, file, Sequence{}, read.head, [&](const Link& link, const Hash& hash) {
    const auto recorded = event_of(link, file);
    apply_to(read.workshop, recorded, file);
    record.write(recorded);
    read.head = hash;
  });
  return read;
}

}  // namespace acuerdo
