#include "server/identity/facilitator_password.h"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "server/identity/token.h"
#include "sessions/journal/durable_file.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFile = "facilitator.password";
constexpr const char* kChanged = "facilitator.changed";

std::runtime_error fault(const fs::path& file, const char* what) {
  return std::runtime_error(fmt::format("{} cannot be {}: {}.", file.string(), what, std::strerror(errno)));
}

// To the owner of the folder, whom the server runs as: root also sets passwords.
void hand_over(const fs::path& file, const fs::path& folder) {
  if (geteuid() != 0) return;
  struct stat owner {};
  if (stat(folder.c_str(), &owner) != 0 || chown(file.c_str(), owner.st_uid, owner.st_gid) != 0)
    throw fault(file, "handed over to the owner of its folder");
}

void keep(const fs::path& file, std::string_view text) {
  const auto making = file.string() + ".new";
  write_durably(making, text);
  hand_over(making, file.parent_path());
  fs::rename(making, file);
  if (!sync_folder(file.parent_path())) throw fault(file.parent_path(), "written");
}

std::string first_line_of(const fs::path& file) {
  std::ifstream in{file};
  std::string line;
  if (!std::getline(in, line)) throw fault(file, "read");
  return line;
}

}  // namespace

void keep_password(const fs::path& folder, std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error("There is not enough memory to hash a password (64 MiB are needed).");
  }
  keep(folder / kFile, std::string{hash.data()} + "\n");
}

void change_password(const fs::path& folder, std::string_view password) {
  keep_password(folder, password);
  keep(folder / kChanged, "");
}

bool FacilitatorPassword::was_changed() const {
  std::error_code unreadable;
  return fs::exists(folder_ / kChanged, unreadable);
}

void FacilitatorPassword::ended() const {
  std::error_code gone;
  fs::remove(folder_ / kChanged, gone);
}

FacilitatorPassword::FacilitatorPassword(fs::path folder) : folder_{std::move(folder)} {
  if (!is_set()) key_ = new_secret().text;
}

fs::path FacilitatorPassword::file() const { return folder_ / kFile; }

bool FacilitatorPassword::is_set() const { return fs::exists(file()); }

std::optional<std::string> FacilitatorPassword::one_time_key() const {
  if (is_set() || key_.empty()) return {};
  return key_;
}

bool FacilitatorPassword::unlocks(std::string_view key) const {
  return !key_.empty() && !is_set() && key.size() == key_.size() &&
         sodium_memcmp(key.data(), key_.data(), key.size()) == 0;
}

bool FacilitatorPassword::set(std::string_view key, std::string_view password) {
  const std::lock_guard lock{mutex_};
  if (!unlocks(key)) return false;
  keep_password(folder_, password);
  return true;
}

bool FacilitatorPassword::matches(std::string_view password) const {
  const auto hash = first_line_of(file());
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace acuerdo
