#include "sessions/journal/snapshot.h"

#include <cstring>

#include "sessions/binary/codec.h"
#include "sessions/journal/chain.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "acuerdo state 2\n";

const Hash& layout() {
  static const Hash digest = Chain{}.digest(binary::layout_of<Workshop>());
  return digest;
}

std::string_view view_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

// Takes as many bytes off the front; nothing when there are not so many.
std::optional<std::string_view> take(std::string_view& bytes, std::size_t size) {
  if (bytes.size() < size) return {};
  const auto front = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return front;
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t at = 8; at-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at]);
  return value;
}

}  // namespace

std::string encode(const Snapshot& snapshot) {
  std::string bytes{kMagic};
  bytes.append(view_of(layout())).append(view_of(snapshot.head));
  binary::Writer counts;
  counts.number(snapshot.commands.size());
  bytes.append(counts.bytes());
  for (const auto command : snapshot.commands) {
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(command >> shift & 0xFF));
  }
  binary::Writer state;
  binary::write(state, snapshot.workshop);
  return bytes.append(state.bytes());
}

std::optional<Snapshot> decode_snapshot(std::string_view bytes) try {
  if (take(bytes, kMagic.size()) != kMagic || take(bytes, layout().size()) != view_of(layout())) return {};
  Snapshot snapshot;
  const auto head = take(bytes, snapshot.head.size());
  if (!head) return {};
  std::memcpy(snapshot.head.data(), head->data(), head->size());
  binary::Reader counts{bytes};
  const auto count = counts.number();
  binary::Writer length;
  length.number(count);
  bytes.remove_prefix(length.bytes().size());
  if (count > bytes.size() / 8) return {};
  snapshot.commands.reserve(count);
  for (std::uint64_t n = 0; n < count; ++n) snapshot.commands.push_back(little_endian(*take(bytes, 8)));
  binary::Reader state{bytes};
  binary::read(state, snapshot.workshop);
  if (!state.done()) return {};
  return snapshot;
} catch (const binary::Malformed&) {
  return {};
}

fs::path snapshot_of(const fs::path& file) { return file.string() + ".state"; }
fs::path next_snapshot_of(const fs::path& file) { return file.string() + ".state.next"; }

}  // namespace acuerdo
