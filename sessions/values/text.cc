#include "sessions/values/text.h"

#include <algorithm>

namespace acuerdo {

Shown in_language(const Text& text, std::string_view language) {
  auto found = text.find(language);
  if (found == text.end()) found = text.begin();
  if (found == text.end()) return {};
  return {found->second, found->first};
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

}  // namespace acuerdo
