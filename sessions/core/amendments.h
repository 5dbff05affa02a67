// Amendments: other wordings proposed for an activity.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

inline constexpr std::size_t kMaxAmendments = 200;    // on one activity
inline constexpr std::size_t kMaxOwnAmendments = 20;  // of one delegate on one activity

// Commands.

// Clarifying: a delegate or a facilitator proposes another wording. At most kMaxAmendments each activity.
struct ProposeAmendment {
  static constexpr std::string_view kKind = "amendment.propose";
  ActivityId activity{};
  Text wording;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("activity", &ProposeAmendment::activity),
                     field("wording", &ProposeAmendment::wording).up_to(kMaxWording),
                     field("reason", &ProposeAmendment::reason).up_to(kMaxReason).optional());
  }
};

// Clarifying: one of the activity's authors or a facilitator accepts; it becomes the next version, by the
// amendment's author. It changes the version it was made on: where the wording has changed since, what came
// since would be lost, so that whoever accepts names the version that they have seen and let go; else base.
struct AcceptAmendment {
  static constexpr std::string_view kKind = "amendment.accept";
  ActivityId activity{};
  AmendmentId amendment{};
  std::optional<std::uint32_t> instead_of = {};  // the version it takes the place of

  static constexpr auto fields() {
    return fields_of(field("activity", &AcceptAmendment::activity),
                     field("amendment", &AcceptAmendment::amendment),
                     field("insteadOf", &AcceptAmendment::instead_of).optional());
  }
};

// Clarifying: one of the activity's authors or a facilitator declines.
struct DeclineAmendment {
  static constexpr std::string_view kKind = "amendment.decline";
  ActivityId activity{};
  AmendmentId amendment{};
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("activity", &DeclineAmendment::activity),
                     field("amendment", &DeclineAmendment::amendment),
                     field("reason", &DeclineAmendment::reason).up_to(kMaxReason).optional());
  }
};

// Clarifying: one of the activity's authors or a facilitator lets the room decide. The amendment's wording
// becomes an activity of its own, by the amendment's author, that follows the activity and is voted on beside
// it; at most one of them is adopted.
struct PutAmendment {
  static constexpr std::string_view kKind = "amendment.put";
  ActivityId activity{};
  AmendmentId amendment{};

  static constexpr auto fields() {
    return fields_of(field("activity", &PutAmendment::activity),
                     field("amendment", &PutAmendment::amendment));
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct AmendmentProposed {
  static constexpr std::string_view kKind = "amendment_proposed";
  AmendmentId amendment{};
  ActivityId activity{};
  Text wording;
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("amendment", &AmendmentProposed::amendment),
                     field("activity", &AmendmentProposed::activity),
                     field("wording", &AmendmentProposed::wording).up_to(kMaxWording),
                     field("reason", &AmendmentProposed::reason).up_to(kMaxReason).optional());
  }
};

// The amendment's wording becomes the next version of the activity, by the amendment's author. What was
// decided of the former wording (outcome, assignments) no longer stands.
struct AmendmentAccepted {
  static constexpr std::string_view kKind = "amendment_accepted";
  ActivityId activity{};
  AmendmentId amendment{};

  static constexpr auto fields() {
    return fields_of(field("activity", &AmendmentAccepted::activity),
                     field("amendment", &AmendmentAccepted::amendment));
  }
};

struct AmendmentDeclined {
  static constexpr std::string_view kKind = "amendment_declined";
  ActivityId activity{};
  AmendmentId amendment{};
  std::string reason;

  static constexpr auto fields() {
    return fields_of(field("activity", &AmendmentDeclined::activity),
                     field("amendment", &AmendmentDeclined::amendment),
                     field("reason", &AmendmentDeclined::reason).up_to(kMaxReason).optional());
  }
};

// What was decided of the activity no longer stands: both are voted on.
struct AmendmentPut {
  static constexpr std::string_view kKind = "amendment_put";
  ActivityId activity{};
  AmendmentId amendment{};
  ActivityId alternative{};  // the activity that it became

  static constexpr auto fields() {
    return fields_of(field("activity", &AmendmentPut::activity), field("amendment", &AmendmentPut::amendment),
                     field("alternative", &AmendmentPut::alternative));
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const ProposeAmendment& command);
Decision decide(const Workshop& workshop, const Context& context, const AcceptAmendment& command);
Decision decide(const Workshop& workshop, const Context& context, const DeclineAmendment& command);
Decision decide(const Workshop& workshop, const Context& context, const PutAmendment& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const AmendmentProposed& event);
void apply(Workshop& workshop, const Happening& happening, const AmendmentAccepted& event);
void apply(Workshop& workshop, const Happening& happening, const AmendmentDeclined& event);
void apply(Workshop& workshop, const Happening& happening, const AmendmentPut& event);

}  // namespace acuerdo
