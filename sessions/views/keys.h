// The keys of documents (views.h), from what they are of.
#pragma once

#include "sessions/views/views.h"

namespace acuerdo {

inline DocumentKey key(const LiveSessionId& id) { return "liveSession/" + id.value; }
inline DocumentKey key(const SubObjectiveId& id) { return "subObjective/" + id.value; }
inline DocumentKey key(ActivityId id) { return "activity/" + std::to_string(number(id)); }
inline DocumentKey key(ParticipantId id) { return "participant/" + std::to_string(number(id)); }
inline DocumentKey key(const SubObjectiveId& id, RoundNumber round) {
  return "round/" + id.value + "/" + std::to_string(number(round));
}
inline DocumentKey discussion_key(ActivityId id) { return "discussion/" + std::to_string(number(id)); }
inline DocumentKey result_key(const SubObjectiveId& id, RoundNumber round, ActivityId activity) {
  return "result/" + id.value + "/" + std::to_string(number(round)) + "/" + std::to_string(number(activity));
}

}  // namespace acuerdo
