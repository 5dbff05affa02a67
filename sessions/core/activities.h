// Activities: proposed, revised, withdrawn, merged, split, put in order, hidden, commented on.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// On one activity: what a room can still discuss. A sub-objective's activities are bounded by kMaxActivities.
inline constexpr std::size_t kMaxComments = 1'000;
inline constexpr std::size_t kMaxVersions = 200;

// Into which one is split at once.
inline constexpr std::size_t kMaxParts = 10;

// Of one delegate, so that nobody uses up what is everyone's: activities of a sub-objective, comments on an
// activity.
inline constexpr std::size_t kMaxOwnActivities = 50;
inline constexpr std::size_t kMaxOwnComments = 100;

// Commands.

// Proposing: a delegate or a facilitator proposes an activity.
struct ProposeActivity {
  static constexpr std::string_view kKind = "activity.propose";
  SubObjectiveId sub_objective;
  Text wording;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &ProposeActivity::sub_objective),
                     field("wording", &ProposeActivity::wording).up_to(kMaxWording));
  }
};

// Proposing or clarifying: one of its authors or a facilitator changes the wording; the version before is
// kept.
struct ReviseActivity {
  static constexpr std::string_view kKind = "activity.revise";
  ActivityId activity{};
  Text wording;
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("activity", &ReviseActivity::activity),
                     field("wording", &ReviseActivity::wording).up_to(kMaxWording),
                     field("base", &ReviseActivity::base).optional());
  }
};

// Proposing or clarifying: one of its authors or a facilitator withdraws a standing activity that is not
// adopted. One into which others were merged is withdrawn when all its authors have said so.
struct WithdrawActivity {
  static constexpr std::string_view kKind = "activity.withdraw";
  ActivityId activity{};
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("activity", &WithdrawActivity::activity),
                     field("reason", &WithdrawActivity::reason).up_to(kMaxReason).optional());
  }
};

// Proposing or clarifying: a facilitator merges standing activities of one sub-objective into one of them;
// texts and authors are kept.
struct MergeActivities {
  static constexpr std::string_view kKind = "activities.merge";
  ActivityId into{};
  std::vector<ActivityId> from;

  static constexpr auto fields() {
    return fields_of(field("into", &MergeActivities::into), field("from", &MergeActivities::from).up_to(50));
  }
};

// Proposing or clarifying: a facilitator splits a standing activity. The first part is its next wording; each
// other part is an activity of its own, by the same authors, that follows it.
struct SplitActivity {
  static constexpr std::string_view kKind = "activity.split";
  ActivityId activity{};
  std::vector<Text> parts;
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("activity", &SplitActivity::activity),
                     field("parts", &SplitActivity::parts).up_to(kMaxParts).of_up_to(kMaxWording),
                     field("base", &SplitActivity::base).optional());
  }
};

// Not while people vote or when all is closed: a facilitator puts an activity before another of its
// sub-objective, or at the end.
struct MoveActivity {
  static constexpr std::string_view kKind = "activity.move";
  ActivityId activity{};
  std::optional<ActivityId> before;

  static constexpr auto fields() {
    return fields_of(field("activity", &MoveActivity::activity),
                     field("before", &MoveActivity::before).optional());
  }
};

// Proposing or clarifying: a facilitator hides a standing activity that does not belong and is not adopted.
// Its text is kept; the minutes print it only when it is `minuted`.
struct HideActivity {
  static constexpr std::string_view kKind = "activity.hide";
  ActivityId activity{};
  std::string reason;
  bool minuted = true;

  static constexpr auto fields() {
    return fields_of(field("activity", &HideActivity::activity),
                     field("reason", &HideActivity::reason).up_to(kMaxReason),
                     field("minuted", &HideActivity::minuted).optional());
  }
};

// Proposing or clarifying: a facilitator shows what was hidden; it stands again.
struct ShowActivity {
  static constexpr std::string_view kKind = "activity.show";
  ActivityId activity{};

  static constexpr auto fields() { return fields_of(field("activity", &ShowActivity::activity)); }
};

// Proposing, clarifying or reviewing: a delegate or a facilitator comments on a standing activity. At most
// kMaxComments each.
struct AddComment {
  static constexpr std::string_view kKind = "comment.add";
  ActivityId activity{};
  Text text;

