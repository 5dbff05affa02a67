// A morning in Cuenca that comes to every outcome there is, played through the core.
#pragma once

#include "sessions/minutes/minutes.h"
#include "tests/core/model_case.h"

namespace acuerdo {

class CuencaRun {
 public:
  // Sub-objective 1.1.2 runs from proposing to closed and is reopened; 1.2.1 is in its second round, which is
  // open.
  CuencaRun();

  Minutes minutes() const { return minutes_of(room.workshop, head()); }
  std::string print(MinutesFormat format, std::string_view language) const {
    return render(minutes(), format, language);
  }

  // As if from a journal: bytes 0x00, 0x01, ... 0x1f.
  static Hash head();

  // Draft 4 is adopted by consensus as amended, draft 5 with a reservation. The definition brings 24 drafts
  // along, so that the first proposed here is 25.
  static constexpr ActivityId kLamps{25};    // adopted against the advice; Luis's parks are merged into it
  static constexpr ActivityId kParks{26};    // merged
  static constexpr ActivityId kCurfew{27};   // not agreed; written in Spanish alone
  static constexpr ActivityId kMurals{28};   // withdrawn
  static constexpr ActivityId kGardens{29};  // deferred
  static constexpr ActivityId kCameras{30};  // adopted by majority in round 2

  ModelCase room;
  ParticipantId elena = room.facilitator();
  ParticipantId ana = room.delegate("mineduc", "Ana Vera");
  ParticipantId luis = room.delegate("pn", "Luis Andrade");
  ParticipantId rosa = room.delegate("msp", "Rosa Quishpe");
  ParticipantId pablo = room.delegate("mdi", "Pablo Erazo");

 private:
  void propose_and_clarify();
  void vote_by_consensus();
  void vote_by_majority();
  void assign_close_and_reopen();
  void vote_in_the_next_place();
};

// The activity of that number in the minutes. There must be one.
const ActivityMinutes& activity_in(const Minutes& minutes, ActivityId number);

}  // namespace acuerdo
