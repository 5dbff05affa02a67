// Opening a workshop's file as an SQLite database, and SQLite's faults as ours.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "sessions/journal/chain.h"
#include "sessions/journal/journal.h"
#include "sessions/journal/sqlite_journal.h"

namespace acuerdo {

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what);

// JournalFault from SQLite's fault: the file, what happened, what to do.
[[noreturn]] void fail(const std::filesystem::path& file, const SQLite::Exception& fault);

template <class Work>
auto guarded(const std::filesystem::path& file, Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& fault) {
    fail(file, fault);
  }
}

// To write: made if there is none, brought up to date where it is of an earlier schema (migration.h), with
// WAL and a sync before every commit returns. Throws PassingFault when the disk takes nothing.
std::unique_ptr<SQLite::Database> open_to_write(const std::filesystem::path& file);

// Says in the file itself that it is being served, or that everything is in it again: a copy that was made
// meanwhile without the log beside it can be told from a whole one (lacks_its_log()). What the log holds is
// worked into the file first.
void mark_served(SQLite::Database& database);
void mark_at_rest(SQLite::Database& database);

// Is it the copy of a file that was being served, without the log that belonged to it? Then what came last
// may be missing.
bool lacks_its_log(SQLite::Database& database, const std::filesystem::path& file);

// To read, also while a server writes; also where one may not write, when nobody holds the file.
std::unique_ptr<SQLite::Database> open_to_read(const std::filesystem::path& file);

// Makes our tables in an empty database, within the transaction of whoever asks.
void make_schema(SQLite::Database& database);

// What its table `meta` says; nothing where there is no such table.
std::optional<std::map<std::string, std::string>> meta_in(SQLite::Database& database);

// Throws JournalFault unless the database has our tables, indexes and views, all of them, as we make them,
// nothing else (a trigger could swallow events), and our own `meta`.
void check_schema(SQLite::Database& database, const std::filesystem::path& file);

// Which event is the last that says something of the workshop, and when the record was made anew.
void add_told(SQLite::Database& database, ReadJournal& read);

Hash hash_in(const SQLite::Column& column);
void bind_hash(SQLite::Statement& statement, int place, const Hash& hash);
std::string_view view_of(const SQLite::Column& column);

}  // namespace acuerdo
