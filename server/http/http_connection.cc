#include "server/http/http_connection.h"

#include <boost/algorithm/string/trim.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/range/iterator_range.hpp>

#include "server/http/pages.h"
#include "server/net/address.h"

namespace acuerdo {
namespace {

namespace websocket = boost::beast::websocket;

constexpr boost::beast::string_view kSubprotocol = "acuerdo.v1";

// What cannot be read is answered when we can still tell what is wrong with it.
std::optional<Reply> answer_to(const boost::system::error_code& error) {
  if (error == http::error::header_limit) {
    auto reply = refused({RefusalCode::too_large, "", "The header of a request has at most 16 KiB."});
    reply.status = http::status::request_header_fields_too_large;
    return reply;
  }
  if (error == http::error::body_limit)
    return refused({RefusalCode::too_large, "", "The body of this request is too large."});
  const bool ended = error == http::error::end_of_stream || error == http::error::partial_message;
  if (!ended && error.category() == http::make_error_code(http::error::end_of_stream).category()) {
    return refused({RefusalCode::malformed, "", "This is not a request in HTTP/1.1."});
  }
  return {};
}

const Refusal kManyConnections{RefusalCode::rate, "",
                               "Too many connections are open from here; close some and come again."};

Reply foreign() {
  auto reply = refused({RefusalCode::role, "Origin", "Pages of another site may not connect here."});
  reply.status = http::status::forbidden;
  return reply;
}

// Is it beyond doubt where the request ends? Who in front of us counts otherwise takes the rest of its body
// for another request, or we do (RFC 9112, 6.1 and 6.3).
bool has_a_clear_end(const http::request_parser<http::string_body>& parser) {
  const auto& header = parser.get();
  const auto codings = header.count(http::field::transfer_encoding);
  if (codings == 0) return true;
  return codings == 1 && boost::beast::iequals(header[http::field::transfer_encoding], "chunked") &&
         header.version() == 11 && header.count(http::field::content_length) == 0;
}

// The last of all X-Forwarded-For that is not the proxy itself: what stands before it anybody may have
// written. Nothing when that is no address, or nobody is named.
std::optional<net::ip::address> forwarded_for(const Request& request, const net::ip::address& proxy) {
  std::optional<net::ip::address> last;
  const auto [line, end] = request.equal_range("X-Forwarded-For");
  for (const auto& field : boost::make_iterator_range(line, end)) {
    for (auto rest = view(field.value()); !rest.empty();) {
      const auto comma = rest.find(',');
      std::string hop{rest.substr(0, comma)};
      rest.remove_prefix(comma == rest.npos ? rest.size() : comma + 1);
      boost::algorithm::trim(hop);
      boost::system::error_code error;
      const auto address = plain(net::ip::make_address(hop, error));
      if (error || address != proxy) last = error ? std::nullopt : std::optional{address};
    }
  }
  return last;
}

}  // namespace

HttpConnection::HttpConnection(Socket socket, Lane& lane, const Site& site)
    : lane_{lane}, site_{site}, socket_{std::move(socket)} {
  boost::system::error_code error;
  address_ = plain(socket_.remote_endpoint(error).address());
  socket_.set_option(tcp::no_delay{true}, error);
  allow(kHeaderWithin);
}

Task<> HttpConnection::serve(std::shared_ptr<HttpConnection> self) {
  self->lane_.watch().add(*self);
  // Of whom a proxy asks is known with the request.
  auto next =
      self->charge({charged_as(self->address_), self->address_.is_loopback()}) ? Next::request : Next::end;
  while (next == Next::request) next = co_await self->one_request();
  self->unlink();
  if (next == Next::upgrade) {
    auto live = std::make_shared<LiveConnection>(
        std::move(self->socket_), self->lane_, self->site_.workshops, self->site_.visitors,
        self->visitor_of(self->upgrade_).address, std::move(self->charged_));
    // A story of its own, so that nothing of this one is kept for hours.
    auto story = LiveConnection::serve(std::move(live), std::move(self->upgrade_));
    net::co_spawn(self->lane_.executor(), std::move(story), log_fault);
    co_return;
  }
  boost::system::error_code ignored;
  self->socket_.shutdown(tcp::socket::shutdown_both, ignored);
  self->socket_.close(ignored);
}

Task<HttpConnection::Next> HttpConnection::one_request() {
  boost::system::error_code error;
  http::request_parser<http::string_body> parser;
  parser.header_limit(kMaxHeaderBytes);
  parser.body_limit(boost::none);  // until the header tells who sends it
  co_await http::async_read_header(socket_, buffer_, parser, net::redirect_error(kAwaited, error));
  idle_ = false;
  if (!error && !has_a_clear_end(parser)) {
    auto unclear = refused({RefusalCode::malformed, "Transfer-Encoding",
                            "A body is chunked, or has a Content-Length; nothing else is read."});
    co_await write(parser.get(), std::move(unclear), false);
    co_return Next::end;
  }
  if (!error) {
    if (websocket::is_upgrade(parser.get()) && path_of(parser.get()) == "/ws") {
      if (auto no = turn_down(parser.get()); no.status != http::status::switching_protocols) {
        co_await write(parser.get(), std::move(no), false);
        co_return Next::end;
      }
      if (is_proxy() && !charge(visitor_of(parser.get()))) {
        co_await write(parser.get(), refused(kManyConnections), false);
        co_return Next::end;
      }
      upgrade_ = parser.release();
      co_return Next::upgrade;
    }
    allow(kBodyWithin);
    const auto limit = co_await site_.api.body_limit(parser.get());
    parser.body_limit(limit);
    const auto length = parser.content_length();
    if (length && *length > limit) {
      error = http::error::body_limit;
    } else {
      if (boost::beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        http::response<http::empty_body> go_on{http::status::continue_, 11};
        co_await http::async_write(socket_, go_on, net::redirect_error(kAwaited, error));
      }
      co_await http::async_read(socket_, buffer_, parser, net::redirect_error(kAwaited, error));
    }
  }
  if (error) {
    if (auto reply = answer_to(error)) co_await write(parser.get(), std::move(*reply), false);
    co_return Next::end;
  }
  const auto request = parser.release();
  allow(kAnswerWithin);
  Reply reply;
  if (request.method() == http::verb::post && !from_here(request)) {
    reply = foreign();
  } else if (Api::serves(path_of(request))) {
    reply = co_await site_.api.answer(request, visitor_of(request));
  } else if (request.method() == http::verb::get || request.method() == http::verb::head) {
    reply = page(request);
  } else {
    reply = refused({RefusalCode::unknown_type, "method", "Pages can be read only."});
    reply.status = http::status::method_not_allowed;
    reply.fields.emplace_back("Allow", "GET, HEAD");
  }
  const bool more = co_await write(request, std::move(reply), request.keep_alive() && !stopping_);
  idle_ = true;
  allow(kKeptAlive);
  co_return more ? Next::request : Next::end;
}

Task<bool> HttpConnection::write(const Request& request, Reply reply, bool keep_alive) {
  const bool head = request.method() == http::verb::head;
  add_security_fields(request, reply);
  http::response<http::span_body<const char>> response{reply.status, 11};
  response.set(http::field::server, "Acuerdo");
  if (!reply.type.empty()) response.set(http::field::content_type, reply.type);
  for (const auto& [name, value] : reply.fields) response.set(name, value);
  const auto bytes = reply.bytes();
  if (!head) response.body() = {bytes.data(), bytes.size()};
  if (reply.status != http::status::not_modified) response.content_length(bytes.size());
  response.keep_alive(keep_alive);
  boost::system::error_code error;
  if (head) {
    http::response_serializer<http::span_body<const char>> serializer{response};
    co_await http::async_write_header(socket_, serializer, net::redirect_error(kAwaited, error));
  } else {
    co_await http::async_write(socket_, response, net::redirect_error(kAwaited, error));
  }
  co_return !error && keep_alive;
}

Reply HttpConnection::turn_down(const Request& upgrade) const {
  if (!from_here(upgrade)) return foreign();
  if (!http::token_list{upgrade[http::field::sec_websocket_protocol]}.exists(kSubprotocol)) {
    return refused({RefusalCode::malformed, "Sec-WebSocket-Protocol", "The subprotocol is acuerdo.v1."});
  }
  Reply fine;
  fine.status = http::status::switching_protocols;
  return fine;
}

// A browser says which page opened the connection; a program that is not one says nothing.
bool HttpConnection::from_here(const Request& request) const {
  const auto origin = view(request[http::field::origin]);
  if (request.find(http::field::origin) == request.end()) return true;
  if (!site_.public_origin.empty() && origin == site_.public_origin) return true;
  const auto host = view(request[http::field::host]);
  if (host.empty()) return false;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!origin.starts_with(scheme)) continue;
    const auto rest = origin.substr(scheme.size());
    return boost::beast::iequals({rest.data(), rest.size()}, {host.data(), host.size()});
  }
  return false;
}

