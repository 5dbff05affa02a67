// Rounds that close by themselves, whoever is away.
#include <gtest/gtest.h>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

constexpr auto kRound = "round/1.1.2/1";

// A round of ten seconds, the shortest there is, in which nobody is left but Ana.
std::unique_ptr<Client> open_short_round(RunningServer& server, const std::string& token_of_ana) {
  auto ana = server.connected(token_of_ana);
  const auto elena = server.connected(server.facilitator());
  lead_to_clarifying(*elena);
  must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}, {"seconds", 10}});
  ana->until([](const Client& self) { return self.documents.contains(kRound); });
  return ana;
}

const json& round_of(const Client& client) { return client.documents.at(kRound); }

TEST(Deadline, ClosesARoundOnTimeWhenEveryFacilitatorIsAway) {
  RunningServer server;
  const auto ana = open_short_round(server, server.delegate("mdi", "Ana Paredes"));
  const auto& round = round_of(*ana);
  EXPECT_EQ(round.at("closesAt").get<std::int64_t>() - round.at("openedAt").get<std::int64_t>(), 10'000);
  must(*ana, {{"type", "ballot.cast"}, {"activity", 4}, {"round", 1}, {"position", "join"}});
  ana->until([](const Client& self) { return round_of(self).at("state") == "closed"; });
  const auto late =
      round_of(*ana).at("closedAt").get<std::int64_t>() - round_of(*ana).at("closesAt").get<std::int64_t>();
  EXPECT_GE(late, 0);
  EXPECT_LT(late, 2'000) << "on a machine that is busy with other tests";
  const auto refused =
      ana->command({{"type", "ballot.cast"}, {"activity", 5}, {"round", 1}, {"position", "join"}});
  EXPECT_EQ(refused.at("code"), "round_closed");
  ana->until([](const Client& self) { return self.documents.contains("result/1.1.2/1/4"); });
  EXPECT_EQ(ana->documents.at("result/1.1.2/1/4").at("tally")[0].at("count"), 1);
}

TEST(Deadline, OutlivesTheServer) {
  RunningServer server;
  const auto token = server.delegate("mdi", "Ana Paredes");
  open_short_round(server, token);
  server.stop();
  server.start();
  const auto ana = server.connected(token);
  EXPECT_EQ(round_of(*ana).at("state"), "open");
  ana->until([](const Client& self) { return round_of(self).at("state") == "closed"; });
  EXPECT_GE(round_of(*ana).at("closedAt").get<std::int64_t>(),
            round_of(*ana).at("closesAt").get<std::int64_t>());
}

}  // namespace
}  // namespace acuerdo
