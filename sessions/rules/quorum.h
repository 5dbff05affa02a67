// Quorum: are enough voices present to decide at all?
#pragma once

#include <tuple>

#include "sessions/rules/rule.h"
#include "sessions/values/field.h"
#include "sessions/values/fraction.h"

namespace acuerdo {

// Of what the quorum is counted: of the voices that are counted in the vote, or of people, or of
// institutions, whoever has the voice.
enum class QuorumOf { voices, persons, institutions };

struct Quorum {
  Fraction fraction;
  std::uint64_t present = 0;
  std::uint64_t eligible = 0;
  std::uint64_t required = 0;  // at_least(fraction, eligible); strict: more_than
  bool met = true;             // present >= required
  QuorumOf of = QuorumOf::voices;
  bool strict = false;  // more than the fraction, or at least it

  static constexpr auto fields() {
    return fields_of(field("fraction", &Quorum::fraction), field("present", &Quorum::present),
                     field("eligible", &Quorum::eligible), field("required", &Quorum::required),
                     field("met", &Quorum::met), field("of", &Quorum::of).optional(),
                     field("strict", &Quorum::strict).optional());
  }
  bool operator==(const Quorum&) const = default;
};

// A quorum as it is asked: a share of those with a voice, or of people, or of institutions. More than all of
// them cannot be there: strict and 1 do not go together.
struct QuorumAsked {
  Fraction fraction;
  QuorumOf of = QuorumOf::voices;
  bool strict = false;
};
MaybeRefused check(const QuorumAsked& asked);

// Of an electorate counted in whole voices.
Quorum quorum(const QuorumAsked& asked, const Electorate& electorate);

// The verdict on every activity of a round that closed without quorum.
Verdict no_quorum(const Quorum& quorum);

}  // namespace acuerdo
