// What is charged to an address: who joins, is wrong, or is connected from there.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "server/limits/limits.h"

namespace acuerdo {

class Metrics;

// What an address is charged as: of IPv6 the /64, which is what one line has.
std::string charged_as(const boost::asio::ip::address& address);

// Any thread.
class Visitors {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;
  enum class Wrong { told, held, refused };

  // So many of an address may join in a minute, and be connected at a time.
  Visitors(unsigned joins, unsigned connections, Metrics& metrics);

  // One more joins from there: may they?
  bool joins(const std::string& address, SteadyTime now);

  // Has the address been wrong so often that nothing of it is looked at? Asked before any look.
  bool is_guessing(const std::string& address, SteadyTime now);

  // Somebody there was wrong, and was answered already.
  void was_wrong(const std::string& address, SteadyTime now);

  // Somebody there is wrong, about the name if one was given: many addresses that guess at one name are
  // slowed down like one, and nobody who is right is. When the answer is to be held, released() is called
  // after kWrongAnswerHeld.
  Wrong answer_wrong(const std::string& address, SteadyTime now, const std::string& name = {});
  void released(const std::string& address);

  // One connection of an address, for as long as this lives. Empty: it is charged to nobody.
  class Connection {
   public:
    Connection() = default;
    Connection(Visitors& visitors, std::string address)
        : visitors_{&visitors}, address_{std::move(address)} {}
    Connection(Connection&& other) noexcept { *this = std::move(other); }
    Connection& operator=(Connection&& other) noexcept {
      std::swap(visitors_, other.visitors_);
      std::swap(address_, other.address_);
      return *this;
    }
    ~Connection() {
      if (visitors_) visitors_->left(address_);
    }

   private:
    Visitors* visitors_ = nullptr;
    std::string address_;
  };

  // One more connects from there; nothing when there are as many as may be.
  std::optional<Connection> connects(const std::string& address, SteadyTime now);

 private:
  struct Account {
    SteadyTime minute{};  // that is being counted, from its first
    unsigned joins = 0;
    unsigned wrong = 0;
    unsigned held = 0;
    unsigned connections = 0;
  };
  Account& of(const std::string& address, SteadyTime now);
  Account& count_wrong(const std::string& address, SteadyTime now);
  void left(const std::string& address);
  void forget_old(SteadyTime now);

  unsigned joins_;
  unsigned connections_;
  Metrics& metrics_;
  std::mutex mutex_;  // guards what follows
  Account all_;       // what is wrong and held of the whole server
  std::unordered_map<std::string, Account> accounts_;
  SteadyTime swept_{};
};

}  // namespace acuerdo
