// The readable record: what the tables say follows from the events alone, and changes in the transaction that
// keeps them.
#pragma once

#include <filesystem>
#include <string>

#include "sessions/core/event.h"
#include "sessions/journal/sqlite_journal.h"
#include "sessions/journal/statements.h"

namespace acuerdo {

class Record {
 public:
  // Of a database with our schema, empty or not.
  explicit Record(SQLite::Database& database);

  // Changes the record by one event. A kind of event that is not written here does not compile.
  void write(const Recorded& recorded);

 private:
  Statements statements_;
  std::string language_;  // the workshop's first: the tables' own words are in it
};

// Writes the record that follows from the journal of one database into another, or the same: one with our
// schema, whose record is empty. Gives the state at the journal's end. Throws JournalFault naming the first
// event that does not fit the chain or could not have happened.
ReadJournal derive_record(SQLite::Database& journal, SQLite::Database& into,
                          const std::filesystem::path& file);

}  // namespace acuerdo
