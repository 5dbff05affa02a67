// The connections of one room on one I/O thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>

#include "server/metrics/metrics.h"
#include "server/room/publication.h"

namespace acuerdo {

// Lives on its I/O thread; every call is made there.
class Hub {
 public:
  Hub(std::size_t place, Metrics& metrics) : place_{place}, metrics_{metrics} {}

  // A connection that was let in and is gone: whose it was, if not a screen's.
  struct Gone {
    std::optional<ParticipantId> participant;
  };

  // Says which newcomers had ended before they were let in.
  std::vector<Gone> publish(const Publication& publication);

  // Forgets a connection that ended. Nothing if it was not let in.
  std::optional<Gone> forget(const Line& line);

 private:
  struct Guest {
    std::shared_ptr<Line> line;
    Audience audience{};
    std::optional<ParticipantId> participant;
    std::string credential;
  };
  void admit(const Newcomer& newcomer);
  void move(const Moved& moved);
  void turn_away(const Credentials& withdrawn);
  void time(const std::vector<Answer>& answers);

  std::size_t place_;
  Metrics& metrics_;
  std::unordered_map<const Line*, Guest> guests_;
  std::unordered_multimap<std::uint32_t, const Line*> by_participant_;
};

}  // namespace acuerdo
