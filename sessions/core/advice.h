// What the rule advises the facilitator to declare of an activity.
#pragma once

#include "sessions/model/workshop.h"

namespace acuerdo {

// The outcome that the latest round on the activity's wording advises; what was never voted on is best
// deferred. Where objections were withdrawn or, by consent, set aside, the rule is asked again without them;
// what is adopted over an objection that was set aside is adopted with reservations. Where another wording of
// the same is adopted, it is not.
OutcomeKind advised_for(const Workshop& workshop, const Activity& activity);

}  // namespace acuerdo
