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
  std::uint64_t required = 0;  // ceil(fraction x eligible)
  bool met = true;             // present >= required
  QuorumOf of = QuorumOf::voices;

  static constexpr auto fields() {
    return fields_of(field("fraction", &Quorum::fraction), field("present", &Quorum::present),
                     field("eligible", &Quorum::eligible), field("required", &Quorum::required),
                     field("met", &Quorum::met), field("of", &Quorum::of).optional());
  }
  bool operator==(const Quorum&) const = default;
};

// Of an electorate counted in whole voices.
Quorum quorum(Fraction fraction, const Electorate& electorate, QuorumOf of = QuorumOf::voices);

// The verdict on every activity of a round that closed without quorum.
Verdict no_quorum(const Quorum& quorum);

}  // namespace acuerdo
