// Which commands have been answered: a set of 64-bit hashes of (participant, command id), for as long as the
// file lives. A hash that is not here was never answered; one that is must be looked up.
#pragma once

#include <cstdint>
#include <vector>

#include "sessions/values/ids.h"

namespace acuerdo {

// FNV-1a (values/hash.h), never 0. Somebody who makes hashes collide only makes us look.
std::uint64_t hash_of(ParticipantId actor, std::string_view command);

// A million take 16 MiB.
class KnownCommands {
 public:
  explicit KnownCommands(const std::vector<std::uint64_t>& hashes = {});

  void add(std::uint64_t hash);
  bool has(std::uint64_t hash) const;

 private:
  void grow();
  std::size_t place_of(std::uint64_t hash) const;

  std::vector<std::uint64_t> slots_;  // open addressing, linear probing; 0 is free; at most half full
  std::size_t count_ = 0;
};

}  // namespace acuerdo
