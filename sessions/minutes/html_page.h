// The small parts an HTML page of the minutes is made of. What goes through text(), typed(), person() or
// institution() comes out escaped, in an element of its own, so that its direction and language change
// nothing around it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sessions/minutes/minutes.h"
#include "sessions/minutes/words.h"

namespace acuerdo {

struct Page {
  const Words& words;
  std::string_view language;  // of what people wrote

  std::string text(const Text& text) const;
  std::string typed(std::string_view words_as_typed) const;
  std::string person(const Person& person) const;
  std::string institution(const Institution& institution) const;  // "Ministry of Health (MSP)"
  std::string code(std::string_view code) const;
  std::string fact(std::string_view heading, const std::string& html) const;  // a line of a <dl>
  std::string list(const std::vector<std::string>& as_typed) const;           // a <ul>; nothing of nothing
};

}  // namespace acuerdo
