#include "tools/load/stage.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <charconv>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

namespace acuerdo::load {
namespace {

namespace fs = std::filesystem;
namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using nlohmann::json;
using tcp = net::ip::tcp;

const char* const kPlace = "1.1.2";
const char* const kSession = "d1am";

tcp::endpoint here(std::uint16_t port) { return {net::ip::address_v4::loopback(), port}; }

// Requests on one connection that is kept.
class Http {
 public:
  explicit Http(std::uint16_t port) : host_{fmt::format("127.0.0.1:{}", port)} {
    socket_.connect(here(port));
  }

  json post(const std::string& path, const json& body) {
    http::request<http::string_body> request{http::verb::post, path, 11};
    request.set(http::field::host, host_);
    request.set(http::field::content_type, "application/json");
    request.body() = body.dump();
    request.prepare_payload();
    http::write(socket_, request);
    http::response<http::string_body> response;
    http::read(socket_, buffer_, response);
    if (response.result() != http::status::ok)
      throw std::runtime_error(
          fmt::format("{} answers {}: {}", path, response.result_int(), response.body()));
    return json::parse(response.body());
  }

 private:
  net::io_context context_;
  tcp::socket socket_{context_};
  beast::flat_buffer buffer_;
  std::string host_;
};

// The facilitator at the desk.
class Desk {
 public:
  Desk(std::uint16_t port, const std::string& token) {
    socket_.next_layer().connect(here(port));
    socket_.read_message_max(64U * 1024 * 1024);
    socket_.set_option(beast::websocket::stream_base::decorator([](beast::websocket::request_type& request) {
      request.set(http::field::sec_websocket_protocol, "acuerdo.v1");
    }));
    socket_.handshake(fmt::format("127.0.0.1:{}", port), "/ws");
    say({{"type", "hello"}, {"token", token}});
    while (take() != "mine") {
    }
  }

  // A command, and what it created. When it came too fast, again after a second.
  unsigned must(json command) {
    const auto id =
        fmt::format("desk-{}-{}", std::chrono::system_clock::now().time_since_epoch().count(), ++commands_);
    command["id"] = id;
    say(command);
    for (;;) {
      const auto type = take();
      if (type == "ack" && frame_.at("id") == id) return frame_.value("created", 0U);
      if (type == "refused" && frame_.at("code") == "rate") {
        std::this_thread::sleep_for(std::chrono::seconds{1});
        say(command);
      } else if (type == "refused") {
        throw std::runtime_error(fmt::format("{} is refused: {}", command.dump(), frame_.dump()));
      }
    }
  }

  const json& document(const std::string& key) const { return documents_.at(key); }

 private:
  void say(const json& message) { socket_.write(net::buffer(message.dump())); }
  std::string take() {
    beast::flat_buffer buffer;
    socket_.read(buffer);
    frame_ = json::parse(beast::buffers_to_string(buffer.data()));
    if (frame_.contains("docs")) documents_.update(frame_.at("docs"));
    return frame_.at("type");
  }

