// The frames a room sends, encoded (server/protocol/schemas/frames).
#pragma once

#include <string>
#include <vector>

#include "server/room/line.h"
#include "server/room/signals.h"
#include "sessions/core/step.h"
#include "sessions/values/refusal.h"
#include "sessions/views/numbers.h"

namespace acuerdo::frames {

// No frame is larger. What is more goes in several, all but the last marked "more": a client counts itself as
// current only after the last.
inline constexpr std::size_t kMaxFrame = 256 * 1024;
using Frames = std::vector<Frame>;

Frame encode(const char* type, Json fields);
Frame welcome(const std::string& boot, Time now, Audience audience, std::optional<ParticipantId> participant,
              bool resumed);
Frames snapshot(const Workshop& workshop, Audience audience);
// `told`: the sequence that whoever has had everything so far has with it.
Frames change(const Workshop& workshop, Audience audience, const std::set<DocumentKey>& keys, Sequence told);
Frame numbers(const Workshop& workshop, const Numbers& numbers, const Signals& signals, Audience audience,
              Sequence told);
Frames mine(const Workshop& workshop, ParticipantId participant);
Frames mine(const Workshop& workshop, ParticipantId participant, const Personal& changed);
Frame acknowledged(const CommandId& id, const Answered& answered);
Frame refused(const std::optional<CommandId>& id, const Refusal& refusal);
Frame closing(const char* reason, const std::string& sentence);
Frame pong(Time now);

}  // namespace acuerdo::frames
