// Threads for what is slow and nobody else should wait for: password hashes, rendering minutes. What anybody
// may ask for has workers of its own, so that a flood of it keeps nobody who has a token waiting.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "server/limits/limits.h"

namespace acuerdo {

// Any thread.
class Workers {
 public:
  // Does the job soon, or answers false: too many wait.
  bool give(const std::string& address, std::function<void()> job) {
    {
      const std::lock_guard lock{mutex_};
      auto& theirs = jobs_[address];
      if (total_ >= kMaxJobs || theirs >= kJobsOfAddress) return false;
      ++theirs;
      ++total_;
    }
    boost::asio::post(pool_, [this, address, job = std::move(job)] {
      job();
      const std::lock_guard lock{mutex_};
      --total_;
      if (--jobs_[address] == 0) jobs_.erase(address);
    });
    return true;
  }

  // Finishes what is under way, drops what waits.
  void stop() {
    pool_.stop();
    pool_.join();
  }

 private:
  std::mutex mutex_;  // guards the counts
  std::map<std::string, unsigned> jobs_;
  unsigned total_ = 0;
  boost::asio::thread_pool pool_{kWorkers};
};

}  // namespace acuerdo
