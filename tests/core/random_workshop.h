// Random workshops: some people, a sub-objective on its way, and commands of every kind, most of which make
// sense.
#pragma once

#include <rapidcheck.h>

#include "tests/core/model_case.h"

namespace acuerdo {

// From `low` to below `high`, all alike: left to itself RapidCheck would start with the smallest.
template <class T>
T any(T low, T high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high));
}

// Some people, and more often than not a sub-objective on its way, because from nothing random commands
// hardly get there.
ModelCase some_room();

ParticipantId somebody(const Workshop& workshop);

// `n` tells commands apart. A ballot's reason is secret(n): where it appears in an audience's frames while
// its round is open, it has leaked.
Command some_command(const Workshop& workshop, unsigned n);
std::string secret(unsigned n);

}  // namespace acuerdo
