// How fast one connection may send, and how much before it is answered: a token bucket. Everything that costs
// us something is charged: commands and signals, pings, and what cannot be read.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace acuerdo {

// Nobody clicks faster than a few times a second; what was typed offline comes back at 15 a second
// (web/src/connection/pace.ts).
inline constexpr double kCommandsASecond = 20;
inline constexpr double kCommandBurst = 50;

// What is read costs by its length too: as much as one more message for each 8 KiB.
inline constexpr double kBytesOfOne = 8 * 1024;

// Commands of one connection that are not answered yet: a burst of them.
inline constexpr unsigned kMaxInHand = 50;

// Refused this often it is not haste but abuse, and the connection ends; forgiven a few a second.
inline constexpr double kMaxHasty = 200;
inline constexpr double kForgivenASecond = 5;

class Pace {
 public:
  enum class Answer { go, too_fast, abuse };

  Answer take(std::chrono::steady_clock::time_point now, std::size_t bytes = 0) {
    const auto cost = 1 + static_cast<double>(bytes) / kBytesOfOne;
    const std::chrono::duration<double> passed = now - at_;
    at_ = now;
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
  std::chrono::steady_clock::time_point at_ = std::chrono::steady_clock::now();
};

}  // namespace acuerdo
