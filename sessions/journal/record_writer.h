// What one event changes in the readable record, table by table (schema.h; RECORD.md says what each holds).
#pragma once

#include <optional>
#include <string>

#include "sessions/core/event.h"
#include "sessions/journal/statements.h"

namespace acuerdo {

// Called with the event that happened; a kind of event that is not here does not compile. The order of values
// in its statements is that of the columns in schema.h.
class RecordWriter {
 public:
  // `language` is the workshop's first, which the tables' own words are in; the import sets it.
  RecordWriter(Statements& sql, std::string& language, const Happening& happening)
      : sql_{sql}, language_{language}, happening_{happening} {}

  // record_programme.cc: the workshop, its programme and where its sub-objectives are
  void operator()(const WorkshopImported& event) const;
  void operator()(const SettingsChanged& event) const;
  void operator()(const ProposingSet& event) const;
  void operator()(const JoinCodeRenewed& event) const;
  void operator()(const TitleCorrected& event) const;
  void operator()(const RemarkWritten& event) const;
  void operator()(const SubObjectiveAdded& event) const;
  void operator()(const SubObjectiveMoved& event) const;
  void operator()(const SubObjectiveRetired& event) const;
  void operator()(const LiveSessionPlanned& event) const;
  void operator()(const LiveSessionOpened& event) const;
  void operator()(const LiveSessionClosed& event) const;
  void operator()(const FocusSet& event) const;
  void operator()(const ProposingOpened& event) const;
  void operator()(const ClarifyingOpened& event) const;
  void operator()(const AssigningOpened& event) const;
  void operator()(const SubObjectiveClosed& event) const;
  void operator()(const SubObjectiveReopened& event) const;

  // record_people.cc: who takes part: institutions, participants, their voices
  void operator()(const InstitutionAdded& event) const;
  void operator()(const InstitutionCorrected& event) const;
  void operator()(const ParticipantJoined& event) const;
  void operator()(const ParticipantCorrected& event) const;
  void operator()(const RoleChanged& event) const;
  void operator()(const ParticipantsMerged& event) const;
  void operator()(const IdleRemoved& event) const;
  void operator()(const HeadNamed& event) const;
  void operator()(const ParticipantWeighed& event) const;
  void operator()(const ParticipantArrived& event) const;
  void operator()(const ParticipantLeft& event) const;
  void operator()(const ProxyGiven& event) const;
  void operator()(const ProxyRevoked& event) const;

  // record_floor.cc: the floor: hands, speeches, announcements
  void operator()(const HandRaised& event) const;
  void operator()(const HandLowered& event) const;
  void operator()(const SpeechStarted& event) const;
  void operator()(const SpeechEnded& event) const;
  void operator()(const Announced& event) const;
  void operator()(const AnnouncementWithdrawn&) const;

  // record_activities.cc: activities, their wordings, and what is said of them
  void operator()(const ActivityProposed& event) const;
  void operator()(const ActivityRevised& event) const;
  void operator()(const ActivitySplit& event) const;
  void operator()(const ActivityMoved& event) const;
  void operator()(const ActivityHidden& event) const;
  void operator()(const ActivityShown& event) const;
  void operator()(const ActivityWithdrawn& event) const;
  void operator()(const ActivitiesMerged& event) const;
  void operator()(const CommentAdded& event) const;
  void operator()(const AmendmentProposed& event) const;
  void operator()(const AmendmentAccepted& event) const;
  void operator()(const AmendmentDeclined& event) const;
  void operator()(const AmendmentPut& event) const;
  void operator()(const ContributionHidden& event) const;
  void operator()(const ContributionShown& event) const;

  // record_rounds.cc: rounds, ballots, results
  void operator()(const RoundOpened& event) const;
  void operator()(const BallotCast& event) const;
  void operator()(const BallotsLeft& event) const;
  void operator()(const DeadlineSet& event) const;
  void operator()(const RoundClosed& event) const;
  void operator()(const RoundAnnulled& event) const;
  void operator()(const ReasonAnswered& event) const;

