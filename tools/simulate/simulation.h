// One simulated workshop, from a seed: commands of its people against the core and a journal on disk, with
// crashes, resends and clients that fall behind; what must hold is checked after every step.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>

#include "sessions/model/definition.h"

namespace acuerdo::simulate {

struct Plan {
  std::uint64_t seed = 1;
  std::size_t delegates = 20;
  unsigned steps = 400;
};

// What was promised did not hold.
class Violation : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What happened, so that a run that proves nothing is noticed.
struct Done {
  std::uint64_t commands = 0;
  std::uint64_t refused = 0;
  std::uint64_t ballots = 0;  // acknowledged
  std::uint64_t rounds = 0;   // closed
  std::uint64_t crashes = 0;
  std::uint64_t resent = 0;

  Done& operator+=(const Done& other);
};

// Throws Violation. `folder` is empty and the workshop's own.
Done simulate(const Plan& plan, const Definition& definition, const std::filesystem::path& folder);

}  // namespace acuerdo::simulate
