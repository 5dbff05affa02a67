// What keeps a workshop's events. The one promise everything else rests on: when append() has returned, the
// events are on disk.
//
// An implementation is named after what it rests on (sqlite_journal.h).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

#include "sessions/core/event.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// A link of the SHA-256 hash chain.
using Hash = std::array<std::uint8_t, 32>;
std::string to_hex(const Hash& hash);

// The journal could not keep or give back events: the disk is full, the file is damaged, another process
// holds it. The sentence says what to do. After a fault of append() the journal must be closed and opened
// anew.
class JournalFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Used by one thread at a time.
class Journal {
 public:
  virtual ~Journal() = default;

  // Keeps the events, in order, all or none; returns when they are durable. Their sequences follow the last
  // one kept. Throws JournalFault.
  virtual void append(std::span<const Recorded> events) = 0;

  // Keeps the state as of its sequence, which must be the last one kept, so that opening need not replay what
  // came before. Throws JournalFault.
  virtual void keep_snapshot(const Workshop& workshop) = 0;

  // The chain's last link; the genesis hash before the first event.
  virtual Hash head() const = 0;
};

// A journal and the workshop its events add up to.
struct OpenedJournal {
  std::unique_ptr<Journal> journal;
  Workshop workshop;
};

}  // namespace acuerdo
