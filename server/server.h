// The server: a data folder served on one port.
//
//   lanes (one thread each)     HttpConnection ──upgrade──> LiveConnection <──frames── Hub
//   rooms (strands)             Room: decide, apply, encode                         ──┘
//   journal threads (one each)  GroupCommit: one transaction a batch
//   files (threads)             snapshots, chains; files that are closed and opened again
//   workers                     password hashes; and others, rendering minutes
//
// Start reading at room/room.h for the way of a vote, and at live/live_connection.h for the way of a
// connection.
#pragma once

#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "server/http/http_connection.h"
#include "server/net/listener.h"

namespace acuerdo {

struct ServerOptions {
  std::filesystem::path data = "acuerdo-data";
  std::filesystem::path keys =
      {};  // folder for the keys of sealed ballots; none: beside the workshops' files
  tcp::endpoint listen{net::ip::address_v4::any(), 8080};
  std::string address;  // "https://acuerdo.example.org", where it differs from what we can see; else empty
  std::optional<net::ip::address> proxy;  // in front of us, whose X-Forwarded-For we believe
  std::optional<std::filesystem::path>
      import;  // the definition an empty data folder starts with; else the model case
  MetricsReaders metrics_readers = MetricsReaders::here;  // of GET /metrics
  unsigned joins = kJoinsOfAddress;                       // from one address in a minute
  unsigned connections = kConnectionsOfAddress;           // of one address at a time
  unsigned lanes = 0;                                     // 0: as many as the machine has cores
};

class Server {
 public:
  // Opens the folder and listens. Throws std::runtime_error (JournalFault among them) with a sentence that
  // says what to do.
  explicit Server(const ServerOptions& options);
  ~Server();

  // Serves until SIGTERM, SIGINT or stop(); then closes in order, telling everybody. At SIGHUP it looks at
  // the folder again and opens what is new there, or can be opened now.
  void run();

  // Any thread.
  void stop();

  // Where people reach it: "http://192.168.1.20:8080".
  std::string address() const;

  std::uint16_t port() const { return listener_.endpoint().port(); }

  // While the facilitators' password is not set.
  std::optional<std::string> one_time_key() const { return password_.one_time_key(); }

  const Workshops& workshops() const { return workshops_; }

 private:
  void look_again_when_asked();
  void end_logins_when_changed();
  void logins_were_ended();
  void look_at_password_later();
  void close_in_order();
  void on_every_lane(void (Watch::*done)());
  void wait_for_goodbyes(std::chrono::milliseconds at_most);
  bool connected() const;

  ServerOptions options_;
  net::io_context context_{1};
  net::signal_set signals_{context_};
  net::signal_set look_again_{context_};
  net::steady_timer password_looked_at_{context_};
  Lanes lanes_;
  net::thread_pool rooms_;
  net::thread_pool files_;
  Workers strangers_work_;
  Workers workers_;
  Metrics metrics_;
  Visitors visitors_;
  Workshops workshops_;
  FacilitatorPassword password_;
  Api api_;
  Site site_;
  Listener listener_;
  std::vector<std::shared_ptr<Room>>
      logins_to_end_;  // of those by a password that is not the password any more
};

}  // namespace acuerdo
