// Reading a journal: its links checked one by one, its events applied to a workshop.
#pragma once

#include <functional>
#include <optional>

#include "sessions/journal/ballot_keys.h"
#include "sessions/journal/database.h"
#include "sessions/journal/snapshot.h"

namespace acuerdo {

// Reads the links from the first or from after a sequence, checks each against the one before, and gives it
// to `take` with its own hash. Throws JournalFault naming the first that is missing or does not fit.
void read_links(SQLite::Database& database, const std::filesystem::path& file, Sequence after,
                const Hash& head, const std::function<void(const Link&, const Hash&)>& take,
                std::optional<Sequence> until = {});

// The event of a link. Throws JournalFault naming the sequence when it cannot be read.
Recorded event_of(const Link& link, const std::filesystem::path& file);

// Applies it; throws JournalFault naming the sequence when it could not have been decided.
void apply_to(Workshop& workshop, const Recorded& recorded, const std::filesystem::path& file);

// The state at the journal's end: from the snapshot where there is one that its chain vouches for, else from
// the first event. With `keys` the sealed ballots of open rounds are read; without, they are only seen to be
// there.
enum class From { snapshot, first_event };
struct StateAtEnd : Snapshot {
  Sequence trusted{};             // the snapshot's; none when every link was checked
  std::vector<Happening> sealed;  // of commands that were read with a key
};
StateAtEnd state_at_end(SQLite::Database& database, const std::filesystem::path& file, From from,
                        BallotKeys* keys = nullptr);

// The state after that event, from the first on.
StateAtEnd state_after(SQLite::Database& database, const std::filesystem::path& file, Sequence until);

}  // namespace acuerdo
