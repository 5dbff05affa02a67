// Group commit: the journal on a thread of its own, so that nothing waits for the disk but the
// acknowledgement.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "sessions/journal/journal.h"

namespace acuerdo {

// Takes one batch at a time: the room gathers the next one while this one is being committed.
class GroupCommit {
 public:
  // Called on the commit thread when a batch is durable (null) or could not be kept.
  using Done = std::function<void(std::exception_ptr)>;

  // Takes over the journal; it is touched by the commit thread alone until this is destroyed.
  explicit GroupCommit(std::unique_ptr<Journal> journal);

  // Finishes the batch under way, then closes the journal.
  ~GroupCommit();

  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  // Commits the events, then calls `done`. Must not be called again before `done` was. Any thread.
  void commit(std::vector<Recorded> events, Done done);

  // The chain's head as of the last commit that was reported done. Any thread.
  Hash head() const;

 private:
  struct Batch {
    std::vector<Recorded> events;
    Done done;
  };
  void run();

  std::unique_ptr<Journal> journal_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::optional<Batch> batch_;
  Hash head_{};
  bool closing_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace acuerdo
