// The names of the domain's enumerations, as they stand in messages, in the journal and in the record.
#pragma once

#include "sessions/rules/majority.h"
#include "sessions/rules/quorum.h"
#include "sessions/rules/voice.h"
#include "sessions/values/field.h"

namespace acuerdo {

constexpr auto names_of(Tone) {
  return NameTable<Tone, 4>{{{Tone::support, "support"},
                             {Tone::reserve, "reserve"},
                             {Tone::abstain, "abstain"},
                             {Tone::object, "object"}}};
}

constexpr auto names_of(VerdictKind) {
  using enum VerdictKind;
  return NameTable<VerdictKind, 12>{{{consensus, "consensus"},
                                     {consensus_with_reservations, "consensus_with_reservations"},
                                     {majority, "majority"},
                                     {not_reached, "not_reached"},
                                     {no_quorum, "no_quorum"},
                                     {appropriate, "appropriate"},
                                     {uncertain, "uncertain"},
                                     {inappropriate, "inappropriate"},
                                     {chosen, "chosen"},
                                     {not_chosen, "not_chosen"},
                                     {tied, "tied"},
                                     {too_few, "too_few"}}};
}

constexpr auto names_of(Base) {
  return NameTable<Base, 4>{{{Base::cast, "cast"},
                             {Base::valid, "valid"},
                             {Base::present, "present"},
                             {Base::eligible, "eligible"}}};
}

constexpr auto names_of(Voice) {
  using enum Voice;
  return NameTable<Voice, 7>{{{person, "person"},
                              {institution, "institution"},
                              {most_reserved, "most_reserved"},
                              {head_of_delegation, "head_of_delegation"},
                              {shared, "shared"},
                              {weighted, "weighted"},
                              {weighted_person, "weighted_person"}}};
}

constexpr auto names_of(QuorumOf) {
  using enum QuorumOf;
  return NameTable<QuorumOf, 3>{{{voices, "voices"}, {persons, "persons"}, {institutions, "institutions"}}};
}

// When what was voted is shown: once the round has closed, or as the ballots come.
enum class Results { hidden, live };
constexpr auto names_of(Results) {
  return NameTable<Results, 2>{{{Results::hidden, "hidden"}, {Results::live, "live"}}};
}

// Who learns what was voted: the minutes name who gave each reason; or only the institution; or nobody does.
// What is not named is kept sealed until the round closes (journal/ballot_keys.h), and then without names.
enum class Ballots { named, by_institution, secret };
constexpr auto names_of(Ballots) {
  using enum Ballots;
  return NameTable<Ballots, 3>{{{named, "named"}, {by_institution, "by_institution"}, {secret, "secret"}}};
}

// Who waits has yet to be let in, who is removed may be let in again; neither sees or does anything until
// then.
enum class Role { facilitator, delegate, observer, rapporteur, waiting, removed };
constexpr auto names_of(Role) {
  using enum Role;
  return NameTable<Role, 6>{{{facilitator, "facilitator"},
                             {delegate, "delegate"},
                             {observer, "observer"},
                             {rapporteur, "rapporteur"},
                             {waiting, "waiting"},
                             {removed, "removed"}}};
}
constexpr bool is_let_in(Role role) { return role != Role::waiting && role != Role::removed; }

// A set of roles.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const auto role : roles) bits_ |= bit(role);
  }
  constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  bool operator==(const Roles&) const = default;

 private:
  static constexpr unsigned bit(Role role) { return 1U << static_cast<unsigned>(role); }
  unsigned bits_ = 0;
};

// What the join code is good for: to come in, to wait until a facilitator lets one in, or for nothing:
// whoever is in comes back, and nobody else comes in.
enum class Admission { open, waiting, closed };
constexpr auto names_of(Admission) {
  using enum Admission;
  return NameTable<Admission, 3>{{{open, "open"}, {waiting, "waiting"}, {closed, "closed"}}};
}

// What has a title that can be corrected.
enum class Titled { workshop, pillar, objective, sub_objective, live_session };
constexpr auto names_of(Titled) {
  using enum Titled;
  return NameTable<Titled, 5>{{{workshop, "workshop"},
                               {pillar, "pillar"},
                               {objective, "objective"},
                               {sub_objective, "sub_objective"},
                               {live_session, "live_session"}}};
}

// The life of a sub-objective.
enum class Stage { pending, proposing, clarifying, voting, reviewing, assigning, closed };
constexpr auto names_of(Stage) {
  using enum Stage;
  return NameTable<Stage, 7>{{{pending, "pending"},
                              {proposing, "proposing"},
                              {clarifying, "clarifying"},
                              {voting, "voting"},
                              {reviewing, "reviewing"},
                              {assigning, "assigning"},
                              {closed, "closed"}}};
}

