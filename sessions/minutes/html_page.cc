#include "sessions/minutes/html_page.h"

#include <fmt/format.h>

#include "sessions/minutes/escape.h"

namespace acuerdo {

std::string Page::text(const Text& text) const {
  const auto shown = in_language(text, language);
  if (shown.words.empty()) return {};
  if (shown.language == words.language && shown.language == language) return typed(shown.words);
  const auto tag = html_escaped(shown.language);
  auto html = fmt::format("<bdi lang=\"{}\">{}</bdi>", tag, html_escaped(shown.words));
  if (shown.language != language) html += fmt::format(" <span class=\"language\">[{}]</span>", tag);
  return html;
}

std::string Page::typed(std::string_view words_as_typed) const {
  return "<bdi>" + html_escaped(words_as_typed) + "</bdi>";
}

std::string Page::person(const Person& person) const {
  return person.institution ? fmt::format("{} ({})", typed(person.name), typed(*person.institution))
                            : typed(person.name);
}

std::string Page::institution(const Institution& institution) const {
  return fmt::format("{} ({})", text(institution.name), typed(institution.acronym));
}

std::string Page::code(std::string_view code) const {
  return fmt::format("<span class=\"code\">{}</span>", html_escaped(code));
}

std::string Page::list(const std::vector<std::string>& as_typed) const {
  if (as_typed.empty()) return {};
  std::string items;
  for (const auto& item : as_typed) items += fmt::format("<li class=\"typed\">{}</li>\n", typed(item));
  return "<ul>\n" + items + "</ul>\n";
}

std::string Page::fact(std::string_view heading, const std::string& html) const {
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", heading, html);
}

}  // namespace acuerdo
