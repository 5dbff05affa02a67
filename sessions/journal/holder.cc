#include "sessions/journal/holder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "sessions/journal/journal.h"

namespace acuerdo {
namespace {

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown host";
}

std::filesystem::path name_file(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto itself = std::filesystem::canonical(file, ignored);
  return (ignored ? file : itself).string() + ".lock-holder";
}

std::string name_kept_for(const std::filesystem::path& file) {
  std::ifstream in{name_file(file)};
  std::string name;
  std::getline(in, name);
  return name.empty() ? "another process" : name;
}

}  // namespace

Holder::Holder(const std::filesystem::path& file) : file_{file} {
  descriptor_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0)
    throw JournalFault(fmt::format("Cannot open {}: {}.", file.string(), std::strerror(errno)));
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    close(descriptor_);
    const auto holder = name_kept_for(file);
    throw JournalFault(fmt::format("{} is held by {}. Stop it first, or give another --data folder.",
                                   file.string(), holder));
  }
  // Only for the sentence above: the lock is on the file itself, whatever it is called and whoever deletes
  // this.
  std::ofstream{name_file(file)} << fmt::format("process {} on {}\n", getpid(), host_name());
}

Holder::~Holder() { close(descriptor_); }

bool Holder::in_place() const {
  struct stat held {};
  struct stat there {};
  struct stat log {};
  return fstat(descriptor_, &held) == 0 && stat(file_.c_str(), &there) == 0 && held.st_dev == there.st_dev &&
         held.st_ino == there.st_ino && stat((file_.string() + "-wal").c_str(), &log) == 0;
}

}  // namespace acuerdo
