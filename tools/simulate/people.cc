#include "tools/simulate/people.h"

#include <fmt/format.h>

#include <algorithm>

#include "sessions/core/advice.h"

namespace acuerdo::simulate {
namespace {

enum class Temperament { eager, silent, stubborn, meddling };

Temperament temperament_of(const Participant& delegate) {
  return static_cast<Temperament>(number(delegate.id) % 4);
}

Text words(const Workshop& workshop, unsigned n) {
  return {{workshop.definition.workshop.languages.front(), fmt::format("Palabras {}", n)}};
}

// Where a room is: the place of an open live session.
const SubObjective* place_of(const Workshop& workshop, Chance& chance) {
  std::vector<const SubObjective*> all;
  for (const auto& [_, session] : workshop.live_sessions) {
    if (session.state == SessionState::open && session.focus) all.push_back(find(workshop, *session.focus));
  }
  return all.empty() ? nullptr : chance.one_of(all);
}

std::uint32_t from_to(std::uint32_t low, std::uint32_t high, Chance& chance) {
  return low + static_cast<std::uint32_t>(chance.below(high - low + 1));
}

Fraction some_share(Chance& chance) {
  return chance.one_of(std::vector<Fraction>{{1, 2}, {3, 5}, {2, 3}, {3, 4}, {1, 1}});
}

Majority some_majority(Chance& chance) {
  return {some_share(chance),
          chance.one_of(std::vector{Base::cast, Base::valid, Base::present, Base::eligible}),
          chance.one_in(2)};
}

// As it comes by itself, or with other settings; now and then with such as no rule takes.
Rule some_rule(Chance& chance) {
  const auto highest = from_to(Delphi::kLowestTop, Delphi::kHighestTop, chance);
  const auto dots = from_to(1, 8, chance);
  const std::vector<Rule> all{
      UnConsensus{},
      Consent{},
      Unanimity{},
      FistToFive{},
      RandUcla{},
      ConsensusWithFallback{from_to(1, 3, chance), some_majority(chance)},
      Gradients{some_share(chance)},
      some_majority(chance),
      Delphi{highest, from_to(2, highest, chance), some_share(chance), from_to(0, highest - 1, chance)},
      Approval{from_to(1, 3, chance), from_to(0, 3, chance)},
      Dots{from_to(1, 3, chance), dots, from_to(1, dots, chance)},
      Score{from_to(1, 3, chance), from_to(2, Score::kHighestScore, chance)},
      Ranking{from_to(1, 3, chance), chance.one_in(2) ? RankingMethod::schulze : RankingMethod::mean_rank}};
  return chance.one_of(all);
}

ActivityId some_activity(const Workshop& workshop, Chance& chance) {
  return ActivityId{static_cast<std::uint32_t>(chance.below(workshop.activities.size()) + 1)};
}

ParticipantId some_participant(const Workshop& workshop, Chance& chance) {
  return ParticipantId{static_cast<std::uint32_t>(chance.below(workshop.participants.size()) + 1)};
}

const InstitutionId& some_institution(const Workshop& workshop, Chance& chance) {
  return chance.one_of(workshop.definition.institutions).id;
}

const SubObjectiveId& some_place(const Workshop& workshop, Chance& chance) {
  return chance.one_of(workshop.sub_objectives).first;
}

// Who has voted in the latest round of the place, if anybody has.
ParticipantId some_voter(const Workshop& workshop, const SubObjective& place, Chance& chance) {
  if (place.rounds.empty() || place.rounds.back().roll.empty()) return some_participant(workshop, chance);
  return chance.one_of(place.rounds.back().roll).first;
}

LiveSessionId session_of(const Workshop& workshop, const SubObjective& place) {
  const auto* session = session_at(workshop, place.id);
  return session ? session->id : LiveSessionId{};
}

// On who carries out what is adopted.
OpenRound round_on_mappings(const Workshop& workshop, const SubObjective& place, Chance& chance) {
  OpenRound open{place.id, {}};
  if (chance.one_in(2)) open.rule = some_rule(chance);
  for (const auto id : place.activities) {
    if (!find(workshop, id)->is_adopted()) continue;
    open.mappings.push_back({id,
                             {{some_institution(workshop, chance), AssignmentRole::leads},
                              {some_institution(workshop, chance), AssignmentRole::monitors}}});
  }
  return open;
}

// What leads on from the stage.
Command step_on(const Workshop& workshop, const SubObjective& place, Chance& chance) {
  switch (place.stage) {
    case Stage::pending:
      return OpenProposing{place.id};
    case Stage::proposing:
      return OpenClarifying{place.id};
    case Stage::clarifying:
      if (chance.one_in(4)) {
        return OpenRound{place.id,
                         {},
                         some_rule(chance),
                         chance.one_in(2) ? 60u : 0u,
                         chance.one_in(2) ? Ballots::by_institution : Ballots::named};
      }
      if (chance.one_in(4)) {
        OpenRound mixed{place.id, place.activities};
        for (const auto id : place.activities) {
          if (chance.one_in(2)) mixed.own_rules.push_back({id, some_rule(chance)});
        }
        mixed.results = chance.one_in(2) ? Results::live : Results::hidden;
        return mixed;
      }
      return OpenRound{place.id, {}};
    case Stage::voting:
      return CloseRound{place.id, place.rounds.back().number};
    case Stage::reviewing: {
      for (const auto id : place.activities) {
        const auto* activity = find(workshop, id);
        if (activity->standing() && !activity->outcome)
          return DeclareOutcome{id, advised_for(workshop, *activity), ""};
      }
      return OpenAssigning{place.id};
    }
    case Stage::assigning:
      if (chance.one_in(4)) return round_on_mappings(workshop, place, chance);
      if (chance.one_in(3) && !place.activities.empty()) {
        return AdoptAssignments{
            chance.one_of(place.activities), {some_institution(workshop, chance)}, {}, {}};
      }
      // As it was voted on.
      if (chance.one_in(3) && !place.rounds.empty() && place.rounds.back().on_mapping()) {
        const auto& [activity, asked] = chance.one_of(place.rounds.back().mappings);
        return AdoptAssignments{activity, {asked.front().institution}, {}, {asked.back().institution}};
      }
      return CloseSubObjective{place.id};
    case Stage::closed:
      break;
  }
  return ReopenSubObjective{place.id, "Se retoma"};
}

Command across(const Workshop& workshop, const SubObjective& place, Chance& chance, unsigned n) {
  const auto round = place.rounds.empty() ? RoundNumber{} : place.rounds.back().number;
  const auto activity = place.activities.empty() ? ActivityId{} : chance.one_of(place.activities);
  switch (chance.below(33)) {
    case 0:
      return OpenClarifying{place.id};
    case 1:
      return AnnulRound{place.id, round, "Se proyectó otro texto"};
    case 2:
      return SetDeadline{place.id, round, chance.one_in(2) ? 0u : 120u};
    case 3:
      return NameHead{some_participant(workshop, chance)};
    case 4:
      return RecordBallots{
          activity,
          round,
          {{some_participant(workshop, chance),
            place.rounds.empty() ? Position{}
                                 : chance.one_of(positions(rule_on(place.rounds.back(), activity))).code,
            reason_of(n)}}};
    case 5:
      return MergeActivities{activity,
                             {place.activities.empty() ? ActivityId{} : chance.one_of(place.activities)}};
    case 6:
      return RecordAttendance{some_participant(workshop, chance), chance.one_of(workshop.live_sessions).first,
                              chance.one_in(2)};
    case 7:
      return ChangeRole{some_participant(workshop, chance),
                        chance.one_in(3) ? Role::observer : Role::delegate};
    case 8: {
      const std::vector voices{
          Voice::person, Voice::institution, Voice::most_reserved,  Voice::head_of_delegation,
          Voice::shared, Voice::weighted,    Voice::weighted_person};
      const std::vector ballots{Ballots::named, Ballots::by_institution, Ballots::secret};
      return ChangeSettings{some_rule(chance),
                            chance.one_of(voices),
                            chance.one_in(4) ? Fraction{1, 4} : Fraction{0, 1},
                            chance.one_of(ballots),
                            {},
                            {},
                            static_cast<std::uint32_t>(chance.below(3))};
    }
    case 9:
      return WithdrawActivity{activity, "Repetida"};
    case 10:
      return DeclareOutcome{activity, OutcomeKind::deferred, "Falta información",
                            some_institution(workshop, chance), "2023-03-01"};
    case 11:
      return GiveProxy{some_institution(workshop, chance), some_institution(workshop, chance), "Oficio"};
    case 12:
      return RevokeProxy{some_institution(workshop, chance)};
    case 13:
      return WeighParticipant{some_participant(workshop, chance),
                              static_cast<std::uint32_t>(chance.below(4) + 1)};
    case 14:
      return StartSpeech{session_of(workshop, place), some_participant(workshop, chance),
                         static_cast<std::uint32_t>(chance.below(3) * 60)};
    case 15:
      return chance.one_in(2) ? Command{SetTimer{session_of(workshop, place), 300}}
                              : Command{EndSpeech{session_of(workshop, place)}};
    case 16:
      return chance.one_in(2) ? Command{Announce{words(workshop, n)}} : Command{WithdrawAnnouncement{}};
    case 17:
    case 18:
      return UndoStep{place.id, place.steps.empty() ? Sequence{} : place.steps.back().sequence};
    case 19:
      return SplitActivity{activity, {words(workshop, n), words(workshop, n + 1'000'000)}};
    case 20:
      if (place.activities.empty() || chance.one_in(4)) return MoveActivity{activity, {}};
      return MoveActivity{activity, chance.one_of(place.activities)};
    case 21:
      return chance.one_in(2) ? Command{HideActivity{activity, "No corresponde", chance.one_in(2)}}
                              : Command{ShowActivity{activity}};
    case 22:
      return CorrectParticipant{some_participant(workshop, chance), fmt::format("Otro nombre {}", n),
                                some_institution(workshop, chance)};
    case 23:
      if (chance.one_in(4)) return SetAdmission{chance.one_in(3) ? Admission::waiting : Admission::open};
      if (chance.one_in(4))
        return RemoveIdle{{some_participant(workshop, chance), some_participant(workshop, chance)}};
      if (chance.one_in(8)) return LimitPeople{static_cast<std::uint32_t>(chance.below(60) + 1)};
      return ChangeRole{some_participant(workshop, chance),
                        chance.one_in(3) ? Role::removed : Role::delegate};
    case 24:
      if (chance.one_in(2)) {
        return AddInstitution{{fmt::format("nueva{}", n)}, fmt::format("N{}", n), words(workshop, n), 1};
      }
      return CorrectInstitution{some_institution(workshop, chance), fmt::format("I{}", n),
                                words(workshop, n)};
    case 25:
      if (chance.one_in(4)) return RetireSubObjective{place.id, "Se trata en otro taller"};
      if (chance.one_in(3))
        return AddSubObjective{workshop.definition.pillars.front().objectives.front().id,
                               {fmt::format("nuevo{}", n)},
                               words(workshop, n)};
      return CorrectTitle{Titled::sub_objective, place.id.value, words(workshop, n)};
    case 26:
      return SetProposing{{chance.one_of(std::vector{Authors::shown, Authors::until_voting, Authors::hidden}),
                           static_cast<std::uint32_t>(chance.below(4))}};
    case 27: {
      const CommentId comment{static_cast<std::uint32_t>(chance.below(workshop.comments + 1) + 1)};
      if (chance.one_in(2)) return HideContribution{activity, comment, {}, "No corresponde"};
      return ShowContribution{activity, comment, {}};
    }
    case 29: {
      const auto one = some_participant(workshop, chance);
      const auto other = some_participant(workshop, chance);
      MergeParticipants merge{one, other};
      if (chance.one_in(2)) merge.ballots = chance.one_in(2) ? one : other;
      return merge;
    }
    // Somebody who voted becomes another: role, institution, name; then the closing is taken back.
    case 30:
      return CorrectParticipant{
          some_voter(workshop, place, chance), fmt::format("Nombre {}", n),
          chance.one_in(3) ? std::nullopt : std::optional{some_institution(workshop, chance)}};
    case 31:
      return ChangeRole{
          some_voter(workshop, place, chance),
          chance.one_of(std::vector{Role::observer, Role::removed, Role::rapporteur, Role::delegate})};
    case 28:
      return MoveSubObjective{place.id, chance.one_of(workshop.definition.pillars.front().objectives).id, {}};
    default:
      return AddParticipant{
          fmt::format("Sin aparato {}", n), some_institution(workshop, chance), Role::delegate, {}};
  }
}

Command cast(const Round& round, const Participant& delegate, Chance& chance, unsigned n) {
  const auto activity = chance.one_of(round.activities);
  const auto& rule = rule_on(round, activity);
  auto scale = positions(rule);
  if (std::holds_alternative<Ranking>(rule)) scale.resize(std::min(scale.size(), round.activities.size()));
  auto position = chance.one_of(scale).code;
  if (temperament_of(delegate) == Temperament::stubborn) position = scale.back().code;
  if (temperament_of(delegate) == Temperament::eager) position = scale.front().code;
  return CastBallot{activity, round.number, position, reason_of(n)};
}

}  // namespace

std::string reason_of(unsigned n) { return fmt::format("SECRETO{}#", n); }

Command facilitators_next(const Workshop& workshop, Chance& chance, unsigned n) {
  const auto* place = place_of(workshop, chance);
  if (!place || chance.one_in(40)) {
    const auto& session = chance.one_of(workshop.live_sessions);
    if (session.second.state != SessionState::open) return OpenLiveSession{session.first};
    if (chance.one_in(8)) return CloseLiveSession{session.first};
    return SetFocus{session.first, some_place(workshop, chance)};
  }
  // In a round everybody is given time to vote.
  if (place->stage == Stage::voting && !chance.one_in(5)) return across(workshop, *place, chance, n);
  return chance.one_in(4) ? across(workshop, *place, chance, n) : step_on(workshop, *place, chance);
}

Command delegates_next(const Workshop& workshop, const Participant& delegate, Chance& chance, unsigned n) {
  const auto* place = place_of(workshop, chance);
  if (!place) return Arrive{chance.one_of(workshop.live_sessions).first};
  if (!delegate.live_session || chance.one_in(30)) {
    const auto* session = session_at(workshop, place->id);
    if (session && !chance.one_in(5)) return Arrive{session->id};
    return Leave{};
  }
  if (chance.one_in(25)) {
    if (chance.one_in(4)) return LowerHand{*delegate.live_session, {}};
    return RaiseHand{*delegate.live_session, chance.one_in(6) ? Purpose::point_of_order : Purpose::speak, {}};
  }
  const auto activity = place->activities.empty() ? ActivityId{} : chance.one_of(place->activities);
  const bool quiet = temperament_of(delegate) == Temperament::silent;
  switch (place->stage) {
    case Stage::proposing:
      if (quiet && !chance.one_in(6)) break;
      return ProposeActivity{place->id, words(workshop, n)};
    case Stage::clarifying:
      if (temperament_of(delegate) == Temperament::meddling)
        return ProposeAmendment{activity, words(workshop, n), "Más claro"};
      if (chance.one_in(6)) {
        return PutAmendment{
            activity, AmendmentId{static_cast<std::uint32_t>(chance.below(workshop.amendments + 1) + 1)}};
      }
      return chance.one_in(4)
                 ? Command{AcceptAmendment{activity, AmendmentId{static_cast<std::uint32_t>(
                                                         chance.below(workshop.amendments + 1) + 1)}}}
                 : Command{AddComment{activity, words(workshop, n)}};
    case Stage::voting:
      return cast(place->rounds.back(), delegate, chance, n);
    case Stage::reviewing:
      return AnswerReason{activity, place->rounds.empty() ? RoundNumber{} : place->rounds.back().number,
                          delegate.id, Ruling::withdrawn, ""};
    case Stage::assigning:
      if (chance.one_in(3)) {
        return AnswerAssignment{activity, *delegate.institution, AssignmentRole::supports,
                                chance.one_in(2) ? RoleAnswer::accepted : RoleAnswer::declined, ""};
      }
      return SuggestInstitution{activity, some_institution(workshop, chance), AssignmentRole::supports};
    default:
      break;
  }
  return AddComment{activity, words(workshop, n)};
}

Command a_lie(const Workshop& workshop, Chance& chance, unsigned n) {
  const auto round = RoundNumber{static_cast<std::uint16_t>(chance.below(5))};
  switch (chance.below(6)) {
    case 0:
      return CloseRound{some_place(workshop, chance), round};
    case 1:
      return CastBallot{some_activity(workshop, chance), round, {"agree"}, reason_of(n)};
    case 2:
      return ChangeRole{some_participant(workshop, chance), Role::facilitator};
    case 3:
      return RecordBallots{
          some_activity(workshop, chance), round, {{some_participant(workshop, chance), {"join"}, ""}}};
    case 4:
      return DeclareOutcome{some_activity(workshop, chance), OutcomeKind::adopted_by_consensus, ""};
    default:
      return AnnulRound{some_place(workshop, chance), round, "?"};
  }
}

}  // namespace acuerdo::simulate
