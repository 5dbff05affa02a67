// The facilitators' password of one data folder, and the one-time key that sets it.
//
//   <data>/facilitator.password     one line: Argon2id, as libsodium writes it
//   ("$argon2id$v=19$m=65536,t=2,p=1$..."); mode 0600
//   <data>/facilitator.changed      the password was set anew, and whoever logged in with another is in still
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace acuerdo {

// Keeps the password for a folder: writes the file anew, durably, or throws std::runtime_error with a
// sentence. The file is the folder's owner's, also when root writes it. Slow: about 0.1 s and 64 MiB
// (Argon2id, libsodium's limits for interactive use).
void keep_password(const std::filesystem::path& folder, std::string_view password);

// The same where there was a password before: whoever logged in with that logs in again. A server that uses
// the folder sees to it, now or when it starts.
void change_password(const std::filesystem::path& folder, std::string_view password);

// Any thread.
class FacilitatorPassword {
 public:
  // While no password is set there is a one-time key, new with every start.
  explicit FacilitatorPassword(std::filesystem::path folder);

  bool is_set() const;

  // To be shown to whoever started the server; nothing once a password is set.
  std::optional<std::string> one_time_key() const;

  // Was the key the one-time key, and is it still good?
  bool unlocks(std::string_view key) const;

  // Sets the password if the key still unlocks; then the key is used up. Slow, as keep_password().
  bool set(std::string_view key, std::string_view password);

  // Reads the file each time, so that `acuerdo password` takes effect at once. Throws std::runtime_error with
  // a sentence when it cannot be read. Slow.
  bool matches(std::string_view password) const;

  // Was the password changed, and are there log-ins by the one before? Until ended().
  bool was_changed() const;
  void ended() const;

 private:
  std::filesystem::path file() const;

  std::filesystem::path folder_;
  std::string key_;
  mutable std::mutex mutex_;  // guards the file against two who set it at once
};

}  // namespace acuerdo
