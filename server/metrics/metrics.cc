#include "server/metrics/metrics.h"

#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace acuerdo {
namespace {

// From what nobody notices to what nobody forgives, each about twice the one before.
const prometheus::Histogram::BucketBoundaries kSeconds{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,
                                                       0.2,   0.5,   1,     2,    5,    10};
const prometheus::Histogram::BucketBoundaries kEvents{1, 2, 5, 10, 20, 50, 100, 200, 500, 1'000, 2'000};

double seconds(Metrics::Duration passed) { return std::chrono::duration<double>(passed).count(); }

std::string kind_of(const Command& command) {
  return std::visit([](const auto& kind) { return std::string{std::decay_t<decltype(kind)>::kKind}; },
                    command);
}

// Calls `each` with the place and the kind of every command there is.
template <class Each, std::size_t... Place>
void for_every_command(Each each, std::index_sequence<Place...>) {
  (each(Place, std::string{std::variant_alternative_t<Place, Command>::kKind}), ...);
}

prometheus::Histogram& histogram(prometheus::Registry& registry, const std::string& name,
                                 const std::string& help,
                                 const prometheus::Histogram::BucketBoundaries& buckets) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry).Add({}, buckets);
}

prometheus::Counter& counter(prometheus::Registry& registry, const std::string& name,
                             const std::string& help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

prometheus::Gauge& gauge(prometheus::Registry& registry, const std::string& name, const std::string& help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

double resident_bytes() {
  double pages = 0;
  double resident = 0;
  std::ifstream{"/proc/self/statm"} >> pages >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

Metrics::Metrics()
    : commands_{prometheus::BuildCounter()
                    .Name("acuerdo_commands_total")
                    .Help("Commands by kind, and what became of them: done, or the code of the refusal.")
                    .Register(registry_)},
      acknowledgement_{histogram(
          registry_, "acuerdo_acknowledgement_seconds",
          "From a command's arrival until its answer, durable, was given to the socket.", kSeconds)},
      fan_out_{histogram(
          registry_, "acuerdo_fan_out_seconds",
          "One lap of the numbers, from the first to the last of a room's connections on a lane.", kSeconds)},
      batch_{
          histogram(registry_, "acuerdo_journal_batch_events", "Events kept in one transaction.", kEvents)},
      commit_{histogram(registry_, "acuerdo_journal_commit_seconds", "One transaction, sync included.",
                        kSeconds)},
      faults_{counter(registry_, "acuerdo_journal_faults_total", "Transactions that could not be kept.")},
      owed_{gauge(registry_, "acuerdo_backlog_bytes",
                  "Queued for connections and not yet taken by their sockets; looked at once a second.")},
      dropped_{counter(registry_, "acuerdo_readers_dropped_total",
                       "Connections closed because they read too slowly.")},
      waiting_{gauge(registry_, "acuerdo_waiting", "Commands and newcomers that wait in rooms.")},
      memory_{gauge(registry_, "process_resident_memory_bytes", "Resident memory.")} {
  auto& connections = prometheus::BuildGauge()
                          .Name("acuerdo_connections")
                          .Help("Connections that were let in, by audience.")
                          .Register(registry_);
  for (const auto audience : kAudiences) {
    connections_.at(static_cast<std::size_t>(audience)) =
        &connections.Add({{"audience", std::string{name_of(audience)}}});
  }
  auto& turned_away = prometheus::BuildCounter()
                          .Name("acuerdo_turned_away_total")
                          .Help("Who met with a limit (server/limits/limits.h), by which.")
                          .Register(registry_);
  for (const auto& [limit, name] : names_of(Limit{}))
    turned_away_.at(static_cast<std::size_t>(limit)) = &turned_away.Add({{"limit", std::string{name}}});
  for_every_command(
      [this](std::size_t place, const std::string& kind) {
        done_.at(place) = &commands_.Add({{"kind", kind}, {"outcome", "done"}});
      },
      std::make_index_sequence<std::variant_size_v<Command>>{});
}

std::string Metrics::text() const {
  std::ostringstream text;
  memory_.Set(resident_bytes());
  prometheus::TextSerializer{}.Serialize(text, registry_.Collect());
  return text.str();
}

void Metrics::done(const Counts& counts) {
  for (std::size_t place = 0; place < counts.size(); ++place) {
    if (counts[place] > 0) done_[place]->Increment(counts[place]);
  }
}

void Metrics::refused(const Command* command, RefusalCode code) {
  commands_
      .Add({{"kind", command ? kind_of(*command) : "unreadable"}, {"outcome", std::string{name_of(code)}}})
      .Increment();
}

void Metrics::answered_after(Duration passed) { acknowledgement_.Observe(seconds(passed)); }

void Metrics::told_everybody_in(Duration passed) { fan_out_.Observe(seconds(passed)); }

void Metrics::committed(std::size_t events, Duration passed) {
  batch_.Observe(static_cast<double>(events));
  commit_.Observe(seconds(passed));
}

void Metrics::could_not_keep() { faults_.Increment(); }

void Metrics::connected(Audience audience, double more) {
  connections_.at(static_cast<std::size_t>(audience))->Increment(more);
}

void Metrics::owed(double more_bytes) { owed_.Increment(more_bytes); }

void Metrics::dropped_reader() { dropped_.Increment(); }

void Metrics::turned_away(Limit limit) { turned_away_.at(static_cast<std::size_t>(limit))->Increment(); }

void Metrics::waiting(double more) { waiting_.Increment(more); }

}  // namespace acuerdo
