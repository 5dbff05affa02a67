// Time for a lane's connections: one timer a lane looks at all of them once a second, instead of one timer
// each.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <cstddef>

namespace acuerdo {

using SteadyTime = std::chrono::steady_clock::time_point;

// Something with deadlines that are counted in seconds. Leaves the watch by unlink(), on its lane.
class Watched
    : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  virtual ~Watched() = default;

  // Called about once a second; may end the connection, at once or in a second or two.
  virtual void look(SteadyTime now) = 0;

  // The server stops: says goodbye and ends by itself.
  virtual void stop() = 0;

  // Ends now.
  virtual void cut() = 0;
};

// Lives on its lane; every call is made there.
class Watch {
 public:
  explicit Watch(boost::asio::io_context& context) : timer_{context} {}

  void add(Watched& watched);
  std::size_t count() const { return watched_.size(); }
  void stop_all();
  void cut_all();

 private:
  void arm();
  void look();

  boost::asio::steady_timer timer_;
  bool armed_ = false;
  boost::intrusive::list<Watched, boost::intrusive::constant_time_size<false>> watched_;
};

}  // namespace acuerdo
