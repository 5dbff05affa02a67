// Participants: who they are, their role, and their recorded presence.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// What one workshop's process is made for, with room to spare: people who are in, and all who ever came.
inline constexpr std::uint32_t kMaxParticipants = 20'000;
inline constexpr std::size_t kMaxEverJoined = 200'000;

// Of those who never did a thing, removed in one step: some kilobytes of numbers.
inline constexpr std::size_t kMaxIdleAtOnce = 1'000;

// Commands.

// By the server, when somebody comes with the join code (while it lets anybody in) or logs in as a
// facilitator, who come in however many there are. The credential is the
// SHA-256 of the token they were given. Where somebody of that name and institution is in already: duplicate,
// unless they say that it is them; then they wait until a facilitator merges the two (same_person.h).
struct JoinWorkshop {
  static constexpr std::string_view kKind = "workshop.join";
  std::string name;
  std::optional<InstitutionId> institution;
  Role role{};
  std::string language;
  std::string credential;
  bool claims = false;       // they are the one of this name and institution who is in already
  bool by_password = false;  // a facilitator who knows it; else one who was invited

  static constexpr auto fields() {
    return fields_of(field("name", &JoinWorkshop::name).up_to(kMaxName),
                     field("institution", &JoinWorkshop::institution).optional(),
                     field("role", &JoinWorkshop::role),
                     field("language", &JoinWorkshop::language).up_to(kMaxCodeLength),
                     field("credential", &JoinWorkshop::credential).up_to(64),
                     field("claims", &JoinWorkshop::claims).optional(),
                     field("byPassword", &JoinWorkshop::by_password).optional());
  }
};

// By the server, when a participant comes on another device or logs in again: one more token is theirs.
struct AddCredential {
  static constexpr std::string_view kKind = "participant.addCredential";
  ParticipantId participant{};
  std::string credential;
  bool by_password = false;

  static constexpr auto fields() {
    return fields_of(field("participant", &AddCredential::participant),
                     field("credential", &AddCredential::credential).up_to(64),
                     field("byPassword", &AddCredential::by_password).optional());
  }
};

// A facilitator changes a participant's role. A delegate needs an institution; the last facilitator stays
// one. Who is removed leaves, and so do their ballots of rounds that are open; any other role waits until a
// round in which they have voted is closed.
struct ChangeRole {
  static constexpr std::string_view kKind = "participant.changeRole";
  ParticipantId participant{};
  Role role{};

  static constexpr auto fields() {
    return fields_of(field("participant", &ChangeRole::participant), field("role", &ChangeRole::role));
  }
};

// A facilitator enters a participant who has no device: they are recorded as present, and their ballots too,
// by others (attendance.record, ballots.record). Should they come with one after all, they join by the same
// name.
struct AddParticipant {
  static constexpr std::string_view kKind = "participant.add";
  std::string name;
  std::optional<InstitutionId> institution;
  Role role{};
  std::optional<LiveSessionId> live_session = {};  // where they are present, if it is open

  static constexpr auto fields() {
    return fields_of(field("name", &AddParticipant::name).up_to(kMaxName),
                     field("institution", &AddParticipant::institution).optional(),
                     field("role", &AddParticipant::role),
                     field("liveSession", &AddParticipant::live_session).optional());
  }
};

// A facilitator names the delegate who heads the delegation of their institution: the first to have joined
// does until then. Not while a round is open in which heads vote and the head has voted: what was said with
// the voice of an institution stays said. (It could have stood until the new head votes; then nobody in the
// room would know whose word counts.)
struct NameHead {
  static constexpr std::string_view kKind = "participant.nameHead";
  ParticipantId participant{};

  static constexpr auto fields() { return fields_of(field("participant", &NameHead::participant)); }
};

// A facilitator says what a delegate's voice weighs, where persons are weighted: 1 unless it was said.
struct WeighParticipant {
  static constexpr std::string_view kKind = "participant.weigh";
  ParticipantId participant{};
  std::uint32_t weight = 1;

