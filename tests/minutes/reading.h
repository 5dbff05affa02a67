// Reading the minutes back as their readers do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sessions/minutes/minutes.h"

namespace acuerdo {

// What a person sees: HTML without its tags and with its entities resolved, Markdown without its escapes.
std::string text_of(const std::string& file, MinutesFormat format);

// The tags of an HTML page, in order, such as "p" and "/p". Throws std::runtime_error where a "<" opens no
// tag that HTML knows the end of.
std::vector<std::string> tags_of(std::string_view html);

// RFC 4180, after the byte-order mark. Throws std::runtime_error where the file is not.
std::vector<std::vector<std::string>> csv_rows(std::string_view file);

}  // namespace acuerdo
