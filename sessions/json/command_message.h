// A command as a connection sends it.
#pragma once

#include <variant>

#include "sessions/core/command.h"
#include "sessions/json/parse.h"

namespace acuerdo {

struct CommandMessage {
  CommandId id;
  Command command;
};

// {"type": "ballot.cast", "id": ..., fields}. `json` must be an object with a string "type". Refuses with
// unknown_type, field_missing, field_unknown, field_invalid or one of the text codes.
std::variant<CommandMessage, Refusal> parse_command(const Json& json);

}  // namespace acuerdo
