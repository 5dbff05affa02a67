// Quorum: are enough voices present to decide at all?
#pragma once

#include <tuple>

#include "sessions/rules/rule.h"
#include "sessions/values/field.h"
#include "sessions/values/fraction.h"

namespace acuerdo {

struct Quorum {
  Fraction fraction;
  std::uint64_t present = 0;
  std::uint64_t eligible = 0;
  std::uint64_t required = 0;  // ceil(fraction x eligible)
  bool met = true;             // present >= required

  static constexpr auto fields() {
    return std::tuple{field("fraction", &Quorum::fraction), field("present", &Quorum::present),
                      field("eligible", &Quorum::eligible), field("required", &Quorum::required),
                      field("met", &Quorum::met)};
  }
  bool operator==(const Quorum&) const = default;
};

Quorum quorum(Fraction fraction, const Electorate& electorate);

// The verdict on every activity of a round that closed without quorum.
Verdict no_quorum(const Quorum& quorum);

}  // namespace acuerdo
