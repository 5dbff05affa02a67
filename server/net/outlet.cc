#include "server/net/outlet.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace acuerdo {
namespace {

// Frames given to the kernel in one call; more than anybody is sent in one tick.
constexpr std::size_t kMaxGathered = 16;

// What the kernel holds for a connection beyond what is queued here: a reader that is slow is noticed soon,
// and thousands of them take a bounded part of the machine. 128 KiB in flight are a hundred times what the
// venue's line holds.
constexpr int kSendBuffer = 128 * 1024;

// A queue that once was long gives its memory back.
constexpr std::size_t kKeptFrames = 8;

}  // namespace

Outlet::Outlet(Socket socket) : pipe_{std::make_shared<Pipe>(std::move(socket))} {
  boost::system::error_code ignored;
  pipe_->socket.set_option(tcp::no_delay{true}, ignored);
  pipe_->socket.set_option(net::socket_base::send_buffer_size{kSendBuffer}, ignored);
  pipe_->socket.native_non_blocking(true, ignored);
}

void Outlet::Pipe::queue(const Frame& frame) {
  if (finishing) return;
  frames.push_back(frame);
  backlog += frame->size();
}

// Mostly nothing waits, and thousands of connections are told the same: then the shared frame goes straight
// to the socket, and its count, which all lanes would write, is left alone.
void Outlet::Pipe::send_newest(const Frame& frame) {
  if (full || finishing || !frames.empty()) {
    newest = frame;
    return flush();
  }
  const auto taken =
      ::send(socket.native_handle(), frame->data(), frame->size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (taken == static_cast<ssize_t>(frame->size())) return;
  queue(frame);
  if (taken > 0) {
    sent = static_cast<std::size_t>(taken);
    backlog -= sent;
  }
  flush();
}

void Outlet::Pipe::prepare() const {
  __builtin_prefetch(this);
  __builtin_prefetch(&frames);
  __builtin_prefetch(&finishing);
}

void Outlet::Pipe::flush() {
  if (full) return;
  if (newest) queue(std::exchange(newest, nullptr));
  while (first < frames.size()) {
    if (!send_some()) return;
  }
  first = 0;
  frames.clear();
  if (frames.capacity() > kKeptFrames) frames.shrink_to_fit();
  boost::system::error_code ignored;
  if (finishing) socket.shutdown(tcp::socket::shutdown_send, ignored);
}

bool Outlet::Pipe::send_some() {
  std::array<iovec, kMaxGathered> pieces{};
  std::size_t count = 0;
  auto offset = sent;
  for (auto at = first; at < frames.size() && count < kMaxGathered; ++at, offset = 0) {
    // sendmsg reads only.
    pieces[count++] = {const_cast<char*>(frames[at]->data()) + offset, frames[at]->size() - offset};
  }
  msghdr message{};
  message.msg_iov = pieces.data();
  message.msg_iovlen = count;
  const auto taken = ::sendmsg(socket.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (taken < 0) {
    if (errno == EINTR) return true;
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      await_room();
    } else {
      cut();
    }
    return false;
  }
  backlog -= static_cast<std::size_t>(taken);
  sent += static_cast<std::size_t>(taken);
  while (first < frames.size() && sent >= frames[first]->size()) {
    sent -= frames[first]->size();
    frames[first++] = nullptr;
  }
  return true;
}

void Outlet::Pipe::await_room() {
  full = true;
  socket.async_wait(tcp::socket::wait_write,
                    [self = shared_from_this()](const boost::system::error_code& error) {
                      self->full = false;
                      if (!error) self->flush();
                    });
}

void Outlet::Pipe::drop_queued() {
  newest = nullptr;
  const auto keep = first < frames.size() && sent > 0 ? first + 1 : first;
  for (auto at = keep; at < frames.size(); ++at) backlog -= frames[at]->size();
  frames.resize(keep);
}

void Outlet::Pipe::finish() {
  if (finishing) return;
  newest = nullptr;
  finishing = true;
  flush();
}

void Outlet::Pipe::cut() {
  finishing = true;
  newest = nullptr;
  frames.clear();
  first = sent = backlog = 0;
  boost::system::error_code ignored;
  socket.close(ignored);
}

}  // namespace acuerdo
