// What comes from outside as JSON.
#pragma once

#include <string_view>
#include <variant>

#include "sessions/json/write.h"
#include "sessions/values/refusal.h"

namespace acuerdo {

// Reads a text as JSON in UTF-8, nested at most 32 deep, no name twice in an object. Refuses with malformed.
std::variant<Json, Refusal> parse_json(std::string_view text);

// A definition, or the body of a request, with its fields read and its texts cleaned. Refuses as
// parse_command does.
template <class T>
std::variant<T, Refusal> parse(const Json& json);

}  // namespace acuerdo
