#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>

#include "server/cli/commands.h"
#include "server/http/qr_code.h"
#include "server/net/address.h"
#include "server/rehearsal/rehearsal.h"
#include "server/server.h"
#include "sessions/values/number.h"

namespace acuerdo {
namespace {

struct ServeArguments {
  std::string data = "acuerdo-data";
  std::string keys;
  std::string listen = "0.0.0.0:8080";
  std::string address;
  std::string proxy;
  std::string import;
  std::string ready_file;
  MetricsReaders metrics_readers = MetricsReaders::here;
  unsigned joins = kJoinsOfAddress;
  unsigned connections = kConnectionsOfAddress;
  bool rehearse = false;
};

// "0.0.0.0:8080", "[::]:8080", "8080" or "localhost:0".
tcp::endpoint endpoint_of(const std::string& text) {
  const auto colon = text.rfind(':');
  auto host = colon == text.npos ? std::string{"0.0.0.0"} : text.substr(0, colon);
  const auto digits = colon == text.npos ? text : text.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  const auto port = number_in<std::uint16_t>(digits);
  boost::system::error_code bad_host;
  const auto address = net::ip::make_address(host, bad_host);
  if (!port || bad_host) {
    throw std::runtime_error(fmt::format(
        "--listen {}: give an address and a port, such as 0.0.0.0:8080 or 127.0.0.1:9000.", text));
  }
  return {address, *port};
}

// A name is not looked up: it could be another machine tomorrow.
std::optional<net::ip::address> proxy_at(const std::string& text) {
  if (text.empty()) return {};
  boost::system::error_code bad;
  const auto address = net::ip::make_address(text, bad);
  if (bad) {
    throw std::runtime_error(fmt::format(
        "--proxy {}: give the proxy's address, such as 127.0.0.1; names are not looked up.", text));
  }
  return plain(address);
}

// How to come in, for whoever started the server: on stdout, the log is on stderr.
void print_links(const Server& server) {
  const auto address = server.address();
  const auto key = server.one_time_key();
  std::cout << "\n  Acuerdo is ready at " << address << "\n\n";
  for (const auto& room : server.workshops().all()) {
    const auto join = address + "/join/" + room->join_code();
    std::cout << "  " << in_language(room->definition().workshop.title, "es").words << "\n\n"
              << "  Facilitator   " << address << "/facilitator" << (key ? "#key=" + *key : std::string{})
              << "\n"
              << "  Participants  " << join << "   (code " << room->join_code() << ")\n"
              << "  Projector     " << address << "/screen/" << room->join_code() << "\n\n";
    if (isatty(STDOUT_FILENO) != 0) std::cout << qr_for_terminal(join) << "\n";
  }
  if (key) std::cout << "  The facilitator's link works once: choose a password there.\n\n";
  std::cout << std::flush;
}

// For programs that start us: written when people can come in. Appears whole. `url` is where it is reached on
// this machine.
void write_ready_file(const Server& server, const std::string& file) {
  const auto room = server.workshops().all().front();
  const Json ready{{"url", fmt::format("http://127.0.0.1:{}", server.port())},
                   {"address", server.address()},
                   {"joinCode", room->join_code()},
                   {"workshop", room->id().value},
                   {"facilitatorKey", server.one_time_key() ? Json(*server.one_time_key()) : Json(nullptr)}};
  std::ofstream{file + ".new"} << ready.dump() << "\n";
  std::filesystem::rename(file + ".new", file);
}

void serve(const ServeArguments& asked) {
  ServerOptions options;
  options.data = asked.data;
  options.keys = asked.keys;
  options.listen = endpoint_of(asked.listen);
  options.address = asked.address;
  while (options.address.ends_with('/')) options.address.pop_back();
  options.proxy = proxy_at(asked.proxy);
  options.metrics_readers = asked.metrics_readers;
  options.joins = asked.joins;
  options.connections = asked.connections;
  if (!asked.import.empty()) options.import = asked.import;
  spdlog::info("acuerdo {} starts on {}", ACUERDO_VERSION, asked.data);
  Server server{options};
  spdlog::info("listening at {}", asked.listen);
  print_links(server);
  if (!asked.ready_file.empty()) write_ready_file(server, asked.ready_file);
  std::optional<Rehearsal> rehearsal;
  if (asked.rehearse) {
    const auto room = server.workshops().all().front();
    rehearsal.emplace(room->definition(),
                      RehearsalOptions{server.port(), room->join_code(), options.data / "rehearsal.json"});
    std::cout << "  Simulated delegates of " << room->definition().institutions.size()
              << " institutions are joining.\n\n"
              << std::flush;
  }
  server.run();
}

}  // namespace

void add_serve(CLI::App& app) {
  auto* command = app.add_subcommand("serve", "Serves the workshops of a data folder.");
  const auto asked = std::make_shared<ServeArguments>();
  command->add_option("--data", asked->data, "The folder with the workshops' files; made if there is none")
      ->envname("ACUERDO_DATA")
      ->capture_default_str();
  command
      ->add_option(
          "--keys", asked->keys,
          "The folder with the keys of rounds whose ballots are not named, while they are open: one that "
          "no backup takes along and no other server uses; else the keys are in --data")
      ->envname("ACUERDO_KEYS");
  command->add_option("--listen", asked->listen, "Address and port to listen at")
      ->envname("ACUERDO_LISTEN")
      ->capture_default_str();
  command
      ->add_option(
          "--address", asked->address,
          "Where people reach this server, when it cannot see that itself: https://acuerdo.example.org")
      ->envname("ACUERDO_ADDRESS");
  command
      ->add_option("--proxy", asked->proxy,
                   "Address of a proxy in front of it, whose X-Forwarded-For is believed")
      ->envname("ACUERDO_PROXY");
  command
      ->add_option(
          "--import", asked->import,
          "Definition (acuerdo-workshop/1) an empty data folder starts with; else the workshop of Cuenca")
      ->check(CLI::ExistingFile);
  std::map<std::string, MetricsReaders> readers;
  for (const auto& [value, name] : names_of(MetricsReaders{})) readers.emplace(name, value);
  command
      ->add_option("--metrics", asked->metrics_readers,
                   "Who may read GET /metrics (Prometheus): programs here, on this machine; everyone; nobody")
      ->envname("ACUERDO_METRICS")
      ->transform(CLI::CheckedTransformer(readers).description("{here,everyone,nobody}"))
      ->default_str("here");
  command
      ->add_option(
          "--joins", asked->joins,
          "How many may join from one address in a minute: more where thousands come from behind one")
      ->envname("ACUERDO_JOINS")
      ->check(CLI::Range(1U, 100'000U))
      ->capture_default_str();
  command
      ->add_option("--connections", asked->connections,
                   "How many connections one address may have at a time: more where thousands come from "
                   "behind one")
      ->envname("ACUERDO_CONNECTIONS")
      ->check(CLI::Range(1U, 1'000'000U))
      ->capture_default_str();
  command->add_flag("--rehearse", asked->rehearse,
                    "Adds simulated delegates of every institution, to practise moderating");
  command->add_option("--ready-file", asked->ready_file, "Written, as JSON, when people can come in");
  command->footer(
      "Examples:\n"
      "  acuerdo serve                                       the venue's Wi-Fi, port 8080, data in "
      "./acuerdo-data\n"
      "  acuerdo serve --data /srv/acuerdo --listen 0.0.0.0:80\n"
      "  acuerdo serve --rehearse --data /tmp/practice        simulated delegates follow whatever you open\n"
      "  acuerdo serve --import my-workshop.json             a new data folder starts with this workshop\n"
      "  acuerdo serve --listen 127.0.0.1:8080 --proxy 127.0.0.1 --address https://acuerdo.example.org\n");
  command->callback([asked] { serve(*asked); });
}

}  // namespace acuerdo
