// The numbers that move fast, counted along, against what their words mean, counted from the state.
#include "sessions/views/numbers.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/core/random_workshop.h"

namespace acuerdo {
namespace {

bool is_delegate(const Participant& participant) { return participant.role == Role::delegate; }

bool answered(const Round& round, ParticipantId voter, ActivityId activity) {
  const auto sheet = round.sheets.find(voter);
  return sheet != round.sheets.end() && std::ranges::count(sheet->second, activity, &Ballot::activity) == 1;
}

bool answered_whole(const Round& round, ParticipantId voter) {
  return std::ranges::all_of(round.activities,
                             [&](auto activity) { return answered(round, voter, activity); });
}

// The delegates that make the voice of each: one for themselves, or all of an institution.
std::vector<std::vector<ParticipantId>> voices(const Workshop& workshop, const Round& round) {
  std::map<std::string, std::vector<ParticipantId>> voices;
  for (const auto& participant : workshop.participants) {
    if (!is_delegate(participant) || !votes(workshop, participant, round.settings.voice)) continue;
    const bool alone = by_person(round.settings.voice);
    voices[alone ? std::to_string(number(participant.id)) : participant.institution->value].push_back(
        participant.id);
  }
  std::vector<std::vector<ParticipantId>> list;
  for (auto& [_, delegates] : voices) list.push_back(std::move(delegates));
  return list;
}

void says_what_the_state_says(const Workshop& workshop, const SubObjectiveId& id, const Round& round,
                              const Json& shown) {
  RC_ASSERT(shown["subObjective"] == id.value);
  RC_ASSERT(shown["round"] == number(round.number));
  const auto all = voices(workshop, round);
  auto unweighted = round;  // people are counted, whatever their voices weigh
  if (by_person(round.settings.voice)) unweighted.settings.voice = Voice::person;
  const auto present = electorate(workshop, unweighted);
  RC_ASSERT(shown["present"] == present.present);
  RC_ASSERT(shown["eligible"] == present.eligible);
  std::ptrdiff_t whole = 0;
  for (std::size_t n = 0; n < round.activities.size(); ++n) {
    const auto activity = round.activities[n];
    RC_ASSERT(shown["activities"][n]["activity"] == number(activity));
    RC_ASSERT(shown["activities"][n]["voted"] == std::ranges::count_if(all, [&](const auto& delegates) {
                return std::ranges::any_of(delegates,
                                           [&](auto voter) { return answered(round, voter, activity); });
              }));
  }
  whole = std::ranges::count_if(all, [&](const auto& delegates) {
    return std::ranges::all_of(round.activities, [&](auto activity) {
      return std::ranges::any_of(delegates, [&](auto voter) { return answered(round, voter, activity); });
    });
  });
  RC_ASSERT(shown["voted"] == whole);
  const auto so_far = results_of(workshop, round).results;
  for (std::size_t n = 0; n < round.activities.size(); ++n) {
    const auto& told = shown["activities"][n];
    RC_ASSERT(round.settings.results == Results::live || !told.contains("tally"));
    if (told.contains("tally")) RC_ASSERT(told["tally"] == to_json_value(so_far[n].tally));
  }
}

void tells_facilitators_who_is_missing(const Workshop& workshop, const Round& round, const Json& shown) {
  if (round.settings.ballots == Ballots::secret) {
    RC_ASSERT(!shown.contains("waiting"));
    RC_ASSERT(!shown.contains("institutions"));
    return;
  }
  Json waiting = Json::array();
  std::map<std::string, std::pair<int, int>> institutions;  // voted, present
  for (const auto& participant : workshop.participants) {
    if (!is_delegate(participant)) continue;
    const bool here = participant.live_session == round.live_session;
    const bool has_vote = votes(workshop, participant, round.settings.voice);
    const bool voted = has_vote && answered_whole(round, participant.id);
    if (here && has_vote && !voted) waiting.push_back(number(participant.id));
    auto& [done, present] = institutions[participant.institution->value];
    if (voted) ++done;
    if (here || round.sheets.contains(participant.id)) ++present;
  }
  RC_ASSERT(shown["waiting"] == waiting);
  RC_ASSERT(shown["waitingMore"] == 0);
  RC_ASSERT(shown["institutions"].size() == institutions.size());
  for (const auto& told : shown["institutions"]) {
    const auto& [done, present] = institutions.at(told["institution"]);
    RC_ASSERT(told["voted"] == done);
    RC_ASSERT(told["present"] == present);
  }
}

RC_GTEST_PROP(Numbers, CountedAlongSayWhatTheStateSays, ()) {
  auto room = some_room();
  Numbers numbers{room.workshop};
  for (unsigned n = 0; n < 120; ++n) {
    const auto actor = *rc::gen::arbitrary<bool>() ? ParticipantId{1} : somebody(room.workshop);
    for (const auto& recorded : room.command(actor, some_command(room.workshop, n)).recorded)
      numbers.see(room.workshop, recorded.event);
    RC_ASSERT(numbers == Numbers{room.workshop});
    const auto shown = numbers.shown(room.workshop, Audience::facilitators);
    std::size_t open = 0;
    for (const auto& [id, sub_objective] : room.workshop.sub_objectives) {
      const auto* round = latest_round(sub_objective);
      if (!round || !round->open()) continue;
      RC_ASSERT(open < shown["turnout"].size());
      const auto& turnout = shown["turnout"][open++];
      says_what_the_state_says(room.workshop, id, *round, turnout);
      tells_facilitators_who_is_missing(room.workshop, *round, turnout);
    }
    RC_ASSERT(shown["turnout"].size() == open);
    for (const auto& told : shown["presence"]) {
      const LiveSessionId session{told["liveSession"].get<std::string>()};
      std::set<InstitutionId> institutions;
      int persons = 0;
      for (const auto& participant : room.workshop.participants) {
        if (participant.live_session != session) continue;
        ++persons;
        if (is_delegate(participant)) institutions.insert(*participant.institution);
      }
      RC_ASSERT(told["persons"] == persons);
      RC_ASSERT(told["institutions"] == institutions.size());
    }
  }
}

}  // namespace
}  // namespace acuerdo
