#include "sessions/journal/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstring>
#include <map>

#include "sessions/journal/migration.h"
#include "sessions/journal/schema.h"
#include "sessions/journal/sqlite_journal.h"
#include "sessions/values/number.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

// How long to wait for a reader that holds the file at the wrong moment, such as a backup tool at a
// checkpoint.
constexpr int kBusyMilliseconds = 5'000;

// What the writer keeps in memory: the pages that ballots of thousands of people fall on, each batch anew.
// Taken only where it is used.
constexpr int kCacheKib = 32 * 1024;

// The log is worked into the file when it has this many pages of 4 KiB: 32 MB. A page that many batches
// change is then written to the file once.
constexpr int kPagesBeforeCheckpoint = 8'000;

// SQLite's application_id, in the file's first page: "acrd" when all is in it, "acrs" while it is served.
// Files of before have none.
constexpr int kAtRest = 0x61637264;
constexpr int kServed = 0x61637273;

// Name: type and definition. SQLite's own statistics may come and go.
std::map<std::string, std::string> objects_in(SQLite::Database& database) {
  std::map<std::string, std::string> objects;
  SQLite::Statement row{
      database,
      "SELECT name, type || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"};
  while (row.executeStep()) objects[row.getColumn(0).getString()] = row.getColumn(1).getString();
  return objects;
}

const std::map<std::string, std::string>& our_objects() {
  static const auto ours = [] {
    SQLite::Database memory{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    make_schema(memory);
    return objects_in(memory);
  }();
  return ours;
}

std::map<std::string, std::string> our_meta() {
  return {{"schema_version", std::to_string(kSchemaVersion)}, {"genesis", to_hex(genesis())}};
}

// Something small is written and synced, and does the disk take it? SQLite leaves out what would change
// nothing.
void count_opening(SQLite::Database& database) {
  const auto openings = database.execAndGet("PRAGMA user_version").getUInt();
  database.exec(fmt::format("PRAGMA user_version = {}", (openings + 1) % 1'000'000));
}

[[noreturn]] void fail_for_now(const fs::path& file, const std::string& what) {
  throw PassingFault(fmt::format("{}: {}", file.string(), what));
}

// Nobody holds the file, and nothing of it waits in a log beside it.
bool at_rest(const fs::path& file) {
  std::error_code none;
  if (fs::exists(file.string() + "-wal") && fs::file_size(file.string() + "-wal", none) > 0) return false;
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool free = ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
  ::close(descriptor);
  return free;
}

}  // namespace

void fail(const fs::path& file, const std::string& what) {
  throw JournalFault(fmt::format("{}: {}", file.string(), what));
}

void fail(const fs::path& file, const SQLite::Exception& fault) {
  switch (fault.getErrorCode()) {
    case SQLITE_NOTADB:
      fail(file, "this is not a workshop's file, or it is damaged.");
    case SQLITE_CORRUPT:
      fail(file, "the file is damaged; restore it from a copy.");
    case SQLITE_FULL:
      fail_for_now(file,
                   "the disk is full; make room, then start again. Nothing that was acknowledged is lost.");
    case SQLITE_IOERR:
      fail_for_now(
          file,
          "the disk does not take or give what it should: it is full, or failing. Make room or see to it, "
          "then start again. Nothing that was acknowledged is lost.");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      fail_for_now(file, "cannot be opened for writing; check the folder and its permissions.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      fail_for_now(file, "another program holds it; end that, then start again.");
    case SQLITE_NOMEM:
      fail_for_now(file, "there is not enough memory; end other programs, then start again.");
    default:
      fail(file, fmt::format("SQLite says: {}.", fault.what()));
  }
}

std::unique_ptr<SQLite::Database> open_to_write(const fs::path& file) {
  auto database = std::make_unique<SQLite::Database>(
      file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds);
  const bool empty = database->execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
  // More than FULL for the first transaction alone, which turns the log on: its rollback journal, if it came
  // back after a power cut because its deletion was not on disk, would undo everything.
  database->exec("PRAGMA synchronous = EXTRA");
  if (!empty) {
    bring_up_to_date(*database, file);
    check_schema(*database, file);
  }
  database->exec("PRAGMA journal_mode = WAL");
  database->exec(fmt::format("PRAGMA cache_size = -{}", kCacheKib));
  database->exec(fmt::format("PRAGMA wal_autocheckpoint = {}", kPagesBeforeCheckpoint));
  if (empty) {
    SQLite::Transaction transaction{*database};
    make_schema(*database);
    transaction.commit();
  } else {
    count_opening(*database);
  }
  return database;
}

void mark_served(SQLite::Database& database) {
  database.exec(fmt::format("PRAGMA application_id = {}", kServed));
  database.exec("PRAGMA wal_checkpoint(PASSIVE)");
}

void mark_at_rest(SQLite::Database& database) {
  database.exec(fmt::format("PRAGMA application_id = {}", kAtRest));
}

// Whoever was killed left the log behind, and whoever serves the file holds it.
bool lacks_its_log(SQLite::Database& database, const fs::path& file) {
  return database.execAndGet("PRAGMA application_id").getInt() == kServed && at_rest(file);
}

std::unique_ptr<SQLite::Database> open_to_read(const fs::path& file) {
  if (!fs::exists(file)) fail(file, "there is no such file.");
  try {
    auto database =
        std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, kBusyMilliseconds);
    database->execAndGet("SELECT count(*) FROM sqlite_master");
    return database;
  } catch (const SQLite::Exception& fault) {
    // Without leave to write beside it, SQLite cannot read a file that another process might be changing.
    if ((fault.getErrorCode() != SQLITE_CANTOPEN && fault.getErrorCode() != SQLITE_READONLY) ||
        !at_rest(file))
      throw;
  }
  return std::make_unique<SQLite::Database>("file:" + file.string() + "?immutable=1",
                                            SQLite::OPEN_READONLY | SQLite::OPEN_URI, kBusyMilliseconds);
}

