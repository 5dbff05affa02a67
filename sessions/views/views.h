// What each audience may see of a workshop: documents by key, in the shape of the protocol's schemas. Pure.
//
// This is where secrets are kept: a document never holds what its audience may not know, so nothing that
// travels has to be filtered later.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "sessions/core/event.h"
#include "sessions/json/write.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// At the door is who has yet to be let in, or was removed: they see the workshop's name, and what concerns
// them.
enum class Audience { floor, facilitators, screen, door };
constexpr auto names_of(Audience) {
  using enum Audience;
  return NameTable<Audience, 4>{
      {{floor, "floor"}, {facilitators, "facilitators"}, {screen, "screen"}, {door, "door"}}};
}
inline constexpr std::array kAudiences{Audience::floor, Audience::facilitators, Audience::screen,
                                       Audience::door};

Audience audience_of(Role role);

// "workshop", "announcement", "liveSession/d1am", "subObjective/1.1.2", "activity/7", "discussion/7" (its
// comments), "round/1.1.2/1", "result/1.1.2/1/7" (of a closed round, of activity 7), "participant/5".
using DocumentKey = std::string;

// No document is larger, whatever people write: each travels whole, in one frame, to everyone. Lists that can
// grow without end are shown in part: the newest that fit, and of reasons the first by rank. A document's
// "more" counts what is not shown; page_of() has all of it.
inline constexpr std::size_t kMaxDocumentBytes = 240 * 1024;

// Of a document's list named ("versions", "amendments", "answers", "comments", "reasons", "reopenings"; and
// what its document does not show: "counted", the receipts of a round, and "delegation", of a result the
// ballots of the reader's own delegation, for its delegates alone), {"items": [...], "next": n}: as many
// items from the place `from` on as fit; the oldest first, reasons by rank. Next is where the following page
// starts, null at the end. Nothing when there is no such document or list, or the reader may not see it.
std::optional<Json> page_of(const Workshop& workshop, ParticipantId reader, const DocumentKey& key,
                            std::string_view list, std::size_t from);

// The whole document as it now is; nothing when there is none or the audience may not see it.
std::optional<Json> document(const Workshop& workshop, Audience audience, const DocumentKey& key);

// All documents an audience may see.
std::vector<DocumentKey> documents(const Workshop& workshop, Audience audience);

// What changed of what concerns one participant alone.
struct Personal {
  bool all = false;                                                            // some of it may be gone
  bool person = false;                                                         // name, role, live session
  bool authored = false;                                                       // which activities they wrote
  std::set<std::tuple<SubObjectiveId, RoundNumber, ActivityId>> ballots = {};  // cast
  std::set<ActivityId> suggestions = {};                                       // on these activities

  void add(const Personal& other);
};

// What an event touched: documents, fast-moving numbers, and the participants whose own view changed. Asked
// after the event was applied.
struct Touched {
  std::set<DocumentKey> documents;
  bool numbers = false;                        // presence or turn-out
  std::map<ParticipantId, Personal> personal;  // whose `mine` changed, and what of it

  void add(const Touched& other);
};
Touched touched(const Workshop& workshop, const Recorded& recorded);

// {"docs": {key: document}} of the keys that exist for the audience; in a change, null for those that it may
// have seen and sees no more. "type" and "seq" are the caller's to add.
Json snapshot_of(const Workshop& workshop, Audience audience);
Json change_of(const Workshop& workshop, Audience audience, const std::set<DocumentKey>& keys);

// {"participant": {...}, "authored": [7], "ballots": [...], "suggestions": [...]}: what concerns one
// participant alone, whole or what changed of it. `authored` names the activities they wrote, which nobody
// else may see. A ballot replaces that of the same round and activity; what is told of an activity's
// suggestions replaces what was told of them. When a round closes whose ballots are not named, they are no
// longer in it, and nobody is told so.
Json mine_of(const Workshop& workshop, ParticipantId participant);
Json mine_of(const Workshop& workshop, ParticipantId participant, const Personal& changed);

}  // namespace acuerdo
