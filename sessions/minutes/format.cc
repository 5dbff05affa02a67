#include <fmt/format.h>

#include <algorithm>

#include "sessions/minutes/minutes.h"
#include "sessions/minutes/words.h"
#include "sessions/values/language.h"

namespace acuerdo {
namespace {

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Codes are whatever a definition says; in a file's name, what is not plain becomes a hyphen.
std::string for_file(std::string_view code) {
  std::string name{code};
  std::ranges::replace_if(
      name, [](char c) { return !plain(c); }, '-');
  return name;
}

std::string_view extension(MinutesFormat format) {
  switch (format) {
    case MinutesFormat::html:
      return "html";
    case MinutesFormat::markdown:
      return "md";
    case MinutesFormat::csv:
      return "csv";
    case MinutesFormat::json:
      break;
  }
  return "json";
}

// What minutes that were asked for in a language are made in, and what was wanted where none fits.
struct Shown {
  std::string language;
  std::string_view wanted;
};
Shown shown_in(const Minutes& minutes, std::string_view asked) {
  if (auto fit = best_fit(asked, minutes.languages)) return {std::move(*fit), {}};
  return {minutes.languages.front(), asked};
}

}  // namespace

std::optional<MinutesFormat> minutes_format(std::string_view name) {
  using enum MinutesFormat;
  for (const auto format : {html, markdown, csv, json}) {
    if (name == extension(format)) return format;
  }
  return {};
}

std::string render(const Minutes& minutes, MinutesFormat format, std::string_view asked) {
  const auto [language, wanted] = shown_in(minutes, asked);
  switch (format) {
    case MinutesFormat::html:
      return html_of(minutes, language, wanted);
    case MinutesFormat::markdown:
      return markdown_of(minutes, language, wanted);
    case MinutesFormat::csv:
      return csv_of(minutes, language);
    case MinutesFormat::json:
      break;
  }
  return json_of(minutes);
}

std::string media_type(MinutesFormat format) {
  switch (format) {
    case MinutesFormat::html:
      return "text/html; charset=utf-8";
    case MinutesFormat::markdown:
      return "text/markdown; charset=utf-8";
    case MinutesFormat::csv:
      return "text/csv; charset=utf-8; header=present";
    case MinutesFormat::json:
      break;
  }
  return "application/json";
}

std::string file_name(const Minutes& minutes, MinutesFormat format, std::string_view asked) {
  const auto [language, wanted] = shown_in(minutes, asked);
  const auto workshop = for_file(minutes.workshop.value);
  if (format == MinutesFormat::json) return fmt::format("{}-{}.json", words_in("en").file, workshop);
  return fmt::format("{}-{}-{}.{}", words_for(language, wanted).file, workshop, for_file(language),
                     extension(format));
}

}  // namespace acuerdo
