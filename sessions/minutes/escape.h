// What people typed stays text: in no format of the minutes can it become markup, a formula or another row.
#pragma once

#include <string>
#include <string_view>

namespace acuerdo {

// For element content and for attributes in double quotes. Line breaks stay.
std::string html_escaped(std::string_view words);

// For a paragraph or list item of CommonMark and of GitHub's dialect (tables, automatic links, mentions). A
// line break becomes a hard one, followed by `indent` so that it stays in its list item.
std::string markdown_escaped(std::string_view words, std::string_view indent = "");

// For a cell of a Markdown table: the same on one line.
std::string markdown_cell(std::string_view words);

// A cell as RFC 4180 writes it, in quotes where it needs them. What a spreadsheet would take for a formula
// (it starts with = + - @, their full-width forms, a tab or a line break) gets an apostrophe in front (OWASP,
// "CSV Injection").
std::string csv_cell(std::string_view words);

}  // namespace acuerdo
