#include "sessions/core/edits.h"

#include <fmt/format.h>

namespace acuerdo {

MaybeRefused require_base(const Workshop& workshop, const std::optional<Sequence>& base,
                          const std::string& what) {
  const auto last = workshop.edits.find(what);
  if (!base || last == workshop.edits.end() || last->second <= *base) return {};
  return Refusal{
      RefusalCode::base, "base",
      fmt::format("This was changed meanwhile, by event {}; look at what it says now, and write yours again "
                  "over that.",
                  number(last->second))};
}

void mark_edited(Workshop& workshop, const Happening& happening, const std::string& what) {
  workshop.edits[what] = happening.sequence;
}

void mark_redecided(Workshop& workshop, const Happening& happening, ActivityId activity) {
  mark_edited(workshop, happening, edits::outcome(activity));
  mark_edited(workshop, happening, edits::mapping(activity));
}

}  // namespace acuerdo
