#include "sessions/values/text.h"

namespace acuerdo {

Shown in_language(const Text& text, std::string_view language) {
  auto found = text.find(language);
  if (found == text.end()) found = text.begin();
  if (found == text.end()) return {};
  return {found->second, found->first};
}

}  // namespace acuerdo
