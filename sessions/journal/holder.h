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

  // Is what we hold still the file at that path, with its log beside it? Not when it was moved or deleted:
  // what is written then goes where nobody finds it.
  bool in_place() const;

 private:
  std::filesystem::path file_;
  int descriptor_;
};

}  // namespace acuerdo
