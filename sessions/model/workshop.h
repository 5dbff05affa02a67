// The state of a workshop: what all events so far add up to. Plain values; changed by apply() alone.
//
//   Workshop ── Definition (titles, institutions, strategy tree, programme)
//     ├── LiveSession      where in the tree a room is
//     ├── SubObjective ─── Round ─── Sheet (one voter's ballots)
//     ├── Activity ─────── Version, Comment, Amendment, Suggestion, Assignment, Outcome
//     └── Participant
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sessions/model/definition.h"
#include "sessions/model/names.h"
#include "sessions/rules/quorum.h"
#include "sessions/values/ids.h"
#include "sessions/values/receipt.h"

namespace acuerdo {

// Of a secret round, ballots on an activity below which its result is not broken down: of two, each could
// read the other's. The workshop may ask for more.
inline constexpr std::uint32_t kFewestBallots = 3;
inline constexpr std::uint32_t kMostFewestBallots = 20;

// Proxies that the workshop may allow one institution to hold: with more, one voice would be the room's.
inline constexpr std::uint32_t kMostProxies = 5;

// How the workshop decides; a round keeps the settings it was opened with.
struct Settings {
  Rule rule;
  Voice voice = Voice::person;
  Fraction quorum;
  Ballots ballots = Ballots::named;
  std::uint32_t fewest = kFewestBallots;  // that a secret round breaks down
  QuorumOf quorum_of = QuorumOf::voices;
  std::uint32_t proxies = 0;  // that one institution may hold; 0: none are taken
  Results results = Results::hidden;

  static constexpr auto fields() {
    return std::tuple{field("rule", &Settings::rule),
                      field("voice", &Settings::voice),
                      field("quorum", &Settings::quorum),
                      field("ballots", &Settings::ballots).optional(),
                      field("fewest", &Settings::fewest).optional(),
                      field("quorumOf", &Settings::quorum_of).optional(),
                      field("proxies", &Settings::proxies).optional(),
                      field("results", &Settings::results).optional()};
  }
  bool operator==(const Settings&) const = default;
};

// One who waits for the floor.
struct RaisedHand {
  ParticipantId participant{};
  Purpose purpose{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("participant", &RaisedHand::participant), field("purpose", &RaisedHand::purpose),
                      field("at", &RaisedHand::at)};
  }
};

// Who has the floor.
struct Speech {
  ParticipantId participant{};
  Time from{};
  std::optional<Time> until;  // the end of the time they were given, if any

  static constexpr auto fields() {
    return std::tuple{field("participant", &Speech::participant), field("from", &Speech::from),
                      field("until", &Speech::until)};
  }
};

// The speeches of one participant that have ended.
struct Spoken {
  std::uint32_t speeches = 0;
  std::uint64_t milliseconds = 0;

  static constexpr auto fields() {
    return std::tuple{field("speeches", &Spoken::speeches), field("milliseconds", &Spoken::milliseconds)};
  }
};

// A clock that everybody sees: it tells, and stops nothing.
struct Clock {
  Time from{};
  Time until{};

  static constexpr auto fields() {
    return std::tuple{field("from", &Clock::from), field("until", &Clock::until)};
  }
};

struct LiveSession {
  LiveSessionId id;
  SessionState state = SessionState::planned;
  std::optional<SubObjectiveId> focus;  // where in the tree its room is
  std::set<ParticipantId> attended;     // everyone ever recorded as present
  std::vector<RaisedHand> hands;        // that are up, in the order they were raised
  std::optional<Speech> speech;
  std::map<InstitutionId, std::uint32_t> heard;  // how often each had the floor where the session is
  std::map<ParticipantId, Spoken> spoken;        // in all of it
  std::optional<Clock> timer;                    // of the stage

  static constexpr auto fields() {
    return std::tuple{field("id", &LiveSession::id),       field("state", &LiveSession::state),
                      field("focus", &LiveSession::focus), field("attended", &LiveSession::attended),
                      field("hands", &LiveSession::hands), field("speech", &LiveSession::speech),
                      field("heard", &LiveSession::heard), field("spoken", &LiveSession::spoken),
                      field("timer", &LiveSession::timer)};
  }
};

// Devices and log-ins of one person that we remember; the oldest is forgotten first.
inline constexpr std::size_t kMaxCredentials = 20;

