#include "sessions/journal/chain.h"

#include <openssl/evp.h>

#include <stdexcept>

namespace acuerdo {

struct Chain::Context {
  EVP_MD_CTX* evp = EVP_MD_CTX_new();
  ~Context() { EVP_MD_CTX_free(evp); }

  void begin() { require(EVP_DigestInit_ex(evp, EVP_sha256(), nullptr)); }
  void add(const void* bytes, std::size_t size) { require(EVP_DigestUpdate(evp, bytes, size)); }
  void add(std::uint64_t value) {
    std::array<std::uint8_t, 8> bytes{};
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, value >>= 8)
      *byte = static_cast<std::uint8_t>(value & 0xFF);
    add(bytes.data(), bytes.size());
  }
  void add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    add(text.data(), text.size());
  }
  Hash end() {
    Hash hash{};
    require(EVP_DigestFinal_ex(evp, hash.data(), nullptr));
    return hash;
  }
  static void require(int success) {
    if (success != 1) throw std::runtime_error("OpenSSL cannot compute SHA-256");
  }
};

Chain::Chain() : context_{std::make_unique<Context>()} {}
Chain::~Chain() = default;

Hash Chain::next(const Hash& previous, const Link& link) {
  context_->begin();
  context_->add(previous.data(), previous.size());
  context_->add(link.sequence);
  context_->add(link.actor);
  context_->add(static_cast<std::uint64_t>(link.at));
  context_->add(link.kind);
  context_->add(link.command);
  context_->add(link.data);
  return context_->end();
}

Hash Chain::digest(std::string_view bytes) {
  context_->begin();
  context_->add(bytes.data(), bytes.size());
  return context_->end();
}

Hash genesis() { return Chain{}.digest("acuerdo journal 1"); }

std::string to_hex(const Hash& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const auto byte : hash) {
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 0xF]);
  }
  return hex;
}

}  // namespace acuerdo
