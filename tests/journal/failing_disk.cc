#include "tests/journal/failing_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>

namespace acuerdo {
namespace {

// What a disk writes at once: a torn write ends at such a border.
constexpr std::size_t kSector = 512;

FailingDisk* disk = nullptr;
sqlite3_vfs* real_vfs = nullptr;
sqlite3_vfs our_vfs{};

struct File {
  sqlite3_file base;
  bool kept;  // one of the workshop's, and not one of SQLite's own for a moment
  char name[512];
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
const sqlite3_io_methods& real(sqlite3_file* file) { return *of(file).real()->pMethods; }

void apply(std::string& bytes, const FailingDisk::Unsynced& change, std::size_t length) {
  if (change.kind == FailingDisk::Unsynced::Kind::truncate) {
    if (change.offset < bytes.size()) bytes.resize(change.offset);
    return;
  }
  if (bytes.size() < change.offset + length) bytes.resize(change.offset + length);
  bytes.replace(change.offset, length, change.bytes, 0, length);
}

int close(sqlite3_file* file) { return real(file).xClose(of(file).real()); }

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  const FailingDisk::Lock lock{disk->mutex};
  if (disk->lost_power()) return SQLITE_IOERR_READ;
  return real(file).xRead(of(file).real(), to, size, offset);
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
  const FailingDisk::Lock lock{disk->mutex};
  if (of(file).kept) {
    if (disk->fails(FailingDisk::Fault::write)) return SQLITE_IOERR_WRITE;
    disk->platter(of(file).name)
        .unsynced.push_back({FailingDisk::Unsynced::Kind::write, static_cast<std::size_t>(offset),
                             std::string{static_cast<const char*>(from), static_cast<std::size_t>(size)}});
  }
  return real(file).xWrite(of(file).real(), from, size, offset);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  const FailingDisk::Lock lock{disk->mutex};
  if (of(file).kept) {
    if (disk->fails(FailingDisk::Fault::write)) return SQLITE_IOERR_TRUNCATE;
    disk->platter(of(file).name)
        .unsynced.push_back({FailingDisk::Unsynced::Kind::truncate, static_cast<std::size_t>(size), {}});
  }
  return real(file).xTruncate(of(file).real(), size);
}

int sync(sqlite3_file* file, int) {
  const FailingDisk::Lock lock{disk->mutex};
  if (!of(file).kept) return SQLITE_OK;
  auto& platter = disk->platter(of(file).name);
  const bool fails = disk->fails(FailingDisk::Fault::sync);
  if (disk->lost_power()) return SQLITE_IOERR_FSYNC;
  if (!fails) {
    for (const auto& change : platter.unsynced) apply(platter.synced, change, change.bytes.size());
  }
  platter.unsynced.clear();
  return fails ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

int size_of(sqlite3_file* file, sqlite3_int64* size) { return real(file).xFileSize(of(file).real(), size); }
int lock(sqlite3_file* file, int level) { return real(file).xLock(of(file).real(), level); }
int unlock(sqlite3_file* file, int level) { return real(file).xUnlock(of(file).real(), level); }
int is_reserved(sqlite3_file* file, int* out) { return real(file).xCheckReservedLock(of(file).real(), out); }
int control(sqlite3_file* file, int code, void* argument) {
  return real(file).xFileControl(of(file).real(), code, argument);
}
int sector_size(sqlite3_file* file) { return real(file).xSectorSize(of(file).real()); }
int characteristics(sqlite3_file* file) { return real(file).xDeviceCharacteristics(of(file).real()); }
int shared_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
  return real(file).xShmMap(of(file).real(), page, size, extend, out);
}
int shared_lock(sqlite3_file* file, int offset, int n, int flags) {
  return real(file).xShmLock(of(file).real(), offset, n, flags);
}
void shared_barrier(sqlite3_file* file) { real(file).xShmBarrier(of(file).real()); }
int shared_unmap(sqlite3_file* file, int remove) { return real(file).xShmUnmap(of(file).real(), remove); }

constexpr sqlite3_io_methods kMethods{2,
                                      close,
                                      read,
                                      write,
                                      truncate,
                                      sync,
                                      size_of,
                                      lock,
                                      unlock,
                                      is_reserved,
                                      control,
                                      sector_size,
                                      characteristics,
                                      shared_map,
                                      shared_lock,
                                      shared_barrier,
                                      shared_unmap,
                                      nullptr,
                                      nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  const FailingDisk::Lock lock{disk->mutex};
  auto& ours = of(file);
  ours.base.pMethods = nullptr;
  if (disk->lost_power()) return SQLITE_CANTOPEN;
  const int result = real_vfs->xOpen(real_vfs, name, ours.real(), flags, out_flags);
  if (ours.real()->pMethods == nullptr) return result;
  ours.base.pMethods = &kMethods;
  ours.kept = name != nullptr && std::strlen(name) < sizeof ours.name;
  if (ours.kept) {
    std::strncpy(ours.name, name, sizeof ours.name - 1);
    disk->platter(name);
  }
  return result;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  const FailingDisk::Lock lock{disk->mutex};
  if (disk->fails(FailingDisk::Fault::write)) return SQLITE_IOERR_DELETE;
  disk->deleted(name, sync_folder != 0);
  return real_vfs->xDelete(real_vfs, name, 0);
}

std::string bytes_of(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

FailingDisk::FailingDisk() {
  real_vfs = sqlite3_vfs_find(nullptr);
  our_vfs = *real_vfs;
  our_vfs.zName = "failing";
  our_vfs.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
  our_vfs.xOpen = open;
  our_vfs.xDelete = remove;
  disk = this;
  sqlite3_vfs_register(&our_vfs, 1);
}

FailingDisk::~FailingDisk() {
  sqlite3_vfs_unregister(&our_vfs);
  sqlite3_vfs_register(real_vfs, 1);
  disk = nullptr;
}

void FailingDisk::fail(Fault fault, unsigned nth, bool for_good) {
  const Lock lock{mutex};
  fault_ = fault;
  left_ = nth;
  for_good_ = for_good || fault == Fault::power;
  failed_ = false;
}

bool FailingDisk::fails(Fault kind) {
  if (fault_ != kind && fault_ != Fault::power) return false;
  if (left_ == 0) return for_good_;
  if (--left_ > 0) return false;
  failed_ = true;
  return true;
}

FailingDisk::Platter& FailingDisk::platter(const std::string& file) {
  const auto found = platters_.find(file);
  if (found != platters_.end() && !found->second.deleted) return found->second;
  // Made anew after it was deleted: the old one cannot come back under the new one's name.
  return platters_[file] = Platter{bytes_of(file), {}, false};
}

void FailingDisk::deleted(const std::string& file, bool certainly) {
  if (certainly) {
    platters_.erase(file);
  } else if (const auto found = platters_.find(file); found != platters_.end()) {
    found->second.deleted = true;
  }
}

bool FailingDisk::log_synced(const std::filesystem::path& file) {
  const Lock lock{mutex};
  const auto log = platters_.find(file.string() + "-wal");
  return log != platters_.end() && log->second.unsynced.empty();
}

void FailingDisk::come_back(std::mt19937& chance) {
  const Lock lock{mutex};
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(chance()) % bound; };
  for (auto& [name, platter] : platters_) {
    std::filesystem::remove(name + "-shm");
    if (platter.deleted && below(2) == 0) {
      std::filesystem::remove(name);
      continue;
    }
    std::shuffle(platter.unsynced.begin(), platter.unsynced.end(), chance);
    for (const auto& change : platter.unsynced) {
      const auto sectors = (change.bytes.size() + kSector - 1) / kSector;
      const auto whole = below(3);  // not at all, in part, whole
      const auto length =
          whole == 2 ? change.bytes.size() : std::min(change.bytes.size(), below(sectors + 1) * kSector);
      if (whole > 0) apply(platter.synced, change, length);
    }
    std::ofstream{name, std::ios::binary | std::ios::trunc} << platter.synced;
  }
  platters_.clear();
  mend();
}

namespace {

sqlite3_mem_methods real_memory{};
unsigned allocations_left = 0;
bool no_memory_for_good = false;
bool ran_out = false;

bool runs_out() {
  if (allocations_left == 0) return no_memory_for_good && ran_out;
  if (--allocations_left > 0) return false;
  return ran_out = true;
}

void* allocate(int size) { return runs_out() ? nullptr : real_memory.xMalloc(size); }
void* allocate_again(void* old, int size) { return runs_out() ? nullptr : real_memory.xRealloc(old, size); }

}  // namespace

FailingMemory::FailingMemory() {
  sqlite3_shutdown();
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
  auto ours = real_memory;
  ours.xMalloc = allocate;
  ours.xRealloc = allocate_again;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
  sqlite3_initialize();
  mend();
}

FailingMemory::~FailingMemory() {
  sqlite3_shutdown();
  sqlite3_config(SQLITE_CONFIG_MALLOC, &real_memory);
  sqlite3_initialize();
}

void FailingMemory::fail(unsigned nth, bool for_good) {
  allocations_left = nth;
  no_memory_for_good = for_good;
  ran_out = false;
}

bool FailingMemory::failed() { return ran_out; }

}  // namespace acuerdo
