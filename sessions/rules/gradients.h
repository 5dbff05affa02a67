// Gradients of agreement: eight levels from endorsement to veto.
#pragma once

#include <tuple>

#include "sessions/rules/rule.h"
#include "sessions/values/field.h"

namespace acuerdo {

// Source: Kaner, Facilitator's Guide to Participatory Decision-Making (3rd ed., 2014): 1 endorsement, 2
// endorsement with a minor point of contention, 3 agreement with reservations, 4 abstain, 5 stand aside, 6
// disagreement but willing to go with the majority, 7 disagreement with a request to be left out of
// implementing, 8 veto. Levels 1 to 3 support; who abstains leaves the base.
struct Gradients {
  Fraction threshold{4, 5};  // of those who did not abstain, at least so many support

  static constexpr std::string_view kKind = "gradients";
  static constexpr auto fields() { return fields_of(field("threshold", &Gradients::threshold)); }
  bool operator==(const Gradients&) const = default;
};

const std::vector<PositionOffered>& positions(const Gradients&);

// Reached when nobody vetoes, somebody supports, and support / (all but abstentions) >= threshold; without
// reservations when all of those are at level 1 or 2.
Verdict verdict(const Gradients& rule, const Tally& tally, const Electorate&);

// The rule in one sentence, for settings and minutes.
Text description(const Gradients& rule);

}  // namespace acuerdo
