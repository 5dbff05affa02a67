#include <algorithm>

#include "sessions/core/people.h"
#include "sessions/values/number.h"
#include "sessions/views/activity_documents.h"
#include "sessions/views/keys.h"
#include "sessions/views/shown.h"

namespace acuerdo {
namespace {

// How many bytes of a document each list may take; together with what is bounded by itself (a wording of
// kMaxTextBytes, which JSON may double, institutions) they stay below kMaxDocumentBytes.
constexpr std::size_t kReasonsShown = 16 * 1024;  // some sixty; a round's results are sent all at once
constexpr std::size_t kReopeningsShown = 48 * 1024;
constexpr std::size_t kTakenBackShown = 4 * 1024;

Json workshop_document(const Workshop& workshop) {
  const auto& about = workshop.definition.workshop;
  return {{"id", workshop.id.value},
          {"title", about.title},
          {"venue", about.venue},
          {"startsOn", about.starts_on},
          {"endsOn", about.ends_on},
          {"timeZone", about.time_zone},
          {"languages", about.languages},
          {"joinCode", workshop.join_code},
          {"rule", to_json_value(workshop.settings.rule)},
          {"voice", to_json_value(workshop.settings.voice)},
          {"quorum", to_json_value(workshop.settings.quorum)},
          {"ballots", to_json_value(workshop.settings.ballots)},
          {"quorumStrict", workshop.settings.quorum_strict},
          {"fewest", workshop.settings.fewest},
          {"quorumOf", to_json_value(workshop.settings.quorum_of)},
          {"mostProxies", workshop.settings.proxies},
          {"results", to_json_value(workshop.settings.results)},
          {"proxies", to_json_value(workshop.proxies)},
          {"admission", to_json_value(workshop.admission)},
          {"mostPeople", workshop.most_people},
          {"proposing", to_json_value(workshop.proposing)},
          {"institutions", to_json_value(workshop.definition.institutions)},
          {"pillars", to_json_value(workshop.definition.pillars)},
          {"liveSessions", to_json_value(workshop.definition.live_sessions)}};
}

// Its name, and nothing of what is in it; nor the code that others come in with.
Json at_the_door(const Workshop& workshop) {
  auto document = workshop_document(workshop);
  document["joinCode"] = "";
  for (const auto* list : {"proxies", "institutions", "pillars", "liveSessions"})
    document[list] = Json::array();
  return document;
}

Json hand_shown(const Workshop& workshop, const LiveSession& session, const RaisedHand& hand) {
  return {{"by", author(workshop, hand.participant)},
          {"purpose", to_json_value(hand.purpose)},
          {"at", to_json_value(hand.at)},
          {"heard", times_heard(workshop, session, hand.participant)}};
}

Json live_session_document(const Workshop& workshop, const LiveSession& session) {
  Json hands = Json::array();
  for (const auto& hand : speaking_order(workshop, session))
    hands.push_back(hand_shown(workshop, session, hand));
  Json speech = nullptr;
  if (session.speech) {
    speech = {{"by", author(workshop, session.speech->participant)},
              {"from", to_json_value(session.speech->from)},
              {"until", to_json_value(session.speech->until)}};
  }
  return {{"id", session.id.value},
          {"state", to_json_value(session.state)},
          {"focus", to_json_value(session.focus)},
          {"hands", std::move(hands)},
          {"speech", std::move(speech)},
          {"timer", to_json_value(session.timer)}};
}

Json step_shown(const Workshop& workshop, const UndoableStep& step) {
  return {
      {"step", number(step.sequence)},
      {"kind", to_json_value(step.kind)},
      {"by", author(workshop, step.by)},
      {"at", to_json_value(step.at)},
      {"activities", step.activities.size()},
      {"activity", step.activities.empty() ? Json(nullptr) : Json(number(step.activities.front().activity))}};
}

// Not who took the step: of a withdrawal that is the author. Nor what a closing had said: the round is open.
Json taken_back(const Workshop& workshop, const TakenBack& step) {
  return {{"kind", to_json_value(step.kind)},
          {"stepAt", to_json_value(step.step_at)},
          {"by", author(workshop, step.by)},
          {"at", to_json_value(step.at)}};
}

// Its last step is told to those who can take it back.
Json sub_objective_document(const Workshop& workshop, Audience audience, const SubObjective& sub_objective) {
  const auto signed_ = [&](const auto& value) { return signed_by(workshop, value); };
  const bool undoes = audience == Audience::facilitators && !sub_objective.steps.empty();
  auto reopenings = latest_that_fit(sub_objective.reopenings, kReopeningsShown, signed_);
  return {{"id", sub_objective.id.value},
          {"stage", to_json_value(sub_objective.stage)},
          {"round", sub_objective.rounds.size()},
          {"activities", to_json_value(sub_objective.activities)},
          {"retired", signed_by(workshop, sub_objective.retired)},
          {"lastStep", undoes ? step_shown(workshop, sub_objective.steps.back()) : Json(nullptr)},
          {"takenBack", latest_that_fit(sub_objective.taken_back, kTakenBackShown,
                                        [&](const auto& step) { return taken_back(workshop, step); })},
          {"more", {{"reopenings", sub_objective.reopenings.size() - reopenings.size()}}},
          {"reopenings", std::move(reopenings)},
          {"remark", sub_objective.remark}};
}

// Those that fit: of ranks, as many as there are activities.
Json offered_positions(const Round& round, const Rule& rule) {
  Json list = Json::array();
  for (const auto& position : positions(rule)) {
    if (fits(rule, {round.activities.size(), {}}, position.code)) continue;
    list.push_back({{"code", position.code.value},
                    {"name", position.name},
                    {"tone", to_json_value(position.tone)},
                    {"reasonRequired", position.reason_required}});
  }
  return list;
}

Json own_rules(const Round& round) {
  Json list = Json::array();
  for (const auto& [activity, rule] : round.own_rules) {
    list.push_back({{"activity", number(activity)},
                    {"rule", to_json_value(rule)},
                    {"positions", offered_positions(round, rule)}});
  }
  return list;
}

Json answer_shown(const Workshop& workshop, const ReasonAnswer& answer) {
  return {{"ruling", to_json_value(answer.ruling)},
          {"words", answer.words},
          {"by", author(workshop, answer.by)},
          {"at", to_json_value(answer.at)}};
}

Json reason_shown(const Workshop& workshop, const Round& round, ActivityId activity,
                  const ReasonGiven& given) {
  const auto* answer = answer_to(round, activity, given.place);
  return {{"position", given.position->value},
          {"reason", *given.words},
          {"by", given.place.number == 0 ? voter_shown(workshop, round, given.place.voter) : Json(nullptr)},
          {"number", given.place.number},
          {"institution", given.place.number == 0 ? Json(nullptr) : to_json_value(given.institution)},
          {"recordedBy", given.recorded_by ? author(workshop, *given.recorded_by) : Json(nullptr)},
          {"answer", answer ? answer_shown(workshop, *answer) : Json(nullptr)}};
}

Json result_document(const Workshop& workshop, const Round& round, const Result& result) {
  const auto given = reasons_by_rank(round, result.activity);
  auto reasons = that_fit(given.begin(), given.end(), kReasonsShown, [&](const auto& reason) {
    return reason_shown(workshop, round, result.activity, reason);
  });
  return {{"activity", number(result.activity)},
          {"round", number(round.number)},
          {"wordingVersion", result.wording_version},
          {"verdict",
           {{"kind", to_json_value(result.verdict)},
            {"advises", to_json_value(advised_by(result.verdict))},
            {"sentence", result.sentence}}},
          {"measures", result.measures},
          {"tally", to_json_value(result.tally)},
          {"parts", result.parts},
          {"voices", to_json_value(result.voices)},
          {"more", {{"reasons", given.size() - reasons.size()}}},
          {"reasons", std::move(reasons)}};
}

struct Cast {
  ParticipantId voter{};
  const Ballot* ballot = nullptr;
};

// Whoever spoke for an institution when the round closed may read how its delegation voted: who comes to it
// later may not.
bool was_of_its_delegation(const Round& round, const Participant& member) {
  return member.role == Role::delegate && member.institution && member.delegate_since <= round.closing;
}

// The ballots of one delegation; none where they were not named, and nobody knows them any more.
std::vector<Cast> delegation_on(const Round& round, const InstitutionId& institution, ActivityId activity) {
  std::vector<Cast> ballots;
  for (const auto& [voter, sheet] : round.sheets) {
    const auto* ballot = ballot_on(sheet, activity);
    if (ballot && voter_in(round, voter).institution == institution) ballots.push_back({voter, ballot});
  }
  return ballots;
}

Json ballot_shown(const Workshop& workshop, const Round& round, const Cast& cast) {
  return {
      {"by", voter_shown(workshop, round, cast.voter)},
      {"position", cast.ballot->position.value},
      {"reason", cast.ballot->reason},
      {"recordedBy", cast.ballot->recorded_by ? author(workshop, *cast.ballot->recorded_by) : Json(nullptr)}};
}

// Before it closes a round tells nobody what was voted: it has no results, and sheets are never shown.
Json round_document(const Workshop& workshop, const SubObjective& sub_objective, const Round& round) {
  return {{"subObjective", sub_objective.id.value},
          {"number", number(round.number)},
          {"state", round.annulled ? "annulled"
                    : round.open() ? "open"
                                   : "closed"},
          {"rule", to_json_value(round.settings.rule)},
          {"voice", to_json_value(round.settings.voice)},
          {"ballots", to_json_value(round.settings.ballots)},
          {"results", to_json_value(round.settings.results)},
          {"positions", offered_positions(round, round.settings.rule)},
          {"ownRules", own_rules(round)},
          {"activities", to_json_value(round.activities)},
          {"mappings", to_json_value(round.mappings)},
          {"openedAt", to_json_value(round.opened_at)},
          {"closesAt", to_json_value(round.closes_at)},
          {"annulled", signed_by(workshop, round.annulled)},
          {"closedAt", to_json_value(round.closed_at)},
          {"proxies", to_json_value(round.proxies)},
          {"rollOf", to_json_value(round.roll_of)},
          {"quorumAsked",
           {{"fraction", to_json_value(round.settings.quorum)}, {"strict", round.settings.quorum_strict}}},
          {"quorum", to_json_value(round.quorum)}};
}

Json participant_document(const Workshop& workshop, const Participant& participant) {
  return {
      {"id", number(participant.id)},
      {"name", participant.name},
      {"institution", to_json_value(participant.institution)},
      {"role", to_json_value(participant.role)},
      {"head", participant.role == Role::delegate && votes(workshop, participant, Voice::head_of_delegation)},
      {"weight", participant.weight},
      {"claims", to_json_value(participant.claims)},
      {"mergedInto", to_json_value(participant.merged_into)},
      {"idle", is_idle(participant)},
      {"liveSession", to_json_value(participant.live_session)}};
}

// A key's kind, and what follows it, taken apart at the slashes: codes have none.
struct Place {
  std::string_view kind;
  std::vector<std::string_view> rest;
};

Place parse(const DocumentKey& key) {
  Place place;
  std::size_t from = 0;
  for (bool first = true; from <= key.size(); first = false) {
    const auto end = std::min(key.find('/', from), key.size());
    const auto part = std::string_view{key}.substr(from, end - from);
    if (first) {
      place.kind = part;
    } else {
      place.rest.push_back(part);
    }
    from = end + 1;
  }
  return place;
}

const SubObjective* sub_objective_at(const Workshop& workshop, const Place& place) {
  return place.rest.empty() ? nullptr : find(workshop, SubObjectiveId{std::string{place.rest[0]}});
}

const Activity* activity_at(const Workshop& workshop, std::string_view id) {
  return find(workshop, ActivityId{number_in<std::uint32_t>(id).value_or(0)});
}

const Round* round_at(const Workshop& workshop, const Place& place) {
  const auto* sub_objective = sub_objective_at(workshop, place);
  if (!sub_objective || place.rest.size() < 2) return nullptr;
  const auto n = number_in<std::uint32_t>(place.rest[1]).value_or(0);
  return n == 0 || n > sub_objective->rounds.size() ? nullptr : &sub_objective->rounds[n - 1];
}

struct ResultAt {
  const Round* round = nullptr;
  const Result* result = nullptr;
};

ResultAt result_at(const Workshop& workshop, const Place& place) {
  const auto* round = round_at(workshop, place);
  if (!round || place.rest.size() != 3) return {};
  const ActivityId activity{number_in<std::uint32_t>(place.rest[2]).value_or(0)};
  const auto result = std::ranges::find(round->results, activity, &Result::activity);
  return result == round->results.end() ? ResultAt{} : ResultAt{round, &*result};
}

// Documents that an audience may have seen and sees no more: what was announced or hidden, and the results of
// a round that is open again.
bool may_vanish(const DocumentKey& key) {
  const auto kind = parse(key).kind;
  return kind == "announcement" || kind == "activity" || kind == "discussion" || kind == "result";
}

}  // namespace

Audience audience_of(Role role) {
  if (!is_let_in(role)) return Audience::door;
  return role == Role::facilitator ? Audience::facilitators : Audience::floor;
}

std::optional<Json> document(const Workshop& workshop, Audience audience, const DocumentKey& key) {
  const auto place = parse(key);
  const auto parts = place.rest.size();
  if (place.kind == "workshop" && parts == 0)
    return audience == Audience::door ? at_the_door(workshop) : workshop_document(workshop);
  if (audience == Audience::door) return {};
  if (place.kind == "announcement" && parts == 0) {
    if (workshop.announcement) return signed_by(workshop, *workshop.announcement);
  } else if (place.kind == "liveSession" && parts == 1) {
    const auto* session = find(workshop, LiveSessionId{std::string{place.rest[0]}});
    if (session) return live_session_document(workshop, *session);
  } else if (place.kind == "subObjective" && parts == 1) {
    const auto* sub_objective = sub_objective_at(workshop, place);
    if (sub_objective) return sub_objective_document(workshop, audience, *sub_objective);
  } else if (place.kind == "activity" && parts == 1) {
    const auto* activity = activity_at(workshop, place.rest[0]);
    if (activity && seen_by(*activity, audience)) return activity_document(workshop, audience, *activity);
  } else if (place.kind == "discussion" && parts == 1) {
    const auto* activity = activity_at(workshop, place.rest[0]);
    if (activity && seen_by(*activity, audience)) return discussion_document(workshop, audience, *activity);
  } else if (place.kind == "round" && parts == 2) {
    const auto* round = round_at(workshop, place);
    if (round) return round_document(workshop, *sub_objective_at(workshop, place), *round);
  } else if (place.kind == "result" && parts == 3) {
    const auto [round, result] = result_at(workshop, place);
    if (result) return result_document(workshop, *round, *result);
  } else if (place.kind == "participant" && parts == 1 && audience == Audience::facilitators) {
    const auto* participant =
        find(workshop, ParticipantId{number_in<std::uint32_t>(place.rest[0]).value_or(0)});
    if (participant) return participant_document(workshop, *participant);
  }
  return {};
}

std::optional<Json> page_of(const Workshop& workshop, ParticipantId reader, const DocumentKey& key,
                            std::string_view list, std::size_t from) {
  const auto place = parse(key);
  const auto signed_ = [&](const auto& value) { return signed_by(workshop, value); };
  if (place.kind == "subObjective" && list == "reopenings") {
    const auto* sub_objective = sub_objective_at(workshop, place);
    if (sub_objective) return page(sub_objective->reopenings, from, signed_);
  } else if (place.kind == "round" && list == "counted") {
    const auto* round = round_at(workshop, place);
    if (round) {
      return page(round->counted, from, [](const Receipt& receipt) {
        return Json{{"receipt", receipt.value}};
      });
    }
  } else if (place.kind == "result" && list == "reasons") {
    const auto [round, result] = result_at(workshop, place);
    if (result) {
      return page(reasons_by_rank(*round, result->activity), from,
                  [&, &round = *round, activity = result->activity](const auto& reason) {
                    return reason_shown(workshop, round, activity, reason);
                  });
    }
  } else if (place.kind == "result" && list == "delegation") {
    const auto [round, result] = result_at(workshop, place);
    const auto* member = find(workshop, reader);
    if (result && member && was_of_its_delegation(*round, *member)) {
      return page(delegation_on(*round, *member->institution, result->activity), from,
                  [&, &round = *round](const auto& cast) { return ballot_shown(workshop, round, cast); });
    }
  } else if (place.rest.size() == 1) {
    const auto* activity = activity_at(workshop, place.rest[0]);
    const auto* member = find(workshop, reader);
    if (!activity || !member || !is_let_in(member->role)) return {};
    const auto audience = audience_of(member->role);
    const bool is_there = place.kind == (list == "comments" ? "discussion" : "activity");
    if (is_there && seen_by(*activity, audience))
      return activity_page(workshop, audience, *activity, list, from);
  }
  return {};
}

std::vector<DocumentKey> documents(const Workshop& workshop, Audience audience) {
  std::vector<DocumentKey> keys{"workshop"};
  if (audience == Audience::door) return keys;
  if (workshop.announcement) keys.push_back("announcement");
  for (const auto& [id, session] : workshop.live_sessions) keys.push_back(key(id));
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    keys.push_back(key(id));
    for (const auto& round : sub_objective.rounds) {
      keys.push_back(key(id, round.number));
      for (const auto& result : round.results) keys.push_back(result_key(id, round.number, result.activity));
    }
  }
  for (const auto& activity : workshop.activities) {
    if (!seen_by(activity, audience)) continue;
    keys.push_back(key(activity.id));
    if (is_discussed(activity, audience)) keys.push_back(discussion_key(activity.id));
  }
  if (audience == Audience::facilitators) {
    for (const auto& participant : workshop.participants) keys.push_back(key(participant.id));
  }
  return keys;
}

Json snapshot_of(const Workshop& workshop, Audience audience) {
  Json docs = Json::object();
  for (const auto& key : documents(workshop, audience)) docs[key] = *document(workshop, audience, key);
  return {{"docs", std::move(docs)}};
}

Json change_of(const Workshop& workshop, Audience audience, const std::set<DocumentKey>& keys) {
  Json docs = Json::object();
  for (const auto& key : keys) {
    if (auto shown = document(workshop, audience, key)) {
      docs[key] = std::move(*shown);
    } else if (audience != Audience::door && may_vanish(key)) {
      docs[key] = nullptr;
    }
  }
  return {{"docs", std::move(docs)}};
}

}  // namespace acuerdo
