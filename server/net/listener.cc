#include "server/net/listener.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <sstream>

#include "server/metrics/metrics.h"

namespace acuerdo {
namespace {

// Taken in one go before the lane does anything else: some milliseconds.
constexpr int kAtOnce = 64;

using ReusePort = net::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

std::string why_not(const tcp::endpoint& endpoint, const boost::system::error_code& error) {
  std::ostringstream where;
  where << endpoint;
  if (error == net::error::address_in_use) {
    return fmt::format(
        "{} is in use: another program listens there. Stop it, or give another port with --listen.",
        where.str());
  }
  if (error == net::error::access_denied) {
    return fmt::format(
        "Listening at {} is not allowed: ports below 1024 are root's. Give another port with --listen.",
        where.str());
  }
  return fmt::format("Cannot listen at {}: {}. Give an address of this machine with --listen.", where.str(),
                     error.message());
}

// SO_REUSEPORT would let a second server of the same user share the port in silence; this one finds it taken.
void require_free(const tcp::endpoint& endpoint) {
  net::io_context context;
  tcp::acceptor probe{context};
  boost::system::error_code error;
  probe.open(endpoint.protocol(), error);
  if (!error) probe.set_option(tcp::acceptor::reuse_address{true}, error);
  if (!error) probe.bind(endpoint, error);
  if (error) throw std::runtime_error(why_not(endpoint, error));
}

// Of a limit of descriptors, those that connections are not given.
rlim_t kept_of(const rlimit& limit) { return std::min<rlim_t>(kKeptForFiles, limit.rlim_cur / 4); }

// The lowest free number is given to each new descriptor: one near the limit says how many are left. Asked
// each time, for an operator may change the limit of a process that runs.
bool leaves_room_for_files(Socket& socket) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return true;
  return static_cast<rlim_t>(socket.native_handle()) < limit.rlim_cur - kept_of(limit);
}

}  // namespace

Listener::Listener(Lanes& lanes, const tcp::endpoint& endpoint, Metrics& metrics, Take take)
    : endpoint_{endpoint} {
  require_free(endpoint);
  for (auto& lane : lanes) {
    auto acceptor = std::make_shared<Acceptor>(lane->executor());
    boost::system::error_code error;
    acceptor->open(endpoint_.protocol(), error);
    if (!error) acceptor->set_option(tcp::acceptor::reuse_address{true}, error);
    if (!error) acceptor->set_option(ReusePort{true}, error);
    if (!error) acceptor->bind(endpoint_, error);
    if (!error) acceptor->listen(kListenBacklog, error);
    if (!error) acceptor->non_blocking(true, error);
    if (error) throw std::runtime_error(why_not(endpoint_, error));
    endpoint_ = acceptor->local_endpoint();
    acceptors_.push_back(acceptor);
    net::co_spawn(lane->executor(), accept(acceptor, *lane, metrics, take), net::detached);
  }
}

// Takes all that wait, then waits for more.
Task<> Listener::accept(std::shared_ptr<Acceptor> acceptor, Lane& lane, Metrics& metrics, Take take) {
  boost::system::error_code error;
  bool told = false;
  const auto tell_once = [&told] {
    if (!std::exchange(told, true))
      spdlog::warn("no more connections can be held; raise the limit of open files (ulimit -n)");
  };
  while (acceptor->is_open()) {
    co_await acceptor->async_wait(tcp::acceptor::wait_read, net::redirect_error(kAwaited, error));
    for (int taken = 0; !error && taken < kAtOnce; ++taken) {
      Socket socket{lane.executor()};
      acceptor->accept(socket, error);
      if (error) break;
      if (leaves_room_for_files(socket)) {
        take(std::move(socket), lane);
      } else {
        metrics.turned_away(Limit::descriptors);
        tell_once();  // and it is closed
      }
    }
    if (error == net::error::no_descriptors || error == boost::system::errc::too_many_files_open_in_system) {
      tell_once();
      net::steady_timer pause{lane.executor(), std::chrono::milliseconds{100}};
      co_await pause.async_wait(net::redirect_error(kAwaited, error));
    }
  }
}

void Listener::close() {
  for (auto& acceptor : acceptors_) {
    net::post(acceptor->get_executor(), [acceptor] {
      boost::system::error_code ignored;
      acceptor->close(ignored);
    });
  }
}

unsigned connections_of_address(unsigned wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
  const auto half = (limit.rlim_cur - kept_of(limit)) / 2;
  return static_cast<unsigned>(std::clamp<rlim_t>(half, 1, wanted));
}

void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace acuerdo
