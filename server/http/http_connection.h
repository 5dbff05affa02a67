// A connection from its first byte: requests over HTTP, one after the other, until one of them becomes a
// WebSocket.
#pragma once

#include <memory>

#include "server/http/api.h"
#include "server/live/live_connection.h"

namespace acuerdo {

// Bounds of a request; nobody honest comes near.
inline constexpr std::uint32_t kMaxHeaderBytes = 16 * 1024;
inline constexpr std::chrono::seconds kHeaderWithin{10};
inline constexpr std::chrono::seconds kBodyWithin{30};
inline constexpr std::chrono::seconds kAnswerWithin{60};
inline constexpr std::chrono::seconds kKeptAlive{30};  // between requests

// What all HTTP connections share.
struct Site {
  Api& api;
  const Workshops& workshops;
  Visitors& visitors;
  std::optional<net::ip::address> proxy;  // whose X-Forwarded-For we believe
  std::string public_origin;  // "https://acuerdo.example.org" behind a proxy; empty: the Host header tells
};

// Lives on its lane.
class HttpConnection final : public Watched, public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(Socket socket, Lane& lane, const Site& site);

  // From the first request until the connection is over or has become a LiveConnection.
  static Task<> serve(std::shared_ptr<HttpConnection> self);

  void look(SteadyTime now) override;
  void stop() override;
  void cut() override;

 private:
  bool charge(const Visitor& visitor);
  bool is_proxy() const;
  enum class Next { request, end, upgrade };
  Task<Next> one_request();
  Task<bool> write(const Request& request, Reply reply, bool keep_alive);
  Reply turn_down(const Request& upgrade) const;
  bool from_here(const Request& request) const;
  Visitor visitor_of(const Request& request) const;
  void allow(std::chrono::seconds time) { deadline_ = std::chrono::steady_clock::now() + time; }

  Lane& lane_;
  const Site& site_;
  Socket socket_;
  net::ip::address address_;  // of the other side of the socket
  boost::beast::flat_buffer buffer_;
  Request upgrade_;
  Visitors::Connection charged_;
  SteadyTime deadline_;
  bool idle_ = true;       // between requests
  bool stopping_ = false;  // ends after the answer under way
};

}  // namespace acuerdo
