// The time of day, and whether somebody set it.
#pragma once

#include <time.h>

#include <chrono>
#include <optional>
#include <utility>

#include "sessions/values/ids.h"

namespace acuerdo {

// Events are told by their sequence and dated by the clock, wrong as it may be: what expires is counted by a
// clock that nobody sets. A jump of more than this is worth a note.
inline constexpr std::chrono::seconds kJump{5};

// Time since the machine started, asleep or not: a lid that was closed for half an hour takes half an hour.
// The library's steady clock stands still meanwhile.
struct BootClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<BootClock>;
  static constexpr bool is_steady = true;

  static time_point now() noexcept {
    timespec at{};
    clock_gettime(CLOCK_BOOTTIME, &at);
    return time_point{std::chrono::seconds{at.tv_sec} + std::chrono::nanoseconds{at.tv_nsec}};
  }
};

// The time of day to the millisecond, for what is no event.
inline Time clock_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// Used by one thread at a time.
class WallClock {
 public:
  using System = std::chrono::system_clock::time_point;
  using Boot = BootClock::time_point;

  // The time of day to the millisecond.
  Time read(System system = std::chrono::system_clock::now(), Boot boot = BootClock::now()) {
    if (last_) {
      const auto set = std::chrono::duration_cast<std::chrono::milliseconds>((system - last_->first) -
                                                                             (boot - last_->second));
      if (std::chrono::abs(set) > kJump) jumped_ = set;
    }
    last_ = {system, boot};
    return std::chrono::time_point_cast<std::chrono::milliseconds>(system);
  }

  // By how much it was set forward (or back) since this was last asked, if it was.
  std::optional<std::chrono::milliseconds> jumped() { return std::exchange(jumped_, std::nullopt); }

 private:
  std::optional<std::pair<System, Boot>> last_;
  std::optional<std::chrono::milliseconds> jumped_;
};

}  // namespace acuerdo
