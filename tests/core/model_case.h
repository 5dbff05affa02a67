// The model case in memory: the Cuenca workshop, its people, and a clock that tests move.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "sessions/core/step.h"

namespace acuerdo {

Definition cuenca();

class ModelCase {
 public:
  explicit ModelCase(Definition definition = cuenca());

  // Joins, and gives the number. Institution by code ("mdi"); facilitators have none. A namesake of the same
  // institution is told apart by a number.
  ParticipantId facilitator(const std::string& name = "Elena Ríos");
  ParticipantId delegate(const std::string& institution, const std::string& name = "Delegada");
  ParticipantId somebody(Role role);

  // A command of that participant: what was done, or why not.
  Step command(ParticipantId actor, const Command& command);

  // The same, expected to be accepted or to be refused with the code.
  void must(ParticipantId actor, const Command& command);
  Refusal refused(ParticipantId actor, const Command& command, RefusalCode code);

  // Leads the first live session to sub-objective 1.1.2 and on to the stage. Before voting one round is
  // opened, for reviewing it is closed.
  void lead_to(ParticipantId facilitator, Stage stage);

  const SubObjective& sub_objective() const { return *find(workshop, kPlace); }
  const Activity& activity(std::uint32_t id) const { return *find(workshop, ActivityId{id}); }

  static inline const SubObjectiveId kPlace{"1.1.2"};  // has two drafts: activities 4 and 5
  static inline const LiveSessionId kMorning{"d1am"};
  static constexpr ActivityId kMap{4};             // "Elaborar un mapa de riesgo territorial..."
  static constexpr ActivityId kNeighbourhoods{5};  // "Intervenir barrios priorizados..."

  Workshop workshop;
  std::vector<Recorded> journal;
  Time now{std::chrono::milliseconds{1'675'780'000'000}};  // 2023-02-07, in the morning

 private:
  void keep(const Step& step);
  unsigned commands_ = 0;
};

// A ballot on an activity of round `n`.
CastBallot ballot(ActivityId activity, std::uint16_t n, const std::string& position,
                  const std::string& reason = "");

}  // namespace acuerdo
