#include "sessions/journal/known_commands.h"

#include <bit>

namespace acuerdo {

std::uint64_t hash_of(ParticipantId actor, std::string_view command) {
  constexpr std::uint64_t kOffset = 14695981039346656037U;
  constexpr std::uint64_t kPrime = 1099511628211U;
  std::uint64_t hash = kOffset;
  const auto add = [&](std::uint64_t byte) { hash = (hash ^ byte) * kPrime; };
  for (int shift = 0; shift < 32; shift += 8) add(number(actor) >> shift & 0xFF);
  for (const char c : command) add(static_cast<unsigned char>(c));
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
