#include "sessions/core/people.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/checks.h"
#include "sessions/core/event.h"

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

// Is there an open round of which it holds?
template <class Holds>
bool any_open_round(const Workshop& workshop, Holds holds) {
  return std::ranges::any_of(workshop.sub_objectives, [&](const auto& entry) {
    const auto* round = open_round(entry.second);
    return round && holds(*round);
  });
}

bool has_ballots_in_open_round(const Workshop& workshop, ParticipantId participant) {
  return any_open_round(workshop, [&](const Round& round) { return round.sheets.contains(participant); });
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

// One more participant, who comes by the server's leave or is entered by a facilitator.
Decision enter(const Workshop& workshop, ParticipantJoined newcomer) {
  if (workshop.participants.size() >= kMaxParticipants) {
    return Refusal{RefusalCode::unavailable, "",
                   fmt::format("This workshop has {} participants; it takes no more.", kMaxParticipants)};
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

// Who heads a delegation when nobody was named: the first of its delegates.
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

}  // namespace

Decision decide(const Workshop& workshop, const Context&, const JoinWorkshop& command) {
  auto decision = enter(
      workshop, {{}, command.name, command.institution, command.role, command.language, command.credential});
  if (workshop.admission == Admission::waiting && command.role != Role::facilitator && !decision.refusal)
    std::get<ParticipantJoined>(decision.events.front()).role = Role::waiting;
  return decision;
}

Decision decide(const Workshop& workshop, const Context& context, const AddParticipant& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  if (command.role == Role::facilitator || !is_let_in(command.role)) {
    return Refusal{RefusalCode::field_invalid, "role",
                   "A facilitator logs in; enter a delegate, an observer or a rapporteur."};
  }
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

Decision decide(const Workshop& workshop, const Context& context, const NameHead& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  const auto* participant = find(workshop, command.participant);
  if (!participant) return not_found("participant", "participant");
  if (participant->role != Role::delegate) {
    return Refusal{RefusalCode::field_invalid, "participant", "Only a delegate heads a delegation."};
  }
  if (workshop.heads.at(*participant->institution) == command.participant) return {};
  return Event{HeadNamed{command.participant}};
}

Decision decide(const Workshop& workshop, const Context& context, const WeighParticipant& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
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
  return Event{CredentialAdded{command.participant, command.credential}};
}

Decision decide(const Workshop& workshop, const Context& context, const ChangeRole& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  const auto* participant = find(workshop, command.participant);
  if (!participant) return not_found("participant", "participant");
  if (participant->role == command.role) return {};
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
  if (has_ballots_in_open_round(workshop, command.participant)) {
    return Refusal{RefusalCode::stage, "participant",
                   "This participant has voted in a round that is open; close it first."};
  }
  std::vector<Event> events;
  if (!is_let_in(command.role) && participant->live_session)
    events.push_back(ParticipantLeft{command.participant, *participant->live_session});
  events.push_back(RoleChanged{command.participant, command.role});
  return events;
}

Decision decide(const Workshop& workshop, const Context& context, const CorrectParticipant& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
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
  if (moves && has_ballots_in_open_round(workshop, command.participant)) {
    return Refusal{RefusalCode::stage, "institution",
                   "This participant has voted in a round that is open; close it first."};
  }
  return Event{
      ParticipantCorrected{command.participant, command.name, command.institution, participant->institution}};
}

Decision decide(const Workshop& workshop, const Context& context, const SetAdmission& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
  if (workshop.admission == command.admission) return {};
  return Event{AdmissionSet{command.admission}};
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

Decision decide(const Workshop& workshop, const Context& context, const RecordAttendance& command) {
  if (auto refused = require_facilitator(workshop, context)) return *refused;
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

void apply(Workshop& workshop, const Happening&, const ParticipantJoined& event) {
  possible(number(event.participant) == workshop.participants.size() + 1,
           "it is not the next participant's number");
  possible(!event.institution || find(workshop, *event.institution),
           "it names an institution that is not there");
  possible(event.role != Role::delegate || event.institution, "a delegate speaks for an institution");
  Participant participant;
  participant.id = event.participant;
  participant.name = event.name;
  participant.institution = event.institution;
  participant.role = event.role;
  participant.language = event.language;
  if (!event.credential.empty()) participant.credentials.push_back(event.credential);
  if (event.role == Role::delegate) workshop.heads.try_emplace(*event.institution, event.participant);
  workshop.participants.push_back(std::move(participant));
}

void apply(Workshop& workshop, const Happening&, const HeadNamed& event) {
  const auto& participant = existing(workshop, event.participant);
  possible(participant.role == Role::delegate && participant.institution,
           "only a delegate heads a delegation");
  workshop.heads[*participant.institution] = event.participant;
}

void apply(Workshop& workshop, const Happening&, const ParticipantWeighed& event) {
  possible(!is_weighing(workshop), "weights do not change while they are counted");
  existing(workshop, event.participant).weight = event.weight;
}

void apply(Workshop& workshop, const Happening&, const CredentialAdded& event) {
  auto& credentials = existing(workshop, event.participant).credentials;
  if (credentials.size() == kMaxCredentials) credentials.erase(credentials.begin());
  credentials.push_back(event.credential);
}

void apply(Workshop& workshop, const Happening&, const TokensWithdrawn& event) {
  existing(workshop, event.participant).credentials.clear();
}

void apply(Workshop& workshop, const Happening& happening, const RoleChanged& event) {
  auto& participant = existing(workshop, event.participant);
  participant.role = event.role;
  if (participant.live_session)
    leave_floor(existing(workshop, *participant.live_session), participant.id, happening.at);
  if (!participant.institution) return;
  const auto head = workshop.heads.find(*participant.institution);
  if (head == workshop.heads.end() || head->second == participant.id)
    find_head(workshop, *participant.institution);
}

void apply(Workshop& workshop, const Happening&, const ParticipantCorrected& event) {
  auto& participant = existing(workshop, event.participant);
  possible(!event.institution || find(workshop, *event.institution),
           "it names an institution that is not there");
  const auto before = participant.institution;
  participant.name = event.name;
  participant.institution = event.institution;
  if (before == event.institution) return;
  if (before && workshop.heads.contains(*before) && workshop.heads.at(*before) == event.participant)
    find_head(workshop, *before);
  if (event.institution && participant.role == Role::delegate)
    workshop.heads.try_emplace(*event.institution, event.participant);
}

void apply(Workshop& workshop, const Happening&, const AdmissionSet& event) {
  workshop.admission = event.admission;
}

void apply(Workshop& workshop, const Happening&, const ParticipantArrived& event) {
  auto& session = existing(workshop, event.live_session);
  possible(session.state == SessionState::open, "the live session is not open");
  existing(workshop, event.participant).live_session = event.live_session;
  session.attended.insert(event.participant);
}

void apply(Workshop& workshop, const Happening& happening, const ParticipantLeft& event) {
  auto& participant = existing(workshop, event.participant);
  possible(participant.live_session == event.live_session, "the participant is not at that live session");
  participant.live_session.reset();
  leave_floor(existing(workshop, event.live_session), event.participant, happening.at);
}

}  // namespace acuerdo
