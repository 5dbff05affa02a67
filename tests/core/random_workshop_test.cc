// Random commands from a seed: whatever is thrown at a workshop, refused commands change nothing, replay
// gives identical bytes, and nobody sees what they must not.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sessions/journal/snapshot.h"
#include "sessions/json/event_text.h"
#include "sessions/json/parse.h"
#include "sessions/views/numbers.h"
#include "sessions/views/views.h"
#include "tests/core/random_workshop.h"

namespace acuerdo {
namespace {

// Everything an audience can see, as the bytes that would travel.
std::string everything_seen_by(const Workshop& workshop, Audience audience) {
  return snapshot_of(workshop, audience).dump() + Numbers{workshop}.shown(workshop, audience).dump();
}

void no_secret_is_seen(const Workshop& workshop) {
  for (const auto audience : kAudiences) {
    const auto seen = everything_seen_by(workshop, audience);
    RC_ASSERT(seen.find("credential") == std::string::npos);
    if (audience != Audience::facilitators) RC_ASSERT(seen.find("participant/") == std::string::npos);
    for (const auto& [id, sub_objective] : workshop.sub_objectives) {
      const auto* round = latest_round(sub_objective);
      if (!round || !round->open()) continue;
      for (const auto& [voter, sheet] : round->sheets) {
        for (const auto& ballot : sheet) RC_ASSERT(seen.find(ballot.reason) == std::string::npos);
      }
    }
  }
}

std::size_t ballots_shown(const Json& mine, const SubObjectiveId& place, RoundNumber round) {
  const auto& ballots = mine.at("ballots");
  return static_cast<std::size_t>(std::ranges::count_if(ballots, [&](const Json& ballot) {
    return ballot.at("subObjective") == place.value && ballot.at("round") == number(round);
  }));
}

void nobody_sees_the_ballots_of_another(const Workshop& workshop, ParticipantId actor) {
  if (!find(workshop, actor)) return;
  const auto mine = mine_of(workshop, actor);
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    for (const auto& round : sub_objective.rounds) {
      const auto own = round.sheets.find(actor);
      RC_ASSERT(ballots_shown(mine, id, round.number) ==
                (own == round.sheets.end() ? 0 : own->second.size()));
    }
  }
}

Workshop replay(const std::vector<Recorded>& journal) {
  Workshop workshop;
  for (const auto& recorded : journal) {
    const auto& [happening, event] = recorded;
    const bool sealed = std::holds_alternative<BallotSealed>(event);  // as JSON it is without its ballot
    apply(workshop,
          sealed ? recorded : Recorded{happening, parse_event(kind_of(event), event_fields(event))});
  }
  return workshop;
}

RC_GTEST_PROP(RandomWorkshop, KeepsItsPromises, ()) {
  auto room = some_room();
  const auto steps = any(20u, 150u);
  for (unsigned n = 0; n < steps; ++n) {
    // The facilitator is asked for half of the steps, else hardly anything would get going.
    const auto actor = *rc::gen::arbitrary<bool>() ? ParticipantId{1} : somebody(room.workshop);
    const auto before = state_text(room.workshop);
    const auto step = room.command(actor, some_command(room.workshop, n));
    if (step.refusal) RC_ASSERT(state_text(room.workshop) == before);
    if (step.recorded.empty()) continue;
    for (const auto& recorded : step.recorded) touched(room.workshop, recorded);
    no_secret_is_seen(room.workshop);
    nobody_sees_the_ballots_of_another(room.workshop, actor);
  }
  const auto state = state_text(room.workshop);
  RC_ASSERT(state_text(replay(room.journal)) == state);
  const auto decoded = decode_snapshot(encode(Snapshot{room.workshop, {}, {7, 1, 1'000'000}}));
  RC_ASSERT(decoded.has_value());
  RC_ASSERT(state_text(decoded->workshop) == state);
  RC_ASSERT(decoded->commands == std::vector<std::uint64_t>({7, 1, 1'000'000}));
  std::size_t ballots = 0;
  for (const auto& [id, place] : room.workshop.sub_objectives) {
    for (const auto& round : place.rounds) ballots += round.sheets.size();
  }
  RC_CLASSIFY(ballots > 0, "had ballots");
  RC_CLASSIFY(!room.sub_objective().rounds.empty(), "had a round");
}

// As a client does: null is a document that is there no more.
void put(Json& shown, const Json& changed) {
  for (const auto& [key, document] : changed.items()) {
    if (document.is_null()) {
      shown.erase(key);
    } else {
      shown[key] = document;
    }
  }
}

RC_GTEST_PROP(Views, AChangeHoldsEveryDocumentThatDiffers, ()) {
  auto room = some_room();
  std::map<Audience, Json> shown;
  for (const auto audience : kAudiences) shown[audience] = snapshot_of(room.workshop, audience).at("docs");
  for (unsigned n = 0; n < 100; ++n) {
    const auto actor = *rc::gen::arbitrary<bool>() ? ParticipantId{1} : somebody(room.workshop);
    const auto step = room.command(actor, some_command(room.workshop, n));
    if (step.recorded.empty()) continue;
    Touched all;
    for (const auto& recorded : step.recorded) all.add(touched(room.workshop, recorded));
    for (const auto audience : kAudiences) {
      put(shown[audience], change_of(room.workshop, audience, all.documents).at("docs"));
      const auto now = snapshot_of(room.workshop, audience).at("docs");
      RC_ASSERT(shown[audience].size() == now.size());
      for (const auto& [key, document] : now.items())
        RC_ASSERT(shown[audience].at(key).dump() == document.dump());
    }
  }
}

// As a client keeps it: what is sent of a change replaces what was known of the same place.
struct Mine {
  Json participant, authored = Json::array();
  std::map<std::string, Json> ballots, suggestions;

