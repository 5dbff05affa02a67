// How an institution speaks with one voice: by the plurality of its delegates (Voice::institution), with its
// weight (Voice::weighted), or by the most reserved of them; by its head of delegation alone, whose ballot
// needs no counting; or its delegates share the voice (Voice::shared), each who casts a ballot on an activity
// an equal part of it.
#pragma once

#include <vector>

#include "sessions/rules/rule.h"

namespace acuerdo {

// What a delegation says with one voice.
struct OneVoice {
  Position position;
  bool divided = false;  // as many of it are for as against: it abstains, or, where the scale offers no
                         // abstention, takes the most reserved of the tied positions
  bool operator==(const OneVoice&) const = default;
};

// One institution, one voice: the plurality of its delegates' positions, abstentions set aside. Of tied
// positions that all count for adoption, the most reserved is its voice, and so of those that do not; a tie
// between the two is an abstention, and so is a delegation that only abstains: a divided delegation never
// counts as support. `delegation` counts its ballots on the scale, at least one.
OneVoice plurality(const std::vector<PositionOffered>& scale, const Tally& delegation);

// The same where positions are ratings, of which a plurality would be chance (7, 8 and 9 are one each): the
// lower median of them; an abstention when nobody rated.
OneVoice middle(const std::vector<PositionOffered>& scale, const Tally& delegation);

// The position furthest from support on the scale, abstentions set aside; an abstention when all abstain.
Position most_reserved(const std::vector<PositionOffered>& scale, const Tally& delegation);

// Delegates who may share a voice: whatever the sizes of delegations up to it, all parts are whole numbers of
// their least common denominator, which is below 2^53.
inline constexpr std::size_t kMaxSharers = 40;

// The least common denominator of voices that so many share each; 1 for none. Each at most kMaxSharers.
std::uint64_t parts_for(const std::vector<std::uint64_t>& sharers);

}  // namespace acuerdo
