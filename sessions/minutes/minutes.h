// The minutes of a workshop: one model made from its state, and thin renderers that print it.
//
//   Minutes ── settings, programme, attendance
//     └── PillarMinutes ── ObjectiveMinutes ── SubObjectiveMinutes ── ActivityMinutes ── VoteMinutes
//
// Pure: the same state and head give the same bytes, always. There is no clock in it; every time printed is
// one that the journal recorded. Nothing of a round that is open is in it. Safe from any thread: it only
// reads its arguments.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sessions/journal/journal.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Somebody the minutes name.
struct Person {
  std::string name;
  std::optional<std::string> institution;  // its acronym

  static constexpr auto fields() {
    return fields_of(field("name", &Person::name), field("institution", &Person::institution));
  }
};

// How rounds are decided that open from now on; a round that was held says its own rule.
struct SettingsMinutes {
  Text rule;  // in words
  Voice voice = Voice::person;
  Fraction quorum;
  bool quorum_strict = false;  // more than the share, or at least it
  QuorumOf quorum_of = QuorumOf::voices;
  Ballots ballots = Ballots::named;

  static constexpr auto fields() {
    return fields_of(
        field("rule", &SettingsMinutes::rule), field("voice", &SettingsMinutes::voice),
        field("quorum", &SettingsMinutes::quorum), field("quorumStrict", &SettingsMinutes::quorum_strict),
        field("quorumOf", &SettingsMinutes::quorum_of), field("ballots", &SettingsMinutes::ballots));
  }
};

// What changed in how is decided and in who takes part (model/change.h): institutions by their acronyms.
struct ChangeMinutes {
  ChangeKind kind{};
  std::optional<Person> whom;
  std::string was;
  std::string became;
  std::string note;
  std::optional<SettingsMinutes> settings;
  Person by;
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("kind", &ChangeMinutes::kind), field("whom", &ChangeMinutes::whom),
                     field("was", &ChangeMinutes::was), field("became", &ChangeMinutes::became),
                     field("note", &ChangeMinutes::note), field("settings", &ChangeMinutes::settings),
                     field("by", &ChangeMinutes::by), field("at", &ChangeMinutes::at));
  }
};

struct SessionMinutes {
  LiveSessionId id;
  Text title;
  std::string starts_at;  // local time of the workshop, "2023-02-07T09:00"
  std::string ends_at;
  SessionState state{};
  std::uint64_t attended = 0;  // people recorded as present at any time

  static constexpr auto fields() {
    return fields_of(field("id", &SessionMinutes::id), field("title", &SessionMinutes::title),
                     field("startsAt", &SessionMinutes::starts_at), field("endsAt", &SessionMinutes::ends_at),
                     field("state", &SessionMinutes::state), field("attended", &SessionMinutes::attended));
  }
};

struct PersonPresent {
  std::string name;
  Role role{};
  std::vector<LiveSessionId> sessions;  // attended, in the order of the programme
  std::uint32_t weight = 1;             // of their voice, where persons are weighted

  static constexpr auto fields() {
    return fields_of(field("name", &PersonPresent::name), field("role", &PersonPresent::role),
                     field("sessions", &PersonPresent::sessions), field("weight", &PersonPresent::weight));
  }
};

// The people of one institution who attended a live session, in the order they joined.
struct DelegationMinutes {
  std::optional<Institution> institution;  // none: people who came for no institution
  std::vector<PersonPresent> people;

  static constexpr auto fields() {
    return fields_of(field("institution", &DelegationMinutes::institution),
                     field("people", &DelegationMinutes::people));
  }
};

struct PositionMinutes {
  Position position;
  Text name;
  Tone tone{};
  std::uint64_t count = 0;
  std::vector<std::string> institutions;  // acronyms of those that took it, when each institution has a voice

  static constexpr auto fields() {
    return fields_of(field("position", &PositionMinutes::position), field("name", &PositionMinutes::name),
                     field("tone", &PositionMinutes::tone), field("count", &PositionMinutes::count),
                     field("institutions", &PositionMinutes::institutions));
  }
};

// What became of a statement.
struct AnswerMinutes {
  Ruling ruling{};
  std::string words;
  Person by;

  static constexpr auto fields() {
    return fields_of(field("ruling", &AnswerMinutes::ruling), field("words", &AnswerMinutes::words),
                     field("by", &AnswerMinutes::by));
  }
};

// A reservation or an objection, with its reason or without; or any other position with the reason that was
// given for it.
struct Statement {
  std::optional<Person> person;  // named by the institution where ballots were; none where secret
  Tone tone{};
  Text position;                      // by its name
  bool rated = false;                 // it is a rating, and no reservation or objection by name
  std::string reason;                 // empty when none was given
  bool within = false;                // the voice of the person's institution was another
  std::optional<Person> recorded_by;  // who recorded it on the person's behalf
  std::optional<AnswerMinutes> answer;