  static constexpr auto fields() {
    return fields_of(field("participant", &WeighParticipant::participant),
                     field("weight", &WeighParticipant::weight));
  }
};

// A facilitator records that a participant is present at an open live session, or has left it.
struct RecordAttendance {
  static constexpr std::string_view kKind = "attendance.record";
  ParticipantId participant{};
  LiveSessionId live_session;
  bool present = false;

  static constexpr auto fields() {
    return fields_of(field("participant", &RecordAttendance::participant),
                     field("liveSession", &RecordAttendance::live_session),
                     field("present", &RecordAttendance::present));
  }
};

// A facilitator corrects what was entered at the door. Another institution only while no ballot of theirs is
// in a round that is open. Rounds that have closed, and live sessions they have left, keep the institution
// they were there for; so does the one they are at, if they have voted in it: they are there for both.
struct CorrectParticipant {
  static constexpr std::string_view kKind = "participant.correct";
  ParticipantId participant{};
  std::string name;
  std::optional<InstitutionId> institution;
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("participant", &CorrectParticipant::participant),
                     field("name", &CorrectParticipant::name).up_to(kMaxName),
                     field("institution", &CorrectParticipant::institution).optional(),
                     field("base", &CorrectParticipant::base).optional());
  }
};

// A facilitator says how many people may take part: `limit` is what others are refused with who come with the
// code. Who joined and never did a thing does not count.
struct LimitPeople {
  static constexpr std::string_view kKind = "people.limit";
  std::uint32_t most = 0;  // 1 to kMaxParticipants

  static constexpr auto fields() { return fields_of(field("most", &LimitPeople::most)); }
};

// A facilitator removes at once who joined and never did a thing, up to kMaxIdleAtOnce of them. Whoever of
// them did something meanwhile stays. Not while a round is open whose ballots are not named: who stayed would
// be known to have voted.
struct RemoveIdle {
  static constexpr std::string_view kKind = "people.removeIdle";
  std::vector<ParticipantId> participants;

  static constexpr auto fields() {
    return fields_of(field("participants", &RemoveIdle::participants).up_to(kMaxIdleAtOnce));
  }
};

// By the server, when a facilitator asks for another join code: the one before is good for nothing.
struct RenewJoinCode {
  static constexpr std::string_view kKind = "joinCode.renew";
  std::string join_code;
  ParticipantId by{};

  static constexpr auto fields() {
    return fields_of(field("joinCode", &RenewJoinCode::join_code).up_to(kMaxJoinCode),
                     field("by", &RenewJoinCode::by));
  }
};

// By the server, when the facilitators' password is another: every facilitator logs in again, or is invited
// again.
struct EndLogins {
  static constexpr std::string_view kKind = "logins.end";

  static constexpr auto fields() { return fields_of(); }
};

// A facilitator says what the join code is good for.
struct SetAdmission {
  static constexpr std::string_view kKind = "admission.set";
  Admission admission{};

  static constexpr auto fields() { return fields_of(field("admission", &SetAdmission::admission)); }
};

// A facilitator withdraws every token of a participant (a device was lost, a token was passed on), or a
// participant withdraws their own: whoever holds one must join or log in again.
struct WithdrawTokens {
  static constexpr std::string_view kKind = "tokens.withdraw";
  ParticipantId participant{};

  static constexpr auto fields() { return fields_of(field("participant", &WithdrawTokens::participant)); }
};

// I am present at this open live session (and leave any other).
struct Arrive {
  static constexpr std::string_view kKind = "presence.arrive";
  LiveSessionId live_session;

  static constexpr auto fields() { return fields_of(field("liveSession", &Arrive::live_session)); }
};

// I leave the live session where I am recorded as present.
struct Leave {
  static constexpr std::string_view kKind = "presence.leave";

