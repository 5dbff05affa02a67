#include "sessions/journal/group_commit.h"

#include <pthread.h>

#include <cassert>

namespace acuerdo {

GroupCommit::GroupCommit(std::unique_ptr<Journal> journal)
    : journal_{std::move(journal)}, head_{journal_->head()}, thread_{[this] { run(); }} {
  pthread_setname_np(thread_.native_handle(), "journal");
}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock{mutex_};
    closing_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void GroupCommit::commit(std::vector<Recorded> events, Done done) {
  {
    const std::lock_guard lock{mutex_};
    assert(!batch_);
    batch_ = Batch{std::move(events), std::move(done)};
  }
  arrived_.notify_one();
}

Hash GroupCommit::head() const {
  const std::lock_guard lock{mutex_};
  return head_;
}

void GroupCommit::run() {
  for (;;) {
    Batch batch;
    {
      std::unique_lock lock{mutex_};
      arrived_.wait(lock, [this] { return batch_ || closing_; });
      if (!batch_) return;
      batch = std::move(*batch_);
      batch_.reset();
    }
    std::exception_ptr fault;
    try {
      journal_->append(batch.events);
      const std::lock_guard lock{mutex_};
      head_ = journal_->head();
    } catch (...) {
      fault = std::current_exception();
    }
    batch.done(fault);
  }
}

}  // namespace acuerdo
