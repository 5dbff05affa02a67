// Simulated delegates follow whatever the facilitator opens, from joining to suggestions.
#include <gtest/gtest.h>

#include "server/rehearsal/rehearsal.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

TEST(Rehearsal, FollowsTheFacilitatorThroughASubObjective) {
  RunningServer server;
  const auto room = server.server().workshops().all().front();
  const auto elena = server.connected(server.facilitator());
  const auto must = [&](const json& command) {
    EXPECT_EQ(elena->command(command).at("type"), "ack") << command;
  };
  RehearsalOptions options{server.port(), room->join_code(), server.data() / "rehearsal.json", 30, 7};
  {
    const Rehearsal rehearsal{room->definition(), options};
    must({{"type", "liveSession.open"}, {"liveSession", "d1am"}});
    must({{"type", "focus.set"}, {"liveSession", "d1am"}, {"subObjective", "1.1.2"}});
    elena->until([](const Client& self) {
      return !self.numbers.at("presence").empty() && self.numbers.at("presence")[0].at("persons") == 26;
    });
    must({{"type", "proposing.open"}, {"subObjective", "1.1.2"}});
    elena->until([](const Client& self) {
      return self.documents.at("subObjective/1.1.2").at("activities").size() >= 4;
    });
    must({{"type", "clarifying.open"}, {"subObjective", "1.1.2"}});
    // Whoever comments does so by chance: on which activity is not known, that somebody does is.
    elena->until([](const Client& self) {
      return std::ranges::any_of(self.documents,
                                 [](const auto& entry) { return entry.first.starts_with("discussion/"); });
    });
    must({{"type", "round.open"}, {"subObjective", "1.1.2"}});
    elena->until([](const Client& self) {
      return !self.numbers.at("turnout").empty() && self.numbers.at("turnout")[0].at("voted") == 13;
    });
    must({{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
    const auto activities = elena->documents.at("subObjective/1.1.2").at("activities");
    for (const auto& activity : activities) {
      must({{"type", "outcome.declare"},
            {"activity", activity},
            {"outcome", "adopted_by_consensus"},
            {"reason", "para practicar"}});
    }
    must({{"type", "assigning.open"}, {"subObjective", "1.1.2"}});
    elena->until(
        [](const Client& self) { return self.documents.at("activity/4").at("suggestions").size() > 2; });
  }
  // A second start brings the same people.
  const auto people = [](const Client& self) {
    return std::ranges::count_if(self.documents,
                                 [](const auto& entry) { return entry.first.starts_with("participant/"); });
  };
  EXPECT_EQ(people(*elena), 27);
  const Rehearsal again{room->definition(), options};
  std::this_thread::sleep_for(std::chrono::seconds{1});
  EXPECT_EQ(people(*server.connected(server.facilitator())), 27);
}

}  // namespace
}  // namespace acuerdo
