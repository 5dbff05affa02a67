// Exact shares: no vote is ever decided by the rounding of a floating-point number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace acuerdo {

// A fraction between 0 and 1, such as 2/3. Both parts are at most 999,999.
struct Fraction {
  std::uint32_t numerator = 0;
  std::uint32_t denominator = 1;

  bool operator==(const Fraction&) const = default;
};

// Reads "1/2", "0" or "1"; nothing when it is not a fraction between 0 and 1.
std::optional<Fraction> parse_fraction(std::string_view text);
std::string to_string(Fraction fraction);

// Counts of voices in parts of one (rules/voice.h) times a denominator need more than 64 bits.
__extension__ using Wide = unsigned __int128;

// Does `part` of `whole` reach the fraction: strictly above it, or at least it? Exact.
constexpr bool reaches(std::uint64_t part, std::uint64_t whole, Fraction fraction, bool strict) {
  const Wide left = Wide{part} * fraction.denominator;
  const Wide right = Wide{whole} * fraction.numerator;
  return strict ? left > right : left >= right;
}

// The smallest count that is at least the fraction of `whole`: ceil(fraction x whole).
constexpr std::uint64_t at_least(Fraction fraction, std::uint64_t whole) {
  return static_cast<std::uint64_t>((Wide{whole} * fraction.numerator + fraction.denominator - 1) /
                                    fraction.denominator);
}

// The smallest count above the fraction of `whole`: floor(fraction x whole) + 1. Of a half: half and one
// more.
constexpr std::uint64_t more_than(Fraction fraction, std::uint64_t whole) {
  return static_cast<std::uint64_t>(Wide{whole} * fraction.numerator / fraction.denominator + 1);
}

}  // namespace acuerdo
