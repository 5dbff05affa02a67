// How fast a person, or one connection, may send: a token bucket. Everything that costs us something is
// charged: commands and signals, pings, and what cannot be read.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "server/limits/limits.h"

namespace acuerdo {

class Pace {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;
  enum class Answer { go, too_fast, abuse };

  explicit Pace(SteadyTime now = std::chrono::steady_clock::now()) : at_{now} {}

  Answer take(SteadyTime now, std::size_t bytes = 0) {
    const auto cost = 1 + static_cast<double>(bytes) / kBytesOfOne;
    const std::chrono::duration<double> passed = std::max(now - at_, SteadyTime::duration{0});
    at_ = std::max(at_, now);
    tokens_ = std::min(kCommandBurst, tokens_ + passed.count() * kCommandsASecond);
    hasty_ = std::max(0.0, hasty_ - passed.count() * kForgivenASecond);
    if (tokens_ >= cost) {
      tokens_ -= cost;
      return Answer::go;
    }
    hasty_ += cost;
    return hasty_ > kMaxHasty ? Answer::abuse : Answer::too_fast;
  }

 private:
  double tokens_ = kCommandBurst;
  double hasty_ = 0;
  SteadyTime at_;
};

}  // namespace acuerdo
