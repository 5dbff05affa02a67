// One workshop, one SQLite file.
//
//   journal    (sequence, at, actor, kind, command, data, previous, hash)   the events, chained
//   snapshot   (sequence, state, digest)                                    the latest state, so that opening
//   stays fast meta       (key, value)                                                 schema_version,
//   genesis
//   ...        the readable record (schema.sql), always derivable from the journal
//
// WAL, synchronous=FULL: a commit has been fsynced when it returns.
#pragma once

#include <filesystem>

#include "sessions/journal/journal.h"

namespace acuerdo {

inline constexpr int kSchemaVersion = 1;

// Opens the workshop's file, or makes an empty one, and holds it: a second process is refused with the number
// of the one that holds it. Checks the whole chain and replays what came after the snapshot. A file that does
// not check is refused with its first bad sequence, never repaired; a newer schema is refused. Throws
// JournalFault.
OpenedJournal open_sqlite_journal(const std::filesystem::path& file);

// What a file says at this moment, also while a server holds it: read-only, the chain checked. Throws
// JournalFault.
struct ReadJournal {
  Workshop workshop;
  Hash head{};
};
ReadJournal read_sqlite_journal(const std::filesystem::path& file);

}  // namespace acuerdo
