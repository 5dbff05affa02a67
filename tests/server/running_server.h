// The server in the test's own process, on a free port of loopback and a folder of its own.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "server/server.h"
#include "tests/journal/folder.h"
#include "tests/server/client.h"

namespace acuerdo {

inline constexpr const char* kPassword = "una clave larga y segura";

// Whoever has a new server's one-time key chooses the facilitators' password, and is one: the token.
inline std::string first_facilitator(std::uint16_t port, const std::string& key,
                                     const std::string& name = "Elena Ríos") {
  const auto answer =
      post(port, "/api/facilitator/password", json{{"key", key}, {"name", name}, {"password", kPassword}});
  EXPECT_EQ(answer.status, 200U) << answer.body;
  return answer.object().at("token");
}

class RunningServer {
 public:
  explicit RunningServer(ServerOptions options = {}) {
    options.data = folder_ / "data";
    options.listen = {net::ip::address_v4::loopback(), 0};
    options.lanes = 2;
    options_ = options;
    start();
  }
  ~RunningServer() { stop(); }

  void start() {
    server_ = std::make_unique<Server>(options_);
    options_.listen.port(server_->port());
    thread_ = std::thread{[this] { server_->run(); }};
  }
  void stop() {
    if (!server_) return;
    server_->stop();
    thread_.join();
    server_.reset();
  }

  const Server& server() const { return *server_; }
  std::uint16_t port() const { return server_->port(); }
  std::filesystem::path data() const { return options_.data; }
  std::filesystem::path file() const { return options_.data / "cuenca-2023.acuerdo"; }
  std::string join_code() const { return server_->workshops().all().front()->join_code(); }

  // A token.
  std::string facilitator(const std::string& name = "Elena Ríos") {
    if (const auto key = server_->one_time_key()) return first_facilitator(port(), *key, name);
    const auto answer = post(port(), "/api/facilitator/login", json{{"name", name}, {"password", kPassword}});
    EXPECT_EQ(answer.status, 200U) << answer.body;
    return answer.object().at("token");
  }
  std::string delegate(const std::string& institution, const std::string& name) {
    const auto answer = post(port(), "/api/join",
                             json{{"code", join_code()},
                                  {"name", name},
                                  {"institution", institution},
                                  {"role", "delegate"},
                                  {"language", "es"}});
    EXPECT_EQ(answer.status, 200U) << answer.body;
    return answer.object().at("token");
  }

  // Somebody who has said hello.
  std::unique_ptr<Client> connected(const std::string& token) {
    auto client = std::make_unique<Client>(port());
    client->hello(token);
    return client;
  }

 private:
  Folder folder_;
  ServerOptions options_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

}  // namespace acuerdo
