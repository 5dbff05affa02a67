#include "sessions/journal/migration.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sessions/journal/database.h"
#include "sessions/journal/durable_file.h"
#include "sessions/journal/record.h"
#include "sessions/journal/sqlite_journal.h"
#include "sessions/values/number.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

// The file's schema, when it is an earlier one than ours.
std::optional<int> earlier_schema(SQLite::Database& database) {
  auto meta = meta_in(database);
  if (!meta || !database.tableExists("journal")) return {};
  const auto version = number_in<int>((*meta)["schema_version"]).value_or(0);
  return version >= 1 && version < kSchemaVersion ? std::optional{version} : std::nullopt;
}

// Whole, and on disk, before the file is touched.
void copy_to(SQLite::Database& database, const fs::path& copy) {
  fs::remove(copy);
  SQLite::Statement vacuum{database, "VACUUM INTO ?"};
  vacuum.bind(1, copy.string());
  vacuum.exec();
  if (!sync_file(copy) || !sync_folder(copy.parent_path())) {
    throw PassingFault(
        fmt::format("{} cannot be written: {}. Make room or see to the disk, then start again.",
                    copy.string(), std::strerror(errno)));
  }
}

// Those before, and this one.
std::vector<std::pair<std::int64_t, int>> migrations_with(SQLite::Database& database, int version) {
  std::vector<std::pair<std::int64_t, int>> all;
  if (database.tableExists("migration")) {
    SQLite::Statement row{database, "SELECT sequence, from_schema FROM migration ORDER BY rowid"};
    while (row.executeStep()) all.emplace_back(row.getColumn(0).getInt64(), row.getColumn(1).getInt());
  }
  all.emplace_back(database.execAndGet("SELECT coalesce(max(sequence), 0) FROM journal").getInt64(), version);
  return all;
}

// Everything but the journal's rows, which stand in `old_journal` then.
void take_down(SQLite::Database& database) {
  std::vector<std::pair<std::string, std::string>> objects;
  SQLite::Statement row{
      database,
      "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'journal' "
      "ORDER BY type DESC"};
  while (row.executeStep()) objects.emplace_back(row.getColumn(0).getString(), row.getColumn(1).getString());
  row.reset();
  // What goes with its table is gone by then.
  for (const auto& [type, name] : objects) database.exec(fmt::format("DROP {} IF EXISTS \"{}\"", type, name));
  database.exec("ALTER TABLE journal RENAME TO old_journal");
}

}  // namespace

void bring_up_to_date(SQLite::Database& database, const fs::path& file) {
  const auto version = earlier_schema(database);
  if (!version) return;
  copy_to(database, fmt::format("{}.schema-{}", file.string(), *version));
  SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
  const auto migrations = migrations_with(database, *version);
  take_down(database);
  make_schema(database);
  database.exec("INSERT INTO journal SELECT * FROM old_journal");
  database.exec("DROP TABLE old_journal");
  for (const auto& [sequence, from] : migrations) {
    SQLite::Statement row{database,
                          "INSERT INTO migration SELECT ?, ?, coalesce((SELECT hash FROM journal WHERE "
                          "sequence = ?), x'')"};
    row.bind(1, sequence);
    row.bind(2, from);
    row.bind(3, sequence);
    row.exec();
  }
  derive_record(database, database, file);
  transaction.commit();
}

}  // namespace acuerdo
