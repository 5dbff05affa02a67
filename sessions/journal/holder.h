// Who holds a workshop's file: at most one process, for as long as it lives. The kernel lets go when it dies,
// however it dies.
#pragma once

#include <filesystem>

namespace acuerdo {

class Holder {
 public:
  // Takes hold of the workshop's file, which is made if there is none, by a lock on the file itself (flock):
  // under any name, by any path, it is one file. `<file>.lock-holder` names this process for the sentence
  // others get. Throws JournalFault naming the process that holds it already. Must outlive every SQLite
  // connection to the file: closing the file lets go of SQLite's own locks.
  explicit Holder(const std::filesystem::path& file);
  ~Holder();
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;

 private:
  int descriptor_;
};

}  // namespace acuerdo
