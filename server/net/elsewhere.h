// Waits on a lane for what is done elsewhere: on a room's strand, by a worker.
#pragma once

#include <memory>

#include "server/net/lane.h"

namespace acuerdo {

// `start(done)` begins it; `done(value)` is called once, on any thread, and the story goes on with the value
// on its own lane.
template <class T, class Start>
Task<T> elsewhere(Start start) {
  const auto lane = co_await net::this_coro::executor;
  co_return co_await net::async_initiate<const net::use_awaitable_t<Executor>, void(T)>(
      [&start, &lane](auto handler) {
        const auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
        start([waiting, lane](T value) {
          net::post(lane, [waiting, value = std::move(value)]() mutable {
            std::move (*waiting)(std::move(value));
          });
        });
      },
      kAwaited);
}

}  // namespace acuerdo
