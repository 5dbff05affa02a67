// The list of commands. Adding one: its struct, decide and events in the file of its concept, its name here,
// who may give it in permissions.cc, its schema, its test.
#pragma once

#include <variant>

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

namespace acuerdo {

// What a connection may send.
using Command =
    std::variant<ChangeSettings, WriteRemark, ChangeRole, WithdrawTokens, RecordAttendance, Arrive, Leave,
                 OpenLiveSession, CloseLiveSession, SetFocus, OpenProposing, OpenClarifying, OpenAssigning,
                 CloseSubObjective, ReopenSubObjective, ProposeActivity, ReviseActivity, WithdrawActivity,
                 MergeActivities, AddComment, ProposeAmendment, AcceptAmendment, DeclineAmendment, OpenRound,
                 CastBallot, CloseRound, DeclareOutcome, SuggestInstitution, WithdrawSuggestion,
                 AdoptAssignments, AddParticipant, NameHead, RecordBallots, SetDeadline, AnnulRound,
                 AnswerReason, GiveProxy, RevokeProxy, WeighParticipant, RaiseHand, LowerHand, StartSpeech,
                 EndSpeech, SetTimer, Announce, WithdrawAnnouncement, UndoStep, SplitActivity, MoveActivity,
                 HideActivity, ShowActivity, AnswerAssignment, DetailActivity, CorrectParticipant,
                 SetAdmission, AddInstitution, CorrectInstitution, CorrectTitle, AddSubObjective,
                 RetireSubObjective, PlanLiveSession, SetProposing, PutAmendment, HideContribution,
                 ShowContribution, MoveSubObjective, MergeParticipants, LimitPeople, RemoveIdle>;

// What the server itself also asks: these never come from a connection.
using ServerCommand = std::variant<ImportWorkshop, JoinWorkshop, AddCredential, RememberSnapshot,
                                   CloseOverdue, AnnulUnreadable, RenewJoinCode, EndLogins>;

Decision decide(const Workshop& workshop, const Context& context, const Command& command);
Decision decide(const Workshop& workshop, const Context& context, const ServerCommand& command);

}  // namespace acuerdo