// A proxy that does not say for whom it asks asks for nobody on this machine.
Visitor HttpConnection::visitor_of(const Request& request) const {
  if (is_proxy()) {
    const auto hop = forwarded_for(request, *site_.proxy);
    return hop ? Visitor{charged_as(*hop), hop->is_loopback()} : Visitor{charged_as(address_), false};
  }
  const bool passed_on = request.find("X-Forwarded-For") != request.end() ||
                         request.find(http::field::forwarded) != request.end();
  return {charged_as(address_), !passed_on && address_.is_loopback()};
}

bool HttpConnection::is_proxy() const { return site_.proxy && address_ == *site_.proxy; }

// A connection counts for whoever has it open: this machine, and a proxy that does not say for whom it is,
// are not held to it.
bool HttpConnection::charge(const Visitor& visitor) {
  const bool nobodys = is_proxy() && visitor.address == charged_as(address_);
  if (visitor.is_here || nobodys) return true;
  auto charged = site_.visitors.connects(visitor.address, std::chrono::steady_clock::now());
  if (!charged) return false;
  charged_ = std::move(*charged);
  return true;
}

void HttpConnection::look(SteadyTime now) {
  if (now >= deadline_) cut();
}

void HttpConnection::stop() {
  stopping_ = true;
  if (idle_) cut();
}

void HttpConnection::cut() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace acuerdo