struct Participant {
  ParticipantId id{};
  std::string name;
  std::optional<InstitutionId> institution;  // every delegate has one
  Role role = Role::delegate;
  std::string language;
  std::vector<std::string> credentials;  // SHA-256 of each token, in hexadecimal; at most kMaxCredentials
  std::optional<LiveSessionId> live_session;  // recorded as present at
  std::uint32_t weight = 1;                   // of their voice, where persons are weighted; 1 to kMaxWeight

  static constexpr auto fields() {
    return std::tuple{field("id", &Participant::id),
                      field("name", &Participant::name),
                      field("institution", &Participant::institution),
                      field("role", &Participant::role),
                      field("language", &Participant::language),
                      field("credentials", &Participant::credentials),
                      field("liveSession", &Participant::live_session),
                      field("weight", &Participant::weight)};
  }
};

// One voter's position on one activity. Cast again, it replaces the one before.
struct Ballot {
  ActivityId activity{};
  Position position;
  std::string reason;  // empty unless given
  Time at{};
  Sequence sequence{};
  std::optional<ParticipantId> recorded_by;  // a facilitator or rapporteur, on the delegate's behalf

  static constexpr auto fields() {
    return std::tuple{field("activity", &Ballot::activity), field("position", &Ballot::position),
                      field("reason", &Ballot::reason),     field("at", &Ballot::at),
                      field("sequence", &Ballot::sequence), field("recordedBy", &Ballot::recorded_by)};
  }
};

// A voter's ballots of one round, by activity: at most one for each.
using Sheet = std::vector<Ballot>;

struct VoicePosition {
  InstitutionId institution;
  Position position;

  static constexpr auto fields() {
    return std::tuple{field("institution", &VoicePosition::institution),
                      field("position", &VoicePosition::position)};
  }
};

// What a round said of one activity.
struct Result {
  ActivityId activity{};
  std::uint32_t wording_version = 0;
  Tally tally;
  std::vector<VoicePosition> voices;  // each institution's, when each takes one position
  VerdictKind verdict = VerdictKind::not_reached;
  Text sentence;
  Text measures;            // how the voices stand (measured.h); empty when nobody took a position
  std::uint64_t parts = 1;  // of a voice, that the tally counts

  static constexpr auto fields() {
    return std::tuple{field("activity", &Result::activity),
                      field("wordingVersion", &Result::wording_version),
                      field("tally", &Result::tally),
                      field("voices", &Result::voices),
                      field("verdict", &Result::verdict),
                      field("sentence", &Result::sentence),
                      field("measures", &Result::measures).optional(),
                      field("parts", &Result::parts).optional()};
  }
};

// A reason given with a ballot that is not named: whose it was is known to nobody any more.
struct UnnamedReason {
  ActivityId activity{};
  Position position;
  std::optional<InstitutionId> institution;  // unless the ballot was secret
  std::string words;

  static constexpr auto fields() {
    return std::tuple{
        field("activity", &UnnamedReason::activity), field("position", &UnnamedReason::position),
        field("institution", &UnnamedReason::institution), field("words", &UnnamedReason::words)};
  }
  auto operator<=>(const UnnamedReason&) const = default;
};

// Which reason of a round is meant: its voter's, or, where ballots are not named, the one that stands at
// `number` among the unnamed, counted from 1.
struct ReasonPlace {
  ParticipantId voter{};
  std::uint32_t number = 0;

  bool operator==(const ReasonPlace&) const = default;
};

// What became of a reason that was given with a ballot.
struct ReasonAnswer {
  ActivityId activity{};
  ParticipantId voter{};
  std::uint32_t number = 0;  // of an unnamed reason
  Ruling ruling{};
  std::string words;
  ParticipantId by{};
  Time at{};

  ReasonPlace place() const { return {voter, number}; }

  static constexpr auto fields() {
    return std::tuple{field("activity", &ReasonAnswer::activity),
                      field("voter", &ReasonAnswer::voter),
                      field("number", &ReasonAnswer::number),
                      field("ruling", &ReasonAnswer::ruling),
                      field("words", &ReasonAnswer::words),
                      field("by", &ReasonAnswer::by),
                      field("at", &ReasonAnswer::at)};
  }
};

// Why a round counts for nothing.
struct Annulment {
  std::string reason;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("reason", &Annulment::reason), field("by", &Annulment::by),
                      field("at", &Annulment::at)};
  }
};

// The voice of `from`, handed to `to`: where `from` is absent, it takes the position of `to`.
struct Proxy {
  InstitutionId from;
  InstitutionId to;

  static constexpr auto fields() { return std::tuple{field("from", &Proxy::from), field("to", &Proxy::to)}; }
  bool operator==(const Proxy&) const = default;
};

