// What somebody did, and why: a round annulled, a sub-objective reopened or retired.
#pragma once

#include <string>

#include "sessions/values/field.h"
#include "sessions/values/ids.h"

namespace acuerdo {

struct Reasoned {
  std::string reason;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("reason", &Reasoned::reason), field("by", &Reasoned::by),
                     field("at", &Reasoned::at));
  }
};

}  // namespace acuerdo
