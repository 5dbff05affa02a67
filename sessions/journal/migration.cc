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
#include "sessions/journal/reading.h"
#include "sessions/journal/record.h"
#include "sessions/journal/sqlite_journal.h"
#include "sessions/values/number.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

bool has_meta(SQLite::Database& database) {
  SQLite::Statement columns{database,
                            "SELECT count(*) FROM pragma_table_info('meta') WHERE name IN ('key', 'value')"};
  return columns.executeStep() && columns.getColumn(0).getInt() == 2 && database.tableExists("journal");
}

// The file's schema, when it is an earlier one than ours.
std::optional<int> earlier_schema(SQLite::Database& database) {
  if (!has_meta(database)) return {};
  SQLite::Statement row{database, "SELECT value FROM meta WHERE key = 'schema_version'"};
  if (!row.executeStep()) return {};
  const auto version = number_in<int>(row.getColumn(0).getString()).value_or(0);
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
  take_down(database);
  make_schema(database);
  database.exec("INSERT INTO journal SELECT * FROM old_journal");
  database.exec("DROP TABLE old_journal");
  Workshop workshop;
  Record record{database};
  read_links(database, file, Sequence{}, genesis(), [&](const Link& link, const Hash&) {
    const auto recorded = event_of(link, file);
    apply_to(workshop, recorded, file);
    record.write(recorded);
  });
  transaction.commit();
}

}  // namespace acuerdo
