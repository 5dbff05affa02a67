// A round: one vote with its settings, its ballots and what it said.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sessions/model/activity.h"
#include "sessions/model/names.h"
#include "sessions/model/reasoned.h"
#include "sessions/rules/any_rule.h"
#include "sessions/rules/quorum.h"
#include "sessions/values/field.h"
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
  bool quorum_strict = false;  // more than the share, or at least it

  QuorumAsked quorum_asked() const { return {quorum, quorum_of, quorum_strict}; }

  static constexpr auto fields() {
    return fields_of(
        field("rule", &Settings::rule), field("voice", &Settings::voice), field("quorum", &Settings::quorum),
        field("ballots", &Settings::ballots).optional(), field("fewest", &Settings::fewest).optional(),
        field("quorumOf", &Settings::quorum_of).optional(), field("proxies", &Settings::proxies).optional(),
        field("results", &Settings::results).optional(),
        field("quorumStrict", &Settings::quorum_strict).optional());
  }
  bool operator==(const Settings&) const = default;
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
    return fields_of(field("activity", &Ballot::activity), field("position", &Ballot::position),
                     field("reason", &Ballot::reason), field("at", &Ballot::at),
                     field("sequence", &Ballot::sequence), field("recordedBy", &Ballot::recorded_by));
  }
};

// A voter's ballots of one round, by activity: at most one for each.
using Sheet = std::vector<Ballot>;

// A voter as they were when they voted: for whom, and with what voice. What a round counts, and what is told
// of it later, is read from here and never through today's list of people.
struct Voter {
  InstitutionId institution;
  std::uint32_t weight = 1;  // of their voice, where persons are weighted
  bool speaks = true;        // their ballots count: by head of delegation, nobody else's of it do

  static constexpr auto fields() {
    return fields_of(field("institution", &Voter::institution), field("weight", &Voter::weight),
                     field("speaks", &Voter::speaks));
  }
  bool operator==(const Voter&) const = default;
};

struct VoicePosition {
  InstitutionId institution;
  Position position;
  bool divided = false;  // its delegates were as many for as against: it abstains

  static constexpr auto fields() {
    return fields_of(field("institution", &VoicePosition::institution),
                     field("position", &VoicePosition::position),
                     field("divided", &VoicePosition::divided).optional());
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
    return fields_of(field("activity", &Result::activity), field("wordingVersion", &Result::wording_version),
                     field("tally", &Result::tally), field("voices", &Result::voices),
                     field("verdict", &Result::verdict), field("sentence", &Result::sentence),
                     field("measures", &Result::measures).optional(),
                     field("parts", &Result::parts).optional());
  }
};

// A reason given with a ballot that is not named: whose it was is known to nobody any more.
struct UnnamedReason {
  ActivityId activity{};
  Position position;
  std::optional<InstitutionId> institution;  // unless the ballot was secret
  std::string words;

  static constexpr auto fields() {
    return fields_of(field("activity", &UnnamedReason::activity), field("position", &UnnamedReason::position),
                     field("institution", &UnnamedReason::institution),
                     field("words", &UnnamedReason::words));
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
    return fields_of(field("activity", &ReasonAnswer::activity), field("voter", &ReasonAnswer::voter),
                     field("number", &ReasonAnswer::number), field("ruling", &ReasonAnswer::ruling),
                     field("words", &ReasonAnswer::words), field("by", &ReasonAnswer::by),
                     field("at", &ReasonAnswer::at));
  }
};

// The voice of `from`, handed to `to`: where `from` is absent, it takes the position of `to`.
struct Proxy {
  InstitutionId from;
  InstitutionId to;

  static constexpr auto fields() { return fields_of(field("from", &Proxy::from), field("to", &Proxy::to)); }
  bool operator==(const Proxy&) const = default;
};

// An activity of a round that is decided by a rule of its own.
struct OwnRule {
  ActivityId activity{};
  Rule rule;

  static constexpr auto fields() {
    return fields_of(field("activity", &OwnRule::activity), field("rule", &OwnRule::rule));
  }
};

// Who would carry out an adopted activity, as it is put to the vote.
struct Mapping {
  ActivityId activity{};
  std::vector<Assignment> assignments;

  static constexpr auto fields() {
    return fields_of(field("activity", &Mapping::activity), field("assignments", &Mapping::assignments));
  }
};

