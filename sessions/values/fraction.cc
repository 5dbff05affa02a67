#include "sessions/values/fraction.h"

#include "sessions/values/number.h"

namespace acuerdo {
namespace {

constexpr std::uint32_t kLargest = 999'999;

std::optional<std::uint32_t> whole_number(std::string_view digits) {
  const auto value = number_in<std::uint32_t>(digits);
  return value && *value <= kLargest ? value : std::nullopt;
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
