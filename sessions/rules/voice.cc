#include "sessions/rules/voice.h"

#include <algorithm>
#include <numeric>

namespace acuerdo {

Position plurality(const std::vector<PositionOffered>& scale, const Tally& delegation) {
  const auto abstention = std::ranges::find(scale, Tone::abstain, &PositionOffered::tone);
  std::uint64_t most = 0;
  unsigned tied = 0;
  const PositionOffered* last = nullptr;  // of those tied: the scale goes from support to objection
  for (const auto& position : scale) {
    const auto count = count_of(delegation, position.code.value);
    if (position.tone == Tone::abstain || count == 0 || count < most) continue;
    tied = count == most ? tied + 1 : 1;
    most = count;
    last = &position;
  }
  if (tied != 1 && abstention != scale.end()) return abstention->code;
  return last ? last->code : scale.back().code;
}

Position most_reserved(const std::vector<PositionOffered>& scale, const Tally& delegation) {
  const auto found = std::find_if(scale.rbegin(), scale.rend(), [&](const PositionOffered& position) {
    return position.tone != Tone::abstain && count_of(delegation, position.code.value) > 0;
  });
  return found == scale.rend() ? plurality(scale, delegation) : found->code;
}

std::uint64_t parts_for(const std::vector<std::uint64_t>& sharers) {
  std::uint64_t parts = 1;
  for (const auto count : sharers) parts = std::lcm(parts, count);
  return parts;
}

}  // namespace acuerdo
