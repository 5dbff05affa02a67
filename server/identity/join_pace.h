// How many may come in from one address: a hall comes in within minutes, and a script that fills a workshop
// is stopped.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace acuerdo {

// In a minute, from one address. Five hundred who scan the code at once from behind one access point pass; at
// this pace it takes half an hour to fill a workshop, and somebody sees it. Whoever has thousands behind one
// address sets more.
inline constexpr unsigned kJoinsForAddress = 600;

// Any thread.
class JoinPace {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  explicit JoinPace(unsigned most) : most_{most} {}

  // One more comes from the address: may they?
  bool takes(const std::string& address, SteadyTime now);

 private:
  struct Minute {
    SteadyTime since{};
    unsigned joins = 0;
  };
  void forget_old(SteadyTime now);

  unsigned most_;
  std::mutex mutex_;
  std::unordered_map<std::string, Minute> addresses_;
  SteadyTime swept_{};
};

}  // namespace acuerdo
