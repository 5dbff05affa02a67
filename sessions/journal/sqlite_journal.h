// One workshop, one SQLite file.
//
//   journal    (sequence, at, actor, kind, command, data, previous, hash)   the events, chained
//   meta       (key, value)                                                 schema_version, genesis
//   ...        the readable record (schema.h), always derivable from the journal
//
// WAL, synchronous at least FULL: a commit has been fsynced when it returns. Beside it `<file>.state` keeps
// opening fast (snapshot.h), and while a round is open whose ballots are not named, its key opens them
// (ballot_keys.h).
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "sessions/journal/journal.h"

namespace acuerdo {

inline constexpr int kSchemaVersion = 8;

// Opens the workshop's file, or makes an empty one, and holds it: a second process is refused with the number
// of the one that holds it. Checks the chain from the snapshot on, and replays it; without a snapshot that
// the chain vouches for, all of it. A file that does not check is refused with its first bad sequence, never
// repaired; so is a newer schema, and one with tables or triggers that are not ours. `keys` is the folder for
// the keys of sealed ballots, else they stand beside the file (ballot_keys.h). Throws JournalFault.
OpenedJournal open_sqlite_journal(const std::filesystem::path& file, const std::filesystem::path& keys = {});

// What a file says at this moment, also while a server holds it: read-only. `whole`: every link checked from
// the first, whatever the snapshot says. Throws JournalFault.
//
// With `until`, as it was after that event: what is made of it is the same for ever. Throws JournalFault when
// there is no such event yet.
struct Migration {
  Sequence sequence{};  // of the last event then
  int from_schema = 0;
};
struct ReadJournal {
  Workshop workshop;
  Hash head{};
  // The last event that says something of the workshop, and its hash: that a snapshot was kept says nothing.
  Sequence told{};
  Hash told_head{};
  std::vector<Migration> migrations;  // in which its record was made anew
};
enum class Trust { snapshot, whole };
ReadJournal read_sqlite_journal(const std::filesystem::path& file, Trust trust,
                                std::optional<Sequence> until = {});

// Checks every link from the first until `until`, without replaying: what an opening from a snapshot took on
// trust. Also while a server holds it; leaves off when `leave` says so. A million events take about two
// seconds and little memory. Throws JournalFault naming the first link that does not fit.
void check_chain(const std::filesystem::path& file, Sequence until, const std::function<bool()>& leave);

// Checks all that can be checked of a file: its pages and indexes, its schema, every link, that every event
// could have been decided, and that every row of the readable record says what the events say. Also while a
// server holds it. Throws JournalFault with what does not fit.
ReadJournal check_sqlite_journal(const std::filesystem::path& file);

// Keeps the state of this moment beside the file for the next opening, also while a server holds it. It
// counts once the server has put the event that is returned into the journal, and adopt_snapshot() was
// called. Nothing while a round is open whose ballots are not named: they would stand in it. Throws
// JournalFault.
std::optional<RememberSnapshot> keep_snapshot(const std::filesystem::path& file);
void adopt_snapshot(const std::filesystem::path& file);

}  // namespace acuerdo
