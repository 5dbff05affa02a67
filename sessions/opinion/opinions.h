// The opinions of a workshop: who votes alike, and which wording could unite them.
//
// What is compared is the latest closed round on each activity as it now reads. Of rounds whose ballots are
// named, each voter is a row; of rounds by institution, each institution that took one position. Secret
// ballots are in nothing of this. Support counts 1, support with a reservation 1/2, neither 0, objection -1.
#pragma once

#include <optional>
#include <vector>

#include "sessions/json/write.h"
#include "sessions/model/workshop.h"
#include "sessions/opinion/opinion_map.h"

namespace acuerdo {

struct Opinions {
  std::vector<ActivityId> activities;                      // the columns
  std::vector<std::optional<InstitutionId>> institutions;  // whom each row speaks for
  std::vector<std::vector<Stance>> rows;
};

// Of all of the workshop, or of one sub-objective. Rules that choose among activities are left out: a vote
// for one is none against the others.
Opinions opinions_in(const Workshop& workshop, const std::optional<SubObjectiveId>& place);

// The map, the groups with the institutions in each, and of each activity how the groups stand and the
// group-informed consensus (rules/measures.h), the highest first; in the shape of
// server/protocol/schemas/http/opinions.response.json. Slow for thousands of rows: some tenths of a second.
Json opinions_shown(const Opinions& opinions);

}  // namespace acuerdo
