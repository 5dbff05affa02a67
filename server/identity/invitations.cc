#include "server/identity/invitations.h"

#include <algorithm>

#include "server/identity/token.h"

namespace acuerdo {

std::string Invitations::invite(const WorkshopId& workshop, Clock::time_point now) {
  auto secret = new_secret();
  const std::scoped_lock lock{mutex_};
  if (open_.size() == kMaxInvitations) open_.pop_front();
  open_.push_back({std::move(secret.credential), workshop, now + kInvitationGood});
  return secret.text;
}

std::optional<Invitations::Invitation> Invitations::accept(std::string_view key, Clock::time_point now) {
  const auto credential = credential_of(key);
  const std::scoped_lock lock{mutex_};
  const auto found = std::ranges::find_if(
      open_, [&](const Invitation& one) { return same_secret(one.credential, credential); });
  if (found == open_.end()) return {};
  auto accepted = std::move(*found);
  open_.erase(found);
  if (now > accepted.good_until) return {};
  return accepted;
}

void Invitations::give_back(Invitation invitation) {
  const std::scoped_lock lock{mutex_};
  if (open_.size() < kMaxInvitations) open_.push_front(std::move(invitation));
}

}  // namespace acuerdo
