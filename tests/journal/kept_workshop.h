// A workshop whose events are kept in a real file.
#pragma once

#include "sessions/journal/sqlite_journal.h"
#include "tests/core/model_case.h"
#include "tests/journal/folder.h"

namespace acuerdo {

// The model case up to a closed round with named ballots, kept in `file`. Returns its events.
std::vector<Recorded> keep_a_morning(const std::filesystem::path& file);

// Keeps events in a new file.
void keep(const std::filesystem::path& file, std::span<const Recorded> events);

// Keeps a snapshot as the server does: the state, then its digest in the chain. Nothing while a round is open
// whose ballots are not named.
void keep_with_snapshot(const std::filesystem::path& file);

// Runs SQL on the file, behind the journal's back.
void tamper(const std::filesystem::path& file, const std::string& sql);
std::string ask(const std::filesystem::path& file, const std::string& sql);

// The sentence of the JournalFault that opening or checking ends with; empty when there is none.
std::string fault_of_opening(const std::filesystem::path& file);
std::string fault_of_checking(const std::filesystem::path& file);

}  // namespace acuerdo
