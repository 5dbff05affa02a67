// One simulated workshop, from a seed: commands of its people against the core and a journal on disk, with
// crashes, resends and clients that fall behind; what must hold is checked after every step.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>

#include "sessions/model/definition.h"

namespace acuerdo::simulate {

// One thing done wrong on purpose, now and then: a simulation that does not notice proves nothing.
enum class Defect {
  none,
  altered_ballot,         // the journal keeps another reason than was given
  early_acknowledgement,  // a ballot is acknowledged before it is on disk
  forgotten_command,      // a command that comes again is taken for a new one
  counted_twice,          // a voice counts for two
  unheard_change,         // a client is not told of a change
  missed_ballot,          // the turn-out misses a ballot
  altered_record,         // a table of the file says what no event said
  other_verdict,          // a result's verdict is not what its sentence says
};
constexpr auto names_of(Defect) {
  using enum Defect;
  return NameTable<Defect, 9>{{{none, "none"},
                               {altered_ballot, "altered_ballot"},
                               {early_acknowledgement, "early_acknowledgement"},
                               {forgotten_command, "forgotten_command"},
                               {counted_twice, "counted_twice"},
                               {unheard_change, "unheard_change"},
                               {missed_ballot, "missed_ballot"},
                               {altered_record, "altered_record"},
                               {other_verdict, "other_verdict"}}};
}

struct Plan {
  std::uint64_t seed = 1;
  std::size_t delegates = 20;
  unsigned steps = 400;
  Defect defect = Defect::none;
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
