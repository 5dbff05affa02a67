// Where a participant is named: the documents that change when their name or institution is corrected.
#pragma once

#include "sessions/views/views.h"

namespace acuerdo {

std::set<DocumentKey> naming(const Workshop& workshop, ParticipantId who);

}  // namespace acuerdo
