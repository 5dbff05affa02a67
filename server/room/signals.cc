#include "server/room/signals.h"

namespace acuerdo {
namespace {

// Where everybody starts anew: a stage of this sub-objective.
template <class... Kinds>
const SubObjectiveId* stage_changed(const Event& event) {
  const SubObjectiveId* place = nullptr;
  const auto look = [&]<class Kind>() {
    if (const auto* found = std::get_if<Kind>(&event)) place = &found->sub_objective;
  };
  (look.template operator()<Kinds>(), ...);
  return place;
}

}  // namespace

bool Signals::take(const Workshop& workshop, const Signal& signal) {
  const auto* actor = find(workshop, signal.actor);
  if (!actor) return false;
  if (actor->role == Role::facilitator) return signal.following && lost_.erase(signal.live_session) > 0;
  if (actor->role != Role::delegate || actor->live_session != signal.live_session) return false;
  if (!signal.following) return lost_[signal.live_session].insert(signal.actor).second;
  const auto session = lost_.find(signal.live_session);
  if (session == lost_.end() || session->second.erase(signal.actor) == 0) return false;
  if (session->second.empty()) lost_.erase(session);
  return true;
}

bool Signals::see(const Workshop& workshop, const Event& event) {
  if (const auto* moved = std::get_if<FocusSet>(&event)) return lost_.erase(moved->live_session) > 0;
  if (const auto* closed = std::get_if<LiveSessionClosed>(&event))
    return lost_.erase(closed->live_session) > 0;
  if (const auto* left = std::get_if<ParticipantLeft>(&event)) {
    const auto session = lost_.find(left->live_session);
    if (session == lost_.end() || session->second.erase(left->participant) == 0) return false;
    if (session->second.empty()) lost_.erase(session);
    return true;
  }
  const auto* place =
      stage_changed<ProposingOpened, ClarifyingOpened, AssigningOpened, SubObjectiveClosed,
                    SubObjectiveReopened, RoundOpened, RoundClosed, RoundAnnulled, StepUndone>(event);
  const auto* session = place ? session_at(workshop, *place) : nullptr;
  return session && lost_.erase(session->id) > 0;
}

std::uint64_t Signals::lost(const LiveSessionId& session) const {
  const auto found = lost_.find(session);
  return found == lost_.end() ? 0 : found->second.size();
}

}  // namespace acuerdo
