#include "sessions/journal/holder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "sessions/journal/journal.h"

namespace acuerdo {
namespace {

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown host";
}

std::string said_in(int descriptor) {
  std::array<char, 400> text{};
  const auto size = pread(descriptor, text.data(), text.size() - 1, 0);
  return size > 0 ? std::string{text.data(), static_cast<std::size_t>(size)} : "another process";
}

}  // namespace

Holder::Holder(const std::filesystem::path& file) {
  const auto path = file.string() + ".lock-holder";
  descriptor_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) throw JournalFault(fmt::format("Cannot write {}: {}.", path, std::strerror(errno)));
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const auto holder = said_in(descriptor_);
    close(descriptor_);
    throw JournalFault(fmt::format("{} is held by {}. Stop it first, or give another --data folder.",
                                   file.string(), holder));
  }
  const auto me = fmt::format("process {} on {}", getpid(), host_name());
  if (ftruncate(descriptor_, 0) != 0 || pwrite(descriptor_, me.data(), me.size(), 0) < 0) {
    close(descriptor_);
    throw JournalFault(fmt::format("Cannot write {}: {}.", path, std::strerror(errno)));
  }
}

// The file stays: removing it would let a third process lock a new one while a second still waits on this
// one.
Holder::~Holder() { close(descriptor_); }

}  // namespace acuerdo
