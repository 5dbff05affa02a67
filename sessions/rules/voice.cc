#include "sessions/rules/voice.h"

#include <algorithm>
#include <map>

namespace acuerdo {

Position plurality(const std::vector<Position>& ballots) {
  std::map<Position, std::size_t> counts;
  for (const auto& position : ballots) {
    if (position.value != kAbstain) ++counts[position];
  }
  const auto by_count = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto most = std::ranges::max_element(counts, by_count);
  if (most == counts.end()) return {std::string{kAbstain}};
  const auto ties =
      std::ranges::count_if(counts, [&](const auto& entry) { return entry.second == most->second; });
  return ties > 1 ? Position{std::string{kAbstain}} : most->first;
}

}  // namespace acuerdo