  static constexpr auto fields() {
    return fields_of(field("person", &Statement::person), field("tone", &Statement::tone),
                     field("position", &Statement::position), field("rated", &Statement::rated),
                     field("reason", &Statement::reason), field("within", &Statement::within),
                     field("recordedBy", &Statement::recorded_by), field("answer", &Statement::answer));
  }
};

// An institution whose voice went with that of another, by proxy: acronyms.
struct ProxyMinutes {
  std::string institution;
  std::string by;

  static constexpr auto fields() {
    return fields_of(field("institution", &ProxyMinutes::institution), field("by", &ProxyMinutes::by));
  }
};

// An institution that would carry out an activity, as it was put to the vote.
struct AssignmentMinutes {
  std::string institution;  // its acronym
  AssignmentRole role{};

  static constexpr auto fields() {
    return fields_of(field("institution", &AssignmentMinutes::institution),
                     field("role", &AssignmentMinutes::role));
  }
};

// What a closed round said of an activity.
struct VoteMinutes {
  RoundNumber round{};
  Time closed_at{};
  std::uint32_t wording_version = 0;  // that was voted on
  Text rule;
  Voice voice = Voice::person;
  Quorum quorum;
  std::vector<PositionMinutes> tally;  // in the order of the rule's scale
  VerdictKind verdict{};
  Text sentence;
  Text measures;                      // measured.h; empty when nobody took a position
  std::vector<Statement> statements;  // in the order they were cast
  std::uint64_t recorded = 0;         // ballots that somebody recorded on a delegate's behalf
  std::uint64_t replaced = 0;         // that were cast and changed while it was open
  std::uint64_t parts = 1;            // of a voice, that the tally counts
  Ballots ballots = Ballots::named;
  std::uint64_t voters = 0;  // in the round, where ballots are not named
  std::vector<ProxyMinutes> proxies;
  std::vector<AssignmentMinutes> mapping = {};  // where the vote was on who carries it out

  static constexpr auto fields() {
    return fields_of(field("round", &VoteMinutes::round), field("closedAt", &VoteMinutes::closed_at),
                     field("wordingVersion", &VoteMinutes::wording_version),
                     field("rule", &VoteMinutes::rule), field("voice", &VoteMinutes::voice),
                     field("quorum", &VoteMinutes::quorum), field("tally", &VoteMinutes::tally),
                     field("verdict", &VoteMinutes::verdict), field("sentence", &VoteMinutes::sentence),
                     field("measures", &VoteMinutes::measures), field("statements", &VoteMinutes::statements),
                     field("recorded", &VoteMinutes::recorded), field("replaced", &VoteMinutes::replaced),
                     field("parts", &VoteMinutes::parts), field("ballots", &VoteMinutes::ballots),
                     field("voters", &VoteMinutes::voters), field("proxies", &VoteMinutes::proxies),
                     field("mapping", &VoteMinutes::mapping));
  }
};

struct OutcomeMinutes {
  OutcomeKind kind{};
  OutcomeKind advised{};  // by the rule; where it differs, the reason says why
  std::string reason;
  Person by;
  Time at{};
  std::optional<Institution> owner;  // of what is deferred
  std::string due;                   // empty when no date was set

  bool against_advice() const { return kind != advised; }

  static constexpr auto fields() {
    return fields_of(field("kind", &OutcomeMinutes::kind), field("advised", &OutcomeMinutes::advised),
                     field("reason", &OutcomeMinutes::reason), field("by", &OutcomeMinutes::by),
                     field("at", &OutcomeMinutes::at), field("owner", &OutcomeMinutes::owner),
                     field("due", &OutcomeMinutes::due));
  }
};

// What somebody did, and why.
struct ReasonedMinutes {
  std::string reason;
  Person by;
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("reason", &ReasonedMinutes::reason), field("by", &ReasonedMinutes::by),
                     field("at", &ReasonedMinutes::at));
  }
};

// An institution that declined a role.
struct DeclinedMinutes {
  Institution institution;
  AssignmentRole role{};
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("institution", &DeclinedMinutes::institution),
                     field("role", &DeclinedMinutes::role), field("reason", &DeclinedMinutes::reason));
  }
};

// A wording that was voted on, or written over another.
struct VersionMinutes {
  std::uint32_t number = 0;
  Text wording;
  std::optional<Person> by;  // none where authors are withheld
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("number", &VersionMinutes::number), field("wording", &VersionMinutes::wording),
                     field("by", &VersionMinutes::by), field("at", &VersionMinutes::at));
  }
};

struct AmendmentMinutes {
  Text wording;
  std::optional<Person> by;   // none where authors are withheld
  std::uint32_t version = 0;  // that it changes
  std::string reason;
  AmendmentState state{};
  std::string answer;  // why it was declined

