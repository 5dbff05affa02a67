#include "tools/load/crowd.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace acuerdo::load {
namespace {

constexpr double kPatience = 60;           // to connect
constexpr std::size_t kSlowBytes = 1'024;  // that a slow reader takes in a second

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

std::uint64_t number_after(std::string_view text, std::string_view key) {
  const auto found = text.find(key);
  if (found == text.npos) return 0;
  std::uint64_t value = 0;
  const auto* from = text.data() + found + key.size();
  std::from_chars(from, text.data() + text.size(), value);
  return value;
}

std::string_view text_after(std::string_view text, std::string_view key) {
  const auto found = text.find(key);
  if (found == text.npos) return {};
  const auto from = found + key.size();
  return text.substr(from, text.find('"', from) - from);
}

// Keys are in byte order, so the type of a frame is what it ends with; what people wrote comes before it.
std::string_view type_of(std::string_view frame) {
  constexpr std::string_view kKey = R"("type":")";
  const auto found = frame.rfind(kKey);
  return found == frame.npos ? std::string_view{} : text_after(frame.substr(found), kKey);
}

// In a tick the numbers come behind the sequence, in a change the documents before it.
std::uint64_t sequence_of(std::string_view frame, std::string_view type) {
  constexpr std::string_view kKey = R"("seq":)";
  const auto found = type == "tick" ? frame.find(kKey) : frame.rfind(kKey);
  return found == frame.npos ? 0 : number_after(frame.substr(found), kKey);
}

}  // namespace

