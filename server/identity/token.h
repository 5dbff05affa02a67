// Tokens: what a participant's device shows to be let in.
//
//   <workshop>.<participant>.<32 random bytes, base64url>
//
// Only the SHA-256 of the random part is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sessions/model/workshop.h"

namespace acuerdo {

struct Secret {
  std::string text;        // 32 random bytes, base64url; shown once
  std::string credential;  // its SHA-256, in hexadecimal; kept
};
Secret new_secret();

std::string credential_of(std::string_view secret);

// What a facilitator's screen shows where newcomers wait at the door. It says nothing of their token, and is
// good for as long as that is.
std::string screen_pass_of(std::string_view credential);

// In constant time for each.
bool knows(const std::vector<std::string>& credentials, std::string_view credential);

// Whose token it is at this moment (who was there twice is the one they are); or null.
const Participant* known(const Workshop& workshop, ParticipantId participant, std::string_view credential);

struct Token {
  WorkshopId workshop;
  ParticipantId participant{};
  std::string secret;
};
std::string to_string(const Token& token);
std::optional<Token> parse_token(std::string_view text);

// Six characters that cannot be confused with each other when read from a projector or heard.
std::string new_join_code();

// What somebody typed as a join code: case, spaces and dashes do not matter.
std::string forgiving(std::string_view typed);

}  // namespace acuerdo