  static constexpr auto fields() {
    return fields_of(field("wording", &AmendmentMinutes::wording), field("by", &AmendmentMinutes::by),
                     field("version", &AmendmentMinutes::version), field("reason", &AmendmentMinutes::reason),
                     field("state", &AmendmentMinutes::state), field("answer", &AmendmentMinutes::answer));
  }
};

struct ActivityMinutes {
  ActivityId number{};
  Text wording;
  std::uint32_t version = 0;
  bool from_draft = false;  // brought along by the workshop's draft
  std::vector<Person> authors;
  bool authors_withheld = false;          // by the workshop: then there are none
  std::optional<OutcomeMinutes> outcome;  // none: not yet decided
  std::vector<VoteMinutes> votes;         // every closed round on it, in order; whatever became of it later
  std::vector<Institution> leads;
  std::vector<Institution> supports;
  std::vector<Institution> monitors;
  std::vector<DeclinedMinutes> declined;
  Details details;  // of carrying it out
  std::optional<ActivityId> merged_into;
  std::vector<ActivityId> merged_from;
  std::optional<ActivityId> split_from;
  std::optional<ActivityId> alternative_to;
  RoundNumber mapped_in{};                    // the round that voted on who carries it out, 0 when none did
  std::optional<ReasonedMinutes> hidden;      // its text does not belong
  std::vector<VersionMinutes> versions = {};  // all of them, where there are several
  std::vector<AmendmentMinutes> amendments = {};

  static constexpr auto fields() {
    return fields_of(
        field("number", &ActivityMinutes::number), field("wording", &ActivityMinutes::wording),
        field("version", &ActivityMinutes::version), field("fromDraft", &ActivityMinutes::from_draft),
        field("authors", &ActivityMinutes::authors),
        field("authorsWithheld", &ActivityMinutes::authors_withheld),
        field("outcome", &ActivityMinutes::outcome), field("votes", &ActivityMinutes::votes),
        field("leads", &ActivityMinutes::leads), field("supports", &ActivityMinutes::supports),
        field("monitors", &ActivityMinutes::monitors), field("declined", &ActivityMinutes::declined),
        field("details", &ActivityMinutes::details), field("mergedInto", &ActivityMinutes::merged_into),
        field("mergedFrom", &ActivityMinutes::merged_from), field("splitFrom", &ActivityMinutes::split_from),
        field("alternativeTo", &ActivityMinutes::alternative_to),
        field("mappedIn", &ActivityMinutes::mapped_in), field("hidden", &ActivityMinutes::hidden),
        field("versions", &ActivityMinutes::versions), field("amendments", &ActivityMinutes::amendments));
  }
};

// A round that counts for nothing.
struct AnnulledMinutes {
  RoundNumber round{};
  std::string reason;
  Person by;
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("round", &AnnulledMinutes::round), field("reason", &AnnulledMinutes::reason),
                     field("by", &AnnulledMinutes::by), field("at", &AnnulledMinutes::at));
  }
};

// What a closing that was taken back had said of an activity.
struct FormerResultMinutes {
  ActivityId activity{};
  VerdictKind verdict{};
  Text sentence;
  std::vector<PositionMinutes> tally;

  static constexpr auto fields() {
    return fields_of(
        field("activity", &FormerResultMinutes::activity), field("verdict", &FormerResultMinutes::verdict),
        field("sentence", &FormerResultMinutes::sentence), field("tally", &FormerResultMinutes::tally));
  }
};

// A step that was taken back, and when.
struct TakenBackMinutes {
  StepKind step{};
  Person by;
  Time at{};
  RoundNumber round{};                       // whose closing it was
  std::vector<FormerResultMinutes> results;  // not while the round is open again
  std::optional<ActivityId> activity;
  std::optional<OutcomeKind> outcome;  // that had been declared

  static constexpr auto fields() {
    return fields_of(field("step", &TakenBackMinutes::step), field("by", &TakenBackMinutes::by),
                     field("at", &TakenBackMinutes::at), field("round", &TakenBackMinutes::round),
                     field("results", &TakenBackMinutes::results),
                     field("activity", &TakenBackMinutes::activity),
                     field("outcome", &TakenBackMinutes::outcome));
  }
};

struct SubObjectiveMinutes {
  SubObjectiveId id;
  Text title;
  Stage stage{};
  Text remark;
  std::optional<ReasonedMinutes> retired;  // why it is not dealt with any more
  std::vector<ReasonedMinutes> reopenings;
  std::vector<AnnulledMinutes> annulled;
  std::vector<TakenBackMinutes> taken_back;
  // Adopted ones first, then not agreed, deferred, withdrawn, merged, not yet decided; within each in the
  // order they were shown. What is hidden and not to be minuted is not among them, unless it was voted or
  // commented on: that is always told.
  std::vector<ActivityMinutes> activities;