double now() {
  static const auto start = std::chrono::steady_clock::now();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Crowd::Crowd(std::uint16_t port, std::vector<std::string> tokens, std::size_t slow)
    : port_{port}, tokens_{std::move(tokens)}, connections_(tokens_.size()), epoll_{epoll_create1(0)} {
  if (epoll_ < 0) fail("epoll_create1");
  for (std::size_t n = 0; n < std::min(slow, connections_.size()); ++n) connections_[n].slow = true;
  run_ = fmt::format("load-{}", std::chrono::system_clock::now().time_since_epoch().count());
}

Crowd::~Crowd() {
  for (auto& connection : connections_) {
    if (connection.socket >= 0) ::close(connection.socket);
  }
  ::close(epoll_);
}

Crowd::Connected Crowd::connect() {
  const auto start = now();
  current_ = 0;
  for (auto& connection : connections_) {
    if (connection.socket >= 0) ::close(std::exchange(connection.socket, -1));
  }
  for (std::size_t n = 0; n < connections_.size(); ++n) {
    open(n);
    if (n % 64 == 63) pump(now());
  }
  while (current_ < connections_.size()) {
    if (now() - start > kPatience) {
      throw std::runtime_error(
          fmt::format("after a minute {} of {} connections are current.", current_, connections_.size()));
    }
    pump(now() + 0.05);
  }
  return {last_accepted_ - start, last_current_ - start};
}

void Crowd::open(std::size_t n) {
  auto& connection = connections_[n];
  connection.socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (connection.socket < 0) fail("socket (is `ulimit -n` high enough?)");
  const int on = 1;
  setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connection.slow) {
    const int small = 4'096;
    setsockopt(connection.socket, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(connection.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 &&
      errno != EINPROGRESS)
    fail("connect");
  connection.upgraded = connection.current = false;
  connection.in.clear();
  connection.out = fmt::format(
      "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Protocol: acuerdo.v1\r\n\r\n",
      port_);
  watch(n, true, true);
}

void Crowd::hello(std::size_t n) {
  const auto& connection = connections_[n];
  const auto since = connection.boot.empty()
                         ? std::string{}
                         : fmt::format(R"(,"since":{},"boot":"{}")", connection.sequence, connection.boot);
  say(n, fmt::format(R"({{"type":"hello","token":"{}"{}}})", tokens_[n], since));
}

void Crowd::watch(std::size_t n, bool writing, bool added) {
  epoll_event event{};
  // A slow reader is read by the clock.
  const bool reading = !(connections_[n].slow && connections_[n].current);
  event.events = (reading ? EPOLLIN : 0U) | (writing ? EPOLLOUT : 0U);
  event.data.u64 = n;
  epoll_ctl(epoll_, added ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, connections_[n].socket, &event);
}

void Crowd::close(std::size_t n) {
  auto& connection = connections_[n];
  if (connection.socket < 0) return;
  ::close(connection.socket);
  connection.socket = -1;
  if (connection.current) --current_;
  connection.current = false;
  ++closed_;
}

void Crowd::flush(std::size_t n) {
  auto& connection = connections_[n];
  while (!connection.out.empty()) {
    const auto sent = send(connection.socket, connection.out.data(), connection.out.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EAGAIN || errno == ENOTCONN) return watch(n, true);
      return close(n);
    }
    connection.out.erase(0, static_cast<std::size_t>(sent));
  }
}

void Crowd::say(std::size_t n, std::string_view text, unsigned opcode) {
  queue(n, text, opcode);
  flush(n);
}

void Crowd::queue(std::size_t n, std::string_view text, unsigned opcode) {
  constexpr std::array<unsigned char, 4> kMask{0x5A, 0xA5, 0x3C, 0xC3};
  auto& out = connections_[n].out;
  out.push_back(static_cast<char>(0x80U | opcode));
  if (text.size() < 126) {
    out.push_back(static_cast<char>(0x80U | text.size()));
  } else {
    out.push_back(static_cast<char>(0xFEU));
    out.push_back(static_cast<char>(text.size() >> 8U));
    out.push_back(static_cast<char>(text.size() & 0xFFU));
  }
  for (const auto byte : kMask) out.push_back(static_cast<char>(byte));
  for (std::size_t i = 0; i < text.size(); ++i)
    out.push_back(static_cast<char>(static_cast<unsigned char>(text[i]) ^ kMask[i % 4]));
}

void Crowd::pump(double until) {
  std::array<epoll_event, 1024> events{};
  do {
    // Not in milliseconds: rounded down they would be a loop that takes a core from the server.
    const timespec wait{0, std::clamp(static_cast<long>((until - now()) * 1e9), 0L, 999'999'999L)};
    const auto count = epoll_pwait2(epoll_, events.data(), events.size(), &wait, nullptr);
    for (int i = 0; i < count; ++i) {
      const auto& event = events[static_cast<std::size_t>(i)];
      const auto n = event.data.u64;
      if (connections_[n].socket < 0) continue;
      if (event.events & EPOLLOUT) {
        flush(n);
        if (connections_[n].socket >= 0 && connections_[n].out.empty()) watch(n, false);
      }
      if (connections_[n].socket >= 0 && (event.events & (EPOLLIN | EPOLLHUP | EPOLLERR))) read(n);
    }
    read_slowly();
  } while (now() < until);
}

void Crowd::read(std::size_t n) {
  auto& connection = connections_[n];
  for (;;) {
    const auto size = recv(connection.socket, some_.data(), some_.size(), 0);
    if (size == 0 || (size < 0 && errno != EAGAIN)) return close(n);
    if (size < 0) break;
    bytes_ += static_cast<std::uint64_t>(size);
    take_bytes(n, {some_.data(), static_cast<std::size_t>(size)});
    if (static_cast<std::size_t>(size) < some_.size()) break;
  }
}

// Mostly whole frames come: then nothing is copied.
void Crowd::take_bytes(std::size_t n, std::string_view bytes) {
  auto& in = connections_[n].in;
  if (in.empty()) {
    in = bytes.substr(take_frames(n, bytes));
  } else {
    in += bytes;
    in.erase(0, take_frames(n, in));
  }
}

void Crowd::read_slowly() {
  if (now() < next_slow_read_) return;
  next_slow_read_ = now() + 1;
  std::array<char, kSlowBytes> some{};
  for (std::size_t n = 0; n < connections_.size(); ++n) {
    auto& connection = connections_[n];
    if (!connection.slow || !connection.current) continue;
    const auto size = recv(connection.socket, some.data(), some.size(), 0);
    if (size == 0 || (size < 0 && errno != EAGAIN)) close(n);
  }
}

// Gives how many of the bytes were used up.
std::size_t Crowd::take_frames(std::size_t n, std::string_view bytes) {
  auto& connection = connections_[n];
  std::size_t at = 0;
  if (!connection.upgraded) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == bytes.npos) return 0;
    if (bytes.find(" 101 ") == bytes.npos)
      throw std::runtime_error(fmt::format("the server does not upgrade: {}", bytes.substr(0, end)));
    connection.upgraded = true;
    last_accepted_ = now();
    at = end + 4;
    hello(n);
  }
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
  while (bytes.size() - at >= 2) {
    std::size_t header = 2;
    std::size_t size = byte(1) & 0x7FU;
    const auto left = bytes.size() - at;
    if (size == 126 && left >= 4) {
      header = 4;
      size = static_cast<std::size_t>(byte(2)) << 8U | byte(3);
    } else if (size == 127 && left >= 10) {
      header = 10;
      size = 0;
      for (std::size_t i = 2; i < 10; ++i) size = size << 8U | byte(i);
    } else if (size >= 126) {
      break;
    }
    if (left < header + size) break;
    const auto opcode = byte(0) & 0x0FU;
    const auto payload = bytes.substr(at + header, size);
    if (opcode == 1) take(n, payload);
    if (opcode == 9) say(n, payload, 10);
    if (opcode == 8) {
      close(n);
      return bytes.size();
    }
    at += header + size;
  }
  return at;
}

