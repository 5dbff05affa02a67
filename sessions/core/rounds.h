// Rounds: opened, given a time, closed with their results, annulled. What is cast in them: ballots.h; what
// follows: outcomes.h.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Activities on one ballot sheet: more than anybody answers in one sitting.
inline constexpr std::size_t kMaxSheet = 100;

// Rounds open at a time: rooms that work in parallel. Their turn-out travels in one frame.
inline constexpr std::size_t kMaxOpenRounds = 6;

// Lines of tallies, a position of an activity each, that may be live at a time: they travel in one frame with
// the turn-out of all open rounds. Six sheets of 24 activities with four positions have 576.
inline constexpr std::size_t kMaxLiveLines = 600;

// Rounds of one sub-objective: far more than any room holds.
inline constexpr std::size_t kMaxRounds = 100;

// How long a round may be set to stay open before it closes by itself, in seconds: time to read, or a day.
inline constexpr std::uint32_t kShortestRound = 10;
inline constexpr std::uint32_t kLongestRound = 24 * 60 * 60;

// Assignments that a round on mappings asks: its document holds them all. 24 activities, 13 institutions in
// three roles each are 936.
inline constexpr std::size_t kMaxMapped = 1'000;

// Commands.

// clarifying -> voting, by the workshop's rule or by another. On the activities named, or, when none is, on
// every standing one that is not adopted. A live session must be at the sub-objective: its presence makes the
// quorum.
//
// With `mappings`, assigning -> voting: on who carries out the adopted activities that they name, and on no
// others. When it closes, the sub-objective is assigning again.
struct OpenRound {
  static constexpr std::string_view kKind = "round.open";
  SubObjectiveId sub_objective;
  std::vector<ActivityId> activities;
  std::optional<Rule> rule = {};        // of this round alone
  std::uint32_t seconds = 0;            // until it closes by itself; 0: not before a facilitator closes it
  std::optional<Ballots> ballots = {};  // the same
  std::optional<Voice> voice = {};      // the same
  std::vector<OwnRule> own_rules = {};  // of activities that another rule decides
  std::optional<Results> results = {};  // of this round alone
  std::vector<Mapping> mappings = {};
  std::optional<Fraction> quorum = {};     // of this round alone
  std::optional<bool> quorum_strict = {};  // the same

  static constexpr auto fields() {
    return fields_of(
        field("subObjective", &OpenRound::sub_objective),
        field("activities", &OpenRound::activities).up_to(kMaxActivities).optional(),
        field("rule", &OpenRound::rule).optional(), field("seconds", &OpenRound::seconds).optional(),
        field("ballots", &OpenRound::ballots).optional(), field("voice", &OpenRound::voice).optional(),
        field("ownRules", &OpenRound::own_rules).up_to(kMaxSheet).optional(),
        field("results", &OpenRound::results).optional(),
        field("mappings", &OpenRound::mappings).up_to(kMaxSheet).optional(),
        field("quorum", &OpenRound::quorum).optional(),
        field("quorumStrict", &OpenRound::quorum_strict).optional());
  }
};

// The open round closes by itself so many seconds from now; 0: not before a facilitator closes it.
struct SetDeadline {
  static constexpr std::string_view kKind = "round.setDeadline";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  std::uint32_t seconds = 0;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &SetDeadline::sub_objective), field("round", &SetDeadline::round),
                     field("seconds", &SetDeadline::seconds));
  }
};

// By the server: the round's time is up. As CloseRound.
struct CloseOverdue {
  static constexpr std::string_view kKind = "round.closeOverdue";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  Time closes_at{};  // nothing happens if it was changed meanwhile

  static constexpr auto fields() {
    return fields_of(field("subObjective", &CloseOverdue::sub_objective),
                     field("round", &CloseOverdue::round), field("closesAt", &CloseOverdue::closes_at));
  }
};

// By the server: the key of the round's ballots is lost, so that nobody can count them. As AnnulRound.
struct AnnulUnreadable {
  static constexpr std::string_view kKind = "round.annulUnreadable";
  SubObjectiveId sub_objective;
  RoundNumber round{};

  static constexpr auto fields() {
    return fields_of(field("subObjective", &AnnulUnreadable::sub_objective),
                     field("round", &AnnulUnreadable::round));
  }
};

// voting or reviewing -> clarifying: the latest round counts for nothing, outcomes that rest on it no longer
// stand, and what its verdicts put in question stands again. Of a round on mappings, voting or assigning ->
// assigning: who carries out what is as it was before. What was voted stays in the journal; the minutes tell
// that the round was annulled, and why.
struct AnnulRound {
  static constexpr std::string_view kKind = "round.annul";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &AnnulRound::sub_objective), field("round", &AnnulRound::round),
                     field("reason", &AnnulRound::reason).up_to(kMaxReason));
  }
};

