// Commands and events as JSON.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "sessions/core/command.h"
#include "sessions/core/event.h"
#include "sessions/json/write.h"

namespace acuerdo {

struct CommandMessage {
  CommandId id;
  Command command;
};

// A command as a connection sent it: {"type": "ballot.cast", "id": ..., fields}. `json` must be an object
// with a string "type". Refuses with unknown_type, field_missing, field_unknown, field_invalid or one of the
// text codes.
std::variant<CommandMessage, Refusal> parse_command(const Json& json);

// Anything else from outside, with its fields read and its texts cleaned: a definition, the body of a
// request.
template <class T>
std::variant<T, Refusal> parse(const Json& json);

// Reads a text as JSON in UTF-8, nested at most 32 deep, no name twice in an object. Refuses with malformed.
std::variant<Json, Refusal> parse_json(std::string_view text);

// The fields of an event in canonical JSON, without its kind.
std::string event_fields(const Event& event);

// The event of that kind with those fields. Throws std::runtime_error on what this version cannot read.
Event parse_event(std::string_view kind, std::string_view fields);

// The whole state in canonical JSON: what two states are compared by.
std::string state_text(const Workshop& workshop);

}  // namespace acuerdo
