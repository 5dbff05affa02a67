// Delegates who vote on the map of the model case, activity 4: what tests of voices and of secrecy tell.
#pragma once

#include "tests/core/model_case.h"

namespace acuerdo {

struct OnTheMap {
  ModelCase room;
  ParticipantId elena = room.facilitator();
  std::vector<ParticipantId> delegates = {};

  void open(const ChangeSettings& settings) {
    room.must(elena, settings);
    room.lead_to(elena, Stage::voting);
  }
  void cast(std::size_t delegate, const std::string& position, const std::string& reason = "Razón") {
    room.must(delegates[delegate], ballot(ModelCase::kMap, 1, position, reason));
  }
  const Result& close() {
    room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
    return round().results.at(0);
  }
  const Round& round() const { return room.sub_objective().rounds.back(); }
};

}  // namespace acuerdo
