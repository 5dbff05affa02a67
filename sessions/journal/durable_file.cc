#include "sessions/journal/durable_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "sessions/journal/journal.h"

namespace acuerdo {

namespace fs = std::filesystem;

void write_durably(const fs::path& file, std::string_view bytes) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  bool written = descriptor >= 0;
  while (written && !bytes.empty()) {
    const auto taken = ::write(descriptor, bytes.data(), bytes.size());
    written = taken > 0;
    if (written) bytes.remove_prefix(static_cast<std::size_t>(taken));
  }
  written = written && ::fsync(descriptor) == 0;
  const int why = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!written)
    throw JournalFault(fmt::format("{} cannot be written: {}.", file.string(), std::strerror(why)));
}

bool sync_file(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

bool sync_folder(const fs::path& folder) { return sync_file(folder.empty() ? "." : folder); }

}  // namespace acuerdo