void make_schema(SQLite::Database& database) {
  database.exec(kSchema);
  SQLite::Statement insert{database, "INSERT INTO meta VALUES (?, ?)"};
  for (const auto& [key, value] : our_meta()) {
    insert.reset();
    insert.bind(1, key);
    insert.bind(2, value);
    insert.exec();
  }
}

std::optional<std::map<std::string, std::string>> meta_in(SQLite::Database& database) {
  std::map<std::string, std::string> meta;
  try {
    SQLite::Statement row{database, "SELECT key, value FROM meta"};
    while (row.executeStep()) meta[row.getColumn(0).getString()] = row.getColumn(1).getString();
  } catch (const SQLite::Exception& fault) {
    if (fault.getErrorCode() != SQLITE_ERROR) throw;
    return {};  // there is no such table, or it has no such columns
  }
  return meta;
}

void check_schema(SQLite::Database& database, const fs::path& file) {
  const auto there = objects_in(database);
  auto meta = meta_in(database);
  if (!meta || !there.contains("journal")) fail(file, "this is not a workshop's file.");
  if (const auto version = (*meta)["schema_version"]; version != std::to_string(kSchemaVersion)) {
    const bool is_earlier = number_in<int>(version).value_or(kSchemaVersion) < kSchemaVersion;
    fail(file, fmt::format("it has schema {}, and this program reads schema {}; {}.",
                           version.empty() ? "none" : version, kSchemaVersion,
                           is_earlier ? "serve it once, which brings it up to date and keeps a copy"
                                      : "open it with the version that wrote it"));
  }
  if (*meta != our_meta()) fail(file, "its table meta was altered.");
  for (const auto& [name, definition] : there) {
    const auto ours = our_objects().find(name);
    if (ours == our_objects().end()) {
      fail(file,
           fmt::format(
               "it has a {} named {} that is not ours, which could change what the file says; take it away.",
               definition.substr(0, definition.find(' ')), name));
    }
    if (ours->second != definition)
      fail(file, fmt::format("its {} is not as we make it; restore the file from a copy.", name));
  }
  for (const auto& [name, definition] : our_objects()) {
    if (!there.contains(name))
      fail(file, fmt::format("its {} is missing; restore the file from a copy.", name));
  }
}

void add_told(SQLite::Database& database, ReadJournal& read) {
  SQLite::Statement last{
      database,
      "SELECT sequence, hash FROM journal WHERE kind <> 'snapshot_kept' AND sequence <= ? ORDER BY "
      "sequence DESC LIMIT 1"};
  last.bind(1, static_cast<std::int64_t>(number(read.workshop.sequence)));
  if (last.executeStep()) {
    read.told = Sequence{static_cast<std::uint64_t>(last.getColumn(0).getInt64())};
    read.told_head = hash_in(last.getColumn(1));
  }
  SQLite::Statement row{database, "SELECT sequence, from_schema FROM migration ORDER BY rowid"};
  while (row.executeStep()) {
    read.migrations.push_back(
        {Sequence{static_cast<std::uint64_t>(row.getColumn(0).getInt64())}, row.getColumn(1).getInt()});
  }
}

Hash hash_in(const SQLite::Column& column) {
  Hash hash{};
  if (column.getBytes() == static_cast<int>(hash.size()))
    std::memcpy(hash.data(), column.getBlob(), hash.size());
  return hash;
}

void bind_hash(SQLite::Statement& statement, int place, const Hash& hash) {
  statement.bind(place, hash.data(), static_cast<int>(hash.size()));
}

std::string_view view_of(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

}  // namespace acuerdo