// An activity of a round that is decided by a rule of its own.
struct OwnRule {
  ActivityId activity{};
  Rule rule;

  static constexpr auto fields() {
    return std::tuple{field("activity", &OwnRule::activity), field("rule", &OwnRule::rule)};
  }
};

// One vote on one or more activities of a sub-objective.
struct Round {
  RoundNumber number{};
  Settings settings;
  LiveSessionId live_session;  // whose presence makes the quorum
  std::vector<ActivityId> activities;
  std::vector<OwnRule> own_rules;  // of those that are not decided by the settings' rule
  Time opened_at{};
  std::optional<Time> closes_at;  // by itself, unless it is closed before
  std::optional<Time> closed_at;
  std::vector<Proxy> proxies;                 // while open, those that may count; when closed, those that did
  std::optional<Quorum> quorum;               // when closed
  std::vector<Result> results;                // when closed, in the order of `activities`
  std::map<ParticipantId, Sheet> sheets;      // gone when a round whose ballots are not named closes
  std::map<ParticipantId, Receipt> receipts;  // while such a round is open
  std::vector<ParticipantId> voters;          // when it has closed: who voted, by number
  std::vector<Receipt> counted;               // the receipts of the sheets it counted, in their order
  std::vector<UnnamedReason> unnamed;         // the reasons of its ballots, in their order
  bool unreadable = false;                    // ballots are in it whose key is lost
  std::vector<ReasonAnswer> answers;  // one for each reason that has one, in the order they were first given
  std::optional<Annulment> annulled;

  bool open() const { return !closed_at; }
  bool named() const { return settings.ballots == Ballots::named; }

  // Nothing says any more who cast what.
  void forget_voters() {
    sheets.clear();
    receipts.clear();
    unreadable = false;
  }

  static constexpr auto fields() {
    return std::tuple{field("number", &Round::number),
                      field("settings", &Round::settings),
                      field("liveSession", &Round::live_session),
                      field("activities", &Round::activities),
                      field("ownRules", &Round::own_rules),
                      field("openedAt", &Round::opened_at),
                      field("closesAt", &Round::closes_at),
                      field("closedAt", &Round::closed_at),
                      field("proxies", &Round::proxies),
                      field("quorum", &Round::quorum),
                      field("results", &Round::results),
                      field("sheets", &Round::sheets),
                      field("receipts", &Round::receipts),
                      field("voters", &Round::voters),
                      field("counted", &Round::counted),
                      field("unnamed", &Round::unnamed),
                      field("unreadable", &Round::unreadable),
                      field("answers", &Round::answers),
                      field("annulled", &Round::annulled)};
  }
};

struct Reopening {
  std::string reason;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("reason", &Reopening::reason), field("by", &Reopening::by),
                      field("at", &Reopening::at)};
  }
};

// An institution and its role in an activity.
struct Assignment {
  InstitutionId institution;
  AssignmentRole role{};

  static constexpr auto fields() {
    return std::tuple{field("institution", &Assignment::institution), field("role", &Assignment::role)};
  }
  auto operator<=>(const Assignment&) const = default;
};

// What an institution said to a role of its own.
struct AssignmentAnswer {
  RoleAnswer answer{};
  std::string reason;  // of declining, when said
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("answer", &AssignmentAnswer::answer), field("reason", &AssignmentAnswer::reason),
                      field("by", &AssignmentAnswer::by), field("at", &AssignmentAnswer::at)};
  }
};

// What is agreed of carrying an activity out. All of it may be empty.
struct Details {
  std::string deadline;  // YYYY-MM-DD
  Text indicator;        // by which one sees that it is done
  Text resources;

  static constexpr auto fields() {
    return std::tuple{field("deadline", &Details::deadline), field("indicator", &Details::indicator),
                      field("resources", &Details::resources)};
  }
  bool operator==(const Details&) const = default;
};

struct Outcome {
  OutcomeKind kind{};
  OutcomeKind advised{};
  std::string reason;   // given when it differs from what was advised
  RoundNumber round{};  // the round it rests on, 0 when none
  ParticipantId by{};
  Time at{};
  std::optional<InstitutionId> owner = {};  // of what is deferred: who brings it back
  std::string due = {};                     // until that day; empty when none was set

  static constexpr auto fields() {
    return std::tuple{field("kind", &Outcome::kind),     field("advised", &Outcome::advised),
                      field("reason", &Outcome::reason), field("round", &Outcome::round),
                      field("by", &Outcome::by),         field("at", &Outcome::at),
                      field("owner", &Outcome::owner),   field("due", &Outcome::due)};
  }
};

