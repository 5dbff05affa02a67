// The state kept beside the journal, `<file>.state`, so that opening need not replay what came before.
// Nothing rests on it: what it says is believed only when its digest stands in the journal's chain as a
// `snapshot_kept` event, else it is passed over and the journal replayed.
//
//   "acuerdo state 2\n"
//   layout    32 bytes   SHA-256 of the layout's words (binary/codec.h): other versions of the program pass
//   it over head      32 bytes   the journal's hash at the state's sequence commands  number, then 8 bytes
//   each, least significant first: hashes of all commands so far (known_commands.h) state     a Workshop by
//   binary/codec.h
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sessions/journal/journal.h"

namespace acuerdo {

struct Snapshot {
  Workshop workshop;
  Hash head{};
  std::vector<std::uint64_t> commands;
};

std::string encode(const Snapshot& snapshot);

// The snapshot in these bytes; nothing when they are of another layout, cut short, or not a snapshot.
std::optional<Snapshot> decode_snapshot(std::string_view bytes);

// Where a file's snapshot stands, and where the next one waits until its digest is in the chain.
std::filesystem::path snapshot_of(const std::filesystem::path& file);
std::filesystem::path next_snapshot_of(const std::filesystem::path& file);

}  // namespace acuerdo
