#include "server/identity/password_strength.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <set>

#include "sessions/values/name.h"
#include "sessions/values/text.h"

namespace acuerdo {
namespace {

// A password of fewer different characters is a pattern.
constexpr std::size_t kFewestDifferent = 5;

// Letters and digits, without accents and case: what remains of "Acuerdo-2026!" when it is guessed.
std::u32string plain(std::string_view text) {
  const auto heard = name_as_heard(text);
  const auto unicode = icu::UnicodeString::fromUTF8({heard.data(), static_cast<std::int32_t>(heard.size())});
  std::u32string kept;
  for (std::int32_t at = 0; at < unicode.length(); at = unicode.moveIndex32(at, 1)) {
    const auto c = unicode.char32At(at);
    if (u_isalnum(c)) kept.push_back(static_cast<char32_t>(c));
  }
  return kept;
}

// Without the digits that people put at either end.
std::u32string without_numbers_around(std::u32string text) {
  const auto is_digit = [](char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; };
  const auto last = std::find_if_not(text.rbegin(), text.rend(), is_digit).base();
  text.erase(last, text.end());
  text.erase(text.begin(), std::ranges::find_if_not(text, is_digit));
  return text;
}

// Rows of the keyboard, the alphabet and the digits, which one types without thinking, either way.
bool is_a_run(const std::u32string& text) {
  static constexpr std::array<std::u32string_view, 5> kRuns{
      U"12345678901234567890", U"abcdefghijklmnopqrstuvwxyz", U"qwertyuiopasdfghjklzxcvbnm",
      U"qwertzuiopasdfghjklyxcvbnm", U"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"};
  const std::u32string backwards{text.rbegin(), text.rend()};
  return std::ranges::any_of(kRuns, [&](std::u32string_view run) {
    return run.find(text) != run.npos || run.find(backwards) != run.npos;
  });
}

// What lists of leaked passwords begin with, as it is left of its numbers; in the languages of our screens.
bool is_common(const std::u32string& text) {
  static const std::set<std::u32string> kCommon{
      U"password",      U"passwordpassword", U"passw0rd",    U"contrasena",     U"micontrasena",
      U"clave",         U"miclave",          U"claveclave",  U"secreto",        U"secreta",
      U"administrador", U"administrator",    U"admin",       U"adminadmin",     U"letmein",
      U"welcome",       U"bienvenido",       U"bienvenidos", U"iloveyou",       U"tequiero",
      U"teamo",         U"teamomucho",       U"estrella",    U"princesa",       U"football",
      U"futbol",        U"barcelona",        U"realmadrid",  U"qwerty",         U"qwertyuiop",
      U"asdfghjkl",     U"abc123abc",        U"changeme",    U"cambiame",       U"facilitador",
      U"facilitadora",  U"facilitator",      U"taller",      U"workshop",       U"acuerdo",
      U"consenso",      U"consensus",        U"ecuador",     U"quito",          U"guayaquil",
      U"cuenca",        U"computer",         U"computadora", U"superman",       U"spiderman",
      U"sunshine",      U"dragon",           U"monkey",      U"master",         U"trustno1",
      U"whatever",      U"internet",         U"naciones",    U"nacionesunidas", U"unitednations"};
  return text.empty() || kCommon.contains(text);
}

}  // namespace

std::optional<std::string> weakness_of(std::string_view password, const std::vector<std::string>& words) {
  const auto length = code_points(password);
  if (length < kMinPassword || length > kMaxPassword)
    return fmt::format("A password has {} to {} characters.", kMinPassword, kMaxPassword);
  const auto typed = plain(password);
  if (std::set<char32_t>(typed.begin(), typed.end()).size() < kFewestDifferent)
    return "A password of so few different characters is guessed at once; choose another.";
  const auto word = without_numbers_around(typed);
  if (is_a_run(typed) || is_common(word))
    return "This is one of the passwords that are tried first; choose another.";
  const bool read_by_all = std::ranges::any_of(
      words, [&](const std::string& shown) { return plain(shown).find(word) != std::u32string::npos; });
  if (read_by_all) return "These are words that everybody in the workshop reads; choose others.";
  return {};
}

}  // namespace acuerdo
