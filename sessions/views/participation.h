// Participation: how much each institution has said and done so far, so that a facilitator notices the
// silent.
#pragma once

#include "sessions/json/write.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// {"institutions": [...]}, in the order of the workshop: of each its delegates, how many of them are present
// now, and their activities, comments, amendments, ballots, voters, speeches and speaking time in seconds; in
// the shape of server/protocol/schemas/http/participation.response.json. Of rounds whose ballots are not
// named who voted counts, not what: "voters" counts each delegate once for each round, "ballots" only what is
// named. Speeches are those that have ended.
Json participation_in(const Workshop& workshop);

}  // namespace acuerdo
