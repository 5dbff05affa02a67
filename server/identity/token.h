// Tokens: what a participant's device shows to be let in.
//
//   <workshop>.<participant>.<32 random bytes, base64url>
//
// Only the SHA-256 of the random part is kept, and when it was given.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "sessions/model/workshop.h"

namespace acuerdo {

struct Secret {
  std::string text;        // 32 random bytes, base64url; shown once
  std::string credential;  // its SHA-256, in hexadecimal; kept
};
Secret new_secret();

std::string credential_of(std::string_view secret);

// How long a token lets its bearer in. A facilitator logs in again; a participant keeps theirs until the
// minutes of a long workshop are signed, and a clock that was wrong by months when they came puts nobody out.
inline constexpr std::chrono::days kFacilitatorsTokenGood{30};
inline constexpr std::chrono::days kTokenGood{180};

// What a facilitator's screen shows where newcomers wait at the door. It says nothing of their token, and is
// good for as long as that is.
std::string screen_pass_of(std::string_view credential);

// Are the two the same? In constant time.
bool same_secret(std::string_view one, std::string_view other);

// Is it one of theirs, and still good? In constant time for each.
bool knows(const Participant& participant, std::string_view credential, Time now);

// Whose token it is at this moment (who was there twice is the one they are); or null.
const Participant* known(const Workshop& workshop, ParticipantId participant, std::string_view credential,
                         Time now);

// Was the screen opened by a facilitator whose token is still good?
bool opened_by_facilitator(const Workshop& workshop, std::string_view pass, Time now);

struct Token {
  WorkshopId workshop;
  ParticipantId participant{};
  std::string secret;
};
std::string to_string(const Token& token);
std::optional<Token> parse_token(std::string_view text);

// How long a join code is that is guessed only on the venue's Wi-Fi, and one that anybody on the Internet may
// guess: 27 bits, of which half are tried in five months at the pace of an address (server/limits/limits.h);
// 40 bits, against as many addresses as one can rent.
inline constexpr std::size_t kCodeHere = 6;
inline constexpr std::size_t kCodeAnywhere = 9;

// Characters that cannot be confused with each other when read from a projector or heard.
std::string new_join_code(std::size_t length);

// What somebody typed as a join code: case, spaces and dashes do not matter.
std::string forgiving(std::string_view typed);

}  // namespace acuerdo
