#include "sessions/values/fraction.h"

#include <charconv>

namespace acuerdo {
namespace {

constexpr std::uint32_t kLargest = 999'999;

std::optional<std::uint32_t> whole_number(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value > kLargest) return {};
  return value;
}

}  // namespace

std::optional<Fraction> parse_fraction(std::string_view text) {
  const auto slash = text.find('/');
  const auto numerator = whole_number(text.substr(0, slash));
  const auto denominator =
      slash == text.npos ? std::optional<std::uint32_t>{1} : whole_number(text.substr(slash + 1));
  if (!numerator || !denominator || *denominator == 0 || *numerator > *denominator) return {};
  return Fraction{*numerator, *denominator};
}

std::string to_string(Fraction fraction) {
  if (fraction.denominator == 1) return std::to_string(fraction.numerator);
  return std::to_string(fraction.numerator) + "/" + std::to_string(fraction.denominator);
}

}  // namespace acuerdo
