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
#include <vector>

#include "sessions/core/event.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// A link of the SHA-256 hash chain.
using Hash = std::array<std::uint8_t, 32>;
std::string to_hex(const Hash& hash);

// The journal could not keep or give back events: the disk is full, the file is damaged, another process
// holds it. The sentence says what to do.
class JournalFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A fault that may be over a moment later: the disk is full or does not answer, the file is busy. Any other
// says that the file is damaged, altered, or not ours.
class PassingFault : public JournalFault {
 public:
  using JournalFault::JournalFault;
};

// Used by one thread at a time.
class Journal {
 public:
  virtual ~Journal() = default;

  // Keeps the events, in order, all or none; returns when they are durable and can be found. Throws
  // JournalFault when they cannot be kept, or do not follow the last one kept; after that every call throws,
  // until the journal is opened anew: what a failed write left is known to nobody.
  virtual void append(std::span<const Recorded> events) = 0;

  // The chain's last link; the genesis hash before the first event.
  virtual Hash head() const = 0;
};

// A journal, and what its events add up to.
struct OpenedJournal {
  std::unique_ptr<Journal> journal;
  Workshop workshop;
  std::vector<std::uint64_t> commands;  // hashes of all commands in it (known_commands.h)
  std::vector<Happening> sealed;        // of commands it keeps sealed, in rounds that are open
  Sequence trusted{};                   // up to here taken from a snapshot, its links not checked
};

}  // namespace acuerdo
