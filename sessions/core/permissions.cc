#include "sessions/core/permissions.h"

#include <utility>

namespace acuerdo {
namespace {

constexpr std::array kRows{
    // The workshop and its programme.
    Permission{SetAdmission::kKind, kFacilitators},
    Permission{ChangeSettings::kKind, kFacilitators},
    Permission{SetProposing::kKind, kFacilitators},
    Permission{OpenLiveSession::kKind, kFacilitators},
    Permission{CloseLiveSession::kKind, kFacilitators},
    Permission{PlanLiveSession::kKind, kFacilitators},
    Permission{SetFocus::kKind, kFacilitators},
    Permission{AddInstitution::kKind, kFacilitators},
    Permission{CorrectInstitution::kKind, kFacilitators},
    Permission{CorrectTitle::kKind, kFacilitators},
    Permission{AddSubObjective::kKind, kFacilitators},
    Permission{MoveSubObjective::kKind, kFacilitators},
    Permission{RetireSubObjective::kKind, kFacilitators},
    Permission{Announce::kKind, kFacilitators},
    Permission{WithdrawAnnouncement::kKind, kFacilitators},
    Permission{WriteRemark::kKind, kWriters},

    // People.
    Permission{AddParticipant::kKind, kFacilitators},
    Permission{CorrectParticipant::kKind, kFacilitators},
    Permission{ChangeRole::kKind, kFacilitators},
    Permission{NameHead::kKind, kFacilitators},
    Permission{WeighParticipant::kKind, kFacilitators},
    Permission{MergeParticipants::kKind, kFacilitators},
    Permission{LimitPeople::kKind, kFacilitators},
    Permission{RemoveIdle::kKind, kFacilitators},
    Permission{RecordAttendance::kKind, kFacilitators},
    Permission{Arrive::kKind, kLetIn},
    Permission{Leave::kKind, kLetIn},
    Permission{WithdrawTokens::kKind, kLetIn, "one's own; a facilitator, anybody's"},
    Permission{GiveProxy::kKind, kSpeakers, "the head of the delegation whose voice it is, or a facilitator"},
    Permission{RevokeProxy::kKind, kSpeakers,
               "the head of the delegation whose voice it is, or a facilitator"},

    // The floor.
    Permission{RaiseHand::kKind, kSpeakers, "a delegate their own; a facilitator, a delegate's"},
    Permission{LowerHand::kKind, kSpeakers, "a delegate their own; a facilitator, anybody's"},
    Permission{StartSpeech::kKind, kFacilitators},
    Permission{EndSpeech::kKind, kSpeakers, "a delegate their own; a facilitator, anybody's"},
    Permission{SetTimer::kKind, kFacilitators},

    // The life of a sub-objective.
    Permission{OpenProposing::kKind, kFacilitators},
    Permission{OpenClarifying::kKind, kFacilitators},
    Permission{OpenAssigning::kKind, kFacilitators},
    Permission{CloseSubObjective::kKind, kFacilitators},
    Permission{ReopenSubObjective::kKind, kFacilitators},
    Permission{UndoStep::kKind, kFacilitators},

    // Activities, and what is said of them.
    Permission{ProposeActivity::kKind, kSpeakers},
    Permission{ReviseActivity::kKind, kSpeakers,
               "its authors or a facilitator; what is adopted, a facilitator"},
    Permission{WithdrawActivity::kKind, kSpeakers,
               "its authors or a facilitator; what is adopted, a facilitator"},
    Permission{MergeActivities::kKind, kFacilitators},
    Permission{SplitActivity::kKind, kFacilitators},
    Permission{MoveActivity::kKind, kFacilitators},
    Permission{HideActivity::kKind, kFacilitators},
    Permission{ShowActivity::kKind, kFacilitators},
    Permission{AddComment::kKind, kSpeakers},
    Permission{HideContribution::kKind, kFacilitators},
    Permission{ShowContribution::kKind, kFacilitators},
    Permission{ProposeAmendment::kKind, kSpeakers},
    Permission{AcceptAmendment::kKind, kSpeakers, "the activity's authors or a facilitator"},
    Permission{DeclineAmendment::kKind, kSpeakers, "the activity's authors or a facilitator"},
    Permission{PutAmendment::kKind, kSpeakers, "the activity's authors or a facilitator"},

    // Rounds and what comes of them.
    Permission{OpenRound::kKind, kFacilitators},
    Permission{SetDeadline::kKind, kFacilitators},
    Permission{CloseRound::kKind, kFacilitators},
    Permission{AnnulRound::kKind, kFacilitators},
    Permission{CastBallot::kKind, kDelegates, "the head alone, where heads of delegation vote"},
    Permission{RecordBallots::kKind, kWriters},
    Permission{AnswerReason::kKind, kLetIn, "whoever gave the reason withdraws it; a facilitator answers it"},
    Permission{DeclareOutcome::kKind, kFacilitators},

    // Who carries it out.
    Permission{SuggestInstitution::kKind, kDelegates},
    Permission{WithdrawSuggestion::kKind, kDelegates, "their own"},
    Permission{AnswerAssignment::kKind, kSpeakers, "a delegate for their institution; a facilitator for any"},
    Permission{AdoptAssignments::kKind, kFacilitators},
    Permission{DetailActivity::kKind, kWriters},
};
static_assert(kRows.size() == std::variant_size_v<Command>, "each command has one row");

// A command without a row, or with two, does not compile.
constexpr Permission row_of(std::string_view command) {
  const Permission* found = nullptr;
  for (const auto& row : kRows) {
    if (row.command != command) continue;
    if (found) throw "two rows";
    found = &row;
  }
  if (!found) throw "no row";
  return *found;
}

template <std::size_t... n>
constexpr auto in_order(std::index_sequence<n...>) {
  return std::array{row_of(std::variant_alternative_t<n, Command>::kKind)...};
}

}  // namespace

constexpr std::array<Permission, std::variant_size_v<Command>> kPermissions =
    in_order(std::make_index_sequence<std::variant_size_v<Command>>{});

Roles who_may(const Command& command) { return kPermissions[command.index()].who; }

}  // namespace acuerdo
