// The list of events, and an event as it stands in the journal.
#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "sessions/core/activities.h"
#include "sessions/core/amendments.h"
#include "sessions/core/assignments.h"
#include "sessions/core/ballots.h"
#include "sessions/core/contributions.h"
#include "sessions/core/editing.h"
#include "sessions/core/floor.h"
#include "sessions/core/outcomes.h"
#include "sessions/core/people.h"
#include "sessions/core/programme.h"
#include "sessions/core/proxies.h"
#include "sessions/core/rounds.h"
#include "sessions/core/same_person.h"
#include "sessions/core/setup.h"
#include "sessions/core/stages.h"
#include "sessions/core/undo.h"
#include "sessions/values/refusal.h"

namespace acuerdo {

using Event = std::variant<
    WorkshopImported, SettingsChanged, RemarkWritten, ParticipantJoined, CredentialAdded, TokensWithdrawn,
    RoleChanged, ParticipantArrived, ParticipantLeft, LiveSessionOpened, LiveSessionClosed, FocusSet,
    ProposingOpened, ClarifyingOpened, AssigningOpened, SubObjectiveClosed, SubObjectiveReopened,
    ActivityProposed, ActivityRevised, ActivityWithdrawn, ActivitiesMerged, CommentAdded, AmendmentProposed,
    AmendmentAccepted, AmendmentDeclined, RoundOpened, BallotCast, RoundClosed, OutcomeDeclared,
    InstitutionSuggested, SuggestionWithdrawn, AssignmentsAdopted, SnapshotKept, HeadNamed, DeadlineSet,
    RoundAnnulled, ReasonAnswered, BallotSealed, ProxyGiven, ProxyRevoked, ParticipantWeighed, HandRaised,
    HandLowered, SpeechStarted, SpeechEnded, TimerSet, Announced, AnnouncementWithdrawn, StepUndone,
    ActivitySplit, ActivityMoved, ActivityHidden, ActivityShown, AssignmentAnswered, ActivityDetailed,
    ParticipantCorrected, AdmissionSet, InstitutionAdded, InstitutionCorrected, TitleCorrected,
    SubObjectiveAdded, SubObjectiveRetired, LiveSessionPlanned, ProposingSet, AmendmentPut,
    ContributionHidden, ContributionShown, SubObjectiveMoved, BallotsLeft, ParticipantsMerged,
    WithdrawalAgreed, PeopleLimited, IdleRemoved, JoinCodeRenewed>;

// What a command comes to: events, in order (none: it is already so), or a refusal.
struct Decision {
  std::vector<Event> events;
  MaybeRefused refusal;

  Decision() = default;
  Decision(Event event);
  Decision(std::vector<Event> all);
  Decision(Refusal why);
};

// An event in its place: what the journal keeps and apply() takes.
struct Recorded {
  Happening happening;
  Event event;
};

// Changes the workshop by what has happened and moves its sequence to the event's, which must be the next
// one. What was decided can always be applied; for anything else ImpossibleEvent is thrown (checks.h), and
// the workshop is worth nothing any more.
void apply(Workshop& workshop, const Recorded& recorded);

// What was answered to a command, to answer it the same when it comes again.
struct Answered {
  Sequence sequence{};
  Time at{};
  std::uint32_t created = 0;  // number of the activity, amendment or comment it made; 0 when none
};

// The number of the activity, amendment or comment that the event made; 0 when none.
std::uint32_t created_by(const Event& event);

// The ballot that the event puts into its round, sealed or not; null when it puts none, or none that can be
// read.
const BallotCast* ballot_in(const Event& event);

// The name of the event's kind, such as "ballot_cast".
std::string_view kind_of(const Event& event);

}  // namespace acuerdo
