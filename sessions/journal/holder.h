// Who holds a workshop's file: at most one process, for as long as it lives. The kernel lets go when it dies,
// however it dies.
#pragma once

#include <filesystem>

namespace acuerdo {

class Holder {
 public:
  // Takes hold of the workshop's file, by a lock on `<file>.lock-holder` that names this process. Throws
  // JournalFault naming the process that holds it already.
  explicit Holder(const std::filesystem::path& file);
  ~Holder();
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;

 private:
  int descriptor_;
};

}  // namespace acuerdo
