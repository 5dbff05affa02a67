#include "sessions/values/name.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace acuerdo {
namespace {

icu::UnicodeString folded(std::string_view name) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* folding = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const auto read =
      icu::UnicodeString::fromUTF8(icu::StringPiece{name.data(), static_cast<std::int32_t>(name.size())});
  auto words = folding->normalize(read, error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU cannot fold a name");
  return words;
}

// Words with one space between them; without marks on letters unless they are kept.
std::string spaced(const icu::UnicodeString& words, bool keeps_marks) {
  icu::UnicodeString all;
  bool between = false;
  for (std::int32_t place = 0; place < words.length(); place = words.moveIndex32(place, 1)) {
    const auto letter = words.char32At(place);
    if (!keeps_marks && u_getCombiningClass(letter) != 0) continue;
    if (u_isUWhiteSpace(letter)) {
      between = true;
      continue;
    }
    if (between && !all.isEmpty()) all.append(u' ');
    between = false;
    all.append(letter);
  }
  std::string utf8;
  all.toUTF8String(utf8);
  return utf8;
}

}  // namespace

std::string folded_name(std::string_view name) { return spaced(folded(name), true); }

std::string name_as_heard(std::string_view name) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* decomposing = icu::Normalizer2::getNFDInstance(error);
  const auto decomposed = decomposing->normalize(folded(name), error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU cannot take a name apart");
  return spaced(decomposed, false);
}

}  // namespace acuerdo
