#include "server/limits/visitors.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "server/metrics/metrics.h"

namespace acuerdo {
namespace {

constexpr std::chrono::minutes kCounted{1};

constexpr std::size_t kBytesOfLine = 8;  // of an IPv6 address: its /64

}  // namespace

std::string charged_as(const boost::asio::ip::address& address) {
  if (!address.is_v6()) return address.to_string();
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + kBytesOfLine, bytes.end(), std::uint8_t{0});
  return boost::asio::ip::address_v6{bytes}.to_string() + "/64";
}

Visitors::Visitors(unsigned joins, unsigned connections, Metrics& metrics)
    : joins_{joins}, connections_{connections}, metrics_{metrics} {}

// What was counted in a minute is forgotten with it; who is connected, or waits for an answer, is not.
Visitors::Account& Visitors::of(const std::string& address, SteadyTime now) {
  forget_old(now);
  auto& account = accounts_[address];
  if (now - account.minute > kCounted) {
    account.minute = now;
    account.joins = account.wrong = 0;
  }
  return account;
}

bool Visitors::joins(const std::string& address, SteadyTime now) {
  const std::lock_guard lock{mutex_};
  auto& account = of(address, now);
  if (account.joins < joins_) {
    ++account.joins;
    return true;
  }
  if (account.joins++ == joins_) {
    spdlog::warn("{} have joined from {} within a minute; more are told to wait (--joins)", joins_, address);
  }
  metrics_.turned_away(Limit::joins);
  return false;
}

bool Visitors::is_guessing(const std::string& address, SteadyTime now) {
  const std::lock_guard lock{mutex_};
  const auto found = accounts_.find(address);
  const bool guesses = found != accounts_.end() && now - found->second.minute <= kCounted &&
                       found->second.wrong >= kWrongOfAddress;
  if (guesses) metrics_.turned_away(Limit::wrong_answers);
  return guesses;
}

void Visitors::was_wrong(const std::string& address, SteadyTime now) {
  const std::lock_guard lock{mutex_};
  count_wrong(address, now);
}

Visitors::Account& Visitors::count_wrong(const std::string& address, SteadyTime now) {
  auto& account = of(address, now);
  if (now - all_.minute > kCounted) {
    all_.minute = now;
    all_.wrong = 0;
  }
  ++account.wrong;
  ++all_.wrong;
  if (account.wrong == kFreeOfAddress + 1) {
    spdlog::warn("many wrong codes or passwords come from {}; its wrong answers are held back now", address);
  }
  if (account.wrong == kWrongOfAddress)
    spdlog::warn("somebody guesses at {}: for a minute nothing that comes from there is looked at", address);
  return account;
}

Visitors::Wrong Visitors::answer_wrong(const std::string& address, SteadyTime now, const std::string& name) {
  const std::lock_guard lock{mutex_};
  const bool free_of_name = name.empty() || ++of("name " + name, now).wrong <= kFreeOfAddress;
  auto& account = count_wrong(address, now);
  if (account.wrong <= kFreeOfAddress && all_.wrong <= kFreeOfServer && free_of_name) return Wrong::told;
  if (account.held >= kHeldOfAddress || all_.held >= kHeldOfServer) {
    metrics_.turned_away(Limit::wrong_answers);
    return Wrong::refused;
  }
  ++account.held;
  ++all_.held;
  return Wrong::held;
}

void Visitors::released(const std::string& address) {
  const std::lock_guard lock{mutex_};
  --all_.held;
  --accounts_[address].held;
}

std::optional<Visitors::Connection> Visitors::connects(const std::string& address, SteadyTime now) {
  const std::lock_guard lock{mutex_};
  auto& account = of(address, now);
  if (account.connections >= connections_) {
    metrics_.turned_away(Limit::connections);
    return {};
  }
  if (++account.connections == connections_) {
    spdlog::warn("{} connections are open from {}; more are turned away (--connections)", connections_,
                 address);
  }
  return Connection{*this, address};
}

void Visitors::left(const std::string& address) {
  const std::lock_guard lock{mutex_};
  --accounts_[address].connections;
}

// Accounts that somebody holds something of stay.
void Visitors::forget_old(SteadyTime now) {
  if (now - swept_ < kCounted && accounts_.size() < kMaxAddresses) return;
  swept_ = now;
  const auto in_use = [](const Account& account) { return account.held > 0 || account.connections > 0; };
  std::erase_if(accounts_, [&](const auto& entry) {
    return !in_use(entry.second) && now - entry.second.minute > kCounted;
  });
  if (accounts_.size() < kMaxAddresses) return;
  std::erase_if(accounts_, [&](const auto& entry) { return !in_use(entry.second); });
}

}  // namespace acuerdo
