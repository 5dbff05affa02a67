#include "server/net/lane.h"

#include <pthread.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <string>

namespace acuerdo {

void log_fault(const std::exception_ptr& fault) {
  if (!fault) return;
  try {
    std::rethrow_exception(fault);
  } catch (const std::exception& why) {
    spdlog::error("a connection ended by a fault of ours: {}", why.what());
  }
}

Lane::Lane(std::size_t place) : place_{place} {}

Lane::~Lane() { stop(); }

void Lane::start() {
  thread_ = std::thread{[this] { context_.run(); }};
  pthread_setname_np(thread_.native_handle(), ("lane-" + std::to_string(place_)).c_str());
}

void Lane::stop() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
}

Lanes make_lanes(unsigned count) {
  if (count == 0) count = std::max(1U, std::thread::hardware_concurrency());
  Lanes lanes;
  for (std::size_t place = 0; place < count; ++place) lanes.push_back(std::make_unique<Lane>(place));
  return lanes;
}

}  // namespace acuerdo