// How an activity was before a step.
struct ActivityBefore {
  ActivityId activity{};
  ActivityState state{};
  std::string withdrawn_reason;
  std::optional<ActivityId> merged_into;
  std::vector<ActivityId> merged_from;
  std::vector<ParticipantId> authors;
  std::optional<std::vector<Assignment>> assignments;
  std::optional<Outcome> outcome;

  static constexpr auto fields() {
    return std::tuple{field("activity", &ActivityBefore::activity),
                      field("state", &ActivityBefore::state),
                      field("withdrawnReason", &ActivityBefore::withdrawn_reason),
                      field("mergedInto", &ActivityBefore::merged_into),
                      field("mergedFrom", &ActivityBefore::merged_from),
                      field("authors", &ActivityBefore::authors),
                      field("assignments", &ActivityBefore::assignments),
                      field("outcome", &ActivityBefore::outcome)};
  }
};

// A step of a facilitator that can be taken back (core/undo.h), and how things were before it.
struct UndoableStep {
  StepKind kind{};
  Sequence sequence{};  // of its event
  ParticipantId by{};
  Time at{};
  Stage stage{};                           // of the sub-objective
  std::vector<ActivityBefore> activities;  // that it changed
  RoundNumber round{};                     // that it closed
  std::vector<Proxy> proxies;              // of that round, while it was open

  static constexpr auto fields() {
    return std::tuple{field("kind", &UndoableStep::kind),   field("sequence", &UndoableStep::sequence),
                      field("by", &UndoableStep::by),       field("at", &UndoableStep::at),
                      field("stage", &UndoableStep::stage), field("activities", &UndoableStep::activities),
                      field("round", &UndoableStep::round), field("proxies", &UndoableStep::proxies)};
  }
};

// A step that was taken back.
struct TakenBack {
  StepKind kind{};
  ParticipantId step_by{};
  Time step_at{};
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("kind", &TakenBack::kind), field("stepBy", &TakenBack::step_by),
                      field("stepAt", &TakenBack::step_at), field("by", &TakenBack::by),
                      field("at", &TakenBack::at)};
  }
};

// Why a sub-objective is not dealt with any more.
struct Retirement {
  std::string reason;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("reason", &Retirement::reason), field("by", &Retirement::by),
                      field("at", &Retirement::at)};
  }
};

struct SubObjective {
  SubObjectiveId id;
  Stage stage = Stage::pending;
  std::vector<ActivityId> activities;  // in the order they are shown: as proposed, until somebody moves one
  std::vector<Round> rounds;           // number n stands at n - 1
  std::vector<Reopening> reopenings;
  Text remark;  // the rapporteur's
  std::optional<Retirement> retired;
  std::vector<UndoableStep> steps;  // that can be taken back, the last first to go
  std::vector<TakenBack> taken_back;

  static constexpr auto fields() {
    return std::tuple{field("id", &SubObjective::id),
                      field("stage", &SubObjective::stage),
                      field("activities", &SubObjective::activities),
                      field("rounds", &SubObjective::rounds),
                      field("reopenings", &SubObjective::reopenings),
                      field("remark", &SubObjective::remark),
                      field("retired", &SubObjective::retired),
                      field("steps", &SubObjective::steps),
                      field("takenBack", &SubObjective::taken_back)};
  }
};

struct Version {
  std::uint32_t number = 0;  // from 1
  Text wording;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("number", &Version::number), field("wording", &Version::wording),
                      field("by", &Version::by), field("at", &Version::at)};
  }
};

struct Comment {
  CommentId id{};
  Text text;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("id", &Comment::id), field("text", &Comment::text), field("by", &Comment::by),
                      field("at", &Comment::at)};
  }
};

// A changed wording, proposed for an activity.
struct Amendment {
  AmendmentId id{};
  Text wording;
  std::string reason;
  ParticipantId by{};
  Time at{};
  AmendmentState state = AmendmentState::proposed;
  std::string answer;  // why it was declined, when said

  static constexpr auto fields() {
    return std::tuple{field("id", &Amendment::id),         field("wording", &Amendment::wording),
                      field("reason", &Amendment::reason), field("by", &Amendment::by),
                      field("at", &Amendment::at),         field("state", &Amendment::state),
                      field("answer", &Amendment::answer)};
  }
};

