// What is charged to a person, over all their connections: the commands they give, and what these make travel
// to everybody.
#pragma once

#include <algorithm>
#include <unordered_map>

#include "server/limits/pace.h"
#include "sessions/values/ids.h"

namespace acuerdo {

// On the room's strand.
class People {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;
  enum class Answer { go, too_fast, too_much };

  // They give one more command. Held to nothing of what travels where `leads`.
  Answer takes(ParticipantId person, SteadyTime now, bool leads) {
    forget(now);
    auto& account = accounts_.try_emplace(number(person), now).first->second;
    account.rest(now);
    if (!leads && account.travel < 0) return Answer::too_much;
    return account.pace.take(now) == Pace::Answer::go ? Answer::go : Answer::too_fast;
  }

  // Their commands made so many bytes travel to each reader. It may take them below what they have left: then
  // they wait until it is made good.
  void travelled(ParticipantId person, double bytes, SteadyTime now) {
    auto& account = accounts_.try_emplace(number(person), now).first->second;
    account.rest(now);
    account.travel -= bytes;
  }

 private:
  struct Account {
    explicit Account(SteadyTime now) : pace{now}, at{now} {}
    void rest(SteadyTime now) {
      const std::chrono::duration<double> passed = std::max(now - at, SteadyTime::duration{0});
      travel = std::min(kTravelBurst, travel + passed.count() * kTravelBytesASecond);
      at = std::max(at, now);
    }
    Pace pace;
    double travel = kTravelBurst;  // bytes they may still make travel
    SteadyTime at;
  };
  // Whoever was quiet for a minute has everything to spend again, as who is new.
  void forget(SteadyTime now) {
    constexpr std::chrono::minutes kQuietFor{1};
    if (now - swept_ < kQuietFor) return;
    swept_ = now;
    std::erase_if(accounts_, [&](const auto& entry) { return now - entry.second.at > kQuietFor; });
  }

  std::unordered_map<std::uint32_t, Account> accounts_;
  SteadyTime swept_{};
};

}  // namespace acuerdo