  static constexpr auto fields() { return fields_of(); }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct ParticipantJoined {
  static constexpr std::string_view kKind = "participant_joined";
  ParticipantId participant{};
  std::string name;
  std::optional<InstitutionId> institution;
  Role role{};
  std::string language;
  std::string credential;                    // empty: entered by a facilitator, without a device
  std::optional<ParticipantId> claims = {};  // whom they say they are
  bool by_password = false;

  static constexpr auto fields() {
    return fields_of(field("participant", &ParticipantJoined::participant),
                     field("name", &ParticipantJoined::name),
                     field("institution", &ParticipantJoined::institution),
                     field("role", &ParticipantJoined::role), field("language", &ParticipantJoined::language),
                     field("credential", &ParticipantJoined::credential).optional(),
                     field("claims", &ParticipantJoined::claims).optional(),
                     field("byPassword", &ParticipantJoined::by_password).optional());
  }
};

struct HeadNamed {
  static constexpr std::string_view kKind = "head_named";
  ParticipantId participant{};

  static constexpr auto fields() { return fields_of(field("participant", &HeadNamed::participant)); }
};

struct ParticipantWeighed {
  static constexpr std::string_view kKind = "participant_weighed";
  ParticipantId participant{};
  std::uint32_t weight = 1;

  static constexpr auto fields() {
    return fields_of(field("participant", &ParticipantWeighed::participant),
                     field("weight", &ParticipantWeighed::weight));
  }
};

struct CredentialAdded {
  static constexpr std::string_view kKind = "credential_added";
  ParticipantId participant{};
  std::string credential;
  bool by_password = false;

  static constexpr auto fields() {
    return fields_of(field("participant", &CredentialAdded::participant),
                     field("credential", &CredentialAdded::credential),
                     field("byPassword", &CredentialAdded::by_password).optional());
  }
};

struct TokensWithdrawn {
  static constexpr std::string_view kKind = "tokens_withdrawn";
  ParticipantId participant{};

  static constexpr auto fields() { return fields_of(field("participant", &TokensWithdrawn::participant)); }
};

struct RoleChanged {
  static constexpr std::string_view kKind = "role_changed";
  ParticipantId participant{};
  Role role{};

  static constexpr auto fields() {
    return fields_of(field("participant", &RoleChanged::participant), field("role", &RoleChanged::role));
  }
};

// What the participant had cast in a round that is open counts no more: they were removed.
struct BallotsLeft {
  static constexpr std::string_view kKind = "ballots_left";
  SubObjectiveId sub_objective;
  RoundNumber round{};
  ParticipantId participant{};

  static constexpr auto fields() {
    return fields_of(field("subObjective", &BallotsLeft::sub_objective), field("round", &BallotsLeft::round),
                     field("participant", &BallotsLeft::participant));
  }
};

// Present at a live session from now on; who recorded it is the event's actor.
struct ParticipantArrived {
  static constexpr std::string_view kKind = "participant_arrived";
  ParticipantId participant{};
  LiveSessionId live_session;

  static constexpr auto fields() {
    return fields_of(field("participant", &ParticipantArrived::participant),
                     field("liveSession", &ParticipantArrived::live_session));
  }
};

struct ParticipantLeft {
  static constexpr std::string_view kKind = "participant_left";
  ParticipantId participant{};
  LiveSessionId live_session;

  static constexpr auto fields() {
    return fields_of(field("participant", &ParticipantLeft::participant),
                     field("liveSession", &ParticipantLeft::live_session));
  }
};

struct ParticipantCorrected {
  static constexpr std::string_view kKind = "participant_corrected";
  ParticipantId participant{};
  std::string name;
  std::optional<InstitutionId> institution;
  std::optional<InstitutionId> before;  // whom they spoke for

  static constexpr auto fields() {
    return fields_of(field("participant", &ParticipantCorrected::participant),
                     field("name", &ParticipantCorrected::name).up_to(kMaxName),
                     field("institution", &ParticipantCorrected::institution),
                     field("before", &ParticipantCorrected::before));
  }
};

struct PeopleLimited {
  static constexpr std::string_view kKind = "people_limited";
  std::uint32_t most = 0;

