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

#include "server/room/room.h"

namespace acuerdo {

// Rooms of one process: each keeps a file and a thread of its own.
inline constexpr std::size_t kMaxWorkshops = 200;

class Workshops {
 public:
  // `rooms` is where rooms live, `lanes` where their connections do, `slow` where what takes long is done.
  Workshops(std::filesystem::path folder, net::any_io_executor rooms, std::vector<net::any_io_executor> lanes,
            net::any_io_executor slow, Metrics& metrics);

  // Opens every workshop of the folder, which is made if there is none. Throws JournalFault, and
  // std::runtime_error with a sentence when the folder cannot be made or read.
  void open_all();

  // Makes a new workshop's file from a definition and opens it. Its id is made of the title, unless given.
  // Refuses what does not hang together; throws JournalFault.
  std::variant<std::shared_ptr<Room>, Refusal> import(const Definition& definition,
                                                      std::optional<WorkshopId> id = {});

  // Null when there is none. Any thread, as all below.
  std::shared_ptr<Room> find(const WorkshopId& id) const;

  // By its join code, as people type it.
  std::shared_ptr<Room> invited_by(std::string_view typed_code) const;

  // In the order of their ids.
  std::vector<std::shared_ptr<Room>> all() const;

  // Closes every room in order; `done` is called when the last has closed.
  void close(std::function<void()> done);

  const std::filesystem::path& folder() const { return folder_; }
  Metrics& metrics() const { return metrics_; }

 private:
  std::shared_ptr<Room> open(const std::filesystem::path& file);
  WorkshopId free_id(const Definition& definition) const;

  std::filesystem::path folder_;
  net::any_io_executor executor_;
  std::vector<net::any_io_executor> lanes_;
  net::any_io_executor slow_;
  Metrics& metrics_;
  std::string boot_;
  std::mutex importing_;
  mutable std::shared_mutex mutex_;  // guards rooms_, which changes when a workshop is imported
  std::map<WorkshopId, std::shared_ptr<Room>> rooms_;
};

}  // namespace acuerdo
