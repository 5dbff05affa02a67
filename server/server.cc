#include "server/server.h"

#include <fmt/format.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <csignal>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

#include "server/net/address.h"
#include "server/workshops/model_case.h"
#include "sessions/json/parse.h"

namespace acuerdo {
namespace {

// Of what is done with files beside the rooms' work. Who waits for a program that holds one file keeps a
// thread for some seconds; the others are served by the second.
constexpr unsigned kFileThreads = 2;

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
      workshops_{options.data,         options.keys,          rooms_.get_executor(),
                 executors_of(lanes_), files_.get_executor(), metrics_},
      password_{options.data},
      api_{workshops_,
           password_,
           wrong_answers_,
           strangers_work_,
           workers_,
           [this] { return address(); },
           options.metrics_readers,
           options.joins},
      site_{api_, workshops_, wrong_answers_, options.proxy, options.address},
      listener_{lanes_, options.listen, [this](Socket socket, Lane& lane) {
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
