#include "tests/server/client.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "tests/server/contract.h"

namespace acuerdo {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using tcp = net::ip::tcp;

tcp::endpoint here(std::uint16_t port) { return {net::ip::address_v4::loopback(), port}; }

// Ids are unique among all clients of one process.
std::string command_id(unsigned n) {
  static std::atomic<unsigned> clients{0};
  return "test-" + std::to_string(++clients) + "-" + std::to_string(n);
}

// Does one asynchronous thing and waits for it, so that it has a deadline.
template <class Start>
beast::error_code done(net::io_context& context, Start start) {
  std::optional<beast::error_code> result;
  start([&](beast::error_code error, auto&&...) { result = error; });
  context.restart();
  context.run_for(kPatience);
  return result.value_or(beast::error::timeout);
}

HttpAnswer exchange(std::uint16_t port, http::verb verb, const std::string& target, const std::string& body,
                    const Fields& fields) {
  net::io_context context;
  beast::tcp_stream stream{context};
  stream.expires_after(kPatience);
  stream.connect(here(port));
  http::request<http::string_body> request{verb, target, 11};
  request.set(http::field::host, "127.0.0.1:" + std::to_string(port));
  request.set(http::field::connection, "close");
  for (const auto& [name, value] : fields) request.set(name, value);
  request.body() = body;
  request.prepare_payload();
  http::write(stream, request);
  beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.body_limit(64 * 1024 * 1024);
  if (verb == http::verb::head) parser.skip(true);
  http::read(stream, buffer, parser);
  HttpAnswer answer{parser.get().result_int(), {}, parser.get().body()};
  for (const auto& field : parser.get()) {
    std::string name{field.name_string()};
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    answer.fields[name] = std::string{field.value()};
  }
  return answer;
}

}  // namespace

HttpAnswer get(std::uint16_t port, const std::string& target, const Fields& fields,
               const std::string& method) {
  return exchange(port, http::string_to_verb(method), target, {}, fields);
}

HttpAnswer post(std::uint16_t port, const std::string& target, const std::string& body,
                const Fields& fields) {
  return exchange(port, http::verb::post, target, body, fields);
}

HttpAnswer post(std::uint16_t port, const std::string& target, const json& body, const Fields& fields) {
  return post(port, target, body.dump(), fields);
}

void wait_until_serving(std::uint16_t port, bool is_serving) {
  const auto serving = [port] { return get(port, "/health").status == 200; };
  const auto last = std::chrono::steady_clock::now() + kPatience;
  while (serving() != is_serving && std::chrono::steady_clock::now() < last)
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  EXPECT_EQ(serving(), is_serving);
}

std::string raw(std::uint16_t port, const std::string& bytes, std::chrono::milliseconds quiet) {
  net::io_context context;
  tcp::socket socket{context};
  socket.connect(here(port));
  beast::error_code ignored;
  net::write(socket, net::buffer(bytes), ignored);
  std::string back;
  std::array<char, 4096> some{};
  for (;;) {
    std::optional<std::size_t> read;
    socket.async_read_some(net::buffer(some),
                           [&](beast::error_code error, std::size_t size) { read = error ? 0 : size; });
    context.restart();
    context.run_for(quiet);
    if (!read || *read == 0) break;
    back.append(some.data(), *read);
  }
  return back;
}

Client::Client(std::uint16_t port, const Fields& fields) {
  beast::get_lowest_layer(stream_).connect(here(port));
  stream_.set_option(websocket::stream_base::decorator([&](websocket::request_type& request) {
    request.set(http::field::sec_websocket_protocol, "acuerdo.v1");
    for (const auto& [name, value] : fields) request.set(name, value);
  }));
  stream_.read_message_max(64 * 1024 * 1024);
  stream_.handshake("127.0.0.1:" + std::to_string(port), "/ws");
}

void Client::send(json message) {
  EXPECT_EQ(misfit(message), "");
  send_text(message.dump());
}

void Client::send_text(const std::string& text) {
  stream_.text(true);
  const auto error = done(context_, [&](auto handler) { stream_.async_write(net::buffer(text), handler); });
  if (error == beast::error::timeout) throw std::runtime_error("nothing could be sent");
}

// Frames as RFC 6455 has them, masked with zeros.
void Client::send_together(const std::vector<json>& messages) {
  std::string bytes;
  for (const auto& message : messages) {
    EXPECT_EQ(misfit(message), "");
    const auto text = message.dump();
    bytes += '\x81';
    if (text.size() < 126) {
      bytes += static_cast<char>(0x80u | text.size());
    } else {
      bytes += static_cast<char>(0x80u | 126u);
      bytes += static_cast<char>(text.size() >> 8u);
      bytes += static_cast<char>(text.size() & 0xffu);
    }
    bytes += std::string(4, '\0') + text;
  }
  net::write(stream_.next_layer().socket(), net::buffer(bytes));
}

void Client::send_binary(const std::string& bytes) {
  stream_.binary(true);
  stream_.write(net::buffer(bytes));
}

void Client::leave() {
  const auto error =
      done(context_, [&](auto handler) { stream_.async_close(websocket::close_code::going_away, handler); });
  EXPECT_FALSE(error) << error.message();
}

