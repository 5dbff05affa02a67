#include "sessions/json/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>
#include <vector>

namespace acuerdo {
namespace {

bool breaks_line(UChar32 c) {
  return c == '\n' || c == 0x0B || c == 0x0C || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// No text has it: it stands for what could not be decoded, or for no character at all.
bool undecodable(UChar32 c) { return c == 0xFFFD || U_IS_UNICODE_NONCHAR(c) || u_charType(c) == U_SURROGATE; }

bool opens_isolate(UChar32 c) { return c >= 0x2066 && c <= 0x2068; }
constexpr UChar32 kClosesIsolate = 0x2069;

// Marks of direction that a text from right to left needs for its numbers and brackets.
bool marks_direction(UChar32 c) { return c == 0x200E || c == 0x200F || c == 0x061C; }

// Not seen, and no script needs it.
bool goes(UChar32 c, bool right_to_left) {
  if (c == '\t' || c == 0x200C || c == 0x200D) return false;
  if (right_to_left && (marks_direction(c) || opens_isolate(c) || c == kClosesIsolate)) return false;
  const auto type = u_charType(c);
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR;
}

// Without isolates that nothing closes, and closings of nothing.
icu::UnicodeString balanced(const icu::UnicodeString& words) {
  std::vector<int32_t> open;
  std::set<int32_t> unpaired;
  for (int32_t i = 0; i < words.length(); ++i) {  // all of them are single units
    if (opens_isolate(words[i])) open.push_back(i);
    if (words[i] != kClosesIsolate) continue;
    if (open.empty()) {
      unpaired.insert(i);
    } else {
      open.pop_back();
    }
  }
  unpaired.insert(open.begin(), open.end());
  if (unpaired.empty()) return words;
  icu::UnicodeString paired;
  for (int32_t i = 0; i < words.length(); ++i) {
    if (!unpaired.contains(i)) paired.append(words[i]);
  }
  return paired;
}

// As it is kept, but for its ends; nothing when it has what cannot be decoded.
std::optional<icu::UnicodeString> seen_of(const icu::UnicodeString& words, bool right_to_left) {
  icu::UnicodeString seen;
  UChar32 before = 0;
  for (int32_t i = 0; i < words.length(); i = words.moveIndex32(i, 1)) {
    const auto c = words.char32At(i);
    if (undecodable(c)) return {};
    if (breaks_line(c)) {
      if (c != '\n' || before != '\r') seen.append(u'\n');  // CR LF is one
    } else if (!goes(c, right_to_left)) {
      seen.append(c);
    }
    before = c;
  }
  return right_to_left ? balanced(seen) : seen;
}

// Nothing of it is seen: white space of every kind, what displays ignore, and blanks that are letters or
// symbols to Unicode.
bool unseen(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_WHITE_SPACE) ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || c == 0x2800;
}

// Without what is unseen at the ends. Inside it may have its reason: joiners shape letters; and, from right
// to left, so may isolates at the ends, unless there is nothing else.
icu::UnicodeString trimmed(const icu::UnicodeString& words, bool right_to_left) {
  const auto ends = [&](auto goes_too) {
    int32_t first = 0;
    int32_t last = words.length();
    while (first < last && goes_too(words.char32At(first))) first = words.moveIndex32(first, 1);
    while (last > first && goes_too(words.char32At(words.moveIndex32(last, -1))))
      last = words.moveIndex32(last, -1);
    return icu::UnicodeString{words, first, last - first};
  };
  auto all = ends(unseen);
  if (!right_to_left || all.isEmpty()) return all;
  return ends([](UChar32 c) { return unseen(c) && !opens_isolate(c) && c != kClosesIsolate; });
}

bool plain_ascii(const std::string& words) {
  return std::ranges::all_of(words, [](char c) { return c >= ' ' && c < 0x7F; });
}

icu::UnicodeString nfc(const std::string& words) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(error);
  auto normalised = normalizer->normalize(icu::UnicodeString::fromUTF8(words), error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU cannot normalise to NFC");
  return normalised;
}

}  // namespace

bool is_right_to_left(const std::string& language) { return uloc_isRightToLeft(language.c_str()); }

MaybeRefused clean(std::string& words, std::size_t most, bool required, const std::string& field,
                   bool right_to_left) {
  std::size_t length = 0;
  // Most of what comes is short ASCII codes and words: nothing to normalise.
  if (plain_ascii(words)) {
    const auto first = words.find_first_not_of(' ');
    words =
        first == words.npos ? std::string{} : words.substr(first, words.find_last_not_of(' ') - first + 1);
    length = words.size();
  } else {
    const auto seen = seen_of(nfc(words), right_to_left);
    if (!seen) {
      return Refusal{RefusalCode::text_characters, field,
                     field + " has a character that cannot be decoded; type it again."};
    }
    const auto kept = trimmed(*seen, right_to_left);
    length = static_cast<std::size_t>(kept.countChar32());
    words.clear();
    kept.toUTF8String(words);
  }
  if (length == 0 && required) return Refusal{RefusalCode::text_empty, field, field + " must not be empty."};
  if (most > 0 && length > most) {
    return Refusal{RefusalCode::text_too_long, field,
                   field + " has " + std::to_string(length) + " characters; at most " + std::to_string(most) +
                       " are taken."};
  }
  return {};
}

}  // namespace acuerdo
