#include "server/identity/join_pace.h"

#include <spdlog/spdlog.h>

namespace acuerdo {
namespace {

constexpr std::chrono::minutes kCounted{1};

}  // namespace

bool JoinPace::takes(const std::string& address, SteadyTime now) {
  const std::lock_guard lock{mutex_};
  forget_old(now);
  auto& here = addresses_[address];
  if (now - here.since > kCounted) here = {now, 0};
  if (here.joins < most_) {
    ++here.joins;
    return true;
  }
  if (here.joins++ == most_) {
    spdlog::warn("{} have joined from {} within a minute; more are told to wait (--joins)", most_, address);
  }
  return false;
}

// An address takes a place here only by somebody who knew a workshop's code.
void JoinPace::forget_old(SteadyTime now) {
  if (now - swept_ < kCounted) return;
  swept_ = now;
  std::erase_if(addresses_, [now](const auto& entry) { return now - entry.second.since > kCounted; });
}

}  // namespace acuerdo
