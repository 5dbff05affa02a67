// One person who is there twice: they joined on another device and are counted as two.
//
//   at the door   somebody of this name and institution is in already: they say that it is them, and wait
//                 until a facilitator merges the two
//   later         a facilitator merges two participants, also while a round is open
//
// Who was merged is removed; their token is the other's from then on, so that the device goes on as the same
// person. Rounds that have closed keep whom they counted.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Commands.

// A facilitator says that `participant` is `into`. Where both have voted in a round that is open, the ballots
// of `ballots`, one of the two, stay. Facilitators are not merged.
struct MergeParticipants {
  static constexpr std::string_view kKind = "participant.merge";
  ParticipantId participant{};
  ParticipantId into{};
  std::optional<ParticipantId> ballots = {};

  static constexpr auto fields() {
    return fields_of(field("participant", &MergeParticipants::participant),
                     field("into", &MergeParticipants::into),
                     field("ballots", &MergeParticipants::ballots).optional());
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct ParticipantsMerged {
  static constexpr std::string_view kKind = "participants_merged";
  ParticipantId participant{};
  ParticipantId into{};
  ParticipantId ballots{};  // whose stay where both had voted

  static constexpr auto fields() {
    return fields_of(field("participant", &ParticipantsMerged::participant),
                     field("into", &ParticipantsMerged::into),
                     field("ballots", &ParticipantsMerged::ballots));
  }
};

// Refuses with role, not_found, field_invalid, stage, and field_missing where it must be said whose ballots
// stay.
Decision decide(const Workshop& workshop, const Context& context, const MergeParticipants& command);

void apply(Workshop& workshop, const Happening& happening, const ParticipantsMerged& event);

// Somebody of that name and institution who is in, or waits to be let in; or null.
const Participant* namesake(const Workshop& workshop, std::string_view name,
                            const std::optional<InstitutionId>& institution);

}  // namespace acuerdo
