// The trail of what changed in how is decided and in who takes part (model/change.h).
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// For apply(): one more change, to be told in what the kind says else.
Change& remember_change(Workshop& workshop, const Happening& happening, ChangeKind kind, std::string was = {},
                        std::string became = {});

}  // namespace acuerdo
