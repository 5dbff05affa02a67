// One-time links that make somebody a facilitator of a workshop, made by one who is.
#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "sessions/values/ids.h"

namespace acuerdo {

// Long enough to hand over a link, too short for one that lies around.
inline constexpr std::chrono::minutes kInvitationGood{60};

// At once; the oldest goes first. A workshop has a handful of facilitators.
inline constexpr std::size_t kMaxInvitations = 20;

// In memory alone: a restart ends them. Any thread.
class Invitations {
 public:
  using Clock = std::chrono::steady_clock;

  struct Invitation {
    std::string credential;
    WorkshopId workshop;
    Clock::time_point good_until;
  };

  // The key of a new link; of it only the SHA-256 is remembered.
  std::string invite(const WorkshopId& workshop, Clock::time_point now);

  // Uses the key up: what it invited to, or nothing when it is not good (any more).
  std::optional<Invitation> accept(std::string_view key, Clock::time_point now);

  // Whoever accepted could not come in: the key is good again.
  void give_back(Invitation invitation);

 private:
  std::mutex mutex_;
  std::deque<Invitation> open_;  // the oldest first
};

}  // namespace acuerdo
