// The server under load, and the workshop on it: started, joined, led to an open round.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace acuerdo::load {

// A server of our own, on a data folder that may be kept for later runs.
class ServerProcess {
 public:
  ServerProcess(std::filesystem::path binary, std::filesystem::path folder);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  void start();  // throws when it is not ready within half a minute
  void kill();   // at once, without farewell
  void stop();   // in order

  std::uint16_t port() const { return port_; }
  std::string facilitator_key() const { return key_; }
  std::string join_code() const { return code_; }
  std::filesystem::path file() const;

  double cpu_seconds() const;  // used so far
  double resident_kib() const;

 private:
  void end(int signal);

  std::filesystem::path binary_;
  std::filesystem::path folder_;
  pid_t process_ = -1;
  std::uint16_t port_ = 0;
  std::string key_;
  std::string code_;
};

// Who is in the workshop: joined over HTTP once, kept beside the data.
struct People {
  std::string facilitator;             // a token
  std::vector<std::string> delegates;  // tokens
};
People people(const ServerProcess& server, const std::filesystem::path& folder, std::size_t delegates);

// Leads the room to sub-objective 1.1.2 and opens a new round on as many activities as `sheet` says.
struct Wanted {
  std::size_t sheet = 1;
  std::string ballots = "named";
  bool live = false;
};
struct Round {
  unsigned number = 0;
  std::vector<unsigned> activities;
};
Round open_round(const ServerProcess& server, const std::string& facilitator, const Wanted& wanted);

// How many sealed ballots of the round are in the journal: whose, nobody can tell.
std::size_t sealed(const std::filesystem::path& file, unsigned round);

// The votes whose commands are in the journal, by their place in the run; one that is there twice comes
// twice. None of those whose ballots are not named.
std::vector<std::size_t> recorded(const std::filesystem::path& file, const std::string& run);

}  // namespace acuerdo::load
