// The real binary as a process of its own.
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

extern char** environ;

namespace acuerdo {

class Program {
 public:
  // `settings` ("NAME=value") go before the environment that is there.
  explicit Program(std::vector<std::string> arguments, const std::filesystem::path& log = "/dev/null",
                   std::vector<std::string> settings = {}) {
    arguments.insert(arguments.begin(), ACUERDO_BINARY);
    std::vector<char*> raw;
    for (auto& argument : arguments) raw.push_back(argument.data());
    raw.push_back(nullptr);
    std::vector<char*> environment;
    for (auto& setting : settings) environment.push_back(setting.data());
    for (char** there = environ; *there; ++there) environment.push_back(*there);
    environment.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                     0600);
    const int failed =
        posix_spawn(&process_, ACUERDO_BINARY, &actions, nullptr, raw.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error("cannot start " ACUERDO_BINARY);
  }
  ~Program() {
    if (process_ > 0) end(SIGKILL);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // Waits until the file a server writes when it is ready appears, and takes it away. `port` is in it.
  nlohmann::json wait_for(const std::filesystem::path& file) {
    for (const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
         std::chrono::steady_clock::now() < until;) {
      if (std::filesystem::exists(file)) {
        std::ifstream in{file};
        auto ready = nlohmann::json::parse(in);
        std::filesystem::remove(file);
        const std::string url = ready.at("url");
        ready["port"] = static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
        return ready;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    throw std::runtime_error("the server did not come up");
  }

  // From now on it may have so many descriptors open.
  void limit_descriptors(rlim_t number) const {
    const rlimit limit{number, number};
    if (prlimit(process_, RLIMIT_NOFILE, &limit, nullptr) != 0)
      throw std::runtime_error("cannot limit descriptors");
  }
  std::size_t descriptors() const {
    const auto folder = std::filesystem::path{"/proc"} / std::to_string(process_) / "fd";
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, {}));
  }

  // Sends the signal and waits for the end; the exit status, or -1 when it was killed.
  int end(int signal) {
    ::kill(process_, signal);
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t process_ = 0;
};

}  // namespace acuerdo
