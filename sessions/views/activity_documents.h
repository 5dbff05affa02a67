// The documents of an activity: itself, and what was said of it.
#pragma once

#include "sessions/views/views.h"

namespace acuerdo {

// What is hidden is seen by facilitators alone, with all that was said of it.
bool seen_by(const Activity& activity, Audience audience);

// Is anything said of it that the audience sees?
bool is_discussed(const Activity& activity, Audience audience);

// For an audience that sees the activity. Names of its authors are null where the workshop withholds them.
Json activity_document(const Workshop& workshop, Audience audience, const Activity& activity);

// Its comments; nothing when the audience sees none.
std::optional<Json> discussion_document(const Workshop& workshop, Audience audience,
                                        const Activity& activity);

// A page (page_of() in views.h) of its "versions", "amendments", "answers" or "comments"; nothing when there
// is no such list.
std::optional<Json> activity_page(const Workshop& workshop, Audience audience, const Activity& activity,
                                  std::string_view list, std::size_t from);

}  // namespace acuerdo
