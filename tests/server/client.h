// A client as simple as can be: one socket, blocking, with a deadline for everything. Every frame it sends or
// gets is held against the protocol's schemas.
#pragma once

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace acuerdo {

using nlohmann::json;

inline constexpr std::chrono::seconds kPatience{20};

// HTTP: one connection a request, unless told otherwise.
struct HttpAnswer {
  unsigned status = 0;
  std::map<std::string, std::string> fields;  // names in lower case
  std::string body;
  json object() const { return json::parse(body); }
};
using Fields = std::map<std::string, std::string>;
HttpAnswer get(std::uint16_t port, const std::string& target, const Fields& fields = {},
               const std::string& method = "GET");
HttpAnswer post(std::uint16_t port, const std::string& target, const std::string& body,
                const Fields& fields = {});
HttpAnswer post(std::uint16_t port, const std::string& target, const json& body, const Fields& fields = {});

// Until /health says so.
void wait_until_serving(std::uint16_t port, bool is_serving);

// Bytes as they are to the port; what comes back until the server closes or nothing comes for `quiet`.
std::string raw(std::uint16_t port, const std::string& bytes,
                std::chrono::milliseconds quiet = std::chrono::milliseconds{500});

class Client {
 public:
  // Opens a WebSocket, without saying hello. Throws when it is refused.
  explicit Client(std::uint16_t port, const Fields& fields = {});

  void send(json message);
  void send_text(const std::string& text);

  // In one piece, so that the server reads all of them at once.
  void send_together(const std::vector<json>& messages);
  void send_binary(const std::string& bytes);

  // Says goodbye and does not wait to be heard.
  void leave();

  // The next frame, or nothing when the connection closed; throws when neither comes in kPatience.
  std::optional<json> read();

  // Reads on until a frame of the type comes; others are put aside in `documents`, `numbers` and `mine`.
  json until(const std::string& type);

  // Reads on until something holds.
  void until(const std::function<bool(const Client&)>& holds);

  // Takes up to so many bytes from the socket and looks at none: no frame can be read any more. False when
  // the connection ended.
  bool sip(std::size_t bytes);

  // Reads until the connection is closed, and gives its code.
  unsigned until_closed();

  // hello with a token, or as a screen with the join code; reads until everything first is there.
  void hello(const std::string& token, std::optional<std::uint64_t> since = {}, const std::string& boot = {});
  void hello_as_screen(const std::string& code, const std::string& pass = {});

  // Sends a command and reads on to its answer, an ack or a refusal.
  json command(json fields);

  // The same for what does not fit the schemas.
  json misfitting_command(json fields);

  std::map<std::string, json> documents;
  json numbers;
  json mine;
  json welcome;
  std::uint64_t sequence = 0;
  std::string boot;
  std::size_t largest = 0;  // frame received, in bytes
  unsigned close_code = 0;
  std::deque<json> closing;                // every `closing` frame
  std::map<std::string, unsigned> counts;  // frames by type

 private:
  json answer_to(const std::string& id);
  void take(const json& frame);
  void take_mine(const json& told);
  void first_frames();

  boost::asio::io_context context_;
  boost::beast::websocket::stream<boost::beast::tcp_stream> stream_{context_};
  boost::beast::flat_buffer buffer_;
  unsigned commands_ = 0;
};

// Sends a command and expects it to be acknowledged.
void must(Client& client, const json& command);

// A facilitator leads the first live session to sub-objective 1.1.2, whose activities are clarified then.
void lead_to_clarifying(Client& facilitator);

}  // namespace acuerdo
