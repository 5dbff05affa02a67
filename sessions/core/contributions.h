// What is said of an activity and does not belong: comments and amendments, hidden and shown again. (A whole
// activity is hidden by HideActivity.)
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Commands: by a facilitator, as long as the sub-objective is not closed. Exactly one of `comment` and
// `amendment` says what is meant.

// The text is kept, and seen by facilitators alone; an amendment that waits for an answer gets none.
struct HideContribution {
  static constexpr std::string_view kKind = "contribution.hide";
  ActivityId activity{};
  std::optional<CommentId> comment;
  std::optional<AmendmentId> amendment;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("activity", &HideContribution::activity),
                     field("comment", &HideContribution::comment).optional(),
                     field("amendment", &HideContribution::amendment).optional(),
                     field("reason", &HideContribution::reason).up_to(kMaxReason));
  }
};

struct ShowContribution {
  static constexpr std::string_view kKind = "contribution.show";
  ActivityId activity{};
  std::optional<CommentId> comment;
  std::optional<AmendmentId> amendment;

  static constexpr auto fields() {
    return fields_of(field("activity", &ShowContribution::activity),
                     field("comment", &ShowContribution::comment).optional(),
                     field("amendment", &ShowContribution::amendment).optional());
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct ContributionHidden {
  static constexpr std::string_view kKind = "contribution_hidden";
  ActivityId activity{};
  std::optional<CommentId> comment;
  std::optional<AmendmentId> amendment;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(
        field("activity", &ContributionHidden::activity), field("comment", &ContributionHidden::comment),
        field("amendment", &ContributionHidden::amendment), field("reason", &ContributionHidden::reason));
  }
};

struct ContributionShown {
  static constexpr std::string_view kKind = "contribution_shown";
  ActivityId activity{};
  std::optional<CommentId> comment;
  std::optional<AmendmentId> amendment;

  static constexpr auto fields() {
    return fields_of(field("activity", &ContributionShown::activity),
                     field("comment", &ContributionShown::comment),
                     field("amendment", &ContributionShown::amendment));
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const HideContribution& command);
Decision decide(const Workshop& workshop, const Context& context, const ShowContribution& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const ContributionHidden& event);
void apply(Workshop& workshop, const Happening& happening, const ContributionShown& event);

}  // namespace acuerdo
