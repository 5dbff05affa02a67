// Majority and supermajority: those in favour, as an exact share of a chosen base.
#pragma once

#include <tuple>

#include "sessions/rules/rule.h"
#include "sessions/values/field.h"

namespace acuerdo {

// What the share is taken of (Robert's Rules of Order, 12th ed., sections 44:1-10: those voting, those
// present, the entire membership).
enum class Base {
  cast,      // for and against, abstentions set aside
  valid,     // every ballot cast, abstentions included
  present,   // voices recorded as present
  eligible,  // voices entitled to vote
};

struct Majority {
  Fraction threshold{1, 2};
  Base base = Base::cast;
  bool strict = true;  // more than the threshold, or at least it

  static constexpr std::string_view kKind = "majority";
  static constexpr auto fields() {
    return fields_of(field("threshold", &Majority::threshold), field("base", &Majority::base),
                     field("strict", &Majority::strict));
  }
  bool operator==(const Majority&) const = default;
};

// Refuses a threshold that can never be met: more than all.
MaybeRefused check(const Majority& rule);

const std::vector<PositionOffered>& positions(const Majority&);

// Reached when agree / base is above the threshold (strict) or at least it, and somebody agrees.
Verdict verdict(const Majority& rule, const Tally& tally, const Electorate& electorate);
Text description(const Majority& rule);

}  // namespace acuerdo