// Why a text does not belong, and whether the minutes print it all the same.
struct Hiding {
  std::string reason;
  bool minuted = true;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("reason", &Hiding::reason), field("minuted", &Hiding::minuted),
                      field("by", &Hiding::by), field("at", &Hiding::at)};
  }
};

constexpr bool adopted(OutcomeKind kind) {
  return kind == OutcomeKind::adopted_by_consensus || kind == OutcomeKind::adopted_with_reservations ||
         kind == OutcomeKind::adopted_by_majority;
}

struct Activity {
  ActivityId id{};
  SubObjectiveId sub_objective;
  std::vector<Version> versions;  // the last one stands
  std::vector<ParticipantId> authors;
  ActivityState state = ActivityState::standing;
  std::string withdrawn_reason;
  std::optional<ActivityId> merged_into;
  std::vector<ActivityId> merged_from;
  std::optional<ActivityId> split_from;
  std::optional<Hiding> hiding;
  std::vector<Comment> comments;
  std::vector<Amendment> amendments;
  std::vector<Assignment> draft;                              // brought along by the imported draft
  std::map<Assignment, std::set<ParticipantId>> suggestions;  // who suggested it
  std::map<Assignment, AssignmentAnswer> answers;             // of the institutions, to roles of their own
  std::optional<std::vector<Assignment>> assignments;         // as the facilitator recorded them
  Details details;
  std::optional<Outcome> outcome;

  const Text& wording() const { return versions.back().wording; }
  bool standing() const { return state == ActivityState::standing; }
  bool is_adopted() const { return outcome && adopted(outcome->kind); }

  // What was decided of it no longer stands: it goes to the vote again, or its wording changed.
  void undecide() {
    outcome.reset();
    assignments.reset();
    answers.clear();
  }
  void reword(const Text& changed, ParticipantId by, Time at) {
    versions.push_back({versions.back().number + 1, changed, by, at});
    undecide();
  }

  static constexpr auto fields() {
    return std::tuple{field("id", &Activity::id),
                      field("subObjective", &Activity::sub_objective),
                      field("versions", &Activity::versions),
                      field("authors", &Activity::authors),
                      field("state", &Activity::state),
                      field("withdrawnReason", &Activity::withdrawn_reason),
                      field("mergedInto", &Activity::merged_into),
                      field("mergedFrom", &Activity::merged_from),
                      field("splitFrom", &Activity::split_from),
                      field("hiding", &Activity::hiding),
                      field("comments", &Activity::comments),
                      field("amendments", &Activity::amendments),
                      field("draft", &Activity::draft),
                      field("suggestions", &Activity::suggestions),
                      field("answers", &Activity::answers),
                      field("assignments", &Activity::assignments),
                      field("details", &Activity::details),
                      field("outcome", &Activity::outcome)};
  }
};

// What a facilitator tells everybody.
struct Announcement {
  Text words;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return std::tuple{field("words", &Announcement::words), field("by", &Announcement::by),
                      field("at", &Announcement::at)};
  }
};

struct Workshop {
  WorkshopId id;          // empty before the workshop is imported
  std::string join_code;  // six characters that cannot be confused with each other
  Definition definition;
  Settings settings;
  std::map<LiveSessionId, LiveSession> live_sessions;
  std::map<SubObjectiveId, SubObjective> sub_objectives;
  std::vector<Activity> activities;              // number n stands at n - 1
  std::vector<Participant> participants;         // number n stands at n - 1
  std::map<InstitutionId, ParticipantId> heads;  // of each delegation that somebody has joined
  std::vector<Proxy> proxies;                    // that stand, by `from`: each voice is handed over once
  std::uint32_t amendments = 0;                  // made so far
  std::uint32_t comments = 0;                    // made so far
  Admission admission = Admission::open;
  std::optional<Announcement> announcement;
  Sequence sequence{};  // of the last event applied

  static constexpr auto fields() {
    return std::tuple{field("id", &Workshop::id),
                      field("joinCode", &Workshop::join_code),
                      field("definition", &Workshop::definition),
                      field("settings", &Workshop::settings),
                      field("liveSessions", &Workshop::live_sessions),
                      field("subObjectives", &Workshop::sub_objectives),
                      field("activities", &Workshop::activities),
                      field("participants", &Workshop::participants),
                      field("heads", &Workshop::heads),
                      field("proxies", &Workshop::proxies),
                      field("amendments", &Workshop::amendments),
                      field("comments", &Workshop::comments),
                      field("admission", &Workshop::admission),
                      field("announcement", &Workshop::announcement),
                      field("sequence", &Workshop::sequence)};
  }
};

