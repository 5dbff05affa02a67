// A disk that fails under a program that knows nothing of it: loaded before the C library (LD_PRELOAD), it
// answers for a workshop's files what the file that ACUERDO_DISK names says: "full", "read-only",
// "unreadable", or "sync", which fails one fdatasync and is then over. No such file: the disk is well.
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>

namespace {

std::string trouble_of(int file) {
  const char* order = std::getenv("ACUERDO_DISK");
  const int said = order ? ::open(order, O_RDONLY | O_CLOEXEC) : -1;
  if (said < 0) return {};
  std::array<char, 16> words{};
  const auto length = ::read(said, words.data(), words.size());
  ::close(said);
  std::array<char, 4096> path{};
  const auto known =
      ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path.data(), path.size() - 1);
  if (length <= 0 || known <= 0 || std::string{path.data()}.find(".acuerdo") == std::string::npos) return {};
  return {words.data(), static_cast<std::size_t>(length)};
}

int fault_of_writing(int file) {
  const auto trouble = trouble_of(file);
  if (trouble == "full") return ENOSPC;
  if (trouble == "read-only") return EROFS;
  return 0;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" ssize_t pwrite64(int file, const void* bytes, std::size_t count, off64_t at) {
  static const auto next = real<decltype(pwrite64)>("pwrite64");
  if (const int fault = fault_of_writing(file)) {
    errno = fault;
    return -1;
  }
  return next(file, bytes, count, at);
}

extern "C" ssize_t pread64(int file, void* bytes, std::size_t count, off64_t at) {
  static const auto next = real<decltype(pread64)>("pread64");
  if (trouble_of(file) == "unreadable") {
    errno = EIO;
    return -1;
  }
  return next(file, bytes, count, at);
}

extern "C" int ftruncate64(int file, off64_t length) noexcept {
  static const auto next = real<decltype(ftruncate64)>("ftruncate64");
  if (const int fault = fault_of_writing(file)) {
    errno = fault;
    return -1;
  }
  return next(file, length);
}

extern "C" int fdatasync(int file) {
  static const auto next = real<decltype(fdatasync)>("fdatasync");
  if (trouble_of(file) == "sync" && ::unlink(std::getenv("ACUERDO_DISK")) == 0) {
    errno = EIO;
    return -1;
  }
  return next(file);
}
