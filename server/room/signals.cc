#include "server/room/signals.h"

namespace acuerdo {

bool Signals::take(const Workshop& workshop, const Signal& signal) {
  const auto* actor = find(workshop, signal.actor);
  if (!actor) return false;
  if (actor->role == Role::facilitator) return signal.following && lost_.erase(signal.live_session) > 0;
  if (actor->role != Role::delegate || actor->live_session != signal.live_session) return false;
  if (signal.following) return found(signal.live_session, signal.actor);
  auto& lost = lost_[signal.live_session];
  lost.scene = scene_of(workshop, signal.live_session);
  return lost.people.insert(signal.actor).second;
}

bool Signals::see(const Workshop& workshop, const Event& event) {
  if (lost_.empty()) return false;
  if (const auto* left = std::get_if<ParticipantLeft>(&event))
    return found(left->live_session, left->participant);
  return std::erase_if(lost_, [&](const auto& entry) {
           return entry.second.scene != scene_of(workshop, entry.first);
         }) > 0;
}

std::uint64_t Signals::lost(const LiveSessionId& session) const {
  const auto of = lost_.find(session);
  return of == lost_.end() ? 0 : of->second.people.size();
}

std::optional<Signals::Scene> Signals::scene_of(const Workshop& workshop, const LiveSessionId& id) {
  const auto* session = find(workshop, id);
  if (!session || session->state != SessionState::open) return {};
  const auto* sub_objective = session->focus ? find(workshop, *session->focus) : nullptr;
  return Scene{session->focus, sub_objective ? sub_objective->stage : Stage::pending};
}

// They can follow again, or are gone.
bool Signals::found(const LiveSessionId& session, ParticipantId participant) {
  const auto of = lost_.find(session);
  if (of == lost_.end() || of->second.people.erase(participant) == 0) return false;
  if (of->second.people.empty()) lost_.erase(of);
  return true;
}

}  // namespace acuerdo
