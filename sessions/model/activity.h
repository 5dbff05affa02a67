// An activity: its wordings, what was said of it, what became of it, and who carries it out.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sessions/model/names.h"
#include "sessions/model/reasoned.h"
#include "sessions/values/field.h"
#include "sessions/values/ids.h"
#include "sessions/values/text.h"

namespace acuerdo {

struct Version {
  std::uint32_t number = 0;  // from 1
  Text wording;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("number", &Version::number), field("wording", &Version::wording),
                     field("by", &Version::by), field("at", &Version::at));
  }
};

struct Comment {
  CommentId id{};
  Text text;
  ParticipantId by{};
  Time at{};
  std::optional<Reasoned> hidden = {};  // why it does not belong

  static constexpr auto fields() {
    return fields_of(field("id", &Comment::id), field("text", &Comment::text), field("by", &Comment::by),
                     field("at", &Comment::at), field("hidden", &Comment::hidden));
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
  std::string answer;              // why it was declined, when said
  std::uint32_t base = 0;          // the version it changes
  std::optional<Reasoned> hidden;  // why it does not belong

  bool waits() const { return state == AmendmentState::proposed && !hidden; }

  static constexpr auto fields() {
    return fields_of(field("id", &Amendment::id), field("wording", &Amendment::wording),
                     field("reason", &Amendment::reason), field("by", &Amendment::by),
                     field("at", &Amendment::at), field("state", &Amendment::state),
                     field("answer", &Amendment::answer), field("base", &Amendment::base),
                     field("hidden", &Amendment::hidden));
  }
};

// Why a text does not belong, and whether the minutes print it all the same.
struct Hiding {
  std::string reason;
  bool minuted = true;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("reason", &Hiding::reason), field("minuted", &Hiding::minuted),
                     field("by", &Hiding::by), field("at", &Hiding::at));
  }
};

// An institution and its role in an activity.
struct Assignment {
  InstitutionId institution;
  AssignmentRole role{};

  static constexpr auto fields() {
    return fields_of(field("institution", &Assignment::institution), field("role", &Assignment::role));
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
    return fields_of(field("answer", &AssignmentAnswer::answer), field("reason", &AssignmentAnswer::reason),
                     field("by", &AssignmentAnswer::by), field("at", &AssignmentAnswer::at));
  }
};

// What is agreed of carrying an activity out. All of it may be empty.
struct Details {
  std::string deadline;  // YYYY-MM-DD
  Text indicator;        // by which one sees that it is done
  Text resources;

  static constexpr auto fields() {
    return fields_of(field("deadline", &Details::deadline), field("indicator", &Details::indicator),
                     field("resources", &Details::resources));
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
    return fields_of(field("kind", &Outcome::kind), field("advised", &Outcome::advised),
                     field("reason", &Outcome::reason), field("round", &Outcome::round),
                     field("by", &Outcome::by), field("at", &Outcome::at), field("owner", &Outcome::owner),
                     field("due", &Outcome::due));
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
  std::set<ParticipantId> withdrawing;  // authors of what was merged who would withdraw it
  std::optional<ActivityId> split_from;
  std::optional<ActivityId> alternative_to;  // whose amended wording it is, put to the vote beside it
  std::optional<Hiding> hiding;
  std::vector<Comment> comments;
  std::vector<Amendment> amendments;
  std::vector<Assignment> draft;                              // brought along by the imported draft
  std::map<Assignment, std::set<ParticipantId>> suggestions;  // who suggested it
  std::map<Assignment, AssignmentAnswer> answers;             // of the institutions, to roles of their own
  std::optional<std::vector<Assignment>> assignments;         // as the facilitator recorded them
  RoundNumber mapped_in{};                                    // the round that voted on them, 0 when none
  Details details;
  std::optional<Outcome> outcome;

  const Text& wording() const { return versions.back().wording; }
  bool standing() const { return state == ActivityState::standing; }
  bool is_adopted() const { return outcome && adopted(outcome->kind); }

  // What was decided of it no longer stands: it goes to the vote again, or its wording changed.
  void undecide() {
    outcome.reset();
    unmap();
    answers.clear();
  }
  // Who carries it out is open again.
  void unmap() {
    assignments.reset();
    mapped_in = {};
  }
  void reword(const Text& changed, ParticipantId by, Time at) {
    versions.push_back({versions.back().number + 1, changed, by, at});
    withdrawing.clear();
    undecide();
  }

  static constexpr auto fields() {
    return fields_of(field("id", &Activity::id), field("subObjective", &Activity::sub_objective),
                     field("versions", &Activity::versions), field("authors", &Activity::authors),
                     field("state", &Activity::state), field("withdrawnReason", &Activity::withdrawn_reason),
                     field("mergedInto", &Activity::merged_into), field("mergedFrom", &Activity::merged_from),
                     field("withdrawing", &Activity::withdrawing), field("splitFrom", &Activity::split_from),
                     field("alternativeTo", &Activity::alternative_to), field("hiding", &Activity::hiding),
                     field("comments", &Activity::comments), field("amendments", &Activity::amendments),
                     field("draft", &Activity::draft), field("suggestions", &Activity::suggestions),
                     field("answers", &Activity::answers), field("assignments", &Activity::assignments),
                     field("mappedIn", &Activity::mapped_in), field("details", &Activity::details),
                     field("outcome", &Activity::outcome));
  }
};

// How an activity was before a step, or before the verdict of a round.
struct ActivityBefore {
  ActivityId activity{};
  ActivityState state{};
  std::string withdrawn_reason;
  std::optional<ActivityId> merged_into;
  std::vector<ActivityId> merged_from;
  std::vector<ParticipantId> authors;
  std::optional<std::vector<Assignment>> assignments;
  RoundNumber mapped_in{};
  std::optional<Outcome> outcome;
  // What institutions had said to their roles, where the step undecides; else it is left as it is.
  std::optional<std::map<Assignment, AssignmentAnswer>> answers = {};

  static constexpr auto fields() {
    return fields_of(
        field("activity", &ActivityBefore::activity), field("state", &ActivityBefore::state),
        field("withdrawnReason", &ActivityBefore::withdrawn_reason),
        field("mergedInto", &ActivityBefore::merged_into), field("mergedFrom", &ActivityBefore::merged_from),
        field("authors", &ActivityBefore::authors), field("assignments", &ActivityBefore::assignments),
        field("mappedIn", &ActivityBefore::mapped_in).optional(), field("outcome", &ActivityBefore::outcome),
        field("answers", &ActivityBefore::answers).optional());
  }
};

}  // namespace acuerdo
