#include "sessions/minutes/minutes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace acuerdo {
namespace {

// The order in which minutes tell of activities.
constexpr std::array<std::optional<OutcomeKind>, 8> kOrder{
    OutcomeKind::adopted_by_consensus,
    OutcomeKind::adopted_with_reservations,
    OutcomeKind::adopted_by_majority,
    OutcomeKind::not_agreed,
    OutcomeKind::deferred,
    OutcomeKind::withdrawn,
    OutcomeKind::merged,
    std::nullopt,
};

std::optional<OutcomeKind> kind_of(const ActivityMinutes& activity) {
  if (!activity.outcome) return {};
  return activity.outcome->kind;
}

// Adopted ones are one group: how they were adopted does not change their order.
std::size_t group_of(const ActivityMinutes& activity) {
  const auto kind = kind_of(activity);
  if (kind && adopted(*kind)) return 0;
  return static_cast<std::size_t>(std::ranges::find(kOrder, kind) - kOrder.begin());
}

Person person(const Workshop& workshop, ParticipantId id) {
  const auto* participant = find(workshop, id);
  if (!participant) return {};
  Person named{participant->name, {}};
  if (participant->institution) named.institution = find(workshop, *participant->institution)->acronym;
  return named;
}

// Who voted in the round: their name as it is now, their institution as it was then.
Person voter(const Workshop& workshop, const Round& round, ParticipantId id) {
  auto named = person(workshop, id);
  named.institution = find(workshop, voter_in(round, id).institution)->acronym;
  return named;
}

std::uint64_t persons_at(const LiveSession& session) {
  std::set<ParticipantId> persons;
  for (const auto& attendee : session.attended) persons.insert(attendee.participant);
  return persons.size();
}

std::vector<SessionMinutes> programme(const Workshop& workshop) {
  std::vector<SessionMinutes> sessions;
  for (const auto& plan : workshop.definition.live_sessions) {
    const auto& session = *find(workshop, plan.id);
    sessions.push_back(
        {plan.id, plan.title, plan.starts_at, plan.ends_at, session.state, persons_at(session)});
  }
  return sessions;
}

// Those who attended for the institution, in the order they joined.
std::vector<PersonPresent> present_for(const Workshop& workshop,
                                       const std::optional<InstitutionId>& institution) {
  std::map<ParticipantId, PersonPresent> people;
  for (const auto& plan : workshop.definition.live_sessions) {
    for (const auto& attendee : find(workshop, plan.id)->attended) {
      if (attendee.institution != institution) continue;
      const auto& participant = *find(workshop, attendee.participant);
      people
          .try_emplace(participant.id,
                       PersonPresent{participant.name, participant.role, {}, participant.weight})
          .first->second.sessions.push_back(plan.id);
    }
  }
  std::vector<PersonPresent> in_order;
  for (auto& [_, person] : people) in_order.push_back(std::move(person));
  return in_order;
}

std::vector<DelegationMinutes> attendance(const Workshop& workshop) {
  std::vector<DelegationMinutes> delegations;
  for (const auto& institution : workshop.definition.institutions)
    delegations.push_back({institution, present_for(workshop, institution.id)});
  if (auto others = present_for(workshop, {}); !others.empty())
    delegations.push_back({{}, std::move(others)});
  return delegations;
}

Text position_name(const Round& round, ActivityId activity, const Position& position) {
  const auto* named = offered(rule_on(round, activity), position);
  return named ? named->name : Text{};
}

std::vector<PositionMinutes> tally(const Workshop& workshop, const Round& round, const Result& result) {
  std::vector<PositionMinutes> lines;
  for (const auto& [position, count] : result.tally) {
    PositionMinutes line{position,
                         position_name(round, result.activity, position),
                         tone_of(rule_on(round, result.activity), position),
                         count,
                         {}};
    for (const auto& institution : workshop.definition.institutions) {
      const auto voice = std::ranges::find(result.voices, institution.id, &VoicePosition::institution);
      if (voice != result.voices.end() && voice->position == position)
        line.institutions.push_back(institution.acronym);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

// The voice of the person's institution differs from what they said.
bool is_within(const Round& round, const Result& result, ParticipantId voter, Tone tone) {
  if (!by_institution(round.settings.voice)) return false;
  const auto& institution = voter_in(round, voter).institution;
  const auto voice = std::ranges::find(result.voices, institution, &VoicePosition::institution);
  return voice != result.voices.end() && tone_of(rule_on(round, result.activity), voice->position) != tone;
}

std::optional<AnswerMinutes> answer(const Workshop& workshop, const Round& round, ActivityId activity,
                                    const ReasonPlace& place) {
  const auto* given = answer_to(round, activity, place);
  if (!given) return {};
  return AnswerMinutes{given->ruling, given->words, person(workshop, given->by)};
}

std::vector<Statement> statements(const Workshop& workshop, const Round& round, const Result& result) {
  std::vector<std::pair<Sequence, Statement>> cast;
  for (const auto& [id, sheet] : round.sheets) {
    const auto* ballot = ballot_on(sheet, result.activity);
    if (!ballot) continue;
    const auto tone = tone_of(rule_on(round, result.activity), ballot->position);
    if (tone != Tone::reserve && tone != Tone::object && ballot->reason.empty()) continue;
    std::optional<Person> recorded_by;
    if (ballot->recorded_by) recorded_by = person(workshop, *ballot->recorded_by);
    cast.push_back(
        {ballot->sequence,
         {voter(workshop, round, id), tone, position_name(round, result.activity, ballot->position),
          rates(rule_on(round, result.activity)), ballot->reason, is_within(round, result, id, tone),
          std::move(recorded_by), answer(workshop, round, result.activity, {id, 0})}});
  }
  std::ranges::sort(cast, {}, &std::pair<Sequence, Statement>::first);
  std::vector<Statement> in_order;
  for (auto& [_, statement] : cast) in_order.push_back(std::move(statement));
  for (const auto& reason : reasons_by_rank(round, result.activity)) {
    if (reason.place.number == 0) continue;
    std::optional<Person> institution;
    if (reason.institution) institution = Person{find(workshop, *reason.institution)->acronym, {}};
    in_order.push_back({std::move(institution),
                        tone_of(rule_on(round, result.activity), *reason.position),
                        position_name(round, result.activity, *reason.position),
                        rates(rule_on(round, result.activity)),
                        *reason.words,
                        false,
                        {},
                        answer(workshop, round, result.activity, reason.place)});
  }
  return in_order;
}

std::uint64_t count_on(const std::map<ActivityId, std::uint32_t>& counts, ActivityId activity) {
  const auto count = counts.find(activity);
  return count == counts.end() ? 0 : count->second;
}

std::uint64_t recorded(const Round& round, ActivityId activity) {
  if (!round.named()) return count_on(round.recorded, activity);
  return static_cast<std::uint64_t>(std::ranges::count_if(round.sheets, [&](const auto& entry) {
    const auto* ballot = ballot_on(entry.second, activity);
    return ballot && ballot->recorded_by;
  }));
}

std::vector<ProxyMinutes> proxies(const Workshop& workshop, const Round& round) {
  std::vector<ProxyMinutes> counted;
  for (const auto& [from, to] : round.proxies)
    counted.push_back({find(workshop, from)->acronym, find(workshop, to)->acronym});
  return counted;
}

std::vector<AssignmentMinutes> mapping(const Workshop& workshop, const Round& round, ActivityId activity) {
  std::vector<AssignmentMinutes> asked;
  if (const auto* assignments = mapping_of(round, activity)) {
    for (const auto& [institution, role] : *assignments)
      asked.push_back({find(workshop, institution)->acronym, role});
  }
  return asked;
}

std::vector<VoteMinutes> votes(const Workshop& workshop, const Activity& activity) {
  std::vector<VoteMinutes> held;
  for (const auto& round : find(workshop, activity.sub_objective)->rounds) {
    const auto result = std::ranges::find(round.results, activity.id, &Result::activity);
    if (round.annulled || result == round.results.end()) continue;
    held.push_back({round.number, *round.closed_at, result->wording_version,
                    description(rule_on(round, activity.id)), round.settings.voice, *round.quorum,
                    tally(workshop, round, *result), result->verdict, result->sentence, result->measures,
                    statements(workshop, round, *result), recorded(round, activity.id),
                    count_on(round.replaced, activity.id), result->parts, round.settings.ballots,
                    round.named() ? 0 : round.roll.size(), proxies(workshop, round),
                    mapping(workshop, round, activity.id)});
  }
  return held;
}

void assign(const Workshop& workshop, const Activity& activity, ActivityMinutes& minutes) {
  if (!activity.is_adopted()) return;
  minutes.details = activity.details;
  for (const auto& [assignment, answer] : activity.answers) {
    if (answer.answer == RoleAnswer::declined)
      minutes.declined.push_back({*find(workshop, assignment.institution), assignment.role, answer.reason});
  }
  if (!activity.assignments) return;
  for (const auto& [id, role] : *activity.assignments) {
    auto& institutions = role == AssignmentRole::leads      ? minutes.leads
                         : role == AssignmentRole::supports ? minutes.supports
                                                            : minutes.monitors;
    institutions.push_back(*find(workshop, id));
  }
}

std::optional<Person> unless_withheld(const Workshop& workshop, ParticipantId who, bool withheld) {
  return withheld ? std::nullopt : std::optional{person(workshop, who)};
}

// What was voted on, or commented, is told however it is hidden: nothing leaves the minutes by a side door.
bool is_minuted(const Workshop& workshop, const Activity& activity) {
  if (!activity.hiding || activity.hiding->minuted || !activity.comments.empty()) return true;
  const auto& rounds = find(workshop, activity.sub_objective)->rounds;
  return std::ranges::any_of(rounds, [&](const Round& round) {
    return !round.open() && std::ranges::find(round.activities, activity.id) != round.activities.end();
  });
}

std::vector<FormerResultMinutes> former_results(const Workshop& workshop, const SubObjective& sub_objective,
                                                const TakenBack& step) {
  if (step.results.empty()) return {};
  const auto& round = sub_objective.rounds.at(number(step.round) - 1u);
  if (round.open()) return {};
  std::vector<FormerResultMinutes> results;
  for (const auto& result : step.results)
    results.push_back({result.activity, result.verdict, result.sentence, tally(workshop, round, result)});
  return results;
}

std::string acronym_of(const Workshop& workshop, const std::string& code) {
  const auto* institution = find(workshop, InstitutionId{code});
  return institution ? institution->acronym : code;
}

SettingsMinutes settings_minutes(const Settings& settings) {
  return {description(settings.rule), settings.voice,     settings.quorum,
          settings.quorum_strict,     settings.quorum_of, settings.ballots};
}

std::vector<ChangeMinutes> changes(const Workshop& workshop) {
  std::vector<ChangeMinutes> told;
  for (const auto& change : workshop.changes) {
    ChangeMinutes one{
        change.kind, {}, change.was, change.became, change.note, {}, person(workshop, change.by), change.at};
    if (change.whom != ParticipantId{}) one.whom = person(workshop, change.whom);
    if (change.settings) one.settings = settings_minutes(*change.settings);
    const bool of_institutions = change.kind == ChangeKind::institution ||
                                 change.kind == ChangeKind::proxy_given ||
                                 change.kind == ChangeKind::proxy_taken_back;
    if (of_institutions) {
      one.was = acronym_of(workshop, change.was);
      one.became = acronym_of(workshop, change.became);
    }
    told.push_back(std::move(one));
  }
  return told;
}

ActivityMinutes activity_minutes(const Workshop& workshop, const Activity& activity) {
  ActivityMinutes minutes;
  minutes.number = activity.id;
  minutes.wording = activity.wording();
  minutes.version = activity.versions.back().number;
  minutes.authors_withheld = !authors_seen(workshop, activity);
  for (const auto author : activity.authors) {
    if (author == kTheWorkshop)
      minutes.from_draft = true;
    else if (!minutes.authors_withheld)
      minutes.authors.push_back(person(workshop, author));
  }
  if (const auto& outcome = activity.outcome) {
    minutes.outcome = OutcomeMinutes{
        outcome->kind, outcome->advised, outcome->reason, person(workshop, outcome->by), outcome->at, {},
        outcome->due};
    // Who withdraws an activity is its author.
    if (minutes.authors_withheld && outcome->kind == OutcomeKind::withdrawn) minutes.outcome->by = {};
    if (outcome->owner) minutes.outcome->owner = *find(workshop, *outcome->owner);
  }
  minutes.votes = votes(workshop, activity);
  assign(workshop, activity, minutes);
  minutes.merged_into = activity.merged_into;
  minutes.merged_from = activity.merged_from;
  minutes.split_from = activity.split_from;
  minutes.alternative_to = activity.alternative_to;
  minutes.mapped_in = activity.mapped_in;
  if (activity.versions.size() > 1) {
    for (const auto& [number_of_it, wording, by, at] : activity.versions)
      minutes.versions.push_back(
          {number_of_it, wording, unless_withheld(workshop, by, minutes.authors_withheld), at});
  }
  for (const auto& amendment : activity.amendments) {
    if (amendment.hidden) continue;
    minutes.amendments.push_back({amendment.wording,
                                  unless_withheld(workshop, amendment.by, minutes.authors_withheld),
                                  amendment.base, amendment.reason, amendment.state, amendment.answer});
  }
  if (const auto& hiding = activity.hiding)
    minutes.hidden = ReasonedMinutes{hiding->reason, person(workshop, hiding->by), hiding->at};
  return minutes;
}

SubObjectiveMinutes sub_objective_minutes(const Workshop& workshop, const SubObjectivePlan& plan) {
  const auto& sub_objective = *find(workshop, plan.id);
  SubObjectiveMinutes minutes{plan.id, plan.title, sub_objective.stage, sub_objective.remark, {}, {}, {},
                              {},      {}};
  if (const auto& retired = sub_objective.retired)
    minutes.retired = ReasonedMinutes{retired->reason, person(workshop, retired->by), retired->at};
  for (const auto& reopening : sub_objective.reopenings)
    minutes.reopenings.push_back({reopening.reason, person(workshop, reopening.by), reopening.at});
  for (const auto& round : sub_objective.rounds) {
    if (const auto& annulled = round.annulled) {
      minutes.annulled.push_back(
          {round.number, annulled->reason, person(workshop, annulled->by), annulled->at});
    }
  }
  for (const auto& step : sub_objective.taken_back)
    minutes.taken_back.push_back({step.kind, person(workshop, step.by), step.at, step.round,
                                  former_results(workshop, sub_objective, step), step.activity,
                                  step.outcome});
  for (const auto id : sub_objective.activities) {
    const auto& activity = *find(workshop, id);
    if (is_minuted(workshop, activity)) minutes.activities.push_back(activity_minutes(workshop, activity));
  }
  std::ranges::stable_sort(minutes.activities, {}, group_of);
  return minutes;
}

Summary nothing_counted() {
  Summary summary;
  for (const auto& outcome : kOrder) summary.push_back({outcome, 0});
  return summary;
}

void count(const SubObjectiveMinutes& sub_objective, Summary& summary) {
  for (const auto& activity : sub_objective.activities)
    ++std::ranges::find(summary, kind_of(activity), &OutcomeCount::outcome)->activities;
}

PillarMinutes pillar_minutes(const Workshop& workshop, const Pillar& pillar) {
  PillarMinutes minutes{pillar.id, pillar.title, nothing_counted(), {}};
  for (const auto& objective : pillar.objectives) {
    ObjectiveMinutes told{objective.id, objective.title, {}};
    for (const auto& plan : objective.sub_objectives) {
      told.sub_objectives.push_back(sub_objective_minutes(workshop, plan));
      count(told.sub_objectives.back(), minutes.summary);
    }
    minutes.objectives.push_back(std::move(told));
  }
  return minutes;
}

}  // namespace

Minutes minutes_of(const Workshop& workshop, const Hash& head, std::optional<Sequence> of) {
  const auto& about = workshop.definition.workshop;
  Minutes minutes;
  minutes.workshop = workshop.id;
  minutes.title = about.title;
  minutes.venue = about.venue;
  minutes.starts_on = about.starts_on;
  minutes.ends_on = about.ends_on;
  minutes.time_zone = about.time_zone;
  minutes.languages = about.languages;
  minutes.settings = settings_minutes(workshop.settings);
  minutes.changes = changes(workshop);
  minutes.programme = programme(workshop);
  minutes.attendance = attendance(workshop);
  minutes.summary = nothing_counted();
  for (const auto& pillar : workshop.definition.pillars) {
    minutes.pillars.push_back(pillar_minutes(workshop, pillar));
    for (std::size_t i = 0; i < minutes.summary.size(); ++i)
      minutes.summary[i].activities += minutes.pillars.back().summary[i].activities;
  }
  minutes.sequence = of.value_or(workshop.sequence);
  minutes.head = to_hex(head);
  return minutes;
}

}  // namespace acuerdo