void Crowd::take(std::size_t n, std::string_view frame) {
  auto& connection = connections_[n];
  const auto type = type_of(frame);
  if (type == "tick" || type == "change" || type == "snapshot") {
    const auto sequence = sequence_of(frame, type);
    if (type == "tick") ++deliveries_;
    if (sequence > connection.sequence) {
      connection.sequence = sequence;
      connection.seen.push_back({sequence, now()});
    }
    if (type == "tick" && !connection.current) {
      connection.current = true;
      ++current_;
      last_current_ = now();
      if (connection.slow) watch(n, false);
    }
  } else if (type == "welcome") {
    connection.boot = text_after(frame, "\"boot\":\"");
  } else if (type == "ack" || type == "refused") {
    const auto id = text_after(frame, "\"id\":\"");
    if (!votes_ || !id.starts_with(run_)) return;
    std::size_t place = 0;
    std::from_chars(id.data() + run_.size() + 1, id.data() + id.size(), place);
    if (place >= votes_->size()) return;
    auto& vote = (*votes_)[place];
    ++answered_;
    if (type == "refused") {
      vote.refused = true;
      return;
    }
    ++vote.acknowledgements;
    if (vote.acknowledgements > 1) return;
    vote.acknowledged = now();
    vote.sequence = number_after(frame, "\"seq\":");
    all_of_ = std::max(all_of_, vote.sequence);
  }
}

// Casts the nth vote, and those that follow it when they are the same person's and due: in one piece. Gives
// the next.
std::size_t Crowd::cast(const std::vector<Vote>& votes, std::size_t n, unsigned round, double until) {
  const auto person = votes[n].person;
  for (; n < votes.size() && votes[n].person == person && votes[n].due <= until; ++n) {
    queue(person,
          fmt::format(R"({{"type":"ballot.cast","id":"{}-{}","activity":{},"round":{},"position":"join"}})",
                      run_, n, votes[n].activity, round),
          1);
  }
  if (connections_[person].socket >= 0) flush(person);
  return n;
}

void Crowd::vote(std::vector<Vote>& votes, unsigned round, double patience,
                 const std::function<void(std::size_t)>& said) {
  votes_ = &votes;
  answered_ = 0;
  const auto start = now();
  double last_said = start;
  for (std::size_t n = 0; n < votes.size();) {
    for (int cast_now = 0; cast_now < 64 && n < votes.size() && start + votes[n].due <= now(); ++cast_now) {
      const auto first = n;
      const auto at = now();
      n = cast(votes, n, round, at - start);
      for (auto place = first; place < n; ++place) votes[place].sent = at;
    }
    pump(n < votes.size() ? std::min(start + votes[n].due, now() + 0.01) : now());
    if (now() - last_said > 0.5) {
      last_said = now();
      said(n);
    }
  }
  const auto everybody = [&] {
    return std::ranges::all_of(connections_, [&](const Connection& connection) {
      return connection.slow || connection.socket < 0 || connection.sequence >= all_of_;
    });
  };
  for (const auto end = now() + patience; now() < end && (answered_ < votes.size() || !everybody());)
    pump(now() + 0.01);
}

void Crowd::send_again(std::vector<Vote>& votes, unsigned round, double patience) {
  votes_ = &votes;
  answered_ = 0;
  for (std::size_t n = 0; n < votes.size();) {
    for (int cast_now = 0; cast_now < 64 && n < votes.size(); ++cast_now) n = cast(votes, n, round, kNever);
    pump(now());
  }
  for (const auto end = now() + patience; now() < end && answered_ < votes.size();) pump(now() + 0.01);
}

std::vector<double> Crowd::on_every_screen(const std::vector<Vote>& votes) const {
  std::vector<std::size_t> order;
  for (std::size_t n = 0; n < votes.size(); ++n) {
    if (votes[n].acknowledgements > 0) order.push_back(n);
  }
  std::ranges::sort(order, {}, [&](std::size_t n) { return votes[n].sequence; });
  std::vector<double> slowest(votes.size(), kNever);
  for (const auto n : order) slowest[n] = 0;
  for (const auto& connection : connections_) {
    if (connection.slow || connection.socket < 0) continue;
    auto seen = connection.seen.begin();
    for (const auto n : order) {
      while (seen != connection.seen.end() && seen->sequence < votes[n].sequence) ++seen;
      slowest[n] = std::max(slowest[n], seen == connection.seen.end() ? kNever : seen->at);
    }
  }
  return slowest;
}

}  // namespace acuerdo::load
