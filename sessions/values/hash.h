// FNV-1a, 64 bits (Fowler, Noll, Vo): quick, the same everywhere, and no secret.
#pragma once

#include <cstdint>
#include <string_view>

namespace acuerdo {

inline constexpr std::uint64_t kFnvOffset = 0xcbf29ce484222325;

// Of the bytes, going on from what was hashed before.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t before = kFnvOffset) {
  for (const char byte : bytes) before = (before ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return before;
}

}  // namespace acuerdo
