// Takes connections: one acceptor a lane on the same port (SO_REUSEPORT), so that the kernel spreads them and
// none ever moves.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "server/net/lane.h"

namespace acuerdo {

// Connections that may wait to be taken: a hall of phones comes back in one second.
inline constexpr int kListenBacklog = 16'384;

class Metrics;

class Listener {
 public:
  using Take = std::function<void(Socket, Lane&)>;  // called on the lane

  // Listens at the endpoint, on every lane; port 0 takes a free one. Throws std::runtime_error with a
  // sentence when the port is in use or not allowed.
  Listener(Lanes& lanes, const tcp::endpoint& endpoint, Metrics& metrics, Take take);

  // The endpoint with its port.
  const tcp::endpoint& endpoint() const { return endpoint_; }

  // Takes no more. Any thread.
  void close();

 private:
  using Acceptor = net::basic_socket_acceptor<tcp, Executor>;
  static Task<> accept(std::shared_ptr<Acceptor> acceptor, Lane& lane, Metrics& metrics, Take take);

  tcp::endpoint endpoint_;
  std::vector<std::shared_ptr<Acceptor>> acceptors_;
};

// Lets this process hold as many files and connections as the system allows it at all.
void raise_descriptor_limit();

// How many connections one address may have where it may have `wanted`: where descriptors are few, half of
// those that connections are given.
unsigned connections_of_address(unsigned wanted);

}  // namespace acuerdo
