// What many commands ask before they are decided. Each answers with a refusal, or nothing when all is well.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"
#include "sessions/values/refusal.h"

namespace acuerdo {

// role, unless the actor is a participant with one of the roles.
MaybeRefused require_role(const Workshop& workshop, const Context& context, Roles roles);
MaybeRefused require_facilitator(const Workshop& workshop, const Context& context);

// stage, unless the sub-objective is in one of the stages.
MaybeRefused require_stage(const SubObjective& sub_objective, std::initializer_list<Stage> stages);

// round_closed (with the closing time) or stage, unless that round of the sub-objective is open.
MaybeRefused require_open_round(const SubObjective& sub_objective, RoundNumber asked);

// field_invalid, unless the rule, the voice and the ballots go together and the bounds are kept.
MaybeRefused require_decidable(const Settings& settings);

// language, unless every language of the text is one of the workshop's.
MaybeRefused require_languages(const Workshop& workshop, const Text& text, std::string_view field);

// limit or duplicate, unless the sub-objective takes one more activity and none that stands reads so.
MaybeRefused require_new_wording(const Workshop& workshop, const SubObjective& sub_objective,
                                 const Text& wording);

// not_standing, unless the activity stands.
MaybeRefused require_standing(const Activity& activity);

// not_author, unless the actor is one of the activity's authors or a facilitator.
MaybeRefused require_author(const Workshop& workshop, const Context& context, const Activity& activity);

// Who may change an activity: one of its authors or a facilitator; what was adopted, a facilitator alone.
// Refuses with not_author or role.
MaybeRefused require_mover(const Workshop& workshop, const Context& context, const Activity& activity);

// Bounds: refuses with `limit` when there are as many as are taken. `whose` has how many of what, as in "This
// activity has 200 amendments".
MaybeRefused require_fewer(std::size_t count, std::size_t most, const std::string& field,
                           std::string_view whose);

// The same for what one delegate made among `all`; facilitators write for the whole room.
template <class Made, class Author>
MaybeRefused require_fewer_own(const Workshop& workshop, const Context& context, const std::vector<Made>& all,
                               Author author, std::size_t most, const std::string& field,
                               std::string_view what) {
  if (find(workshop, context.actor)->role == Role::facilitator) return {};
  const auto own = static_cast<std::size_t>(std::ranges::count(all, context.actor, author));
  return require_fewer(own, most, field, "You have made " + std::to_string(own) + " " + std::string{what});
}

Refusal not_found(std::string_view field, std::string_view what);

// An event that could not have been decided: it names what is not there, or happens where it cannot. Thrown
// by apply(). From a file it means that the file was altered or damaged; anywhere else it is a broken
// invariant of ours.
class ImpossibleEvent : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// For apply(): throws ImpossibleEvent with the sentence unless it holds.
void possible(bool holds, const char* otherwise);

// Access for apply(), where everything named exists because the event was legal when it was decided; else
// ImpossibleEvent.
SubObjective& existing(Workshop& workshop, const SubObjectiveId& id);
Activity& existing(Workshop& workshop, ActivityId id);
Participant& existing(Workshop& workshop, ParticipantId id);
LiveSession& existing(Workshop& workshop, const LiveSessionId& id);
Round& existing_open_round(Workshop& workshop, const SubObjectiveId& id, RoundNumber asked);

}  // namespace acuerdo