  net::io_context context_;
  beast::websocket::stream<tcp::socket> socket_{context_};
  json documents_ = json::object();
  json frame_;
  unsigned commands_ = 0;
};

}  // namespace

ServerProcess::ServerProcess(fs::path binary, fs::path folder)
    : binary_{std::move(binary)}, folder_{std::move(folder)} {
  if (!fs::exists(binary_))
    throw std::runtime_error(fmt::format("There is no server at {}: build it.", binary_.string()));
  fs::create_directories(folder_);
}

ServerProcess::~ServerProcess() { end(SIGKILL); }

fs::path ServerProcess::file() const { return folder_ / "data" / "cuenca-2023.acuerdo"; }

// On the same port as before, when there was one: everybody comes back to it.
void ServerProcess::start() {
  const auto ready = folder_ / "ready.json";
  fs::remove(ready);
  const auto data = (folder_ / "data").string();
  const auto listen = fmt::format("127.0.0.1:{}", port_);
  const auto log = folder_ / "server.log";
  process_ = fork();
  if (process_ == 0) {
    const auto out = open(log.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execl(binary_.c_str(), binary_.c_str(), "serve", "--data", data.c_str(), "--listen", listen.c_str(),
          "--ready-file", ready.c_str(), nullptr);
    _exit(127);
  }
  for (int n = 0; n < 3'000 && !fs::exists(ready); ++n)
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  std::ifstream in{ready};
  const auto said = json::parse(in, nullptr, false);
  if (said.is_discarded())
    throw std::runtime_error(fmt::format("The server did not come up; see {}.", log.string()));
  const auto url = said.at("url").get<std::string>();
  port_ = static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
  code_ = said.at("joinCode");
  if (said.at("facilitatorKey").is_string()) key_ = said.at("facilitatorKey");
}

void ServerProcess::kill() { end(SIGKILL); }
void ServerProcess::stop() { end(SIGTERM); }

void ServerProcess::end(int signal) {
  if (process_ <= 0) return;
  ::kill(process_, signal);
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

double ServerProcess::cpu_seconds() const {
  std::ifstream in{fmt::format("/proc/{}/stat", process_)};
  std::string word;
  double ticks = 0;
  for (int place = 1; place <= 15 && in >> word; ++place) {
    if (place >= 14) ticks += std::stod(word);
  }
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double ServerProcess::resident_kib() const {
  std::ifstream in{fmt::format("/proc/{}/status", process_)};
  for (std::string word; in >> word;) {
    if (word != "VmRSS:") continue;
    double kib = 0;
    in >> kib;
    return kib;
  }
  return 0;
}

People people(const ServerProcess& server, const fs::path& folder, std::size_t delegates) {
  const auto kept = folder / "people.json";
  People people;
  if (fs::exists(kept)) {
    std::ifstream in{kept};
    const auto known = json::parse(in);
    people.facilitator = known.at("facilitator");
    people.delegates = known.at("delegates").get<std::vector<std::string>>();
  }
  Http api{server.port()};
  if (people.facilitator.empty()) {
    people.facilitator =
        api.post("/api/facilitator/password",
                 {{"key", server.facilitator_key()}, {"name", "Load"}, {"password", "only for measuring"}})
            .at("token");
  }
  constexpr std::array kInstitutions{"mdi", "pn", "fge", "sns", "msp"};
  while (people.delegates.size() < delegates) {
    const auto n = people.delegates.size();
    people.delegates.push_back(
        api.post("/api/join", {{"code", server.join_code()},
                               {"name", fmt::format("Delegate {}", n + 1)},
                               {"institution", kInstitutions[n % kInstitutions.size()]},
                               {"role", "delegate"},
                               {"language", "es"}})
            .at("token"));
  }
  std::ofstream{kept} << json{{"facilitator", people.facilitator}, {"delegates", people.delegates}};
  people.delegates.resize(delegates);
  return people;
}

Round open_round(const ServerProcess& server, const std::string& facilitator, const Wanted& wanted) {
  const auto sheet = wanted.sheet;
  Desk desk{server.port(), facilitator};
  const auto key = std::string{"subObjective/"} + kPlace;
  const json place{{"subObjective", kPlace}};
  const auto step = [&](const char* type) {
    auto command = place;
    command["type"] = type;
    desk.must(std::move(command));
  };
  const auto session = std::string{"liveSession/"} + kSession;
  if (desk.document(session).at("state") != "open") {
    desk.must({{"type", "liveSession.open"}, {"liveSession", kSession}});
    desk.must({{"type", "focus.set"}, {"liveSession", kSession}, {"subObjective", kPlace}});
  }
  auto stage = desk.document(key).at("stage").get<std::string>();
  if (stage == "voting") {
    desk.must({{"type", "round.close"}, {"subObjective", kPlace}, {"round", desk.document(key).at("round")}});
    stage = "reviewing";
  }
  auto activities = desk.document(key).at("activities").get<std::vector<unsigned>>();
  if (stage == "pending" || (stage != "proposing" && activities.size() < sheet)) {
    step("proposing.open");
    stage = "proposing";
  }
  while (activities.size() < sheet) {
    activities.push_back(
        desk.must({{"type", "activity.propose"},
                   {"subObjective", kPlace},
                   {"wording", {{"es", fmt::format("Propuesta número {}", activities.size() + 1)}}}}));
  }
  if (stage != "clarifying") step("clarifying.open");
  activities.resize(sheet);
  json open{{"type", "round.open"},
            {"subObjective", kPlace},
            {"activities", activities},
            {"ballots", wanted.ballots},
            {"results", wanted.live ? "live" : "hidden"}};
  if (wanted.ballots == "secret") open["voice"] = "person";
  desk.must(std::move(open));
  return {desk.document(key).at("round").get<unsigned>(), activities};
}

std::size_t sealed(const fs::path& file, unsigned round) {
  SQLite::Database database{file.string(), SQLite::OPEN_READONLY, 5'000};
  SQLite::Statement row{database,
                        "SELECT count(*) FROM journal WHERE kind = 'ballot_sealed' AND "
                        "json_extract(data, '$.round') = ?"};
  row.bind(1, round);
  row.executeStep();
  return static_cast<std::size_t>(row.getColumn(0).getInt64());
}

std::vector<std::size_t> recorded(const fs::path& file, const std::string& run) {
  SQLite::Database database{file.string(), SQLite::OPEN_READONLY, 5'000};
  SQLite::Statement row{
      database, "SELECT command FROM journal WHERE kind = 'ballot_cast' AND substr(command, 1, ?) = ?"};
  row.bind(1, static_cast<int>(run.size()));
  row.bind(2, run);
  std::vector<std::size_t> places;
  while (row.executeStep()) {
    const auto id = row.getColumn(0).getString();
    places.push_back(std::stoul(id.substr(run.size() + 1)));
  }
  return places;
}

}  // namespace acuerdo::load
