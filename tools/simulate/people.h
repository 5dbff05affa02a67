// The people of a simulated workshop: what each would do next, by temperament and by what stands before them.
#pragma once

#include <random>
#include <string>

#include "sessions/core/command.h"
#include "sessions/model/workshop.h"

namespace acuerdo::simulate {

// The same seed gives the same numbers on every machine: no distribution of the standard library is used.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_{seed} {}

  // From 0 to below `bound`.
  std::size_t below(std::size_t bound) {
    return bound == 0 ? 0 : static_cast<std::size_t>(engine_() % bound);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class List>
  const auto& one_of(const List& list) {
    return *std::next(list.begin(), static_cast<std::ptrdiff_t>(below(list.size())));
  }

 private:
  std::mt19937_64 engine_;
};

// What the facilitator does: mostly the next step, now and then something that crosses it (reopening,
// annulling, merging, moving people about, another rule).
Command facilitators_next(const Workshop& workshop, Chance& chance, unsigned n);

// What a delegate does, whose temperament is their number's: eager, silent, stubborn or meddling. Some of it
// is refused.
Command delegates_next(const Workshop& workshop, const Participant& delegate, Chance& chance, unsigned n);

// What a client that lies would send: others' numbers, rounds that never were, positions of other scales.
Command a_lie(const Workshop& workshop, Chance& chance, unsigned n);

// The reason given with ballot `n`: where it can be read while its round is open, it has leaked.
std::string reason_of(unsigned n);

}  // namespace acuerdo::simulate