// One vote on one or more activities of a sub-objective: on their wordings or, once they are adopted, on who
// carries them out.
struct Round {
  RoundNumber number{};
  Settings settings;
  LiveSessionId live_session;          // whose presence makes the quorum
  std::vector<InstitutionId> roll_of;  // who has a voice: a working group's institutions; none: all
  std::vector<ActivityId> activities;
  std::vector<OwnRule> own_rules;  // of those that are not decided by the settings' rule
  std::vector<Mapping> mappings;   // in the order of `activities`; none: it is on their wordings
  Time opened_at{};
  std::optional<Time> closes_at;  // by itself, unless it is closed before
  std::optional<Time> closed_at;
  Sequence closing{};                         // the event that closed it
  std::vector<Proxy> proxies;                 // while open, those that may count; when closed, those that did
  std::optional<Quorum> quorum;               // when closed
  Electorate electorate;                      // when closed, whom its rule counted
  std::vector<Result> results;                // when closed, in the order of `activities`
  std::map<ParticipantId, Sheet> sheets;      // gone when a round whose ballots are not named closes
  std::map<ParticipantId, Receipt> receipts;  // while such a round is open
  std::map<ParticipantId, Voter> roll;        // who voted, each as they were then
  std::map<ActivityId, std::uint32_t> replaced;  // ballots that were cast and changed while it was open
  std::map<ActivityId, std::uint32_t> recorded;  // for others, of a closed round whose ballots are not named
  std::vector<Receipt> counted;                  // the receipts of the sheets it counted, in their order
  std::vector<UnnamedReason> unnamed;            // the reasons of its ballots, in their order
  bool unreadable = false;                       // ballots are in it whose key is lost
  std::vector<ReasonAnswer> answers;  // one for each reason that has one, in the order they were first given
  std::vector<ActivityBefore>
      before;                        // when closed: what its verdicts put in question, as it stood until then
  std::optional<Reasoned> annulled;  // why it counts for nothing

  bool open() const { return !closed_at; }
  bool has_voice(const InstitutionId& institution) const {
    return roll_of.empty() || std::ranges::find(roll_of, institution) != roll_of.end();
  }
  bool on_mapping() const { return !mappings.empty(); }
  bool named() const { return settings.ballots == Ballots::named; }

  // Nothing says any more who cast what.
  void forget_ballots() {
    sheets.clear();
    receipts.clear();
    unreadable = false;
  }

  static constexpr auto fields() {
    return fields_of(field("number", &Round::number), field("settings", &Round::settings),
                     field("liveSession", &Round::live_session), field("rollOf", &Round::roll_of),
                     field("activities", &Round::activities), field("ownRules", &Round::own_rules),
                     field("mappings", &Round::mappings), field("openedAt", &Round::opened_at),
                     field("closesAt", &Round::closes_at), field("closedAt", &Round::closed_at),
                     field("closing", &Round::closing), field("proxies", &Round::proxies),
                     field("quorum", &Round::quorum), field("electorate", &Round::electorate),
                     field("results", &Round::results), field("sheets", &Round::sheets),
                     field("receipts", &Round::receipts), field("roll", &Round::roll),
                     field("replaced", &Round::replaced), field("recorded", &Round::recorded),
                     field("counted", &Round::counted), field("unnamed", &Round::unnamed),
                     field("unreadable", &Round::unreadable), field("answers", &Round::answers),
                     field("before", &Round::before), field("annulled", &Round::annulled));
  }
};

// The rule that decides on an activity: its own, or that of the round.
const Rule& rule_on(const Rule& of_the_round, const std::vector<OwnRule>& own_rules, ActivityId activity);
const Rule& rule_on(const Round& round, ActivityId activity);

// What a round on mappings asked of an activity, or null.
const std::vector<Assignment>* mapping_of(const Round& round, ActivityId activity);

// What became of a reason on an activity, or null.
const ReasonAnswer* answer_to(const Round& round, ActivityId activity, const ReasonPlace& place);

// The ballot of a sheet on an activity, or null.
const Ballot* ballot_on(const Sheet& sheet, ActivityId activity);
const Ballot* ballot_of(const Round& round, ParticipantId voter, ActivityId activity);

// For whom the voter spoke in the round. They have a ballot in it, or had one before it was forgotten whose
// it was; else std::out_of_range.
const Voter& voter_in(const Round& round, ParticipantId voter);

// A reason that was given with a ballot of a round: what is read out, and what stands in the minutes. It
// points into the round.
struct ReasonGiven {
  ReasonPlace place;
  const Position* position = nullptr;
  const std::string* words = nullptr;
  std::optional<InstitutionId> institution = {};  // spoken for; of an unnamed one, unless it was secret
  std::optional<ParticipantId> recorded_by = {};
};

// Those on an activity, in the order they were cast; unnamed ones in an order that says nothing.
std::vector<ReasonGiven> reasons_given(const Round& round, ActivityId activity);

// The same in the order they are read out: objections first, then reservations, abstentions, support.
std::vector<ReasonGiven> reasons_by_rank(const Round& round, ActivityId activity);

// The reason at that place, or nothing.
std::optional<ReasonGiven> reason_at(const Round& round, ActivityId activity, const ReasonPlace& place);

}  // namespace acuerdo