// voting -> reviewing; of a round on mappings, voting -> assigning.
struct CloseRound {
  static constexpr std::string_view kKind = "round.close";
  SubObjectiveId sub_objective;
  RoundNumber round{};

  static constexpr auto fields() {
    return fields_of(field("subObjective", &CloseRound::sub_objective), field("round", &CloseRound::round));
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

// What was decided of its activities before stands until the round's own verdict.
struct RoundOpened {
  static constexpr std::string_view kKind = "round_opened";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  Settings settings;
  LiveSessionId live_session;
  std::vector<ActivityId> activities;
  std::optional<Time> closes_at = {};
  std::vector<OwnRule> own_rules = {};
  std::vector<Mapping> mappings = {};
  bool outcomes_stand = false;  // else, in files of before, what was decided fell with the opening
  std::vector<InstitutionId> roll_of = {};  // that have a voice; none: all have

  static constexpr auto fields() {
    return fields_of(
        field("subObjective", &RoundOpened::sub_objective), field("round", &RoundOpened::round),
        field("settings", &RoundOpened::settings), field("liveSession", &RoundOpened::live_session),
        field("activities", &RoundOpened::activities), field("closesAt", &RoundOpened::closes_at).optional(),
        field("ownRules", &RoundOpened::own_rules).optional(),
        field("mappings", &RoundOpened::mappings).optional(),
        field("outcomesStand", &RoundOpened::outcomes_stand).optional(),
        field("rollOf", &RoundOpened::roll_of).optional());
  }
};

struct DeadlineSet {
  static constexpr std::string_view kKind = "deadline_set";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  std::optional<Time> closes_at;  // none: not before a facilitator closes it

  static constexpr auto fields() {
    return fields_of(field("subObjective", &DeadlineSet::sub_objective), field("round", &DeadlineSet::round),
                     field("closesAt", &DeadlineSet::closes_at));
  }
};

struct RoundAnnulled {
  static constexpr std::string_view kKind = "round_annulled";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  std::string reason;
  std::vector<ActivityBefore> restored = {};  // what stands again

  static constexpr auto fields() {
    return fields_of(field("subObjective", &RoundAnnulled::sub_objective),
                     field("round", &RoundAnnulled::round),
                     field("reason", &RoundAnnulled::reason).up_to(kMaxReason),
                     field("restored", &RoundAnnulled::restored).optional());
  }
};

// By a facilitator, or by the workshop itself when its time was up. With what the rule made of it, so that
// the record stands however rules may change later.
struct RoundClosed {
  static constexpr std::string_view kKind = "round_closed";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  Quorum quorum;
  std::vector<Result> results;
  // Where ballots are not named: what is kept of them, each in an order that says nothing of any other.
  std::vector<ParticipantId> voters = {};
  std::vector<Receipt> counted = {};
  std::vector<UnnamedReason> unnamed = {};
  std::vector<Proxy> proxies = {};  // that counted
  // What had been decided of its activities, as it stood until now: its verdicts put it in question. Of a
  // round on mappings, who carried out what; that stands on.
  std::vector<ActivityBefore> before = {};
  // Where ballots are not named: how many were changed, and how many were recorded for others.
  std::map<ActivityId, std::uint32_t> replaced = {};
  std::map<ActivityId, std::uint32_t> recorded = {};

  static constexpr auto fields() {
    return fields_of(
        field("subObjective", &RoundClosed::sub_objective), field("round", &RoundClosed::round),
        field("quorum", &RoundClosed::quorum), field("results", &RoundClosed::results),
        field("voters", &RoundClosed::voters).optional(), field("counted", &RoundClosed::counted).optional(),
        field("unnamed", &RoundClosed::unnamed).optional(),
        field("proxies", &RoundClosed::proxies).optional(), field("before", &RoundClosed::before).optional(),
        field("replaced", &RoundClosed::replaced).optional(),
        field("recorded", &RoundClosed::recorded).optional());
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const OpenRound& command);
Decision decide(const Workshop& workshop, const Context& context, const SetDeadline& command);
Decision decide(const Workshop& workshop, const Context& context, const CloseRound& command);
Decision decide(const Workshop& workshop, const Context& context, const CloseOverdue& command);
Decision decide(const Workshop& workshop, const Context& context, const AnnulRound& command);
Decision decide(const Workshop& workshop, const Context& context, const AnnulUnreadable& command);

// limit, unless one more round may be open beside those that are: kMaxOpenRounds, kMaxLiveLines.
MaybeRefused require_one_more_round(const Workshop& workshop, const Round& round);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const RoundOpened& event);
void apply(Workshop& workshop, const Happening& happening, const DeadlineSet& event);
void apply(Workshop& workshop, const Happening& happening, const RoundClosed& event);
void apply(Workshop& workshop, const Happening& happening, const RoundAnnulled& event);

}  // namespace acuerdo
