// A WebSocket connection, from the upgrade to its end (server/protocol/README.md).
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/limits/pace.h"
#include "server/limits/visitors.h"
#include "server/net/lane.h"
#include "server/net/outlet.h"
#include "server/workshops/workshops.h"

namespace acuerdo {

// How long a connection may take to say who it is.
inline constexpr std::chrono::seconds kHelloWithin{10};

// A connection that was silent this long is pinged; after twice as long it is taken for dead. A phone in a
// pocket is noticed within a minute, and Wi-Fi routers forget connections after about five.
inline constexpr std::chrono::seconds kQuiet{25};

// How long a connection that is being closed may take to read what it was told last.
inline constexpr std::chrono::seconds kParting{20};

using UpgradeRequest = boost::beast::http::request<boost::beast::http::string_body>;

// Lives on its lane; every call is made there.
class LiveConnection final : public Line,
                             public Watched,
                             public std::enable_shared_from_this<LiveConnection> {
 public:
  // `address`: of whom the connection is, for what wrong codes cost; and what the connection itself is
  // charged to.
  LiveConnection(Socket socket, Lane& lane, const Workshops& workshops, Visitors& visitors,
                 std::string address, Visitors::Connection charged);

  // From the answer to the upgrade until the connection is over.
  static Task<> serve(std::shared_ptr<LiveConnection> self, UpgradeRequest upgrade);

  // Line: what the room says.
  void send(const Frame& frame) override;
  void send_first(const std::vector<Frame>& frames) override;
  void send_numbers(const Frame& frame) override { outlet_.send_newest(frame); }
  void flush() override { outlet_.flush(); }
  void prepare() const override { outlet_.prepare(); }
  void answered() override { --in_hand_; }
  void close(CloseCode code, const Frame& last) override;
  bool ended() const override { return ended_; }

  // Watched: deadlines.
  void look(SteadyTime now) override;
  void stop() override;
  void cut() override { outlet_.cut(); }

 private:
  using Stream = boost::beast::websocket::stream<Outlet&, false>;

  Task<bool> read_message();
  void take_message(std::string_view text);
  void take_hello(const Json& message);
  void take_signal(const Json& message, Pace::Answer pace);
  void take_command(const Json& message, Pace::Answer pace);
  void hand_over();
  void take_ping();
  void refuse(const std::optional<CommandId>& id, const Refusal& refusal);
  void say(const Frame& frame);
  void turn_away(CloseCode code, const char* reason, const std::string& sentence);
  void heard();
  void report_owed(std::size_t owed);
  Guest guest() { return {shared_from_this(), lane_.place()}; }

  Lane& lane_;
  const Workshops& workshops_;
  Visitors& visitors_;
  std::string address_;
  Visitors::Connection charged_;
  Outlet outlet_;
  Stream stream_{outlet_};
  boost::beast::flat_buffer buffer_;
  std::shared_ptr<Room> room_;                // once greeted
  std::optional<ParticipantId> participant_;  // none: a screen
  std::shared_ptr<const std::string> credential_;
  std::vector<GivenCommand> taken_;  // not yet handed over
  Pace pace_;
  SteadyTime heard_ =
      std::chrono::steady_clock::now();  // of the client last, or when it came while it has not said hello
  std::optional<SteadyTime> closing_since_;
  std::size_t owed_first_ = 0;     // bytes of what it was told first, until the queue was short once
  std::size_t reported_owed_ = 0;  // bytes, to the metrics
  unsigned in_hand_ = 0;
  bool greeted_ = false;
  bool pinged_ = false;
  bool ended_ = false;
};

}  // namespace acuerdo
