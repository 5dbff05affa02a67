// A disk that fails, or loses power, at a chosen moment: a VFS of SQLite over the real one.
//
// Everything is written through, as a page cache would hold it, and what each file would be on the platters
// is kept beside: what was synced, and then what was not, write by write. A sync that failed leaves what it
// was to save lost for good, although it can still be read: so does Linux.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace acuerdo {

// While one lives, SQLite's files are opened through it. One at a time.
class FailingDisk {
 public:
  enum class Fault { none, write, sync, power };
  using Lock = std::lock_guard<std::recursive_mutex>;

  // From any thread, as SQLite's calls come.
  FailingDisk();
  ~FailingDisk();
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  // The nth operation of that kind from now fails (from 1), and when `for_good` all after it. Of power, any
  // operation counts, and it is always for good.
  void fail(Fault fault, unsigned nth, bool for_good);

  // Nothing fails from now on.
  void mend() { fail(Fault::none, 0, false); }

  bool failed() {
    const Lock lock{mutex};
    return failed_;
  }

  // Is all that was written to the file's log also synced?
  bool log_synced(const std::filesystem::path& file);

  // What is there when power comes back, written over the real files: what was synced; and of what was not,
  // some whole, some in part, some not at all, in any order.
  void come_back(std::mt19937& chance);

  // --- for the VFS

  std::recursive_mutex mutex;  // of all below
  struct Unsynced {
    enum class Kind { write, truncate } kind{};
    std::size_t offset = 0;  // or the size
    std::string bytes;
  };
  struct Platter {
    std::string synced;
    std::vector<Unsynced> unsynced;
    bool deleted = false;  // and that is not certain yet
  };
  // Of every operation: does it fail?
  bool fails(Fault kind);
  bool lost_power() const { return fault_ == Fault::power && failed_; }
  Platter& platter(const std::string& file);
  void deleted(const std::string& file, bool certainly);

 private:
  std::map<std::string, Platter> platters_;
  Fault fault_ = Fault::none;
  unsigned left_ = 0;
  bool for_good_ = false;
  bool failed_ = false;
};

// While one lives, SQLite's nth allocation gives nothing, and when `for_good` none after it. No connection
// may be open when it is made or gone.
class FailingMemory {
 public:
  FailingMemory();
  ~FailingMemory();
  FailingMemory(const FailingMemory&) = delete;
  FailingMemory& operator=(const FailingMemory&) = delete;

  static void fail(unsigned nth, bool for_good);
  static void mend() { fail(0, false); }
  static bool failed();
};

}  // namespace acuerdo
