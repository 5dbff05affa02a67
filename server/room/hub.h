// The connections of one room on one I/O thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

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

  // Says which newcomers had ended before they were let in. Numbers alone are told by tell_more().
  std::vector<Gone> publish(const std::shared_ptr<const Publication>& publication);

  // Tells some more connections the numbers that were published last, few enough that who votes meanwhile is
  // heard in between. False when all have them.
  bool tell_more();

  // Forgets a connection that ended. Nothing if it was not let in.
  std::optional<Gone> forget(const Line& line);

 private:
  struct Guest {
    std::shared_ptr<Line> line;
    Audience audience{};
    std::optional<ParticipantId> participant;
    std::string credential;
  };
  template <class Tell>
  void tell(std::size_t first, std::size_t end, Tell tell) const;
  void tell_rest();
  Guest& guest_of(const Line* line) { return guests_[places_.at(line)]; }
  void admit(const Newcomer& newcomer);
  void move(const Moved& moved);
  void turn_away(const Credentials& withdrawn);
  void time(const std::vector<Answer>& answers);

  std::size_t place_;
  Metrics& metrics_;
  // Side by side, because all of them are told something again and again.
  std::vector<Guest> guests_;
  std::unordered_map<const Line*, std::size_t> places_;  // in guests_
  std::unordered_multimap<std::uint32_t, const Line*> by_participant_;
  std::shared_ptr<const Publication> numbers_;  // of it, those that are being told
  std::size_t told_ = 0;                        // guests that have them
};

}  // namespace acuerdo
