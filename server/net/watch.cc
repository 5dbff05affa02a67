#include "server/net/watch.h"

namespace acuerdo {

void Watch::add(Watched& watched) {
  watched_.push_back(watched);
  arm();
}

// The timer rests when there is nobody to look at.
void Watch::arm() {
  if (armed_) return;
  armed_ = true;
  timer_.expires_after(std::chrono::seconds{1});
  timer_.async_wait([this](const boost::system::error_code& error) {
    armed_ = false;
    if (!error) look();
  });
}

void Watch::look() {
  const auto now = std::chrono::steady_clock::now();
  // A look may end the one looked at, never another.
  for (auto next = watched_.begin(); next != watched_.end();) (next++)->look(now);
  if (!watched_.empty()) arm();
}

void Watch::stop_all() {
  for (auto next = watched_.begin(); next != watched_.end();) (next++)->stop();
}

void Watch::cut_all() {
  for (auto next = watched_.begin(); next != watched_.end();) (next++)->cut();
}

}  // namespace acuerdo
