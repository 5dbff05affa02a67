#include "sessions/journal/known_commands.h"

#include <array>
#include <bit>

#include "sessions/values/hash.h"

namespace acuerdo {

std::uint64_t hash_of(ParticipantId actor, std::string_view command) {
  std::array<char, 4> who{};
  for (std::size_t byte = 0; byte < who.size(); ++byte)
    who[byte] = static_cast<char>(number(actor) >> (8 * byte) & 0xFF);
  const auto hash = fnv1a(command, fnv1a({who.data(), who.size()}));
  return hash == 0 ? 1 : hash;
}

KnownCommands::KnownCommands(const std::vector<std::uint64_t>& hashes) {
  slots_.resize(std::bit_ceil(std::max<std::size_t>(1'024, hashes.size() * 2)));
  for (const auto hash : hashes) add(hash);
}

std::size_t KnownCommands::place_of(std::uint64_t hash) const {
  const auto mask = slots_.size() - 1;
  auto place = (hash ^ hash >> 32) & mask;
  while (slots_[place] != 0 && slots_[place] != hash) place = (place + 1) & mask;
  return place;
}

void KnownCommands::add(std::uint64_t hash) {
  auto& slot = slots_[place_of(hash)];
  if (slot == hash) return;
  slot = hash;
  if (++count_ * 2 > slots_.size()) grow();
}

bool KnownCommands::has(std::uint64_t hash) const { return slots_[place_of(hash)] == hash; }

void KnownCommands::grow() {
  auto before = std::move(slots_);
  slots_.assign(before.size() * 2, 0);
  for (const auto hash : before) {
    if (hash != 0) slots_[place_of(hash)] = hash;
  }
}

}  // namespace acuerdo
