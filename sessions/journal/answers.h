// What was answered to commands, for as long as the workshop's file lives: the same command again is answered
// as before.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "sessions/core/event.h"
#include "sessions/journal/known_commands.h"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace acuerdo {

// Commands that were kept sealed, and are remembered here alone: the whole sheet of a hall. Forgotten, one
// that comes again is decided again: while its round is open it puts the same ballot in the place of itself,
// and afterwards it is refused because the round has closed.
inline constexpr std::size_t kMaxSealed = 200'000;

// Used by one thread at a time. Only commands that led to events are remembered: one that was refused, or had
// nothing to change, may safely be decided anew.
class Answers {
 public:
  // Reads the file on a connection of its own; `known` are the hashes of all commands in it, `sealed` those
  // that cannot be found there. Throws JournalFault.
  Answers(const std::filesystem::path& file, const std::vector<std::uint64_t>& known,
          const std::vector<Happening>& sealed);
  ~Answers();

  // Nothing when this participant has not given this command yet. Throws JournalFault.
  std::optional<Answered> find(ParticipantId actor, const CommandId& command);

  // Of an event that was decided, before it is on disk.
  void add(const Recorded& recorded);

  // Everything up to the sequence is on disk, and need not be remembered here.
  void kept(Sequence sequence);

 private:
  using Key = std::pair<ParticipantId, std::string>;
  void remember(const Happening& sealed);
  std::optional<Answered> look_up(ParticipantId actor, const CommandId& command);

  std::filesystem::path file_;
  KnownCommands known_;
  std::map<Key, Answered> fresh_;
  std::deque<Key> order_;  // of fresh_, by sequence
  std::map<Key, Answered> sealed_;
  std::deque<Key> sealed_order_;
  std::unique_ptr<SQLite::Database> database_;
  std::unique_ptr<SQLite::Statement> statement_;
};

}  // namespace acuerdo