  // record_outcomes.cc: what was declared, taken back, and who carries out what
  void operator()(const OutcomeDeclared& event) const;
  void operator()(const StepUndone& event) const;
  void operator()(const InstitutionSuggested& event) const;
  void operator()(const SuggestionWithdrawn& event) const;
  void operator()(const AssignmentAnswered& event) const;
  void operator()(const ActivityDetailed& event) const;
  void operator()(const AssignmentsAdopted& event) const;

  // Nothing of these stands in the record.
  void operator()(const AdmissionSet&) const {}
  void operator()(const PeopleLimited&) const {}
  void operator()(const CredentialAdded&) const {}
  void operator()(const TokensWithdrawn&) const {}
  void operator()(const TimerSet&) const {}
  void operator()(const BallotSealed&) const {}
  void operator()(const SnapshotKept&) const {}
  void operator()(const WithdrawalAgreed&) const {}

 private:
  // Keeps a text in all its languages and gives the words that stand in the entity's own table.
  std::string words(std::string_view entity, const std::string& id, const Text& text) const;
  // The words of a text that replaces another.
  std::string renamed(std::string_view entity, const std::string& id, const Text& text) const;

  void settings(const Settings& changed) const;
  void write_tree(const Definition& definition) const;
  void write_drafts(const Definition& definition) const;
  void workshop_title(const Text& title) const;
  void session_state(const LiveSessionId& id, SessionState state) const;
  void stage(const SubObjectiveId& id, Stage stage) const;

  void institution(const Institution& added) const;
  // How the participant was, before a statement makes it otherwise.
  void moved_to(const ParticipantCorrected& event) const;
  void changed(ParticipantId participant, std::string_view what, const std::string& became) const;
  // Somebody heads the delegation of the participant's institution: its first delegate, unless one does.
  void head_if_none(ParticipantId participant) const;
  // The same of an institution that somebody left.
  void head_if_none(const InstitutionId& institution) const;
  void take_back(const InstitutionId& from) const;

  void lower_hand(ParticipantId participant) const;
  void end_speech(const LiveSessionId& session) const;
  void leave_floor(ParticipantId participant) const;
  void clear_floor(const LiveSessionId& session) const;
  void withdraw_announcement() const;

  void propose(ActivityId id, const SubObjectiveId& place, const Text& wording, ParticipantId by) const;
  void version(ActivityId activity, std::uint32_t number_of_it, const std::string& said,
               ParticipantId by) const;
  void revise(ActivityId activity, const Text& wording) const;
  void reword(ActivityId activity, const std::string& said, ParticipantId by) const;
  // What was decided of an activity no longer stands.
  void undecide(ActivityId activity) const;
  void make_room_behind(ActivityId activity, std::uint32_t count) const;
  // Why a comment or an amendment is hidden; nothing: it is not.
  void because(std::optional<CommentId> comment, std::optional<AmendmentId> amendment,
               const std::optional<std::string>& reason) const;

  void offer(const RoundOpened& event, ActivityId activity, const Rule& rule) const;
  // Where the sub-objective is after a round; after one on mappings it is assigning.
  bool is_on_mapping(const SubObjectiveId& id, RoundNumber round) const;
  void stage_after(const SubObjectiveId& id, RoundNumber round, Stage otherwise) const;

  void declare(ActivityId activity, OutcomeKind kind, OutcomeKind advised, const std::string& reason,
               RoundNumber round, const std::optional<InstitutionId>& owner = {},
               const std::string& due = {}) const;
  void reopen_round(const SubObjectiveId& id, RoundNumber round) const;
  void restore(const ActivityBefore& before) const;
  void assign(ActivityId activity, const std::vector<Assignment>& assignments, RoundNumber round) const;

  Statements& sql_;
  std::string& language_;
  const Happening& happening_;
};

}  // namespace acuerdo
