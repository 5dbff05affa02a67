// A file of an earlier schema, brought up to date.
//
// The journal is the same in every version, and all else follows from it: its chain is checked, the record's
// tables are made anew and written from the events, in one transaction. Before that the file as it was is
// copied to `<file>.schema-N`, for whoever wants to go back; nothing here reads it again.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>

namespace acuerdo {

// Does nothing to a file of this schema or of a later one, and to what is no workshop's file. For who holds
// the file (holder.h). Throws JournalFault, and leaves the file as it was, when its journal does not check or
// its events cannot be applied; PassingFault when the disk does not take the copy.
void bring_up_to_date(SQLite::Database& database, const std::filesystem::path& file);

}  // namespace acuerdo
