// Holds what goes over a WebSocket, in both directions, against the protocol's schemas.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace acuerdo {

// The first thing in a message that does not fit the schema of its type; empty when all fits.
std::string misfit(const nlohmann::json& message);

// The same of a body over HTTP, by the name of its schema: "joined.response".
std::string misfit(const nlohmann::json& body, const std::string& schema);

}  // namespace acuerdo
