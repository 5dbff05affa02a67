// How fast one connection may send, and how much before it is answered: a token bucket.
#pragma once

#include <algorithm>
#include <chrono>

namespace acuerdo {

// Nobody clicks faster than a few times a second; what was typed offline comes back at 15 a second
// (web/src/connection/pace.ts).
inline constexpr double kCommandsASecond = 20;
inline constexpr double kCommandBurst = 50;

// Commands of one connection that are not answered yet: a burst of them.
inline constexpr unsigned kMaxInHand = 50;

// Refused this often it is not haste but abuse, and the connection ends; forgiven a few a second.
inline constexpr double kMaxHasty = 200;
inline constexpr double kForgivenASecond = 5;

class Pace {
 public:
  enum class Answer { go, too_fast, abuse };

  Answer take(std::chrono::steady_clock::time_point now) {
    const std::chrono::duration<double> passed = now - at_;
    at_ = now;
    tokens_ = std::min(kCommandBurst, tokens_ + passed.count() * kCommandsASecond);
    hasty_ = std::max(0.0, hasty_ - passed.count() * kForgivenASecond);
    if (tokens_ >= 1) {
      tokens_ -= 1;
      return Answer::go;
    }
    return ++hasty_ > kMaxHasty ? Answer::abuse : Answer::too_fast;
  }

 private:
  double tokens_ = kCommandBurst;
  double hasty_ = 0;
  std::chrono::steady_clock::time_point at_ = std::chrono::steady_clock::now();
};

}  // namespace acuerdo