// Looking things up. Null when there is none.
const Participant* find(const Workshop& workshop, ParticipantId id);
const Activity* find(const Workshop& workshop, ActivityId id);
const SubObjective* find(const Workshop& workshop, const SubObjectiveId& id);
const LiveSession* find(const Workshop& workshop, const LiveSessionId& id);
const Institution* find(const Workshop& workshop, const InstitutionId& id);
const SubObjectivePlan* plan_of(const Workshop& workshop, const SubObjectiveId& id);

// The latest round of a sub-objective, or null before the first.
const Round* latest_round(const SubObjective& sub_objective);

// The round of a sub-objective that is open, or null.
const Round* open_round(const SubObjective& sub_objective);

// The open live session that is at a sub-objective, or null: never more than one.
const LiveSession* session_at(const Workshop& workshop, const SubObjectiveId& place);

// The speakers' list: points of order, then whose institution had the floor least often, then as the hands
// were raised.
std::vector<RaisedHand> speaking_order(const Workshop& workshop, const LiveSession& session);

// How often the institution of the participant had the floor where the session is.
std::uint32_t times_heard(const Workshop& workshop, const LiveSession& session, ParticipantId participant);

// May the delegate cast a ballot under that voice? With a head of delegation, nobody else of it.
bool votes(const Workshop& workshop, const Participant& delegate, Voice voice);

// What the ballot of a delegate counts under that voice, before their institution speaks with it.
std::uint64_t weight_of(const Participant& delegate, Voice voice);

// What the latest closed round, not annulled, that voted on the activity as it now reads said of it, or null:
// what was said of an earlier wording advises nothing.
struct RoundResult {
  const Round* round = nullptr;
  const Result* result = nullptr;
};
RoundResult latest_result(const Workshop& workshop, const Activity& activity);

// The rule that decides on an activity: its own, or that of the round.
const Rule& rule_on(const Rule& of_the_round, const std::vector<OwnRule>& own_rules, ActivityId activity);
const Rule& rule_on(const Round& round, ActivityId activity);

// What became of a reason on an activity, or null.
const ReasonAnswer* answer_to(const Round& round, ActivityId activity, const ReasonPlace& place);

// The ballot of a sheet on an activity, or null.
const Ballot* ballot_on(const Sheet& sheet, ActivityId activity);
const Ballot* ballot_of(const Round& round, ParticipantId voter, ActivityId activity);

// A reason that was given with a ballot of a round: what is read out, and what stands in the minutes. It
// points into the round.
struct ReasonGiven {
  ReasonPlace place;
  const Position* position = nullptr;
  const std::string* words = nullptr;
  std::optional<InstitutionId> institution = {};  // of an unnamed one, unless it was secret
  std::optional<ParticipantId> recorded_by = {};
};

// Those on an activity, in the order they were cast; unnamed ones in an order that says nothing.
std::vector<ReasonGiven> reasons_given(const Round& round, ActivityId activity);

// The same in the order they are read out: objections first, then reservations, abstentions, support.
std::vector<ReasonGiven> reasons_by_rank(const Round& round, ActivityId activity);

// The reason at that place, or nothing.
std::optional<ReasonGiven> reason_at(const Round& round, ActivityId activity, const ReasonPlace& place);

// The outcome that a verdict advises; what was never voted on is best deferred. Where objections alone stood
// against consensus and none stands any more, because each was withdrawn or, by consent, set aside, it is
// adopted with reservations.
OutcomeKind advised_by(VerdictKind verdict);
OutcomeKind advised_for(const Workshop& workshop, const Activity& activity);

// The same, of people or of institutions, for a quorum that is counted otherwise than the voices.
Electorate electorate_for_quorum(const Workshop& workshop, const Round& round);

// The voices of a round: delegates, or institutions with a delegate, that are recorded as present at its live
// session or have a ballot in it (who votes is present, wherever they are when it closes); and all that are
// entitled. By institution, every institution of the workshop is entitled, with its weight where voices are
// weighted, and those are told apart that are absent but represented; by person, every delegate who has
// joined.
Electorate electorate(const Workshop& workshop, const Round& round);

// Of the proxies of a round, those that count: the giver is absent, the holder present. None where each
// person has a voice. `present`: has the institution a delegate who is, as electorate() has it?
std::vector<Proxy> proxies_counted(const Workshop& workshop, const Round& round);
std::vector<Proxy> proxies_counted(const Round& round,
                                   const std::function<bool(const InstitutionId&)>& present);

}  // namespace acuerdo
