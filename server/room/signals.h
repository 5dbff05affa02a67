// "I can't follow": how many in a room say so, told to facilitators as a number. Who they are is known to
// nothing but this and is kept nowhere; it is over when the stage changes, the session moves on, or they
// leave.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "sessions/core/event.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

struct Signal {
  ParticipantId actor{};
  LiveSessionId live_session;
  bool following = false;
};

class Signals {
 public:
  // A delegate who is present says whether they can follow; a facilitator that all can, because it was
  // explained again. Did it change anything? What nobody may say changes nothing.
  bool take(const Workshop& workshop, const Signal& signal);

  // After an event was applied: did it change anything?
  bool see(const Workshop& workshop, const Event& event);

  std::uint64_t lost(const LiveSessionId& session) const;

 private:
  // What they cannot follow: where the session is, and at which stage. Nothing where it is closed.
  struct Scene {
    std::optional<SubObjectiveId> place;
    Stage stage{};
    bool operator==(const Scene&) const = default;
  };
  static std::optional<Scene> scene_of(const Workshop& workshop, const LiveSessionId& session);

  struct Lost {
    std::optional<Scene> scene;
    std::set<ParticipantId> people;
  };
  bool found(const LiveSessionId& session, ParticipantId participant);

  std::map<LiveSessionId, Lost> lost_;  // of nobody: none
};

}  // namespace acuerdo