  static constexpr auto fields() {
    return fields_of(field("activity", &AddComment::activity),
                     field("text", &AddComment::text).up_to(kMaxComment));
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct ActivityProposed {
  static constexpr std::string_view kKind = "activity_proposed";
  ActivityId activity{};
  SubObjectiveId sub_objective;
  Text wording;

  static constexpr auto fields() {
    return fields_of(field("activity", &ActivityProposed::activity),
                     field("subObjective", &ActivityProposed::sub_objective),
                     field("wording", &ActivityProposed::wording).up_to(kMaxWording));
  }
};

// A new version of the wording. What was decided of the former wording (outcome, assignments) no longer
// stands.
struct ActivityRevised {
  static constexpr std::string_view kKind = "activity_revised";
  ActivityId activity{};
  Text wording;

  static constexpr auto fields() {
    return fields_of(field("activity", &ActivityRevised::activity),
                     field("wording", &ActivityRevised::wording).up_to(kMaxWording));
  }
};

// One of the authors of what was merged would withdraw it; the others have yet to say so.
struct WithdrawalAgreed {
  static constexpr std::string_view kKind = "withdrawal_agreed";
  ActivityId activity{};

  static constexpr auto fields() { return fields_of(field("activity", &WithdrawalAgreed::activity)); }
};

struct ActivityWithdrawn {
  static constexpr std::string_view kKind = "activity_withdrawn";
  ActivityId activity{};
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("activity", &ActivityWithdrawn::activity),
                     field("reason", &ActivityWithdrawn::reason).up_to(kMaxReason).optional());
  }
};

struct ActivitiesMerged {
  static constexpr std::string_view kKind = "activities_merged";
  ActivityId into{};
  std::vector<ActivityId> from;

  static constexpr auto fields() {
    return fields_of(field("into", &ActivitiesMerged::into), field("from", &ActivitiesMerged::from));
  }
};

// The parts after the first are numbered from `first` on.
struct ActivitySplit {
  static constexpr std::string_view kKind = "activity_split";
  ActivityId activity{};
  ActivityId first{};
  std::vector<Text> parts;

  // The activity that parts[n] is.
  ActivityId part(std::size_t n) const {
    return n == 0 ? activity : ActivityId{static_cast<std::uint32_t>(number(first) + n - 1)};
  }

  static constexpr auto fields() {
    return fields_of(field("activity", &ActivitySplit::activity), field("first", &ActivitySplit::first),
                     field("parts", &ActivitySplit::parts));
  }
};

struct ActivityMoved {
  static constexpr std::string_view kKind = "activity_moved";
  ActivityId activity{};
  std::optional<ActivityId> before;

  static constexpr auto fields() {
    return fields_of(field("activity", &ActivityMoved::activity), field("before", &ActivityMoved::before));
  }
};

struct ActivityHidden {
  static constexpr std::string_view kKind = "activity_hidden";
  ActivityId activity{};
  std::string reason;
  bool minuted = true;

  static constexpr auto fields() {
    return fields_of(field("activity", &ActivityHidden::activity),
                     field("reason", &ActivityHidden::reason).up_to(kMaxReason),
                     field("minuted", &ActivityHidden::minuted));
  }
};

struct ActivityShown {
  static constexpr std::string_view kKind = "activity_shown";
  ActivityId activity{};

  static constexpr auto fields() { return fields_of(field("activity", &ActivityShown::activity)); }
};

struct CommentAdded {
  static constexpr std::string_view kKind = "comment_added";
  CommentId comment{};
  ActivityId activity{};
  Text text;

  static constexpr auto fields() {
    return fields_of(field("comment", &CommentAdded::comment), field("activity", &CommentAdded::activity),
                     field("text", &CommentAdded::text));
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const ProposeActivity& command);
Decision decide(const Workshop& workshop, const Context& context, const ReviseActivity& command);
Decision decide(const Workshop& workshop, const Context& context, const WithdrawActivity& command);
Decision decide(const Workshop& workshop, const Context& context, const MergeActivities& command);
Decision decide(const Workshop& workshop, const Context& context, const SplitActivity& command);
Decision decide(const Workshop& workshop, const Context& context, const MoveActivity& command);
Decision decide(const Workshop& workshop, const Context& context, const HideActivity& command);
Decision decide(const Workshop& workshop, const Context& context, const ShowActivity& command);
Decision decide(const Workshop& workshop, const Context& context, const AddComment& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const ActivityProposed& event);
void apply(Workshop& workshop, const Happening& happening, const ActivityRevised& event);
void apply(Workshop& workshop, const Happening& happening, const WithdrawalAgreed& event);
void apply(Workshop& workshop, const Happening& happening, const ActivityWithdrawn& event);
void apply(Workshop& workshop, const Happening& happening, const ActivitiesMerged& event);
void apply(Workshop& workshop, const Happening& happening, const ActivitySplit& event);
void apply(Workshop& workshop, const Happening& happening, const ActivityMoved& event);
void apply(Workshop& workshop, const Happening& happening, const ActivityHidden& event);
void apply(Workshop& workshop, const Happening& happening, const ActivityShown& event);
void apply(Workshop& workshop, const Happening& happening, const CommentAdded& event);

}  // namespace acuerdo
