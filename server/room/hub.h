// The connections of one room on one I/O thread.
//
// What is new for all goes to everybody at once. Numbers go round, to some connections at a time so that who
// votes meanwhile is heard in between; each is told the newest there are when its turn comes. In a room of
// thousands nobody waits until all have what was counted before.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "server/metrics/metrics.h"
#include "server/room/publication.h"

namespace acuerdo {

namespace net = boost::asio;

// How often a connection is told numbers at most, once the first were told at once: faster than this nobody
// can see. Of thousands of people the time it takes to tell them decides.
inline constexpr std::chrono::milliseconds kTick{25};

// Lives on its I/O thread, which is the executor's; every call is made there.
class Hub : public std::enable_shared_from_this<Hub> {
 public:
  Hub(const net::any_io_executor& executor, std::size_t place, Metrics& metrics)
      : place_{place}, metrics_{metrics}, rest_{executor} {}

  // A connection that was let in and is gone: whose it was, if not a screen's.
  struct Gone {
    std::optional<ParticipantId> participant;
  };

  // Says which newcomers had ended before they were let in.
  std::vector<Gone> publish(const Publication& said);

  // Forgets a connection that ended. Nothing if it was not let in.
  std::optional<Gone> forget(const Line& line);

 private:
  // Counted anew each time: who was told an older count has yet to be told this one.
  struct Newest {
    Frame numbers;
    std::uint64_t count = 0;
  };
  struct Guest {
    std::shared_ptr<Line> line;
    Audience audience{};
    std::optional<ParticipantId> participant;
    std::string credential;
    std::uint64_t told = 0;  // of Newest::count
  };
  template <class Tell>
  void tell(std::size_t first, std::size_t end, Tell tell);
  void take_numbers(const Publication& said);
  bool lacks_numbers(const Guest& guest) const;
  void tell_numbers(Guest& guest);
  void go_round();
  void go_on_at(std::chrono::steady_clock::time_point at);
  Guest& guest_of(const Line* line) { return guests_[places_.at(line)]; }
  void admit(const Newcomer& newcomer);
  void move(const Moved& moved, std::vector<Line*>& told);
  void turn_away(const Credentials& withdrawn);
  void turn_away(const ScreensOut& out);
  void time(const std::vector<Answer>& answers);

  std::size_t place_;
  Metrics& metrics_;
  // Side by side, because all of them are told something again and again.
  std::vector<Guest> guests_;
  std::unordered_map<const Line*, std::size_t> places_;  // in guests_
  std::unordered_multimap<std::uint32_t, const Line*> by_participant_;

  std::array<Newest, kAudiences.size()> newest_;
  bool going_round_ = false;
  std::size_t next_ = 0;  // whose turn it is
  std::size_t left_ = 0;  // turns until all have the newest
  std::chrono::steady_clock::time_point lap_began_{};
  std::chrono::steady_clock::time_point due_{};  // of the next turns
  net::steady_timer rest_;
};

}  // namespace acuerdo
