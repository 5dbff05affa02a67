// What an operator watches: counters and histograms in the Prometheus text format, at GET /metrics.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <chrono>
#include <string>
#include <variant>

#include "server/limits/limits.h"
#include "sessions/core/command.h"
#include "sessions/values/refusal.h"
#include "sessions/views/views.h"

namespace acuerdo {

// One for a whole server. Every call from any thread; what each thread does often costs an atomic addition.
class Metrics {
 public:
  using Duration = std::chrono::steady_clock::duration;

  Metrics();

  // Text format 0.0.4.
  std::string text() const;

  // Commands that are done and durable, by their kind's place in Command.
  using Counts = std::array<unsigned, std::variant_size_v<Command>>;
  void done(const Counts& counts);

  // A command was refused; null when it could not even be read.
  void refused(const Command* command, RefusalCode code);

  // From a command's arrival until its answer was given to the socket.
  void answered_after(Duration passed);

  // One lap of the numbers: from the first connection of a room on a lane until the last was told.
  void told_everybody_in(Duration passed);

  // One transaction of a journal.
  void committed(std::size_t events, Duration passed);
  void could_not_keep();

  // Connections that came, went or moved to another audience.
  void connected(Audience audience, double more);

  // Bytes that connections are owed, and those let go because they owed too much.
  void owed(double more_bytes);
  void dropped_reader();

  // Somebody met with a limit.
  void turned_away(Limit limit);

  // Commands and newcomers that wait in rooms: so many more.
  void waiting(double more);

 private:
  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>& commands_;
  std::array<prometheus::Counter*, std::variant_size_v<Command>> done_{};
  prometheus::Histogram& acknowledgement_;
  prometheus::Histogram& fan_out_;
  prometheus::Histogram& batch_;
  prometheus::Histogram& commit_;
  prometheus::Counter& faults_;
  std::array<prometheus::Gauge*, kAudiences.size()> connections_{};
  prometheus::Gauge& owed_;
  prometheus::Counter& dropped_;
  std::array<prometheus::Counter*, names_of(Limit{}).size()> turned_away_{};
  prometheus::Gauge& waiting_;
  prometheus::Gauge& memory_;
};

}  // namespace acuerdo
