#include "sessions/json/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>

namespace acuerdo {
namespace {

bool dangerous(UChar32 c) {
  if (c == '\n' || c == '\t') return false;
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return true;
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_SURROGATE:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return true;
    default:
      return c == 0xFFFD || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;
  }
}

// Nothing of it is seen: white space of every kind, what displays ignore, and blanks that are letters or
// symbols to Unicode.
bool unseen(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_WHITE_SPACE) ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || c == 0x2800;
}

// Without what is unseen at the ends. Inside it may have its reason: joiners shape letters.
icu::UnicodeString trimmed(const icu::UnicodeString& words) {
  int32_t first = 0;
  int32_t last = words.length();
  while (first < last && unseen(words.char32At(first))) first = words.moveIndex32(first, 1);
  while (last > first && unseen(words.char32At(words.moveIndex32(last, -1))))
    last = words.moveIndex32(last, -1);
  return {words, first, last - first};
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

MaybeRefused clean(std::string& words, std::size_t most, bool required, const std::string& field) {
  std::erase(words, '\r');
  std::size_t length = 0;
  // Most of what comes is short ASCII codes and words: nothing to normalise.
  if (plain_ascii(words)) {
    const auto first = words.find_first_not_of(' ');
    words =
        first == words.npos ? std::string{} : words.substr(first, words.find_last_not_of(' ') - first + 1);
    length = words.size();
  } else {
    const auto normalised = trimmed(nfc(words));
    for (int32_t i = 0; i < normalised.length(); i = normalised.moveIndex32(i, 1)) {
      if (dangerous(normalised.char32At(i))) {
        return Refusal{RefusalCode::text_characters, field,
                       field + " has a control, bidirectional override or undecodable character; remove it."};
      }
    }
    length = static_cast<std::size_t>(normalised.countChar32());
    words.clear();
    normalised.toUTF8String(words);
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
