#include "tests/benchmarks/crowd.h"

#include <map>

namespace acuerdo {

Crowd::Crowd(std::size_t people, std::size_t activities) : elena{room.facilitator()} {
  const auto& institutions = room.workshop.definition.institutions;
  for (std::size_t n = 0; n < people; ++n)
    delegates.push_back(
        room.delegate(institutions[n % institutions.size()].id.value, "Delegada " + std::to_string(n)));
  room.lead_to(elena, Stage::proposing);
  while (room.sub_objective().activities.size() < activities) {
    const auto n = std::to_string(room.sub_objective().activities.size());
    room.must(elena, ProposeActivity{ModelCase::kPlace,
                                     {{"es", "Fortalecer las redes locales de prevención, propuesta " + n}}});
  }
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  for (const auto delegate : delegates) room.must(delegate, Arrive{ModelCase::kMorning});
  room.must(elena, OpenRound{ModelCase::kPlace, {}});
  sheet = room.sub_objective().rounds.back().activities;
  room.journal.clear();
}

void Crowd::vote() {
  for (std::size_t n = 0; n < delegates.size(); ++n) {
    for (const auto activity : sheet) {
      room.must(delegates[n], n % 10 == 0 ? ballot(activity, 1, "join_with_reservation",
                                                   "Con presupuesto propio para sostenerlo")
                                          : ballot(activity, 1, "join"));
    }
  }
  room.journal.clear();
}

const Crowd& crowd(std::size_t people, std::size_t activities) {
  static std::map<std::pair<std::size_t, std::size_t>, Crowd> made;
  return made.try_emplace({people, activities}, people, activities).first->second;
}

const Crowd& crowd_that_voted(std::size_t people, std::size_t activities) {
  static std::map<std::pair<std::size_t, std::size_t>, Crowd> made;
  const auto [entry, fresh] = made.try_emplace({people, activities}, crowd(people, activities));
  if (fresh) entry->second.vote();
  return entry->second;
}

}  // namespace acuerdo
