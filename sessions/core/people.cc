#include "sessions/core/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sessions/core/changes.h"
#include "sessions/core/checks.h"
#include "sessions/core/edits.h"
#include "sessions/core/event.h"
#include "sessions/core/same_person.h"
#include "sessions/values/name.h"

namespace acuerdo {
namespace {

MaybeRefused require_let_in(const Participant& participant) {
  if (is_let_in(participant.role)) return {};
  return Refusal{RefusalCode::role, "participant", "They have yet to be let in by a facilitator."};
}

MaybeRefused require_open(const LiveSession& session) {
  if (session.state == SessionState::open) return {};
  return Refusal{
      RefusalCode::stage, "liveSession",
      fmt::format("Live session {} is {}; it must be open.", session.id.value, name_of(session.state))};
}

std::string code_of(const std::optional<InstitutionId>& institution) {
  return institution ? institution->value : std::string{};
}

bool has_ballots_in_open_round(const Workshop& workshop, ParticipantId participant) {
  return any_open_round(workshop, [&](const Round& round) { return round.sheets.contains(participant); });
}

// The participant's ballots of every open round leave it.
std::vector<Event> ballots_leave(const Workshop& workshop, ParticipantId participant) {
  std::vector<Event> events;
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    const auto* round = open_round(sub_objective);
    if (round && round->sheets.contains(participant))
      events.push_back(BallotsLeft{id, round->number, participant});
  }
  return events;
}

// Has the head of the delegation voted in an open round in which heads vote?
bool has_spoken(const Workshop& workshop, ParticipantId head) {
  return any_open_round(workshop, [&](const Round& round) {
    return round.settings.voice == Voice::head_of_delegation && round.sheets.contains(head);
  });
}

// Has the participant a ballot in a round of the live session that counts?
bool has_voted_at(const Workshop& workshop, const LiveSessionId& session, ParticipantId participant) {
  return std::ranges::any_of(workshop.sub_objectives, [&](const auto& entry) {
    return std::ranges::any_of(entry.second.rounds, [&](const Round& round) {
      return round.live_session == session && !round.annulled && round.roll.contains(participant);
    });
  });
}

// Do people's weights count in a round that is open?
bool is_weighing(const Workshop& workshop) {
  return any_open_round(workshop,
                        [](const Round& round) { return round.settings.voice == Voice::weighted_person; });
}

// Arriving at one live session is leaving the other: a person is in one room.
Decision arrive(const Participant& participant, const LiveSession& session) {
  if (participant.live_session == session.id) return {};
  std::vector<Event> events;
  if (participant.live_session) events.push_back(ParticipantLeft{participant.id, *participant.live_session});
  events.push_back(ParticipantArrived{participant.id, session.id});
  return events;
}

Refusal taken_name(const Participant& same) {
  return {RefusalCode::duplicate, "name",
          fmt::format(
              "Somebody named {} of this institution is in already. If that is you, say so and a facilitator "
              "lets you in; if not, write the name so that the two can be told apart.",
              same.name)};
}

std::size_t count_in(const Workshop& workshop) {
  return static_cast<std::size_t>(std::ranges::count_if(
      workshop.participants, [](const Participant& one) { return one.role != Role::removed; }));
}

// Is there room for one more, of whom nobody knows yet whether they will ever do a thing?
MaybeRefused require_room(const Workshop& workshop) {
  if (count_in(workshop) < kMaxParticipants && workshop.participants.size() < kMaxEverJoined) return {};
  return at_most(
      "", kMaxParticipants,
      fmt::format("This workshop has {} participants; it takes no more until a facilitator removes "
                  "some.",
                  kMaxParticipants));
}

// For who comes with the code: those who take part are as many as a facilitator lets in.
MaybeRefused require_people_below_limit(const Workshop& workshop) {
  const auto part = std::ranges::count_if(workshop.participants, [](const Participant& one) {
    return one.role != Role::removed && one.role != Role::facilitator && !is_idle(one);
  });
  if (part < static_cast<std::ptrdiff_t>(workshop.most_people)) return {};
  return at_most("", workshop.most_people,
                 fmt::format("{} people take part here, and no more may join; a facilitator can let in more.",
                             workshop.most_people));
}

// One more participant, who comes by the server's leave or is entered by a facilitator.
Decision enter(const Workshop& workshop, ParticipantJoined newcomer) {
  // Who leads comes in however many came before them.
  if (newcomer.role != Role::facilitator) {
    if (auto refused = require_room(workshop)) return *refused;
  }
  if (newcomer.institution && !find(workshop, *newcomer.institution))
    return not_found("institution", "institution");
  if (newcomer.role == Role::delegate && !newcomer.institution) {
    return Refusal{RefusalCode::field_missing, "institution",
                   "A delegate speaks for an institution; choose one."};
  }
  newcomer.participant = ParticipantId{static_cast<std::uint32_t>(workshop.participants.size() + 1)};
  return Event{std::move(newcomer)};
}

}  // namespace

