// Events and the state as canonical JSON: what is kept, and what is compared.
#pragma once

#include <string>
#include <string_view>

#include "sessions/core/event.h"

namespace acuerdo {

// The fields of an event, without its kind.
std::string event_fields(const Event& event);

// The event of that kind with those fields. Throws std::runtime_error on what this version cannot read.
Event parse_event(std::string_view kind, std::string_view fields);

// The whole state: what two states are compared by.
std::string state_text(const Workshop& workshop);

}  // namespace acuerdo
