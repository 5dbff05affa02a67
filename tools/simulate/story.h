// The sentence, the verdict, the tally, the list of reasons and the advice of a result tell one story.
#pragma once

#include "sessions/model/workshop.h"

namespace acuerdo::simulate {

// Throws Violation where two of them contradict each other. `round` has just closed. Nothing here asks a
// rule: what each must say is told from its own definition.
void require_one_story(const Workshop& workshop, const Round& round, const Result& result);

}  // namespace acuerdo::simulate