  static constexpr auto fields() {
    return fields_of(field("id", &SubObjectiveMinutes::id), field("title", &SubObjectiveMinutes::title),
                     field("stage", &SubObjectiveMinutes::stage),
                     field("remark", &SubObjectiveMinutes::remark),
                     field("retired", &SubObjectiveMinutes::retired),
                     field("reopenings", &SubObjectiveMinutes::reopenings),
                     field("annulled", &SubObjectiveMinutes::annulled),
                     field("takenBack", &SubObjectiveMinutes::taken_back),
                     field("activities", &SubObjectiveMinutes::activities));
  }
};

struct ObjectiveMinutes {
  ObjectiveId id;
  Text title;
  std::vector<SubObjectiveMinutes> sub_objectives;

  static constexpr auto fields() {
    return fields_of(field("id", &ObjectiveMinutes::id), field("title", &ObjectiveMinutes::title),
                     field("subObjectives", &ObjectiveMinutes::sub_objectives));
  }
};

struct OutcomeCount {
  std::optional<OutcomeKind> outcome;  // none: not yet decided
  std::uint64_t activities = 0;

  static constexpr auto fields() {
    return fields_of(field("outcome", &OutcomeCount::outcome),
                     field("activities", &OutcomeCount::activities));
  }
};

// One line for every outcome there can be, in the order of the minutes, and one for what is not yet decided.
using Summary = std::vector<OutcomeCount>;

struct PillarMinutes {
  PillarId id;
  Text title;
  Summary summary;
  std::vector<ObjectiveMinutes> objectives;

  static constexpr auto fields() {
    return fields_of(field("id", &PillarMinutes::id), field("title", &PillarMinutes::title),
                     field("summary", &PillarMinutes::summary),
                     field("objectives", &PillarMinutes::objectives));
  }
};

struct Minutes {
  WorkshopId workshop;
  Text title;
  std::string venue;
  std::string starts_on;  // "2023-02-07"
  std::string ends_on;
  std::string time_zone;
  std::vector<std::string> languages;
  SettingsMinutes settings;
  std::vector<SessionMinutes> programme;
  std::vector<DelegationMinutes>
      attendance;                      // every institution, in the order of the definition, absent ones too
  std::vector<ChangeMinutes> changes;  // in their order
  Summary summary;                     // of all pillars
  std::vector<PillarMinutes> pillars;
  Sequence sequence{};  // of the last event they rest on
  std::string head;     // the journal's hash after it, in hexadecimal

  static constexpr auto fields() {
    return fields_of(field("workshop", &Minutes::workshop), field("title", &Minutes::title),
                     field("venue", &Minutes::venue), field("startsOn", &Minutes::starts_on),
                     field("endsOn", &Minutes::ends_on), field("timeZone", &Minutes::time_zone),
                     field("languages", &Minutes::languages), field("settings", &Minutes::settings),
                     field("programme", &Minutes::programme), field("attendance", &Minutes::attendance),
                     field("changes", &Minutes::changes), field("summary", &Minutes::summary),
                     field("pillars", &Minutes::pillars), field("sequence", &Minutes::sequence),
                     field("head", &Minutes::head));
  }
};

// `head` is the journal's after event `of`, the last that says something of the workshop (else its last one).
// The workshop must be imported.
Minutes minutes_of(const Workshop& workshop, const Hash& head, std::optional<Sequence> of = {});

enum class MinutesFormat { html, markdown, csv, json };

// By the name people ask for: "html", "md", "csv" or "json".
std::optional<MinutesFormat> minutes_format(std::string_view name);

// The minutes as a file, in UTF-8. What people wrote is in the workshop's language that fits `language` best
// ("es-EC" is served by "es"), or, when none fits, in the workshop's first, and the minutes say so; words
// that are missing in it are marked with the language they are in. Headings are in Spanish or English,
// whichever fits best. JSON has all languages, so `language` does not matter to it.
std::string render(const Minutes& minutes, MinutesFormat format, std::string_view language);

// For the Content-Type header.
std::string media_type(MinutesFormat format);

// Such as "acta-cuenca-2023-es.md", "minutes-cuenca-2023-en.html" or "minutes-cuenca-2023.json": ASCII
// letters, digits, hyphens, underscores and dots, whatever `language` is.
std::string file_name(const Minutes& minutes, MinutesFormat format, std::string_view language);

// The renderers behind render(); `language` is one of the workshop's, and `wanted` what was asked for where
// that is none of them, else empty.
std::string html_of(const Minutes& minutes, std::string_view language, std::string_view wanted);
std::string markdown_of(const Minutes& minutes, std::string_view language, std::string_view wanted);
std::string csv_of(const Minutes& minutes, std::string_view language);
std::string json_of(const Minutes& minutes);

}  // namespace acuerdo
