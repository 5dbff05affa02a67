// What may be the facilitators' password: whoever guesses it leads the workshop.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace acuerdo {

// Characters (code points), not bytes: ten of them in any script. The upper bound only keeps hashing short.
inline constexpr std::size_t kMinPassword = 10;
inline constexpr std::size_t kMaxPassword = 200;

// Why the password would be guessed, as a sentence; nothing when it would not. It must not be short, one of
// those that are tried first, a few characters over and over, nor made of what everybody in the room reads:
// `words`, such as the workshop's title. After NIST SP 800-63B (2017), 5.1.1.2.
std::optional<std::string> weakness_of(std::string_view password, const std::vector<std::string>& words);

}  // namespace acuerdo
