// Unanimity: adopted when somebody agrees and nobody disagrees.
#pragma once

#include <tuple>

#include "sessions/rules/rule.h"

namespace acuerdo {

// By definition; who abstains stands aside, and abstentions alone adopt nothing.
struct Unanimity {
  static constexpr std::string_view kKind = "unanimity";
  static constexpr auto fields() { return fields_of(); }
  bool operator==(const Unanimity&) const = default;
};

const std::vector<PositionOffered>& positions(const Unanimity&);
Verdict verdict(const Unanimity&, const Tally& tally, const Electorate&);

// The rule in one sentence, for settings and minutes.
Text description(const Unanimity&);

}  // namespace acuerdo
