#include "sessions/rules/voice.h"

#include <algorithm>
#include <numeric>

#include "sessions/rules/scale.h"

namespace acuerdo {

namespace {

// What a delegation says that takes no other position: an abstention, where the scale offers one.
Position abstention(const std::vector<PositionOffered>& scale, const PositionOffered& otherwise) {
  const auto found = std::ranges::find(scale, Tone::abstain, &PositionOffered::tone);
  return found == scale.end() ? otherwise.code : found->code;
}

}  // namespace

OneVoice middle(const std::vector<PositionOffered>& scale, const Tally& delegation) {
  const auto rated = distribution(scale, delegation);
  const auto place = (size_of(rated) + 1) / 2;  // from 1, of the lower median
  std::uint64_t so_far = 0;
  for (const auto& [value, count] : rated) {
    so_far += count;
    if (place == 0 || so_far < place) continue;
    const auto is_it = [&, value = value](const PositionOffered& one) {
      return value_of(scale, one.code) == value;
    };
    return {std::ranges::find_if(scale, is_it)->code};
  }
  return {abstention(scale, scale.back())};
}

OneVoice plurality(const std::vector<PositionOffered>& scale, const Tally& delegation) {
  std::uint64_t most = 0;
  for (const auto& position : scale) {
    if (position.tone != Tone::abstain) most = std::max(most, count_of(delegation, position.code.value));
  }
  if (most == 0) return {abstention(scale, scale.back())};
  const PositionOffered* last = nullptr;  // of those tied: the scale goes from support to objection
  bool any_for = false;
  bool any_against = false;
  for (const auto& position : scale) {
    if (position.tone == Tone::abstain || count_of(delegation, position.code.value) != most) continue;
    last = &position;
    (counts_for(scale, position) ? any_for : any_against) = true;
  }
  if (any_for && any_against) return {abstention(scale, *last), true};
  return {last->code};
}

Position most_reserved(const std::vector<PositionOffered>& scale, const Tally& delegation) {
  const auto found = std::find_if(scale.rbegin(), scale.rend(), [&](const PositionOffered& position) {
    return position.tone != Tone::abstain && count_of(delegation, position.code.value) > 0;
  });
  return found == scale.rend() ? plurality(scale, delegation).position : found->code;
}

std::uint64_t parts_for(const std::vector<std::uint64_t>& sharers) {
  std::uint64_t parts = 1;
  for (const auto count : sharers) parts = std::lcm(parts, count);
  return parts;
}

}  // namespace acuerdo
