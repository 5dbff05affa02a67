// Consent: adopted when somebody consents and nobody objects; concerns are recorded.
#pragma once

#include <tuple>

#include "sessions/rules/rule.h"

namespace acuerdo {

// Source: sociocracy (Endenburg, Sociocracy: The Organization of Decision-Making, 1998): a proposal stands
// when no paramount, reasoned objection remains. Whether an objection is paramount the facilitator rules when
// declaring the outcome, with a reason; here every objection counts.
struct Consent {
  static constexpr std::string_view kKind = "consent";
  static constexpr auto fields() { return fields_of(); }
  bool operator==(const Consent&) const = default;
};

const std::vector<PositionOffered>& positions(const Consent&);
Verdict verdict(const Consent&, const Tally& tally, const Electorate&);

// The rule in one sentence, for settings and minutes.
Text description(const Consent&);

}  // namespace acuerdo
