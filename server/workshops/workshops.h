// The workshops of one data folder: each with its file, its room and its join code.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <variant>
#include <vector>

#include "server/limits/limits.h"
#include "server/room/room.h"
#include "sessions/journal/holder.h"

namespace acuerdo {

// A workshop's file that is not served: its name in the folder, and a sentence that says why.
using NotServed = std::map<std::string, std::string>;

class Workshops {
 public:
  // `rooms` is where rooms live, `lanes` where their connections do, `files` where files are
  // read, closed and opened again.
  // `keys` is the folder for the keys of sealed ballots; none: beside the workshops' files.
  // `code_length` is how many characters a new join code has.
  Workshops(std::filesystem::path folder, std::filesystem::path keys, net::any_io_executor rooms,
            std::vector<net::any_io_executor> lanes, net::any_io_executor files, Metrics& metrics,
            std::size_t code_length);

  // Opens every workshop of the folder that is not open yet; the folder is made if there is none, and held
  // by this process from then on. A file that cannot be served is left as it is and keeps no other from being
  // served. Throws JournalFault when another process holds the folder, and std::runtime_error with a sentence
  // when it cannot be made or read. Any thread.
  void open_all();

  // What the last look at the folder found that cannot be served. Any thread, as all below.
  NotServed not_served() const;

  // Makes a new workshop's file from a definition and opens it. Its id is made of the title, unless given.
  // Refuses what does not hang together; throws JournalFault.
  std::variant<std::shared_ptr<Room>, Refusal> import(const Definition& definition,
                                                      std::optional<WorkshopId> id = {});

  // Null when there is none.
  std::shared_ptr<Room> find(const WorkshopId& id) const;

  // A join code that no workshop here has.
  std::string new_code() const;

  // By its join code, as people type it.
  std::shared_ptr<Room> invited_by(std::string_view typed_code) const;

  // In the order of their ids.
  std::vector<std::shared_ptr<Room>> all() const;

  // Closes every room in order; `done` is called when the last has closed.
  void close(std::function<void()> done);

  const std::filesystem::path& folder() const { return folder_; }
  Metrics& metrics() const { return metrics_; }

 private:
  void hold_folder();
  std::shared_ptr<Room> open(const std::filesystem::path& file);
  WorkshopId free_id(const Definition& definition) const;

  std::filesystem::path folder_;
  std::filesystem::path keys_;
  net::any_io_executor executor_;
  std::vector<net::any_io_executor> lanes_;
  net::any_io_executor files_;
  Metrics& metrics_;
  std::size_t code_length_;
  std::string boot_;
  std::optional<Holder> held_;
  std::mutex opening_;               // one file at a time is opened or made
  mutable std::shared_mutex mutex_;  // guards what follows, which changes when a workshop is opened
  std::map<WorkshopId, std::shared_ptr<Room>> rooms_;
  NotServed not_served_;
};

}  // namespace acuerdo
