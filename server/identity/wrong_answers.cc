#include "server/identity/wrong_answers.h"

#include <spdlog/spdlog.h>

namespace acuerdo {

void WrongAnswers::Count::add(SteadyTime now) {
  if (now - since > kRemembered) {
    since = now;
    wrong = 0;
  }
  ++wrong;
}

bool WrongAnswers::refuses(const std::string& address, SteadyTime now) {
  const std::lock_guard lock{mutex_};
  const auto here = addresses_.find(address);
  return here != addresses_.end() && now - here->second.since <= kRemembered &&
         here->second.wrong >= kMostForAddress;
}

void WrongAnswers::count(const std::string& address, SteadyTime now) {
  const std::lock_guard lock{mutex_};
  counted(address, now);
}

WrongAnswers::Count& WrongAnswers::counted(const std::string& address, SteadyTime now) {
  forget_old(now);
  auto& here = addresses_[address];
  here.add(now);
  server_.add(now);
  if (here.wrong == kFreeForAddress + 1) {
    spdlog::warn("many wrong codes or passwords come from {}; its wrong answers are held back now", address);
  }
  if (here.wrong == kMostForAddress)
    spdlog::warn("somebody guesses at {}: for a minute nothing that comes from there is looked at", address);
  return here;
}

WrongAnswers::Cost WrongAnswers::wrong(const std::string& address, SteadyTime now) {
  const std::lock_guard lock{mutex_};
  auto& here = counted(address, now);
  if (here.wrong <= kFreeForAddress && server_.wrong <= kFreeForServer) return Cost::none;
  if (here.held >= kMaxHeldForAddress || server_.held >= kMaxHeld) return Cost::refused;
  ++here.held;
  ++server_.held;
  return Cost::held;
}

void WrongAnswers::released(const std::string& address) {
  const std::lock_guard lock{mutex_};
  --server_.held;
  if (const auto found = addresses_.find(address); found != addresses_.end() && found->second.held > 0)
    --found->second.held;
}

void WrongAnswers::forget_old(SteadyTime now) {
  if (now - swept_ < kRemembered && addresses_.size() < kMaxAddresses) return;
  swept_ = now;
  std::erase_if(addresses_, [now](const auto& entry) {
    return entry.second.held == 0 && now - entry.second.since > kRemembered;
  });
  if (addresses_.size() >= kMaxAddresses)
    std::erase_if(addresses_, [](const auto& entry) { return entry.second.held == 0; });
}

}  // namespace acuerdo
