// The way out of a WebSocket connection: one queue for everything that leaves.
//
// Shared frames go straight to the socket by one non-blocking send, many frames at once; what the socket does
// not take waits here. Beast reads through the same object and writes its own control frames into the same
// queue, so nothing ever lands inside a frame that is half sent.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>
#include <functional>
#include <memory>
#include <vector>

#include "server/net/frame.h"
#include "server/net/lane.h"

namespace acuerdo {

// Lives on its connection's lane; every call is made there.
class Outlet {
 public:
  using executor_type = Executor;

  explicit Outlet(Socket socket);
  Executor get_executor() { return pipe_->socket.get_executor(); }

  // Queues a frame; flush() sends. Frames leave in the order they were queued.
  void queue(const Frame& frame) { pipe_->queue(frame); }

  // Sends the newest fast-moving numbers, after everything queued before; they replace those that were not
  // yet begun.
  void send_newest(const Frame& frame) { pipe_->send_newest(frame); }
  void flush() { pipe_->flush(); }

  // Fetches into the cache what sending needs.
  void prepare() const { pipe_->prepare(); }

  // Bytes that are queued and not yet taken by the socket.
  std::size_t backlog() const { return pipe_->backlog; }

  // Forgets what was queued, but for the rest of a frame that is half sent; the last frames can then be said
  // to a slow reader.
  void drop_queued() { pipe_->drop_queued(); }

  // Takes nothing more; ends the sending side when the queue is out.
  void finish() { pipe_->finish(); }

  // Closes the socket at once; whoever reads from it is told.
  void cut() { pipe_->cut(); }

  // Called when everything that had come is used up, before more is asked of the socket.
  void when_used_up(std::function<void()> call) { used_up_ = std::move(call); }

  // What Beast asks of a stream. Its writes are small (the handshake's answer, pongs, closes): they are
  // queued whole.
  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    if (used_up_) used_up_();
    return pipe_->socket.async_read_some(buffers, std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return net::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
        [](auto handler, Outlet* self, const Buffers& bytes) {
          const auto size = net::buffer_size(bytes);
          std::string copy(size, '\0');
          net::buffer_copy(net::buffer(copy), bytes);
          self->queue(std::make_shared<const std::string>(std::move(copy)));
          self->flush();
          net::post(self->get_executor(), [handler = std::move(handler), size]() mutable {
            handler(boost::system::error_code{}, size);
          });
        },
        token, this, buffers);
  }
  template <class Handler>
  friend void async_teardown(boost::beast::role_type, Outlet& outlet, Handler&& handler) {
    outlet.finish();
    net::post(outlet.get_executor(),
              [handler = std::forward<Handler>(handler)]() mutable { handler(boost::system::error_code{}); });
  }
  friend void teardown(boost::beast::role_type, Outlet& outlet, boost::system::error_code&) {
    outlet.finish();
  }
  friend void beast_close_socket(Outlet& outlet) { outlet.cut(); }

 private:
  // Outlives the connection while the socket is awaited.
  struct Pipe : std::enable_shared_from_this<Pipe> {
    explicit Pipe(Socket s) : socket{std::move(s)} {}
    void queue(const Frame& frame);
    void send_newest(const Frame& frame);
    void flush();
    void prepare() const;
    void drop_queued();
    void finish();
    void cut();
    bool send_some();
    void await_room();

    Socket socket;
    std::vector<Frame> frames;  // from `first` on: not wholly sent
    std::size_t first = 0;
    std::size_t sent = 0;  // bytes of the first frame
    std::size_t backlog = 0;
    Frame newest;
    bool full = false;       // the socket took no more; we are told when it does
    bool finishing = false;  // nothing more is taken
  };
  std::shared_ptr<Pipe> pipe_;
  std::function<void()> used_up_;
};

}  // namespace acuerdo