void find_head(Workshop& workshop, const InstitutionId& institution) {
  const auto first = std::ranges::find_if(workshop.participants, [&](const Participant& one) {
    return one.role == Role::delegate && one.institution == institution;
  });
  if (first == workshop.participants.end()) {
    workshop.heads.erase(institution);
  } else {
    workshop.heads[institution] = first->id;
  }
}

namespace {

// Was a facilitator of this name removed? Those come in by another's leave, not by the password they know.
bool was_removed(const Workshop& workshop, std::string_view facilitator) {
  const auto led = [&](const Participant& one) {
    return std::ranges::any_of(workshop.changes, [&](const Change& change) {
      return change.whom == one.id && change.kind == ChangeKind::role &&
             change.was == name_of(Role::facilitator) && change.became == name_of(Role::removed);
    });
  };
  const auto folded = folded_name(facilitator);
  return std::ranges::any_of(workshop.participants, [&](const Participant& one) {
    return one.role == Role::removed && folded_name(one.name) == folded && led(one);
  });
}

}  // namespace

bool is_idle(const Participant& participant) {
  return participant.role != Role::facilitator && participant.role != Role::removed &&
         participant.took_part == Sequence{};
}

const Participant* facilitator_named(const Workshop& workshop, std::string_view name) {
  const auto folded = folded_name(name);
  const auto named = std::ranges::find_if(workshop.participants, [&](const Participant& one) {
    return one.role == Role::facilitator && folded_name(one.name) == folded;
  });
  return named == workshop.participants.end() ? nullptr : &*named;
}

Decision decide(const Workshop& workshop, const Context&, const JoinWorkshop& command) {
  if (command.role == Role::facilitator && facilitator_named(workshop, command.name))
    return Refusal{RefusalCode::in_use, "name", "A facilitator has this name; choose another."};
  if (command.by_password && was_removed(workshop, command.name)) {
    return Refusal{RefusalCode::role, "name",
                   "This facilitator was removed; another facilitator may invite them again."};
  }
  const auto* same =
      command.role == Role::facilitator ? nullptr : namesake(workshop, command.name, command.institution);
  if (same && !command.claims) return taken_name(*same);
  // Who says that they are in already waits until a facilitator says so, too: they are no more people than
  // before.
  if (command.role != Role::facilitator && !same) {
    if (workshop.admission == Admission::closed) {
      return Refusal{RefusalCode::stage, "code",
                     "Nobody joins any more; a facilitator can open the workshop to newcomers again."};
    }
    if (auto refused = require_people_below_limit(workshop)) return *refused;
  }
  auto decision = enter(workshop, {{},
                                   command.name,
                                   command.institution,
                                   command.role,
                                   command.language,
                                   command.credential,
                                   {},
                                   command.by_password});
  if (decision.refusal || command.role == Role::facilitator) return decision;
  auto& joined = std::get<ParticipantJoined>(decision.events.front());
  if (same) joined.claims = same->id;
  if (same || workshop.admission == Admission::waiting) joined.role = Role::waiting;
  return decision;
}