  static constexpr auto fields() { return fields_of(field("most", &PeopleLimited::most)); }
};

struct IdleRemoved {
  static constexpr std::string_view kKind = "idle_removed";
  std::vector<ParticipantId> participants;  // who never did a thing

  static constexpr auto fields() { return fields_of(field("participants", &IdleRemoved::participants)); }
};

struct JoinCodeRenewed {
  static constexpr std::string_view kKind = "join_code_renewed";
  std::string join_code;
  ParticipantId by{};

  static constexpr auto fields() {
    return fields_of(field("joinCode", &JoinCodeRenewed::join_code), field("by", &JoinCodeRenewed::by));
  }
};

struct AdmissionSet {
  static constexpr std::string_view kKind = "admission_set";
  Admission admission{};

  static constexpr auto fields() { return fields_of(field("admission", &AdmissionSet::admission)); }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const JoinWorkshop& command);
Decision decide(const Workshop& workshop, const Context& context, const AddCredential& command);
Decision decide(const Workshop& workshop, const Context& context, const ChangeRole& command);
Decision decide(const Workshop& workshop, const Context& context, const CorrectParticipant& command);
Decision decide(const Workshop& workshop, const Context& context, const SetAdmission& command);
Decision decide(const Workshop& workshop, const Context& context, const LimitPeople& command);
Decision decide(const Workshop& workshop, const Context& context, const RemoveIdle& command);
Decision decide(const Workshop& workshop, const Context& context, const RenewJoinCode& command);
Decision decide(const Workshop& workshop, const Context& context, const EndLogins& command);
Decision decide(const Workshop& workshop, const Context& context, const WithdrawTokens& command);
Decision decide(const Workshop& workshop, const Context& context, const AddParticipant& command);
Decision decide(const Workshop& workshop, const Context& context, const NameHead& command);
Decision decide(const Workshop& workshop, const Context& context, const WeighParticipant& command);
Decision decide(const Workshop& workshop, const Context& context, const RecordAttendance& command);
Decision decide(const Workshop& workshop, const Context& context, const Arrive& command);
Decision decide(const Workshop& workshop, const Context& context, const Leave& command);

// Names of facilitators are compared without regard to case and composition: ELENA is Elena. Or null.
const Participant* facilitator_named(const Workshop& workshop, std::string_view name);

// Is somebody in who never did a thing? Facilitators lead, and are not.
bool is_idle(const Participant& participant);

// Who heads a delegation when nobody was named: the first of its delegates, or nobody.
void find_head(Workshop& workshop, const InstitutionId& institution);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const ParticipantJoined& event);
void apply(Workshop& workshop, const Happening& happening, const HeadNamed& event);
void apply(Workshop& workshop, const Happening& happening, const ParticipantWeighed& event);
void apply(Workshop& workshop, const Happening& happening, const CredentialAdded& event);
void apply(Workshop& workshop, const Happening& happening, const ParticipantCorrected& event);
void apply(Workshop& workshop, const Happening& happening, const AdmissionSet& event);
void apply(Workshop& workshop, const Happening& happening, const PeopleLimited& event);
void apply(Workshop& workshop, const Happening& happening, const IdleRemoved& event);
void apply(Workshop& workshop, const Happening& happening, const JoinCodeRenewed& event);
void apply(Workshop& workshop, const Happening& happening, const TokensWithdrawn& event);
void apply(Workshop& workshop, const Happening& happening, const RoleChanged& event);
void apply(Workshop& workshop, const Happening& happening, const BallotsLeft& event);
void apply(Workshop& workshop, const Happening& happening, const ParticipantArrived& event);
void apply(Workshop& workshop, const Happening& happening, const ParticipantLeft& event);

}  // namespace acuerdo