std::optional<json> Client::read() {
  buffer_.clear();
  const auto error = done(context_, [&](auto handler) { stream_.async_read(buffer_, handler); });
  if (error == beast::error::timeout) throw std::runtime_error("nothing came");
  if (error) {
    close_code = stream_.reason().code;
    return {};
  }
  largest = std::max(largest, buffer_.size());
  EXPECT_LE(buffer_.size(), 256U * 1024) << "no frame is larger";
  auto frame = json::parse(beast::buffers_to_string(buffer_.data()));
  EXPECT_EQ(misfit(frame), "");
  take(frame);
  return frame;
}

void Client::take(const json& frame) {
  const std::string type = frame.at("type");
  ++counts[type];
  if (type == "snapshot") documents.clear();
  if (type == "snapshot" || type == "change") {
    for (const auto& [key, document] : frame.at("docs").items()) {
      if (document.is_null()) {
        documents.erase(key);
      } else {
        documents[key] = document;
      }
    }
  }
  if ((type == "snapshot" || type == "change" || type == "tick") && !frame.value("more", false))
    sequence = std::max<std::uint64_t>(sequence, frame.at("seq"));
  if (type == "tick") numbers = frame;
  if (type == "mine") take_mine(frame);
  if (type == "closing") closing.push_back(frame);
  if (type == "welcome") {
    welcome = frame;
    boot = frame.at("boot");
  }
}

// As a client keeps it: what is told replaces what was known of the same place.
void Client::take_mine(const json& told) {
  if (mine.is_null()) mine = json::object();
  // Everything anew: what has no receipt and is not told has left its round.
  if (told.value("all", false)) {
    json kept = json::array();
    for (const auto& ballot : mine.value("ballots", json::array())) {
      if (!ballot.at("receipt").is_null()) kept.push_back(ballot);
    }
    mine = {{"ballots", std::move(kept)}};
  }
  for (const auto* whole : {"participant", "authored"}) {
    if (told.contains(whole)) mine[whole] = told[whole];
  }
  const auto put = [&](const char* list, const auto& same_place) {
    auto& known = mine[list];
    if (known.is_null()) known = json::array();
    for (const auto& one : told.value(list, json::array())) {
      const auto old = std::ranges::find_if(known, [&](const json& other) { return same_place(one, other); });
      if (old == known.end()) {
        known.push_back(one);
      } else {
        *old = one;
      }
    }
  };
  put("ballots", [](const json& one, const json& other) {
    return one["subObjective"] == other["subObjective"] && one["round"] == other["round"] &&
           one["activity"] == other["activity"];
  });
  put("suggestions", [](const json& one, const json& other) { return one["activity"] == other["activity"]; });
}

json Client::until(const std::string& type) {
  for (;;) {
    const auto frame = read();
    if (!frame)
      throw std::runtime_error("closed with " + std::to_string(close_code) + " before a " + type + " came");
    if (frame->at("type") == type) return *frame;
  }
}

void Client::until(const std::function<bool(const Client&)>& holds) {
  while (!holds(*this)) {
    if (!read()) throw std::runtime_error("closed with " + std::to_string(close_code));
  }
}

bool Client::sip(std::size_t bytes) {
  auto& socket = beast::get_lowest_layer(stream_).socket();
  socket.non_blocking(true);
  std::array<char, 16'384> some{};
  while (bytes > 0) {
    beast::error_code error;
    const auto size = socket.read_some(net::buffer(some.data(), std::min(bytes, some.size())), error);
    if (error == net::error::would_block) return true;
    if (error) return false;
    bytes -= size;
  }
  return true;
}

unsigned Client::until_closed() {
  while (read()) {
  }
  return close_code;
}

void Client::hello(const std::string& token, std::optional<std::uint64_t> since,
                   const std::string& known_boot) {
  json message{{"type", "hello"}, {"token", token}};
  if (since) message["since"] = *since;
  if (!known_boot.empty()) message["boot"] = known_boot;
  send(message);
  first_frames();
  until([](const Client& self) { return !self.mine.is_null(); });
}

void Client::hello_as_screen(const std::string& code, const std::string& pass) {
  json message{{"type", "hello"}, {"screen", code}};
  if (!pass.empty()) message["pass"] = pass;
  send(message);
  first_frames();
}

void Client::first_frames() {
  until("welcome");
  until("tick");
}

json Client::command(json fields) {
  fields["id"] = command_id(++commands_);
  send(fields);
  return answer_to(fields["id"]);
}

json Client::misfitting_command(json fields) {
  fields["id"] = command_id(++commands_);
  EXPECT_NE(misfit(fields), "");
  send_text(fields.dump());
  return answer_to(fields["id"]);
}

json Client::answer_to(const std::string& id) {
  for (;;) {
    const auto frame = read();
    if (!frame) throw std::runtime_error("closed with " + std::to_string(close_code) + " before an answer");
    if ((frame->at("type") == "ack" || frame->at("type") == "refused") && frame->at("id") == id)
      return *frame;
  }
}

void must(Client& client, const json& command) {
  const auto answer = client.command(command);
  EXPECT_EQ(answer.at("type"), "ack") << command << " was answered " << answer;
}

void lead_to_clarifying(Client& facilitator) {
  must(facilitator, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
  must(facilitator, {{"type", "focus.set"}, {"liveSession", "d1am"}, {"subObjective", "1.1.2"}});
  for (const auto* step : {"proposing.open", "clarifying.open"})
    must(facilitator, {{"type", step}, {"subObjective", "1.1.2"}});
}

}  // namespace acuerdo
