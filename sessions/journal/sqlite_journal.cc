#include "sessions/journal/sqlite_journal.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>
#include <functional>

#include "sessions/journal/chain.h"
#include "sessions/journal/holder.h"
#include "sessions/journal/record.h"
#include "sessions/journal/schema.h"
#include "sessions/json/message.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

// How long to wait for a reader that holds the file at the wrong moment, such as a backup tool at a
// checkpoint.
constexpr int kBusyMilliseconds = 5'000;

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw JournalFault(fmt::format("{}: {}", file.string(), what));
}

// Turns SQLite's faults into ours, with the file and what to do.
template <class Work>
auto guarded(const fs::path& file, Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& fault) {
    switch (fault.getErrorCode()) {
      case SQLITE_FULL:
        fail(file, "the disk is full; make room, then start again. Nothing that was acknowledged is lost.");
      case SQLITE_NOTADB:
        fail(file, "this is not a workshop's file, or it is damaged.");
      case SQLITE_CORRUPT:
        fail(file, "the file is damaged; restore it from a copy.");
      case SQLITE_IOERR:
        fail(file,
             "the disk does not take or give what it should: it is full, or failing. Make room or see to it, "
             "then start again. "
             "Nothing that was acknowledged is lost.");
      case SQLITE_READONLY:
      case SQLITE_CANTOPEN:
        fail(file, "cannot be opened for writing; check the folder and its permissions.");
      default:
        fail(file, fmt::format("SQLite says: {}.", fault.what()));
    }
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

void check_schema(SQLite::Database& database, const fs::path& file) {
  if (!database.tableExists("meta") || !database.tableExists("journal"))
    fail(file, "this is not a workshop's file.");
  const int version =
      database.execAndGet("SELECT coalesce((SELECT value FROM meta WHERE key = 'schema_version'), 0)")
          .getInt();
  if (version != kSchemaVersion) {
    fail(file,
         fmt::format(
             "it has schema {}, and this program reads schema {}; open it with the version that wrote it.",
             version, kSchemaVersion));
  }
}

struct Snapshot {
  std::uint64_t sequence = 0;
  Hash hash{};
  std::string state;
};

// A snapshot that does not match its digest is passed over, not mended: everything in it follows from the
// journal.
std::optional<Snapshot> snapshot_in(SQLite::Database& database) {
  SQLite::Statement row{database, "SELECT sequence, hash, state, digest FROM snapshot"};
  if (!row.executeStep()) return {};
  Snapshot snapshot{static_cast<std::uint64_t>(row.getColumn(0).getInt64()), hash_in(row.getColumn(1)),
                    row.getColumn(2).getString()};
  if (Chain{}.digest(snapshot.state) != hash_in(row.getColumn(3))) return {};
  return snapshot;
}

Recorded recorded_in(const Link& link) {
  Happening happening{Sequence{link.sequence}, Time{std::chrono::milliseconds{link.at}},
                      ParticipantId{static_cast<std::uint32_t>(link.actor)}, std::nullopt};
  if (!link.command.empty()) happening.command = CommandId{std::string{link.command}};
  return {happening, parse_event(link.kind, link.data)};
}

void apply_link(Workshop& workshop, const Link& link, const fs::path& file) {
  try {
    apply(workshop, recorded_in(link));
  } catch (const std::exception& fault) {
    fail(file, fmt::format("event {} ({}) cannot be read: {}.", link.sequence, link.kind, fault.what()));
  }
}

// Checks every link of the chain from the first event; replays what came after the snapshot.
ReadJournal replay(SQLite::Database& database, const fs::path& file) {
  ReadJournal read;
  read.head = genesis();
  auto snapshot = snapshot_in(database);
  Chain chain;
  std::uint64_t expected = 1;
  SQLite::Statement row{
      database,
      "SELECT sequence, at, actor, kind, command, data, previous, hash FROM journal ORDER BY sequence"};
  while (row.executeStep()) {
    const auto kind = row.getColumn(3);
    const auto command = row.getColumn(4);
    const auto data = row.getColumn(5);
    const Link link{static_cast<std::uint64_t>(row.getColumn(0).getInt64()),
                    row.getColumn(1).getInt64(),
                    static_cast<std::uint64_t>(row.getColumn(2).getInt64()),
                    view_of(kind),
                    view_of(command),
                    view_of(data)};
    if (link.sequence != expected)
      fail(file, fmt::format("event {} is missing; the journal does not check from there on.", expected));
    const auto hash = chain.next(read.head, link);
    if (hash_in(row.getColumn(6)) != read.head || hash_in(row.getColumn(7)) != hash) {
      fail(file,
           fmt::format("event {} does not fit the hash chain: it, or one before it, was altered.", expected));
    }
    read.head = hash;
    if (!snapshot || link.sequence > snapshot->sequence) apply_link(read.workshop, link, file);
    if (snapshot && link.sequence == snapshot->sequence) {
      if (snapshot->hash != hash)
        fail(file, "its snapshot belongs to another journal; restore the file from a copy.");
      read.workshop = parse_state(snapshot->state);
    }
    ++expected;
  }
  if (snapshot && snapshot->sequence >= expected) {
    fail(file, fmt::format("event {} is missing; the journal does not check from there on.", expected));
  }
  return read;
}

class SqliteJournal final : public Journal {
 public:
  SqliteJournal(fs::path file, std::unique_ptr<Holder> holder, std::unique_ptr<SQLite::Database> database,
                const Hash& head)
      : file_{std::move(file)},
        holder_{std::move(holder)},
        database_{std::move(database)},
        record_{*database_},
        insert_{*database_, "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
        head_{head} {}

  void append(std::span<const Recorded> events) override {
    guarded(file_, [&] {
      SQLite::Transaction transaction{*database_, SQLite::TransactionBehavior::IMMEDIATE};
      auto head = head_;
      for (const auto& recorded : events) {
        head = insert(recorded, head);
        record_.write(recorded);
      }
      transaction.commit();
      head_ = head;
    });
  }

  void keep_snapshot(const Workshop& workshop) override {
    guarded(file_, [&] {
      const auto state = state_text(workshop);
      SQLite::Statement insert{*database_, "INSERT OR REPLACE INTO snapshot VALUES (1, ?, ?, ?, ?)"};
      insert.bind(1, static_cast<std::int64_t>(number(workshop.sequence)));
      bind_hash(insert, 2, head_);
      insert.bind(3, state);
      bind_hash(insert, 4, chain_.digest(state));
      insert.exec();
    });
  }

  Hash head() const override { return head_; }

 private:
  Hash insert(const Recorded& recorded, const Hash& previous) {
    const auto& happening = recorded.happening;
    const auto data = event_fields(recorded.event);
    const Link link{number(happening.sequence),
                    happening.at.time_since_epoch().count(),
                    number(happening.actor),
                    kind_of(recorded.event),
                    happening.command ? std::string_view{happening.command->value} : std::string_view{},
                    data};
    const auto hash = chain_.next(previous, link);
    insert_.reset();
    insert_.bind(1, static_cast<std::int64_t>(link.sequence));
    insert_.bind(2, link.at);
    insert_.bind(3, static_cast<std::int64_t>(link.actor));
    insert_.bind(4, std::string{link.kind});
    if (happening.command) {
      insert_.bind(5, happening.command->value);
    } else {
      insert_.bind(5);
    }
    insert_.bind(6, data);
    bind_hash(insert_, 7, previous);
    bind_hash(insert_, 8, hash);
    insert_.exec();
    return hash;
  }

  fs::path file_;
  std::unique_ptr<Holder> holder_;
  std::unique_ptr<SQLite::Database> database_;
  Record record_;
  SQLite::Statement insert_;
  Chain chain_;
  Hash head_;
};

void make_schema(SQLite::Database& database) {
  SQLite::Transaction transaction{database};
  database.exec(kSchema);
  SQLite::Statement insert{database, "INSERT INTO meta VALUES ('schema_version', ?), ('genesis', ?)"};
  insert.bind(1, std::to_string(kSchemaVersion));
  insert.bind(2, to_hex(genesis()));
  insert.exec();
  transaction.commit();
}

}  // namespace

OpenedJournal open_sqlite_journal(const fs::path& file) {
  auto holder = std::make_unique<Holder>(file);
  return guarded(file, [&]() -> OpenedJournal {
    auto database = std::make_unique<SQLite::Database>(
        file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds);
    const bool empty = database->execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
    if (!empty) check_schema(*database, file);
    database->exec("PRAGMA journal_mode = WAL");
    database->exec("PRAGMA synchronous = FULL");
    if (empty) make_schema(*database);
    auto read = replay(*database, file);
    auto journal = std::make_unique<SqliteJournal>(file, std::move(holder), std::move(database), read.head);
    return {std::move(journal), std::move(read.workshop)};
  });
}

ReadJournal read_sqlite_journal(const fs::path& file) {
  if (!fs::exists(file)) fail(file, "there is no such file.");
  return guarded(file, [&] {
    SQLite::Database database{file.string(), SQLite::OPEN_READONLY, kBusyMilliseconds};
    SQLite::Transaction one_moment{database};
    check_schema(database, file);
    return replay(database, file);
  });
}

}  // namespace acuerdo
