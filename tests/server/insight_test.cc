// What facilitators are told of the room: participation and opinions, over HTTP.
#include <gtest/gtest.h>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

TEST(Insight, ShowsParticipationAndOpinionsToFacilitatorsAlone) {
  RunningServer server;
  const auto token = server.facilitator();
  const auto elena = server.connected(token);
  must(*elena, {{"type", "settings.change"}, {"voice", "person"}, {"quorum", "0"}});
  std::vector<std::unique_ptr<Client>> voters;
  std::string ana;
  for (int n = 0; n < 8; ++n) {
    ana = server.delegate(n < 4 ? "mdi" : "pn", "Delegado " + std::to_string(n));
    voters.push_back(server.connected(ana));
  }
  lead_to_clarifying(*elena);
  must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}});
  for (std::size_t n = 0; n < voters.size(); ++n) {
    for (const auto activity : {4, 5}) {
      const bool objects = activity == 4 && n >= 4;
      must(*voters[n], {{"type", "ballot.cast"},
                        {"activity", activity},
                        {"round", 1},
                        {"position", objects ? "object" : "join"},
                        {"reason", objects ? "Razón" : ""}});
    }
  }
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});

  const auto ask = [&](const std::string& path, const std::string& who) {
    return get(server.port(), path, {{"Authorization", "Bearer " + who}});
  };
  const auto shares = ask("/api/participation", token).object().at("institutions");
  EXPECT_EQ(shares.size(), 13u);
  for (const auto& share : shares) {
    const bool votes = share.at("institution") == "mdi" || share.at("institution") == "pn";
    EXPECT_EQ(share.at("ballots"), votes ? 8 : 0);
  }
  const auto opinions = ask("/api/opinions?subObjective=1.1.2", token).object();
  EXPECT_EQ(opinions.at("groups").size(), 2u);
  EXPECT_EQ(opinions.at("activities").at(0).at("activity"), 5);
  EXPECT_TRUE(ask("/api/opinions?subObjective=1.1.1", token).object().at("groups").empty());
  for (const auto* path : {"/api/participation", "/api/opinions"}) EXPECT_EQ(ask(path, ana).status, 403u);
}

}  // namespace
}  // namespace acuerdo
