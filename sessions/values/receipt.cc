#include "sessions/values/receipt.h"

#include <string_view>

#include "sessions/values/hash.h"

namespace acuerdo {
namespace {

// Crockford's: without I, L, O and U.
constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kLength = 10;

// Every bit of the result depends on every bit of the value (the finaliser of SplitMix64: Steele, Lea, Flood
// 2014).
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  return value ^ (value >> 31);
}

}  // namespace

Receipt receipt_of(ParticipantId voter, const CommandId& command) {
  auto left = mixed(fnv1a(command.value, kFnvOffset ^ mixed(number(voter))));
  Receipt receipt;
  for (int place = 0; place < kLength; ++place, left >>= 5) {
    if (place == kLength / 2) receipt.value.push_back('-');
    receipt.value.push_back(kDigits[left & 31]);
  }
  return receipt;
}

}  // namespace acuerdo
