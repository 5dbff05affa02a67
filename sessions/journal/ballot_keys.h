// The keys of rounds whose ballots are not named. The journal keeps such a ballot sealed: without actor, time
// or command, at one size, under a random key of its round. The key stands in a file of its own beside the
// workshop's, `<file>.<sub-objective>.<round>.key`, or in a folder for keys that no backup takes along, for
// as long as the round is open, so that a restart loses nothing. When the round has closed or was annulled
// its key is overwritten and deleted, and what was sealed says nothing to anybody any more: the order and the
// moment of what cannot be read tie nothing to anyone.
//
//   sealed ballot = base64( nonce, 24 bytes | crypto_secretbox( ballot by binary/codec.h, padded to kSealed )
//   )
//
// crypto_secretbox is libsodium's XSalsa20 with Poly1305.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "sessions/core/event.h"

namespace acuerdo {

class BallotKeys {
 public:
  // Of the workshop's file; keys are read as they are needed. They are made in `folder`, where one is named;
  // those of rounds that opened before it was are found beside the file.
  explicit BallotKeys(std::filesystem::path file, const std::filesystem::path& folder = {});
  ~BallotKeys();
  BallotKeys(const BallotKeys&) = delete;
  BallotKeys& operator=(const BallotKeys&) = delete;

  // Makes the key of a round that opens; durable when it returns. Throws JournalFault.
  void make(const SubObjectiveId& sub_objective, RoundNumber round);

  // Overwrites and deletes the key of a round, if there is one. Throws PassingFault when the disk does not
  // let it.
  void destroy(const SubObjectiveId& sub_objective, RoundNumber round);

  // A BallotSealed with its ballot as the journal keeps it; nothing for any other event, which stands as it
  // is. Throws JournalFault without the round's key.
  std::optional<Recorded> sealed(const Recorded& recorded);

  // The other way round: as it was decided. Nothing for any other event, without the key, or under another.
  std::optional<Recorded> opened(const Recorded& recorded);

 private:
  using Key = std::array<unsigned char, 32>;
  using Place = std::pair<SubObjectiveId, RoundNumber>;
  static std::filesystem::path path_of(const std::filesystem::path& stem, const Place& place);
  const Key* find(const Place& place);

  std::filesystem::path file_;
  std::filesystem::path stem_;                // of the keys that are made
  std::map<Place, std::optional<Key>> keys_;  // none: there is no such file
};

}  // namespace acuerdo
