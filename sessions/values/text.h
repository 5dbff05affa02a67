// Words in one or more languages.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace acuerdo {

// The same words by language tag ("es", "en"), in Unicode NFC.
using Text = std::map<std::string, std::string, std::less<>>;

// The words in `language`, or, where they are missing, in the first language there is. Empty for an empty
// text.
struct Shown {
  std::string_view words;
  std::string_view language;  // the language they are in
};
Shown in_language(const Text& text, std::string_view language);

// Unicode code points of a text in UTF-8.
std::size_t code_points(std::string_view text);

// Bounds in Unicode code points, and why they are that big.
inline constexpr std::size_t kMaxName = 120;       // a person's name, a title of office included
inline constexpr std::size_t kMaxWording = 1'000;  // an activity is a sentence or two on a projector
inline constexpr std::size_t kMaxReason = 2'000;   // a page: read aloud in a minute or two
inline constexpr std::size_t kMaxComment = 8'000;  // a rapporteur's remark on one sub-objective
inline constexpr std::size_t kMaxTextBytes =
    16 * 1024;                                 // one text in all its languages: it travels whole, to everyone
inline constexpr std::size_t kMaxTitle = 400;  // titles of objectives in national strategies are long

}  // namespace acuerdo
