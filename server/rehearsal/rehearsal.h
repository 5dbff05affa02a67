// Simulated delegates, for practice: they join over HTTP, come over WebSockets like anybody else, and follow
// whatever the facilitator opens, at a human pace.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "server/net/lane.h"
#include "sessions/model/definition.h"

namespace acuerdo {

// How many of each institution: enough that delegations have to agree among themselves.
inline constexpr unsigned kDelegatesOfInstitution = 2;

struct RehearsalOptions {
  std::uint16_t port = 0;  // of a server on this machine
  std::string join_code;
  std::filesystem::path
      tokens;         // where the delegates' tokens are kept, so that a second start brings the same people
  double pace = 1;    // 2: twice as fast as people are
  unsigned seed = 0;  // 0: another one each time
};

// Lives on a thread of its own, from its making until it is destroyed.
class Rehearsal {
 public:
  Rehearsal(const Definition& definition, RehearsalOptions options);
  ~Rehearsal();
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;

 private:
  net::io_context context_{1};
  std::thread thread_;
};

}  // namespace acuerdo