// Why a hand is up. A point of order is heard before everything else.
enum class Purpose { speak, point_of_order };
constexpr auto names_of(Purpose) {
  return NameTable<Purpose, 2>{{{Purpose::speak, "speak"}, {Purpose::point_of_order, "point_of_order"}}};
}

enum class SessionState { planned, open, closed };
constexpr auto names_of(SessionState) {
  using enum SessionState;
  return NameTable<SessionState, 3>{{{planned, "planned"}, {open, "open"}, {closed, "closed"}}};
}

// Hidden: a facilitator found that its text does not belong; it is kept, and others do not see it.
enum class ActivityState { standing, withdrawn, merged, hidden };
constexpr auto names_of(ActivityState) {
  using enum ActivityState;
  return NameTable<ActivityState, 4>{
      {{standing, "standing"}, {withdrawn, "withdrawn"}, {merged, "merged"}, {hidden, "hidden"}}};
}

// What a facilitator can take back.
enum class StepKind {
  proposing_opened,
  clarifying_opened,
  assigning_opened,
  sub_objective_closed,
  sub_objective_reopened,
  round_closed,
  outcome_declared,
  activity_withdrawn,
  activities_merged,
  assignments_adopted,
};
constexpr auto names_of(StepKind) {
  using enum StepKind;
  return NameTable<StepKind, 10>{{{proposing_opened, "proposing_opened"},
                                  {clarifying_opened, "clarifying_opened"},
                                  {assigning_opened, "assigning_opened"},
                                  {sub_objective_closed, "sub_objective_closed"},
                                  {sub_objective_reopened, "sub_objective_reopened"},
                                  {round_closed, "round_closed"},
                                  {outcome_declared, "outcome_declared"},
                                  {activity_withdrawn, "activity_withdrawn"},
                                  {activities_merged, "activities_merged"},
                                  {assignments_adopted, "assignments_adopted"}}};
}

enum class AmendmentState { proposed, accepted, declined, put_to_vote };
constexpr auto names_of(AmendmentState) {
  using enum AmendmentState;
  return NameTable<AmendmentState, 4>{
      {{proposed, "proposed"}, {accepted, "accepted"}, {declined, "declined"}, {put_to_vote, "put_to_vote"}}};
}

// Whether the room sees who wrote an activity, its versions and its amendments: until voting means until its
// sub-objective has had a round. Facilitators see it always.
enum class Authors { shown, until_voting, hidden };
constexpr auto names_of(Authors) {
  using enum Authors;
  return NameTable<Authors, 3>{{{shown, "shown"}, {until_voting, "until_voting"}, {hidden, "hidden"}}};
}

// What became of a reason: it was answered; the objection was upheld, or set aside because the rule knows no
// such ground; or whoever gave it withdrew it.
enum class Ruling { answered, upheld, set_aside, withdrawn };
constexpr auto names_of(Ruling) {
  using enum Ruling;
  return NameTable<Ruling, 4>{
      {{answered, "answered"}, {upheld, "upheld"}, {set_aside, "set_aside"}, {withdrawn, "withdrawn"}}};
}

enum class AssignmentRole { leads, supports, monitors };
constexpr auto names_of(AssignmentRole) {
  using enum AssignmentRole;
  return NameTable<AssignmentRole, 3>{{{leads, "leads"}, {supports, "supports"}, {monitors, "monitors"}}};
}

// What an institution says to a role of its own.
enum class RoleAnswer { accepted, declined };
constexpr auto names_of(RoleAnswer) {
  return NameTable<RoleAnswer, 2>{{{RoleAnswer::accepted, "accepted"}, {RoleAnswer::declined, "declined"}}};
}

enum class OutcomeKind {
  adopted_by_consensus,
  adopted_with_reservations,
  adopted_by_majority,
  not_agreed,
  deferred,
  withdrawn,
  merged,
};
constexpr auto names_of(OutcomeKind) {
  using enum OutcomeKind;
  return NameTable<OutcomeKind, 7>{{{adopted_by_consensus, "adopted_by_consensus"},
                                    {adopted_with_reservations, "adopted_with_reservations"},
                                    {adopted_by_majority, "adopted_by_majority"},
                                    {not_agreed, "not_agreed"},
                                    {deferred, "deferred"},
                                    {withdrawn, "withdrawn"},
                                    {merged, "merged"}}};
}

}  // namespace acuerdo
