#include "sessions/journal/reading.h"

#include <fmt/format.h>

#include <fstream>
#include <limits>
#include <sstream>

#include "sessions/journal/known_commands.h"
#include "sessions/json/event_text.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary | std::ios::ate};
  if (!in) return {};
  std::string bytes(static_cast<std::size_t>(in.tellg()), '\0');
  in.seekg(0);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return in ? bytes : std::string{};
}

// What the journal says it kept last, if it did.
std::optional<SnapshotKept> last_kept(SQLite::Database& database) {
  SQLite::Statement row{
      database, "SELECT data FROM journal WHERE kind = 'snapshot_kept' ORDER BY sequence DESC LIMIT 1"};
  if (!row.executeStep()) return {};
  try {
    return std::get<SnapshotKept>(parse_event(SnapshotKept::kKind, row.getColumn(0).getString()));
  } catch (const std::exception&) {
    return {};
  }
}

std::optional<Hash> stored_hash(SQLite::Database& database, Sequence sequence) {
  SQLite::Statement row{database, "SELECT hash FROM journal WHERE sequence = ?"};
  row.bind(1, static_cast<std::int64_t>(number(sequence)));
  if (!row.executeStep()) return {};
  return hash_in(row.getColumn(0));
}

// The snapshot whose digest the journal names last, when it is of that sequence and of this journal. That the
// journal's word holds is checked when the chain from there on is.
std::optional<Snapshot> vouched_for(SQLite::Database& database, const fs::path& file) {
  const auto kept = last_kept(database);
  if (!kept) return {};
  for (const auto& place : {snapshot_of(file), next_snapshot_of(file)}) {
    const auto bytes = bytes_of(place);
    if (bytes.empty() || to_hex(Chain{}.digest(bytes)) != kept->digest) continue;
    auto snapshot = decode_snapshot(bytes);
    if (snapshot && snapshot->workshop.sequence == kept->of &&
        stored_hash(database, kept->of) == snapshot->head)
      return snapshot;
  }
  return {};
}

}  // namespace

void read_links(SQLite::Database& database, const fs::path& file, Sequence after, const Hash& head,
                const std::function<void(const Link&, const Hash&)>& take, std::optional<Sequence> until) {
  Chain chain;
  auto previous = head;
  auto expected = number(after) + 1;
  SQLite::Statement row{database,
                        "SELECT sequence, at, actor, kind, command, data, previous, hash FROM journal WHERE "
                        "sequence > ? AND sequence <= ? ORDER BY sequence"};
  row.bind(1, static_cast<std::int64_t>(number(after)));
  row.bind(2, until ? static_cast<std::int64_t>(number(*until)) : std::numeric_limits<std::int64_t>::max());
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
    const auto hash = chain.next(previous, link);
    if (hash_in(row.getColumn(6)) != previous || hash_in(row.getColumn(7)) != hash) {
      fail(file,
           fmt::format("event {} does not fit the hash chain: it, or one before it, was altered.", expected));
    }
    take(link, hash);
    previous = hash;
    ++expected;
  }
}

Recorded event_of(const Link& link, const fs::path& file) {
  Happening happening{Sequence{link.sequence}, Time{std::chrono::milliseconds{link.at}},
                      ParticipantId{static_cast<std::uint32_t>(link.actor)}, std::nullopt};
  if (!link.command.empty()) happening.command = CommandId{std::string{link.command}};
  try {
    return {happening, parse_event(link.kind, link.data)};
  } catch (const std::exception& fault) {
    fail(file, fmt::format("event {} ({}) cannot be read: {}.", link.sequence, link.kind, fault.what()));
  }
}

void apply_to(Workshop& workshop, const Recorded& recorded, const fs::path& file) {
  try {
    apply(workshop, recorded);
  } catch (const std::logic_error& fault) {
    fail(file, fmt::format("event {} ({}) could not have been decided: {}.",
                           number(recorded.happening.sequence), kind_of(recorded.event), fault.what()));
  }
}

StateAtEnd state_at_end(SQLite::Database& database, const fs::path& file, From from, BallotKeys* keys) {
  StateAtEnd state;
  state.head = genesis();
  if (from == From::snapshot) {
    if (auto snapshot = vouched_for(database, file)) static_cast<Snapshot&>(state) = std::move(*snapshot);
  }
  state.trusted = state.workshop.sequence;
  read_links(database, file, state.workshop.sequence, state.head, [&](const Link& link, const Hash& hash) {
    auto recorded = event_of(link, file);
    if (auto opened = keys ? keys->opened(recorded) : std::nullopt) {
      recorded = std::move(*opened);
      if (recorded.happening.command) state.sealed.push_back(recorded.happening);
    }
    apply_to(state.workshop, recorded, file);
    if (!link.command.empty()) {
      state.commands.push_back(hash_of(ParticipantId{static_cast<std::uint32_t>(link.actor)}, link.command));
    }
    state.head = hash;
  });
  return state;
}

StateAtEnd state_after(SQLite::Database& database, const fs::path& file, Sequence until) {
  StateAtEnd state;
  state.head = genesis();
  read_links(
      database, file, Sequence{}, state.head,
      [&](const Link& link, const Hash& hash) {
        apply_to(state.workshop, event_of(link, file), file);
        state.head = hash;
      },
      until);
  if (state.workshop.sequence == until && until != Sequence{}) return state;
  fail(file, fmt::format("there is no event {}; the last one is {}.", number(until),
                         database.execAndGet("SELECT coalesce(max(sequence), 0) FROM journal").getInt64()));
}

}  // namespace acuerdo
