// Thousands of participants' connections in one thread: an epoll loop of its own, cheap enough that it is not
// what is measured.
//
// Frames are only looked into as far as figures need: a tick's sequence, an answer's id. Nothing is parsed as
// JSON.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace acuerdo::load {

// Seconds on the steady clock since the program began.
double now();

// A ballot, from its sending to everybody's screen.
struct Vote {
  std::size_t person = 0;
  unsigned activity = 0;
  double due = 0;  // seconds after the start of the voting
  double sent = 0;
  double acknowledged = 0;
  std::uint64_t sequence = 0;  // as acknowledged
  unsigned acknowledgements = 0;
  bool refused = false;
};

// What a screen was told of, and when.
struct Seen {
  std::uint64_t sequence = 0;
  double at = 0;
};

class Crowd {
 public:
  // `slow` of the people read no more than 1 KiB a second once they are connected.
  Crowd(std::uint16_t port, std::vector<std::string> tokens, std::size_t slow);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // Opens all connections at once and says hello, with what each knows when it was connected before. Gives
  // the seconds until the last was accepted and until the last was current. Throws when that takes over a
  // minute.
  struct Connected {
    double accepted = 0;
    double current = 0;
  };
  Connected connect();

  // Casts the votes when they are due, on the round; goes on until all are answered and on every screen (of
  // those who read as fast as they can), or for `patience` seconds after the last. `said` is told of the
  // progress.
  void vote(std::vector<Vote>& votes, unsigned round, double patience,
            const std::function<void(std::size_t)>& said);

  // Sends the votes again, as a client does that got no answer, and waits for the answers.
  void send_again(std::vector<Vote>& votes, unsigned round, double patience);

  // When each vote was on the screen of the slowest reader of all; infinity when it was not.
  std::vector<double> on_every_screen(const std::vector<Vote>& votes) const;

  // What the command ids of this run begin with.
  const std::string& run() const { return run_; }

  std::uint64_t deliveries() const { return deliveries_; }
  std::uint64_t bytes() const { return bytes_; }
  std::size_t closed() const { return closed_; }  // by the server

  static constexpr double kNever = std::numeric_limits<double>::infinity();

 private:
  struct Connection {
    int socket = -1;
    bool upgraded = false;
    bool current = false;
    bool slow = false;
    std::string in;
    std::string out;
    std::uint64_t sequence = 0;
    std::string boot;
    std::vector<Seen> seen;
  };

  void open(std::size_t n);
  void hello(std::size_t n);
  void pump(double until);
  void read(std::size_t n);
  void read_slowly();
  void take_bytes(std::size_t n, std::string_view bytes);
  std::size_t take_frames(std::size_t n, std::string_view bytes);
  void take(std::size_t n, std::string_view frame);
  void say(std::size_t n, std::string_view text, unsigned opcode = 1);
  void queue(std::size_t n, std::string_view text, unsigned opcode);
  void flush(std::size_t n);
  void watch(std::size_t n, bool writing, bool added = false);
  void close(std::size_t n);
  std::size_t cast(const std::vector<Vote>& votes, std::size_t n, unsigned round, double until);

  std::uint16_t port_;
  std::vector<std::string> tokens_;
  std::vector<Connection> connections_;
  std::vector<char> some_ = std::vector<char>(65'536);  // what one read gives
  int epoll_;
  std::string run_;  // tells this run's command ids from those of others
  std::vector<Vote>* votes_ = nullptr;
  std::size_t answered_ = 0;
  std::size_t current_ = 0;
  double last_accepted_ = 0;
  double last_current_ = 0;
  double next_slow_read_ = 0;
  std::uint64_t all_of_ = 0;  // the highest sequence acknowledged
  std::uint64_t deliveries_ = 0;
  std::uint64_t bytes_ = 0;
  std::size_t closed_ = 0;
};

}  // namespace acuerdo::load