  void take(const Json& mine) {
    if (mine.contains("participant")) participant = mine["participant"];
    if (mine.contains("authored")) authored = mine["authored"];
    for (const auto& ballot : mine.value("ballots", Json::array()))
      ballots[ballot["subObjective"].dump() + ballot["round"].dump() + ballot["activity"].dump()] = ballot;
    for (const auto& on : mine.value("suggestions", Json::array())) {
      if (on["assignments"].empty()) {
        suggestions.erase(on["activity"].dump());
      } else {
        suggestions[on["activity"].dump()] = on;
      }
    }
  }
  // What was cast in a round whose ballots are not named: who cast it has it as long as their page lives, the
  // server no longer.
  void forget_unnamed(const Workshop& workshop) {
    std::erase_if(ballots, [&](const auto& entry) {
      const SubObjectiveId place{entry.second["subObjective"].template get<std::string>()};
      const auto round = entry.second["round"].template get<unsigned>();
      const auto& held = find(workshop, place)->rounds.at(round - 1);
      return !held.named() && !held.open();
    });
  }
  bool operator==(const Mine&) const = default;
};

RC_GTEST_PROP(Views, WhatChangedOfMineAddsUpToAllOfIt, ()) {
  auto room = some_room();
  std::map<ParticipantId, Mine> kept;
  for (const auto& participant : room.workshop.participants)
    kept[participant.id].take(mine_of(room.workshop, participant.id));
  for (unsigned n = 0; n < 100; ++n) {
    const auto actor = *rc::gen::arbitrary<bool>() ? ParticipantId{1} : somebody(room.workshop);
    Touched all;
    for (const auto& recorded : room.command(actor, some_command(room.workshop, n)).recorded)
      all.add(touched(room.workshop, recorded));
    for (const auto& [id, changed] : all.personal) {
      if (changed.all) kept[id] = {};
      kept[id].take(changed.all ? mine_of(room.workshop, id) : mine_of(room.workshop, id, changed));
    }
    for (const auto& participant : room.workshop.participants) {
      Mine whole;
      whole.take(mine_of(room.workshop, participant.id));
      kept[participant.id].forget_unnamed(room.workshop);
      RC_ASSERT(kept[participant.id] == whole);
    }
  }
}

}  // namespace
}  // namespace acuerdo
