// One WebSocket connection as a room sees it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/net/frame.h"
#include "sessions/views/views.h"

namespace acuerdo {

// Why the server ends a connection (server/protocol/README.md).
enum class CloseCode : std::uint16_t {
  stopping = 1001,
  no_hello = 4001,
  token = 4003,
  again = 4005,
  backlog = 4008,
  abuse = 4009,
  fault = 4011
};

// Lives on one I/O thread; every call is made there.
class Line {
 public:
  virtual ~Line() = default;

  // Queues a frame after those before it; flush() sends what is queued.
  virtual void send(const Frame& frame) = 0;

  // Queues what a newcomer is told first, however much it is: a slow reader owes that by no fault of its own.
  virtual void send_first(const std::vector<Frame>& frames) = 0;

  // Sends what is queued and then the newest fast-moving numbers; they replace those that were not sent yet.
  virtual void send_numbers(const Frame& frame) = 0;

  virtual void flush() = 0;

  // Something is sent in a moment: what that needs is fetched into the cache meanwhile.
  virtual void prepare() const = 0;

  // One of this connection's commands was answered by a frame that was queued.
  virtual void answered() = 0;

  // Sends what is queued and a last frame, then closes.
  virtual void close(CloseCode code, const Frame& last) = 0;

  // Did the connection end? Nothing sent arrives any more.
  virtual bool ended() const = 0;
};

}  // namespace acuerdo
