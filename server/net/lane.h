// Lanes: one thread with one io_context each, and connections that never leave the lane that accepted them.
//
// Nothing is shared between lanes but frames that never change, so a connection needs no lock and no strand.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>
#include <thread>
#include <vector>

#include "server/net/watch.h"

namespace acuerdo {

namespace net = boost::asio;
using tcp = net::ip::tcp;

using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<tcp, Executor>;

// A story told on one lane. What is given to one that is awaited is named first: GCC 12 destroys temporaries
// of an awaiting expression twice when they are aggregates.
template <class T = void>
using Task = net::awaitable<T, Executor>;
inline constexpr net::use_awaitable_t<Executor> kAwaited{};

// For co_spawn: a story ends by itself; what it throws is our mistake, and is told to the log.
void log_fault(const std::exception_ptr& fault);

class Lane {
 public:
  explicit Lane(std::size_t place);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  void start();

  // Stops the thread; what waits is dropped. Not from the lane itself.
  void stop();

  std::size_t place() const { return place_; }
  Executor executor() { return context_.get_executor(); }

  // The lane's connections and their deadlines. On the lane's thread.
  Watch& watch() { return watch_; }

 private:
  std::size_t place_;
  net::io_context context_{1};
  net::executor_work_guard<Executor> work_{context_.get_executor()};
  Watch watch_{context_};
  std::thread thread_;
};

using Lanes = std::vector<std::unique_ptr<Lane>>;

// As many as the machine has cores when `count` is 0.
Lanes make_lanes(unsigned count);

}  // namespace acuerdo
