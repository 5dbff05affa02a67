// Whole numbers in text.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace acuerdo {

// The decimal number that the text is, all of it; nothing when it is none, or does not fit.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

}  // namespace acuerdo