Decision decide(const Workshop& workshop, const Context&, const AddParticipant& command) {
  if (command.role == Role::facilitator || !is_let_in(command.role)) {
    return Refusal{RefusalCode::field_invalid, "role",
                   "A facilitator logs in; enter a delegate, an observer or a rapporteur."};
  }
  if (const auto* same = namesake(workshop, command.name, command.institution)) return taken_name(*same);
  auto decision = enter(workshop, {{},
                                   command.name,
                                   command.institution,
                                   command.role,
                                   workshop.definition.workshop.languages.front(),
                                   {}});
  if (decision.refusal || !command.live_session) return decision;
  const auto* session = find(workshop, *command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (auto refused = require_open(*session)) return *refused;
  const auto newcomer = std::get<ParticipantJoined>(decision.events.front()).participant;
  decision.events.push_back(ParticipantArrived{newcomer, session->id});
  return decision;
}

Decision decide(const Workshop& workshop, const Context&, const NameHead& command) {
  const auto* participant = find(workshop, command.participant);
  if (!participant) return not_found("participant", "participant");
  if (participant->role != Role::delegate) {
    return Refusal{RefusalCode::field_invalid, "participant", "Only a delegate heads a delegation."};
  }
  const auto head = workshop.heads.find(*participant->institution);
  if (head != workshop.heads.end() && head->second == command.participant) return {};
  if (head != workshop.heads.end() && has_spoken(workshop, head->second)) {
    return Refusal{RefusalCode::stage, "participant",
                   fmt::format("{} has voted for the delegation in a round that is open; close it first.",
                               find(workshop, head->second)->name)};
  }
  return Event{HeadNamed{command.participant}};
}

Decision decide(const Workshop& workshop, const Context&, const WeighParticipant& command) {
  const auto* participant = find(workshop, command.participant);
  if (!participant) return not_found("participant", "participant");
  if (is_weighing(workshop)) {
    return Refusal{RefusalCode::stage, "participant",
                   "A round is open in which people's voices are weighted; close it first."};
  }
  if (participant->role != Role::delegate) {
    return Refusal{RefusalCode::field_invalid, "participant", "Only a delegate has a voice to weigh."};
  }
  if (auto refused = check_weight(command.weight, "weight")) return *refused;
  if (participant->weight == command.weight) return {};
  return Event{ParticipantWeighed{command.participant, command.weight}};
}

Decision decide(const Workshop& workshop, const Context&, const AddCredential& command) {
  if (!find(workshop, command.participant)) return not_found("participant", "participant");
  return Event{CredentialAdded{command.participant, command.credential, command.by_password}};
}

Decision decide(const Workshop& workshop, const Context&, const ChangeRole& command) {
  const auto* participant = find(workshop, command.participant);
  if (!participant) return not_found("participant", "participant");
  if (participant->role == command.role) return {};
  if (participant->merged_into) {
    return Refusal{
        RefusalCode::stage, "participant",
        fmt::format("This participant is {} and comes in as such.", bearer(workshop, participant->id)->name)};
  }
  if (command.role == Role::waiting) {
    return Refusal{RefusalCode::field_invalid, "role",
                   "Only who has just joined waits; remove them instead."};
  }
  if (command.role == Role::delegate && !participant->institution) {
    return Refusal{RefusalCode::field_invalid, "role",
                   "A delegate speaks for an institution, and this participant has none."};
  }
  if (participant->role == Role::facilitator &&
      std::ranges::count(workshop.participants, Role::facilitator, &Participant::role) == 1) {
    return Refusal{RefusalCode::in_use, "participant",
                   "This is the last facilitator; make another one first."};
  }
  std::vector<Event> events;
  if (command.role == Role::removed) {
    events = ballots_leave(workshop, command.participant);
  } else if (has_ballots_in_open_round(workshop, command.participant)) {
    return Refusal{RefusalCode::stage, "participant",
                   "This participant has voted in a round that is open; close it first."};
  }
  if (!is_let_in(command.role) && participant->live_session)
    events.push_back(ParticipantLeft{command.participant, *participant->live_session});
  events.push_back(RoleChanged{command.participant, command.role});
  return events;
}

Decision decide(const Workshop& workshop, const Context&, const CorrectParticipant& command) {
  const auto* participant = find(workshop, command.participant);
  if (!participant) return not_found("participant", "participant");
  if (command.institution && !find(workshop, *command.institution))
    return not_found("institution", "institution");
  if (participant->role == Role::delegate && !command.institution) {
    return Refusal{RefusalCode::field_missing, "institution",
                   "A delegate speaks for an institution; choose one."};
  }
  const bool moves = participant->institution != command.institution;
  if (participant->name == command.name && !moves) return {};
  if (auto refused = require_base(workshop, command.base, edits::person(command.participant)))
    return *refused;
  if (moves && has_ballots_in_open_round(workshop, command.participant)) {
    return Refusal{RefusalCode::stage, "institution",
                   "This participant has voted in a round that is open; close it first."};
  }
  return Event{
      ParticipantCorrected{command.participant, command.name, command.institution, participant->institution}};
}

Decision decide(const Workshop& workshop, const Context&, const SetAdmission& command) {
  if (workshop.admission == command.admission) return {};
  return Event{AdmissionSet{command.admission}};
}

Decision decide(const Workshop& workshop, const Context&, const LimitPeople& command) {
  if (command.most == 0 || command.most > kMaxParticipants) {
    return Refusal{RefusalCode::field_invalid, "most",
                   fmt::format("most must be from 1 to {}.", kMaxParticipants)};
  }
  if (workshop.most_people == command.most) return {};
  return Event{PeopleLimited{command.most}};
}

Decision decide(const Workshop& workshop, const Context&, const RemoveIdle& command) {
  const auto sealed = [](const Round& round) { return round.settings.ballots != Ballots::named; };
  if (any_open_round(workshop, sealed)) {
    return Refusal{
        RefusalCode::stage, "participants",
        "A round is open whose ballots are not named, and who has voted in it takes part; close it "
        "first."};
  }
  IdleRemoved removed;
  for (const auto id : command.participants) {
    const auto* participant = find(workshop, id);
    if (!participant) return not_found("participants", "participant");
    if (is_idle(*participant)) removed.participants.push_back(id);
  }
  std::ranges::sort(removed.participants);
  const auto twice = std::ranges::unique(removed.participants);
  removed.participants.erase(twice.begin(), twice.end());
  if (removed.participants.empty()) return {};
  return Event{std::move(removed)};
}

Decision decide(const Workshop& workshop, const Context&, const RenewJoinCode& command) {
  if (command.join_code == workshop.join_code) return {};
  return Event{JoinCodeRenewed{command.join_code, command.by}};
}

Decision decide(const Workshop& workshop, const Context&, const EndLogins&) {
  std::vector<Event> events;
  for (const auto& one : workshop.participants) {
    if (one.role == Role::facilitator && !one.credentials.empty()) events.push_back(TokensWithdrawn{one.id});
  }
  return events;
}

Decision decide(const Workshop& workshop, const Context& context, const WithdrawTokens& command) {
  if (command.participant != context.actor) {
    if (auto refused = require_facilitator(workshop, context)) return *refused;
  }
  const auto* participant = find(workshop, command.participant);
  if (!participant) return not_found("participant", "participant");
  if (participant->credentials.empty()) return {};
  return Event{TokensWithdrawn{command.participant}};
}

Decision decide(const Workshop& workshop, const Context&, const RecordAttendance& command) {
  const auto* participant = find(workshop, command.participant);
  if (!participant) return not_found("participant", "participant");
  const auto* session = find(workshop, command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (!command.present) {
    if (participant->live_session != command.live_session) return {};
    return Event{ParticipantLeft{command.participant, command.live_session}};
  }
  if (auto refused = require_let_in(*participant)) return *refused;
  if (auto refused = require_open(*session)) return *refused;
  return arrive(*participant, *session);
}

Decision decide(const Workshop& workshop, const Context& context, const Arrive& command) {
  const auto* participant = find(workshop, context.actor);
  if (!participant) return not_found("", "participant");
  if (auto refused = require_let_in(*participant)) return *refused;
  const auto* session = find(workshop, command.live_session);
  if (!session) return not_found("liveSession", "live session");
  if (auto refused = require_open(*session)) return *refused;
  return arrive(*participant, *session);
}

Decision decide(const Workshop& workshop, const Context& context, const Leave&) {
  const auto* participant = find(workshop, context.actor);
  if (!participant) return not_found("", "participant");
  if (!participant->live_session) return {};
  return Event{ParticipantLeft{participant->id, *participant->live_session}};
}

void apply(Workshop& workshop, const Happening& happening, const ParticipantJoined& event) {
  possible(number(event.participant) == workshop.participants.size() + 1,
           "it is not the next participant's number");
  possible(!event.institution || find(workshop, *event.institution),
           "it names an institution that is not there");
  possible(event.role != Role::delegate || event.institution, "a delegate speaks for an institution");
  Participant participant;
  participant.id = event.participant;
  participant.name = event.name;
  participant.heard = name_as_heard(event.name);
  participant.institution = event.institution;
  participant.role = event.role;
  participant.language = event.language;
  participant.claims = event.claims;
  participant.knows_password = event.by_password;
  if (event.role == Role::delegate) participant.delegate_since = happening.sequence;
  if (!event.credential.empty()) participant.credentials.push_back({event.credential, happening.at});
  if (event.role == Role::delegate) workshop.heads.try_emplace(*event.institution, event.participant);
  workshop.participants.push_back(std::move(participant));
}

void apply(Workshop& workshop, const Happening& happening, const HeadNamed& event) {
  const auto& participant = existing(workshop, event.participant);
  possible(participant.role == Role::delegate && participant.institution,
           "only a delegate heads a delegation");
  auto& head = workshop.heads[*participant.institution];
  const auto* before = find(workshop, head);
  remember_change(workshop, happening, ChangeKind::head, before ? before->name : std::string{},
                  participant.name)
      .whom = event.participant;
  head = event.participant;
  // In files of before another could be named over a ballot of the head's, which then did not count.
  for (auto& [_, sub_objective] : workshop.sub_objectives) {
    if (!open_round(sub_objective)) continue;
    auto& round = sub_objective.rounds.back();
    if (round.settings.voice != Voice::head_of_delegation) continue;
    for (auto& [id, voter] : round.roll) {
      if (voter.institution == *participant.institution) voter.speaks = id == event.participant;
    }
  }
}

void apply(Workshop& workshop, const Happening& happening, const ParticipantWeighed& event) {
  possible(!is_weighing(workshop), "weights do not change while they are counted");
  auto& weight = existing(workshop, event.participant).weight;
  remember_change(workshop, happening, ChangeKind::weight, std::to_string(weight),
                  std::to_string(event.weight))
      .whom = event.participant;
  weight = event.weight;
}

void apply(Workshop& workshop, const Happening& happening, const CredentialAdded& event) {
  auto& participant = existing(workshop, event.participant);
  if (event.by_password) participant.knows_password = true;
  auto& credentials = participant.credentials;
  if (credentials.size() == kMaxCredentials) credentials.erase(credentials.begin());
  credentials.push_back({event.credential, happening.at});
}

void apply(Workshop& workshop, const Happening&, const TokensWithdrawn& event) {
  existing(workshop, event.participant).credentials.clear();
}

void apply(Workshop& workshop, const Happening& happening, const RoleChanged& event) {
  auto& participant = existing(workshop, event.participant);
  if (participant.role != Role::waiting) {
    remember_change(workshop, happening, ChangeKind::role, std::string{name_of(participant.role)},
                    std::string{name_of(event.role)})
        .whom = event.participant;
  }
  participant.role = event.role;
  participant.claims.reset();
  if (event.role == Role::delegate) participant.delegate_since = happening.sequence;
  if (participant.live_session)
    leave_floor(existing(workshop, *participant.live_session), participant.id, happening.at);
  if (!participant.institution) return;
  const auto head = workshop.heads.find(*participant.institution);
  if (head == workshop.heads.end() || head->second == participant.id)
    find_head(workshop, *participant.institution);
}

void apply(Workshop& workshop, const Happening& happening, const ParticipantCorrected& event) {
  auto& participant = existing(workshop, event.participant);
  possible(!event.institution || find(workshop, *event.institution),
           "it names an institution that is not there");
  mark_edited(workshop, happening, edits::person(event.participant));
  const auto before = participant.institution;
  const auto note = [&](ChangeKind kind, const std::string& was, const std::string& became) {
    if (was != became) remember_change(workshop, happening, kind, was, became).whom = event.participant;
  };
  note(ChangeKind::name, participant.name, event.name);
  note(ChangeKind::institution, code_of(before), code_of(event.institution));
  participant.name = event.name;
  participant.heard = name_as_heard(event.name);
  participant.institution = event.institution;
  if (before == event.institution) return;
  participant.delegate_since = happening.sequence;
  // What was entered wrongly at the door was wrong from the start of the session they are at; but who has
  // voted for an institution there was there for it, and is there for another from now on.
  if (participant.live_session) {
    auto& attended = existing(workshop, *participant.live_session).attended;
    if (!has_voted_at(workshop, *participant.live_session, event.participant))
      attended.erase({event.participant, before});
    attended.insert({event.participant, event.institution});
  }
  if (before && workshop.heads.contains(*before) && workshop.heads.at(*before) == event.participant)
    find_head(workshop, *before);
  if (event.institution && participant.role == Role::delegate)
    workshop.heads.try_emplace(*event.institution, event.participant);
}

void apply(Workshop& workshop, const Happening&, const AdmissionSet& event) {
  workshop.admission = event.admission;
}

void apply(Workshop& workshop, const Happening&, const PeopleLimited& event) {
  workshop.most_people = event.most;
}

void apply(Workshop& workshop, const Happening&, const IdleRemoved& event) {
  std::set<InstitutionId> headless;
  for (const auto id : event.participants) {
    auto& participant = existing(workshop, id);
    possible(is_idle(participant), "who took part is removed one by one");
    participant.role = Role::removed;
    participant.claims.reset();
    participant.credentials.clear();
    if (!participant.institution) continue;
    const auto head = workshop.heads.find(*participant.institution);
    if (head != workshop.heads.end() && head->second == id) headless.insert(*participant.institution);
  }
  for (const auto& institution : headless) find_head(workshop, institution);
}

void apply(Workshop& workshop, const Happening&, const JoinCodeRenewed& event) {
  workshop.join_code = event.join_code;
}

void apply(Workshop& workshop, const Happening& happening, const BallotsLeft& event) {
  auto& round = existing_open_round(workshop, event.sub_objective, event.round);
  existing(workshop, event.participant);
  remember_change(workshop, happening, ChangeKind::ballots_left, event.sub_objective.value,
                  std::to_string(number(event.round)))
      .whom = event.participant;
  round.sheets.erase(event.participant);
  round.receipts.erase(event.participant);
  round.roll.erase(event.participant);
}

void apply(Workshop& workshop, const Happening&, const ParticipantArrived& event) {
  auto& session = existing(workshop, event.live_session);
  possible(session.state == SessionState::open, "the live session is not open");
  auto& participant = existing(workshop, event.participant);
  participant.live_session = event.live_session;
  session.attended.insert({event.participant, participant.institution});
}

void apply(Workshop& workshop, const Happening& happening, const ParticipantLeft& event) {
  auto& participant = existing(workshop, event.participant);
  possible(participant.live_session == event.live_session, "the participant is not at that live session");
  participant.live_session.reset();
  leave_floor(existing(workshop, event.live_session), event.participant, happening.at);
}

}  // namespace acuerdo
