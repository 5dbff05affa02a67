#include "tests/core/random_workshop.h"

namespace acuerdo {

ParticipantId somebody(const Workshop& workshop) {
  return ParticipantId{any<std::uint32_t>(1, static_cast<std::uint32_t>(workshop.participants.size()) + 2)};
}

namespace {

ActivityId some_activity(const Workshop& workshop) {
  return ActivityId{any<std::uint32_t>(1, static_cast<std::uint32_t>(workshop.activities.size()) + 2)};
}
SubObjectiveId some_place() {
  return {*rc::gen::element<std::string>("1.1.1", "1.1.2", "1.1.2", "1.1.2", "1.1.2", "9.9.9")};
}
LiveSessionId some_session() { return {*rc::gen::element<std::string>("d1am", "d1am", "d1pm", "never")}; }
InstitutionId some_institution() { return {*rc::gen::element<std::string>("mdi", "pn", "fge", "nobody")}; }
RoundNumber some_round(const Workshop& workshop, const SubObjectiveId& place) {
  const auto* found = find(workshop, place);
  const auto rounds = found ? found->rounds.size() : 0;
  return RoundNumber{any<std::uint16_t>(0, static_cast<std::uint16_t>(rounds + 2))};
}
Text some_words(unsigned n) {
  return {{*rc::gen::element<std::string>("es", "en", "qu"), "Palabras " + std::to_string(n)}};
}

// By the workshop's rule; sometimes with rules of some activities' own, or with live results.
OpenRound some_round_to_open(const Workshop& workshop, const SubObjectiveId& place) {
  OpenRound open{place, {}};
  if (any(0, 2) == 0) open.results = Results::live;
  const auto* found = find(workshop, place);
  if (!found || any(0, 2) != 0) return open;
  for (const auto id : found->activities) {
    if (!find(workshop, id)->standing()) continue;
    open.activities.push_back(id);
    if (any(0, 1) == 0) open.own_rules.push_back({id, FistToFive{}});
  }
  return open;
}

// On who carries out what is adopted there; on anything where nothing is.
OpenRound some_round_on_mappings(const Workshop& workshop, const SubObjectiveId& place) {
  OpenRound open{place, {}};
  const auto* found = find(workshop, place);
  for (const auto id : found ? found->activities : std::vector<ActivityId>{}) {
    if (find(workshop, id)->is_adopted())
      open.mappings.push_back({id, {{some_institution(), AssignmentRole::leads}}});
  }
  if (open.mappings.empty()) open.mappings.push_back({some_activity(workshop), {}});
  return open;
}

// A comment or an amendment, hidden or shown again.
Command some_hiding(const Workshop& workshop, ActivityId activity) {
  std::optional<CommentId> comment;
  std::optional<AmendmentId> amendment;
  if (any(0, 1) == 0)
    comment = CommentId{any(1u, workshop.comments + 2)};
  else
    amendment = AmendmentId{any(1u, workshop.amendments + 2)};
  if (any(0, 1) == 0) return HideContribution{activity, comment, amendment, "No corresponde"};
  return ShowContribution{activity, comment, amendment};
}

// Mostly a ballot that the open round takes, if there is one; sometimes anything.
CastBallot some_ballot(const Workshop& workshop, unsigned n) {
  CastBallot cast{some_activity(workshop), some_round(workshop, ModelCase::kPlace), {}, secret(n)};
  cast.position.value =
      *rc::gen::element<std::string>("join", "object", "join_with_reservation", "abstain", "agree");
  const auto* round = latest_round(*find(workshop, ModelCase::kPlace));
  if (round && any(0, 5) != 0) {
    cast.round = round->number;
    cast.activity = *rc::gen::elementOf(round->activities);
    cast.position = (*rc::gen::elementOf(positions(rule_on(*round, cast.activity)))).code;
  }
  return cast;
}

}  // namespace

std::string secret(unsigned n) { return "SECRETO" + std::to_string(n) + "#"; }

Command some_command(const Workshop& workshop, unsigned n) {
  const auto place = some_place();
  const auto activity = some_activity(workshop);
  switch (any(0, 80)) {
    case 0:
      return OpenLiveSession{some_session()};
    case 1:
      return any(0, 5) == 0 ? Command{CloseLiveSession{some_session()}}
                            : Command{OpenLiveSession{some_session()}};
    case 2:
      return SetFocus{some_session(), place};
    case 3:
      return OpenProposing{place};
    case 4:
    case 5:
      return OpenClarifying{place};
    case 6:
    case 7:
    case 8:
      return some_round_to_open(workshop, place);
    case 9:
      return CloseRound{place, some_round(workshop, place)};
    case 10:
    case 11:
      return DeclareOutcome{activity,
                            *rc::gen::element(OutcomeKind::adopted_by_consensus, OutcomeKind::not_agreed,
                                              OutcomeKind::deferred),
                            "Motivo"};
    case 12:
      return OpenAssigning{place};
    case 13:
      return CloseSubObjective{place};
    case 14:
      return ReopenSubObjective{place, "Otra vez"};
    case 15:
      return ProposeActivity{place, some_words(n)};
    case 16:
      return ReviseActivity{activity, some_words(n)};
    case 17:
      return ProposeAmendment{activity, some_words(n), ""};
    case 18:
      return AcceptAmendment{activity, AmendmentId{any(1u, workshop.amendments + 2)}};
    case 19:
      return MergeActivities{ModelCase::kMap, {*rc::gen::element(ModelCase::kNeighbourhoods, activity)}};
    case 20:
      return AddComment{activity, some_words(n)};
    case 21:
      return SuggestInstitution{activity, some_institution(), AssignmentRole::leads};
    case 22:
      return WithdrawSuggestion{activity, some_institution(), AssignmentRole::leads};
    case 23:
      return AdoptAssignments{activity, {some_institution()}, {}, {some_institution()}};
    case 24:
      return Arrive{some_session()};
    case 25:
      return ChangeSettings{{},
                            *rc::gen::element(Voice::person, Voice::institution, Voice::most_reserved,
                                              Voice::head_of_delegation, Voice::shared, Voice::weighted,
                                              Voice::weighted_person),
                            Fraction{0, 1},
                            *rc::gen::element(Ballots::named, Ballots::by_institution, Ballots::secret),
                            {},
                            {},
                            any(0u, 2u)};
    case 26:
      return WithdrawActivity{activity, ""};
    case 27:
      return RecordAttendance{somebody(workshop), some_session(), *rc::gen::arbitrary<bool>()};
    case 28:
      return NameHead{somebody(workshop)};
    case 29: {
      const auto cast = some_ballot(workshop, n);
      return RecordBallots{cast.activity, cast.round, {{somebody(workshop), cast.position, cast.reason}}};
    }
    case 30:
      return any(0, 3) == 0 ? Command{AnnulRound{place, some_round(workshop, place), "Motivo"}}
                            : Command{SetDeadline{place, some_round(workshop, place), any(0u, 2u) * 30}};
    case 31:
      return AddParticipant{"Sin aparato", some_institution(), Role::delegate, {}};
    case 32:
      return AnswerReason{activity, some_round(workshop, place), somebody(workshop),
                          *rc::gen::element(Ruling::answered, Ruling::withdrawn), "Respuesta"};
    case 33:
    case 34:
      return GiveProxy{some_institution(), some_institution(), "Oficio"};
    case 35:
      return RevokeProxy{some_institution()};
    case 36:
      return WeighParticipant{somebody(workshop), any(0u, 4u)};
    case 37:
    case 38:
      return RaiseHand{some_session(), *rc::gen::element(Purpose::speak, Purpose::point_of_order),
                       any(0, 1) == 0 ? std::nullopt : std::optional{somebody(workshop)}};
    case 39:
      return any(0, 1) == 0 ? Command{LowerHand{some_session(), {}}} : Command{EndSpeech{some_session()}};
    case 40:
      return StartSpeech{some_session(), somebody(workshop), any(0u, 2u) * 60};
    case 41:
      return SetTimer{some_session(), any(0u, 2u) * 300};
    case 42:
      return any(0, 1) == 0 ? Command{Announce{some_words(n)}} : Command{WithdrawAnnouncement{}};
    case 43:
    case 44:
    case 45: {
      const auto* found = find(workshop, place);
      const bool any_step = found && !found->steps.empty();
      return UndoStep{place, any_step ? found->steps.back().sequence : Sequence{any(0u, 9u)}};
    }
    case 46:
      return SplitActivity{activity, {some_words(n), some_words(n + 1'000'000)}};
    case 47:
      return MoveActivity{activity, any(0, 3) == 0 ? std::nullopt : std::optional{some_activity(workshop)}};
    case 48:
      return HideActivity{activity, "No corresponde", any(0, 1) == 0};
    case 49:
      return ShowActivity{activity};
    case 50:
    case 51:
      return AnswerAssignment{activity, some_institution(), AssignmentRole::leads,
                              *rc::gen::element(RoleAnswer::accepted, RoleAnswer::declined), "Motivo"};
    case 52:
      return DetailActivity{activity, "2024-06-30", some_words(n), {}};
    case 53:
      return CorrectParticipant{somebody(workshop), "Otro nombre " + std::to_string(n), some_institution()};
    case 54:
      return ChangeRole{somebody(workshop), *rc::gen::element(Role::removed, Role::delegate, Role::observer)};
    case 55:
      if (any(0, 2) == 0) return RemoveIdle{{somebody(workshop), somebody(workshop)}};
      if (any(0, 3) == 0) return LimitPeople{any(1u, 40u)};
      return SetAdmission{*rc::gen::element(Admission::open, Admission::waiting, Admission::closed)};
    case 56:
      return any(0, 1) == 0
                 ? Command{AddInstitution{
                       {"nueva" + std::to_string(n)}, "N" + std::to_string(n), some_words(n), 1}}
                 : Command{CorrectInstitution{some_institution(), "I" + std::to_string(n), some_words(n)}};
    case 57:
      return CorrectTitle{*rc::gen::element(Titled::workshop, Titled::sub_objective),
                          any(0, 1) == 0 ? "" : place.value, some_words(n)};
    case 58:
      return any(0, 1) == 0 ? Command{AddSubObjective{{"1.1"}, {"nuevo" + std::to_string(n)}, some_words(n)}}
                            : Command{RetireSubObjective{place, "Se trata en otro taller"}};
    case 59:
      return PlanLiveSession{some_session(), some_words(n), "2023-02-07T09:00", "2023-02-07T12:00", {}};
    case 60:
      return SetProposing{
          {*rc::gen::element(Authors::shown, Authors::until_voting, Authors::hidden), any(0u, 3u)}};
    case 61:
    case 62:
      return PutAmendment{activity, AmendmentId{any(1u, workshop.amendments + 2)}};
    case 63:
      return some_hiding(workshop, activity);
    case 64:
      return MoveSubObjective{place, {"1.1"}, any(0, 1) == 0 ? std::nullopt : std::optional{some_place()}};
    case 65:
    case 66:
      return some_round_on_mappings(workshop, place);
    case 67: {
      const auto from = somebody(workshop);
      const auto into = somebody(workshop);
      return MergeParticipants{from, into, any(0, 1) == 0 ? std::nullopt : std::optional{into}};
    }
    default:
      return some_ballot(workshop, n);
  }
}

namespace {

// The model case cut down to one objective, so that thousands of steps take seconds.
Definition small() {
  auto definition = cuenca();
  definition.pillars.resize(1);
  definition.pillars[0].objectives.resize(1);
  definition.institutions.resize(6);  // "mdi" to "fge"
  definition.live_sessions.resize(2);
  for (auto& session : definition.live_sessions) session.covers = {definition.pillars[0].id};
  definition.draft_activities.resize(5);
  for (auto& draft : definition.draft_activities) draft.leads = draft.supports = draft.monitors = {};
  return definition;
}

}  // namespace

ModelCase some_room() {
  ModelCase room{small()};
  const auto facilitator = room.facilitator();
  for (const auto* institution : {"mdi", "mdi", "pn", "fge"}) room.delegate(institution);
  room.somebody(Role::observer);
  room.must(facilitator, ChangeSettings{{}, {}, Fraction{0, 1}});
  const auto stage =
      *rc::gen::element(Stage::pending, Stage::clarifying, Stage::voting, Stage::voting, Stage::reviewing);
  if (stage != Stage::pending) room.lead_to(facilitator, stage);
  return room;
}

}  // namespace acuerdo
