#include "server/identity/token.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "sessions/values/number.h"

namespace acuerdo {
namespace {

// Without 0/O/Q, 1/I/L, 2/Z, 5/S, 8/B and U.
constexpr std::string_view kAlphabet = "ACDEFGHJKMNPRTVWXY34679";
constexpr std::size_t kMaxTyped = 40;
constexpr int kUrlSafe = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

Secret new_secret() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), kUrlSafe), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kUrlSafe);
  text.resize(text.find('\0'));
  return {text, credential_of(text)};
}

std::string credential_of(std::string_view secret) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

std::string screen_pass_of(std::string_view credential) {
  return credential_of("screen." + std::string{credential});
}

bool same_secret(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

bool knows(const Participant& participant, std::string_view credential, Time now) {
  const std::chrono::days good = participant.role == Role::facilitator ? kFacilitatorsTokenGood : kTokenGood;
  bool known = false;
  for (const auto& kept : participant.credentials) {
    if (same_secret(kept.hash, credential) && now - kept.given < good) known = true;
  }
  return known;
}

const Participant* known(const Workshop& workshop, ParticipantId participant, std::string_view credential,
                         Time now) {
  const auto* found = bearer(workshop, participant);
  return found && knows(*found, credential, now) ? found : nullptr;
}

bool opened_by_facilitator(const Workshop& workshop, std::string_view pass, Time now) {
  if (pass.empty()) return false;  // it came by the join code, and nothing needs to be hashed
  return std::ranges::any_of(workshop.participants, [&](const Participant& one) {
    return one.role == Role::facilitator &&
           std::ranges::any_of(one.credentials, [&](const Credential& credential) {
             return now - credential.given < kFacilitatorsTokenGood &&
                    same_secret(screen_pass_of(credential.hash), pass);
           });
  });
}

std::string to_string(const Token& token) {
  return token.workshop.value + "." + std::to_string(number(token.participant)) + "." + token.secret;
}

// A workshop's id may have dots of its own, so the parts are taken from the end.
std::optional<Token> parse_token(std::string_view text) {
  const auto second = text.rfind('.');
  if (second == text.npos || second == 0) return {};
  const auto first = text.rfind('.', second - 1);
  if (first == text.npos) return {};
  const auto participant = number_in<std::uint32_t>(text.substr(first + 1, second - first - 1));
  if (!participant) return {};
  return Token{{std::string{text.substr(0, first)}},
               ParticipantId{*participant},
               std::string{text.substr(second + 1)}};
}

std::string new_join_code(std::size_t length) {
  std::string code;
  for (std::size_t i = 0; i < length; ++i) code.push_back(kAlphabet[randombytes_uniform(kAlphabet.size())]);
  return code;
}

std::string forgiving(std::string_view typed) {
  std::string code;
  for (char c : typed.substr(0, kMaxTyped)) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'U') c = 'V';
    if (kAlphabet.find(c) != kAlphabet.npos) code.push_back(c);
  }
  return code;
}

}  // namespace acuerdo
