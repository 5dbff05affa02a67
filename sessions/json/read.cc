#include "sessions/json/read.h"

#include <algorithm>

#include "sessions/values/language.h"

namespace acuerdo {
namespace {

// What is shown of a field's name that somebody made up.
constexpr std::size_t kMaxFieldShown = 200;

// At most so many bytes, and no character cut in two.
std::string cut(const std::string& text, std::size_t most) {
  auto end = std::min(most, text.size());
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

MaybeRefused read(const Json& json, bool& out, Source, const Place& place, std::size_t, bool) {
  if (!json.is_boolean()) return invalid(place, "true or false");
  out = json.get<bool>();
  return {};
}

MaybeRefused read(const Json& json, std::string& out, Source source, const Place& place, std::size_t most,
                  bool required) {
  if (!json.is_string()) return invalid(place, "a text");
  out = json.get_ref<const std::string&>();
  if (source == Source::journal) return {};
  return clean(out, most > 0 ? most : kMaxCodeLength, required, place.path);
}

MaybeRefused read(const Json& json, Fraction& out, Source, const Place& place, std::size_t, bool) {
  const auto fraction = json.is_string() ? parse_fraction(json.get_ref<const std::string&>()) : std::nullopt;
  if (!fraction) return invalid(place, "a fraction between 0 and 1, such as \"2/3\"");
  out = *fraction;
  return {};
}

MaybeRefused read(const Json& json, Time& out, Source, const Place& place, std::size_t, bool) {
  if (!json.is_number_integer()) return invalid(place, "a time in milliseconds");
  out = Time{std::chrono::milliseconds{json.get<std::int64_t>()}};
  return {};
}

MaybeRefused read(const Json& json, Text& out, Source source, const Place& place, std::size_t most,
                  bool required) {
  if (!json.is_object()) return invalid(place, "an object of texts by language");
  if (source == Source::people && required && json.empty()) {
    return Refusal{RefusalCode::text_empty, place.path,
                   place.path + " must have words in at least one language."};
  }
  // As many as the United Nations has official languages, and some of the country's own.
  constexpr std::size_t kMaxLanguages = 20;
  if (source == Source::people && json.size() > kMaxLanguages)
    return invalid(place, "in at most 20 languages");
  out.clear();
  for (const auto& [language, words] : json.items()) {
    if (source == Source::people && !is_language_tag(language))
      return invalid(place.field(cut(language, kMaxFieldShown)), "under a language tag such as \"es\"");
    const auto here = place.field(language);
    if (!words.is_string()) return invalid(here, "a text");
    auto& said = out[language];
    said = words.get_ref<const std::string&>();
    if (source == Source::journal) continue;
    if (auto refused =
            clean(said, most > 0 ? most : kMaxCodeLength, required, here.path, is_right_to_left(language)))
      return refused;
  }
  std::size_t bytes = 0;
  for (const auto& [language, words] : out) bytes += words.size();
  if (source == Source::people && bytes > kMaxTextBytes) {
    return Refusal{RefusalCode::text_too_long, place.path,
                   place.path + " has " + std::to_string(bytes) + " bytes in all its languages; at most " +
                       std::to_string(kMaxTextBytes) + " are taken."};
  }
  return {};
}

MaybeRefused read_code(const Json& json, std::string& out, Source source, const Place& place) {
  if (!json.is_string()) return invalid(place, "a code");
  out = json.get_ref<const std::string&>();
  if (source == Source::journal) return {};
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  if (out.empty() || out.size() > kMaxCodeLength || !std::ranges::all_of(out, allowed)) {
    return invalid(place, "a code of 1 to 40 letters, digits, dots, dashes or underscores");
  }
  return {};
}

MaybeRefused read_number(const Json& json, std::uint64_t& out, std::uint64_t largest, const Place& place) {
  if (!json.is_number_unsigned() || json.get<std::uint64_t>() > largest) {
    return invalid(place, "a whole number from 0 to " + std::to_string(largest));
  }
  out = json.get<std::uint64_t>();
  return {};
}

MaybeRefused unknown_fields(const Json& json, const std::vector<std::string_view>& known,
                            const Place& place) {
  for (const auto& [name, value] : json.items()) {
    if (std::ranges::find(known, std::string_view{name}) == known.end()) {
      const auto path = place.field(name).path;
      return Refusal{RefusalCode::field_unknown, cut(path, kMaxFieldShown),
                     "There is no such field here; remove it."};
    }
  }
  return {};
}

}  // namespace acuerdo
