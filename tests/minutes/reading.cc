#include "tests/minutes/reading.h"

#include <array>
#include <cctype>
#include <stdexcept>
#include <utility>

namespace acuerdo {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}}};

std::string html_text(std::string_view html) {
  std::string text;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] == '<') {
      i = html.find('>', i);
      continue;
    }
    bool resolved = false;
    for (const auto& [entity, sign] : kEntities) {
      if (!html.substr(i).starts_with(entity)) continue;
      text += sign;
      i += entity.size() - 1;
      resolved = true;
      break;
    }
    if (!resolved) text += html[i];
  }
  return text;
}

std::string markdown_text(std::string_view markdown) {
  std::string text;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (markdown[i] == '\\' && i + 1 < markdown.size() &&
        (markdown[i + 1] == '\n' || std::ispunct(static_cast<unsigned char>(markdown[i + 1]))))
      continue;
    text += markdown[i];
  }
  return text;
}

}  // namespace

std::string text_of(const std::string& file, MinutesFormat format) {
  if (format == MinutesFormat::html) return html_text(file);
  if (format == MinutesFormat::markdown) return markdown_text(file);
  return file;
}

std::vector<std::string> tags_of(std::string_view html) {
  std::vector<std::string> tags;
  for (auto open = html.find('<'); open != html.npos; open = html.find('<', open + 1)) {
    const auto close = html.find('>', open);
    if (close == html.npos || html.substr(open + 1, close - open).find('<') != html.npos)
      throw std::runtime_error("a < that opens no tag");
    tags.emplace_back(html.substr(open + 1, html.find_first_of(" >\n", open) - open - 1));
  }
  return tags;
}

std::vector<std::vector<std::string>> csv_rows(std::string_view file) {
  if (!file.starts_with("\xEF\xBB\xBF")) throw std::runtime_error("no byte-order mark");
  file.remove_prefix(3);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::size_t i = 0;
  while (i < file.size()) {
    std::string cell;
    if (file[i] == '"') {
      for (++i;; ++i) {
        if (i >= file.size()) throw std::runtime_error("a quote that does not end");
        if (file[i] == '"' && file.substr(i).starts_with("\"\""))
          ++i;
        else if (file[i] == '"')
          break;
        cell += file[i];
      }
      ++i;
    } else {
      while (i < file.size() && file[i] != ',' && file[i] != '\r') {
        if (file[i] == '"' || file[i] == '\n') throw std::runtime_error("a cell that needs quotes");
        cell += file[i++];
      }
    }
    row.push_back(std::move(cell));
    if (file.substr(i).starts_with("\r\n")) {
      rows.push_back(std::exchange(row, {}));
      i += 2;
    } else if (file.substr(i).starts_with(",")) {
      ++i;
    } else {
      throw std::runtime_error("neither a comma nor the end of a row after a cell");
    }
  }
  return rows;
}

}  // namespace acuerdo
