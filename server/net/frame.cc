#include "server/net/frame.h"

#include <array>
#include <cassert>

namespace acuerdo {
namespace {

enum Opcode : std::uint8_t { text = 0x81, close = 0x88, ping = 0x89 };  // each final
constexpr std::size_t kMaxControlPayload = 125;

void append_big_endian(std::string& bytes, std::uint64_t value, int size) {
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
    bytes.push_back(static_cast<char>(value >> shift & 0xFF));
}

Frame framed(Opcode opcode, std::string_view payload) {
  std::string bytes;
  bytes.reserve(payload.size() + 10);
  bytes.push_back(static_cast<char>(opcode));
  if (payload.size() < 126) {
    bytes.push_back(static_cast<char>(payload.size()));
  } else if (payload.size() <= 0xFFFF) {
    bytes.push_back(126);
    append_big_endian(bytes, payload.size(), 2);
  } else {
    bytes.push_back(127);
    append_big_endian(bytes, payload.size(), 8);
  }
  bytes.append(payload);
  return std::make_shared<const std::string>(std::move(bytes));
}

}  // namespace

Frame text_frame(std::string_view payload) { return framed(text, payload); }

Frame close_frame(std::uint16_t code, std::string_view reason) {
  assert(reason.size() <= kMaxControlPayload - 2);
  std::string payload;
  append_big_endian(payload, code, 2);
  payload.append(reason);
  return framed(close, payload);
}

Frame ping_frame() {
  static const auto one = framed(ping, {});
  return one;
}

}  // namespace acuerdo
