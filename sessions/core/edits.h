// What people replace as a whole (a wording, a remark, an outcome, settings) and when it was replaced last:
// who writes over it says what they saw, so that of two who edit one text the last does not win unseen.
#pragma once

#include <optional>
#include <string>

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"
#include "sessions/values/refusal.h"

namespace acuerdo {

// Names of what is replaced, as Workshop::edits keeps them.
namespace edits {
inline std::string of(const char* what, ActivityId id) { return what + ("/" + std::to_string(number(id))); }
inline std::string wording(ActivityId id) { return of("wording", id); }
inline std::string outcome(ActivityId id) { return of("outcome", id); }
inline std::string mapping(ActivityId id) { return of("mapping", id); }
inline std::string details(ActivityId id) { return of("details", id); }
inline std::string person(ParticipantId id) { return "participant/" + std::to_string(number(id)); }
inline std::string remark(const SubObjectiveId& id) { return "remark/" + id.value; }
inline std::string institution(const InstitutionId& id) { return "institution/" + id.value; }
inline std::string session(const LiveSessionId& id) { return "liveSession/" + id.value; }
inline std::string title(Titled of, const std::string& code) {
  return "title/" + std::string{name_of(of)} + "/" + code;
}
inline const std::string settings = "settings";
inline const std::string proposing = "proposing";
}  // namespace edits

// base, when it was replaced after `base`, the sequence up to which its editor had seen the workshop. Who
// says none writes over whatever is there.
MaybeRefused require_base(const Workshop& workshop, const std::optional<Sequence>& base,
                          const std::string& what);

// For apply(): it was replaced.
void mark_edited(Workshop& workshop, const Happening& happening, const std::string& what);
// Of what was decided of the activity: its outcome and who carries it out.
void mark_redecided(Workshop& workshop, const Happening& happening, ActivityId activity);

}  // namespace acuerdo
