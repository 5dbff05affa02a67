#include "sessions/core/event.h"

#include "sessions/core/checks.h"

namespace acuerdo {

Decision::Decision(Event event) { events.push_back(std::move(event)); }
Decision::Decision(std::vector<Event> all) : events{std::move(all)} {}
Decision::Decision(Refusal why) : refusal{std::move(why)} {}

std::uint32_t created_by(const Event& event) {
  if (const auto* proposed = std::get_if<ActivityProposed>(&event)) return number(proposed->activity);
  if (const auto* amended = std::get_if<AmendmentProposed>(&event)) return number(amended->amendment);
  if (const auto* commented = std::get_if<CommentAdded>(&event)) return number(commented->comment);
  if (const auto* split = std::get_if<ActivitySplit>(&event)) return number(split->first);
  if (const auto* put = std::get_if<AmendmentPut>(&event)) return number(put->alternative);
  return 0;
}

const BallotCast* ballot_in(const Event& event) {
  if (const auto* sealed = std::get_if<BallotSealed>(&event))
    return sealed->ballot ? &*sealed->ballot : nullptr;
  return std::get_if<BallotCast>(&event);
}

namespace {

// What makes nobody take part: it says only that somebody came or went, or would say who is on a sealed
// sheet.
template <class Kind>
constexpr bool kNobodysPart =
    std::is_same_v<Kind, ParticipantJoined> || std::is_same_v<Kind, CredentialAdded> ||
    std::is_same_v<Kind, TokensWithdrawn> || std::is_same_v<Kind, ParticipantLeft> ||
    std::is_same_v<Kind, BallotSealed>;

void takes_part(Workshop& workshop, ParticipantId id, Sequence since) {
  if (id == kTheWorkshop) return;
  auto& participant = existing(workshop, id);
  if (participant.took_part == Sequence{}) participant.took_part = since;
}

// Who did it, and whom it names: both take part from then on. Who was entered by a facilitator does, too.
template <class Kind>
void note_part(Workshop& workshop, const Happening& happening, const Kind& event) {
  if constexpr (std::is_same_v<Kind, ParticipantJoined>) {
    if (happening.actor != kTheWorkshop) takes_part(workshop, event.participant, happening.sequence);
  } else if constexpr (requires { event.participant; } && !kNobodysPart<Kind>) {
    takes_part(workshop, event.participant, happening.sequence);
  }
  if constexpr (!kNobodysPart<Kind>) takes_part(workshop, happening.actor, happening.sequence);
}

}  // namespace

void apply(Workshop& workshop, const Recorded& recorded) {
  const auto& [happening, event] = recorded;
  possible(happening.sequence == next(workshop.sequence), "it is not the next event");
  possible(happening.actor == kTheWorkshop || find(workshop, happening.actor),
           "it names a participant that is not there");
  std::visit(
      [&](const auto& kind) {
        apply(workshop, recorded.happening, kind);
        note_part(workshop, recorded.happening, kind);
      },
      event);
  workshop.sequence = happening.sequence;
}

std::string_view kind_of(const Event& event) {
  return std::visit([](const auto& kind) { return std::decay_t<decltype(kind)>::kKind; }, event);
}

}  // namespace acuerdo
