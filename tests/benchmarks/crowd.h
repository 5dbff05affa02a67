// A crowd in the room: people of every institution, a round open before them.
#pragma once

#include "tests/core/model_case.h"

namespace acuerdo {

struct Crowd {
  // `people` delegates are present at 1.1.2, where round 1 is open on `activities`.
  Crowd(std::size_t people, std::size_t activities);

  // Every delegate answers the whole sheet, one in ten with a reason.
  void vote();

  Workshop& workshop() { return room.workshop; }

  ModelCase room;
  ParticipantId elena;
  std::vector<ParticipantId> delegates;
  std::vector<ActivityId> sheet;
};

// The crowd is made once for each pair and copied.
const Crowd& crowd(std::size_t people, std::size_t activities);
const Crowd& crowd_that_voted(std::size_t people, std::size_t activities);

}  // namespace acuerdo
