#include "sessions/minutes/escape.h"

#include <algorithm>
#include <array>

namespace acuerdo {
namespace {

constexpr std::string_view kMarkdownMarkup = "\\`*_{}[]<>#|~&$@";

bool digit(char c) { return c >= '0' && c <= '9'; }

// Would this character at the start of a line open a list, a heading's underline or a rule?
bool opens_block(std::string_view line, std::size_t at) {
  const auto start = line.find_first_not_of(" \t");
  if (at == start) return line[at] == '-' || line[at] == '+' || line[at] == '=';
  if (line[at] != '.' && line[at] != ')') return false;
  if (at + 1 < line.size() && line[at + 1] != ' ' && line[at + 1] != '\t') return false;
  return start < at && std::all_of(line.begin() + static_cast<std::ptrdiff_t>(start),
                                   line.begin() + static_cast<std::ptrdiff_t>(at), digit);
}

// Would GitHub make a link of what begins here: "https://", "www."?
bool opens_link(std::string_view line, std::size_t at) {
  if (line[at] == ':') return line.substr(at).starts_with("://");
  if (line[at] != '.' || at < 3) return false;
  return std::all_of(line.begin() + static_cast<std::ptrdiff_t>(at) - 3,
                     line.begin() + static_cast<std::ptrdiff_t>(at),
                     [](char c) { return c == 'w' || c == 'W'; });
}

std::string escaped_line(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (kMarkdownMarkup.find(line[i]) != std::string_view::npos || opens_block(line, i) ||
        opens_link(line, i))
      out += '\\';
    out += line[i];
  }
  return out;
}

std::string escaped_lines(std::string_view words, std::string_view line_break) {
  std::string out;
  for (;;) {
    const auto end = words.find('\n');
    out += escaped_line(words.substr(0, end));
    if (end == std::string_view::npos) return out;
    out += line_break;
    words.remove_prefix(end + 1);
  }
}

// '=', '+', '-', '@' in their full-width forms, which spreadsheets of East Asia read alike.
constexpr std::array<std::string_view, 4> kFullWidth{"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                                     "\xEF\xBC\xA0"};

bool formula(std::string_view words) {
  const auto start = words.find_first_not_of(' ');
  if (start == std::string_view::npos) return false;
  const auto rest = words.substr(start);
  return std::string_view{"=+-@\t\r\n"}.find(rest.front()) != std::string_view::npos ||
         std::ranges::any_of(kFullWidth, [&](std::string_view sign) { return rest.starts_with(sign); });
}

}  // namespace

std::string html_escaped(std::string_view words) {
  std::string out;
  out.reserve(words.size());
  for (const char c : words) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string markdown_escaped(std::string_view words, std::string_view indent) {
  return escaped_lines(words, "\\\n" + std::string{indent});
}

std::string markdown_cell(std::string_view words) { return escaped_lines(words, " "); }

// A reader that splits at semicolons or tabs, whatever is quoted, makes a cell of its own of what follows
// one: it may not begin a formula either.
std::string csv_cell(std::string_view words) {
  std::string cell = formula(words) ? "'" : "";
  for (std::size_t at = 0; at < words.size(); ++at) {
    cell += words[at];
    const bool splits = words[at] == ';' || words[at] == '\t' || words[at] == '\n';
    if (splits && formula(words.substr(at + 1))) cell += '\'';
  }
  if (cell.find_first_of(",;\"\r\n\t'") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace acuerdo
