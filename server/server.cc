#include "server/server.h"

#include <fmt/format.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <csignal>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

#include "server/identity/token.h"
#include "server/net/address.h"
#include "server/workshops/model_case.h"
#include "sessions/json/parse.h"

namespace acuerdo {
namespace {

// Of what is done with files beside the rooms' work. Who waits for a program that holds one file keeps a
// thread for some seconds; the others are served by the second.
constexpr unsigned kFileThreads = 2;

// How soon after the password was changed whoever logged in with the one before is out.
constexpr std::chrono::seconds kPasswordEvery{1};

// How long a stopping server lets its connections say goodbye.
constexpr std::chrono::milliseconds kFarewell{2'500};

std::vector<net::any_io_executor> executors_of(Lanes& lanes) {
  std::vector<net::any_io_executor> executors;
  for (auto& lane : lanes) executors.emplace_back(lane->executor());
  return executors;
}

Definition definition_in(const std::optional<std::filesystem::path>& file) {
  std::string text{model_case()};
  std::string name = "The model case";
  if (file) {
    std::ifstream in{*file, std::ios::binary};
    if (!in) throw std::runtime_error(fmt::format("{} cannot be read.", file->string()));
    std::ostringstream whole;
    whole << in.rdbuf();
    text = whole.str();
    name = file->string();
  }
  const auto json = parse_json(text);
  if (const auto* refusal = std::get_if<Refusal>(&json))
    throw std::runtime_error(fmt::format("{}: {}", name, refusal->sentence));
  auto parsed = parse<Definition>(std::get<Json>(json));
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) {
    throw std::runtime_error(fmt::format("{}: {}: {}", name, refusal->field, refusal->sentence));
  }
  return std::get<Definition>(std::move(parsed));
}

// Of a first workshop: named after the file it comes from.
WorkshopId id_from(const std::optional<std::filesystem::path>& file) {
  return {file ? file->stem().string().substr(0, kMaxCodeLength) : std::string{"cuenca-2023"}};
}

// Is it reached from beyond the venue's network, where anybody may guess at its codes? As far as it can tell:
// through a proxy or by a name it was given, or at an address that the Internet reaches.
bool is_reached_from_afar(const ServerOptions& options) {
  return !options.address.empty() || options.proxy || is_public(plain(own_address(options.listen)));
}

// What a process needs before anything else.
const ServerOptions& prepared(const ServerOptions& options) {
  raise_descriptor_limit();
  std::signal(SIGPIPE, SIG_IGN);  // who reads our log may end before we do
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used on this machine.");
  return options;
}

}  // namespace

Server::Server(const ServerOptions& options)
    : options_{prepared(options)},
      lanes_{make_lanes(options.lanes)},
      rooms_{std::max(1U, std::thread::hardware_concurrency() / 2)},
      files_{kFileThreads},
      visitors_{options.joins, connections_of_address(options.connections), metrics_},
      workshops_{options.data,
                 options.keys,
                 rooms_.get_executor(),
                 executors_of(lanes_),
                 files_.get_executor(),
                 metrics_,
                 is_reached_from_afar(options_) ? kCodeAnywhere : kCodeHere},
      password_{options.data},
      api_{workshops_,
           password_,
           visitors_,
           strangers_work_,
           workers_,
           [this] { return address(); },
           options.metrics_readers},
      site_{api_, workshops_, visitors_, options.proxy, options.address},
      listener_{lanes_, options.listen, metrics_, [this](Socket socket, Lane& lane) {
                  auto connection = std::make_shared<HttpConnection>(std::move(socket), lane, site_);
                  net::co_spawn(lane.executor(), HttpConnection::serve(std::move(connection)), log_fault);
                }} {
  look_again_.add(SIGHUP);  // it waits until run(), and ends nobody
  workshops_.open_all();
  if (const auto bad = workshops_.not_served(); !bad.empty() && workshops_.all().empty()) {
    const auto& [file, why] = *bad.begin();
    throw std::runtime_error(
        fmt::format("No workshop of {} can be served. {}: {}", options_.data.string(), file, why));
  }
  if (workshops_.all().empty()) {
    const auto made = workshops_.import(definition_in(options.import), id_from(options.import));
    if (const auto* refusal = std::get_if<Refusal>(&made)) {
      throw std::runtime_error(
          fmt::format("The workshop cannot be made: {}: {}", refusal->field, refusal->sentence));
    }
  }
  for (auto& lane : lanes_) lane->start();
}

Server::~Server() {
  for (auto& lane : lanes_) lane->stop();
  strangers_work_.stop();
  workers_.stop();
  files_.stop();
  files_.join();
  rooms_.stop();
  rooms_.join();
}

void Server::run() {
  signals_.add(SIGTERM);
  signals_.add(SIGINT);
  signals_.async_wait([this](const boost::system::error_code& error, int) {
    if (!error) context_.stop();
  });
  look_again_when_asked();
  end_logins_when_changed();
  auto work = net::make_work_guard(context_);
  context_.run();
  close_in_order();
}

void Server::stop() { context_.stop(); }

// SIGHUP also comes when the terminal it was started from is closed: a workshop goes on then.
void Server::look_again_when_asked() {
  look_again_.async_wait([this](const boost::system::error_code& error, int) {
    if (error) return;
    spdlog::info("looking at {} again", options_.data.string());
    try {
      workshops_.open_all();
    } catch (const std::exception& why) {
      spdlog::error("{}", why.what());
    }
    look_again_when_asked();
  });
}

// `acuerdo password` is another process. What it changed is asked of every workshop once, and again of those
// that could not keep it.
void Server::end_logins_when_changed() {
  if (logins_to_end_.empty() && password_.was_changed()) logins_to_end_ = workshops_.all();
  const auto asked = logins_to_end_;
  const auto left = std::make_shared<std::size_t>(asked.size());
  for (const auto& room : asked) {
    room->ask({EndLogins{}, [this, room, left](const std::variant<ParticipantId, Refusal>& answer) {
                 const bool kept = std::holds_alternative<ParticipantId>(answer);
                 net::post(context_, [this, room, left, kept] {
                   if (kept) std::erase(logins_to_end_, room);
                   if (--*left == 0) logins_were_ended();
                 });
               }});
  }
  if (asked.empty()) look_at_password_later();
}

void Server::logins_were_ended() {
  if (logins_to_end_.empty()) {
    password_.ended();
    spdlog::info("the facilitators' password was changed; every facilitator logs in again");
  }
  look_at_password_later();
}

void Server::look_at_password_later() {
  password_looked_at_.expires_after(kPasswordEvery);
  password_looked_at_.async_wait([this](const boost::system::error_code& error) {
    if (!error) end_logins_when_changed();
  });
}

std::string Server::address() const { return reachable_at(options_.address, listener_.endpoint()); }

// First the rooms, so that everything acknowledged is said; then whoever is still there.
void Server::close_in_order() {
  spdlog::info("stopping: finishing what is under way, telling everybody");
  listener_.close();
  std::promise<void> rooms_closed;
  workshops_.close([&rooms_closed] { rooms_closed.set_value(); });
  rooms_closed.get_future().wait();
  on_every_lane(&Watch::stop_all);
  wait_for_goodbyes(kFarewell);
  on_every_lane(&Watch::cut_all);
  wait_for_goodbyes(kFarewell);
  spdlog::info("stopped");
}

void Server::on_every_lane(void (Watch::*done)()) {
  for (auto& lane : lanes_) {
    net::post(lane->executor(), [&lane, done] { (lane->watch().*done)(); });
  }
}

void Server::wait_for_goodbyes(std::chrono::milliseconds at_most) {
  const auto last = std::chrono::steady_clock::now() + at_most;
  while (connected() && std::chrono::steady_clock::now() < last)
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
}

bool Server::connected() const {
  std::size_t count = 0;
  for (const auto& lane : lanes_) {
    std::promise<std::size_t> here;
    net::post(lane->executor(), [&] { here.set_value(lane->watch().count()); });
    count += here.get_future().get();
  }
  return count > 0;
}

}  // namespace acuerdo
