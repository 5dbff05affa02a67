// The time of day, and whether somebody set it.
#pragma once

#include <chrono>
#include <optional>
#include <utility>

#include "sessions/values/ids.h"

namespace acuerdo {

// Events are told by their sequence and dated by the clock, wrong as it may be: what expires is counted by a
// clock that nobody sets. A jump of more than this is worth a note.
inline constexpr std::chrono::seconds kJump{5};

// Used by one thread at a time.
class WallClock {
 public:
  using System = std::chrono::system_clock::time_point;
  using Steady = std::chrono::steady_clock::time_point;

  // The time of day to the millisecond.
  Time read(System system = std::chrono::system_clock::now(),
            Steady steady = std::chrono::steady_clock::now()) {
    if (last_) {
      const auto set = std::chrono::duration_cast<std::chrono::milliseconds>((system - last_->first) -
                                                                             (steady - last_->second));
      if (std::chrono::abs(set) > kJump) jumped_ = set;
    }
    last_ = {system, steady};
    return std::chrono::time_point_cast<std::chrono::milliseconds>(system);
  }

  // By how much it was set forward (or back) since this was last asked, if it was.
  std::optional<std::chrono::milliseconds> jumped() { return std::exchange(jumped_, std::nullopt); }

 private:
  std::optional<std::pair<System, Steady>> last_;
  std::optional<std::chrono::milliseconds> jumped_;
};

}  // namespace acuerdo
