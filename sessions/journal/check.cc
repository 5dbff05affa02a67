#include <fmt/format.h>

#include "sessions/journal/database.h"
#include "sessions/journal/record.h"
#include "sessions/journal/sqlite_journal.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

// The tables of the readable record: all but the journal itself.
std::vector<std::string> record_tables(SQLite::Database& database) {
  std::vector<std::string> names;
  SQLite::Statement row{database,
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                        "AND name NOT IN ('meta', 'journal', 'migration')"};
  while (row.executeStep()) names.push_back(row.getColumn(0).getString());
  return names;
}

// All columns, in an order that does not depend on how the rows came.
std::string rows_of(SQLite::Database& database, const std::string& table) {
  std::string columns;
  SQLite::Statement info{database, fmt::format("SELECT name FROM pragma_table_info('{}')", table)};
  while (info.executeStep())
    columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", info.getColumn(0).getString());
  return fmt::format("SELECT {0} FROM \"{1}\" ORDER BY {0}", columns, table);
}

bool same(const SQLite::Statement& a, const SQLite::Statement& b) {
  for (int column = 0; column < a.getColumnCount(); ++column) {
    const auto left = const_cast<SQLite::Statement&>(a).getColumn(column);
    const auto right = const_cast<SQLite::Statement&>(b).getColumn(column);
    if (left.getType() != right.getType() || left.getString() != right.getString()) return false;
  }
  return true;
}

std::string in_words(SQLite::Statement& row) {
  std::string words;
  for (int column = 0; column < row.getColumnCount(); ++column) {
    words += fmt::format("{}{} {}", column > 0 ? ", " : "", row.getColumnName(column),
                         row.getColumn(column).getString());
  }
  return words.substr(0, 200);
}

// What SQLite finds wrong with the file itself: an index that says other than its table hides rows from
// whoever asks by it.
void check_pages(SQLite::Database& database, const fs::path& file) {
  SQLite::Statement row{database, "PRAGMA integrity_check(1)"};
  if (row.executeStep() && row.getColumn(0).getString() != "ok")
    fail(file,
         fmt::format("the file is damaged ({}); restore it from a copy.", row.getColumn(0).getString()));
}

void compare(SQLite::Database& kept, SQLite::Database& derived, const fs::path& file) {
  for (const auto& table : record_tables(derived)) {
    const auto query = rows_of(derived, table);
    SQLite::Statement said{kept, query};
    SQLite::Statement follows{derived, query};
    for (;;) {
      const bool one = said.executeStep();
      const bool other = follows.executeStep();
      if (!one && !other) break;
      if (one && other && same(said, follows)) continue;
      fail(file, fmt::format("table {} does not say what the events say{}: the record was altered.", table,
                             one ? fmt::format(" ({})", in_words(said)) : std::string{": a row is missing"}));
    }
  }
}

}  // namespace

ReadJournal check_sqlite_journal(const fs::path& file) {
  return guarded(file, [&]() -> ReadJournal {
    const auto database = open_to_read(file);
    SQLite::Transaction one_moment{*database};
    if (lacks_its_log(*database, file)) {
      fail(file, fmt::format(
                     "this is a copy of a file that was being served, without {}-wal, which belonged to it: "
                     "what came last may be missing. Copy both, or stop the server first; to copy a file "
                     "that is served, use SQLite's .backup.",
                     file.filename().string()));
    }
    check_pages(*database, file);
    check_schema(*database, file);
    // The record as it follows from the events; a temporary database spills to disk when it is large.
    SQLite::Database derived{"", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    derived.exec("PRAGMA journal_mode = OFF");
    derived.exec("BEGIN");
    make_schema(derived);
    auto read = derive_record(*database, derived, file);
    derived.exec("COMMIT");
    compare(*database, derived, file);
    add_told(*database, read);
    return read;
  });
}

}  // namespace acuerdo
