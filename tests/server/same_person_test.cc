// The same person on two devices comes in as one; through the real server.
#include <gtest/gtest.h>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

class SamePersonAtTheDoor : public testing::Test {
 protected:
  HttpAnswer join(const std::string& name, const json& more = json::object()) {
    json body{{"code", server.join_code()},
              {"name", name},
              {"institution", "mdi"},
              {"role", "delegate"},
              {"language", "es"}};
    body.update(more);
    return post(server.port(), "/api/join", body);
  }
  void vote(Client& who, const std::string& position) {
    must(who, {{"type", "ballot.cast"},
               {"activity", 4},
               {"round", 1},
               {"position", position},
               {"reason", "Razón"}});
  }
  void open_round() {
    lead_to_clarifying(*elena);
    must(*elena, {{"type", "settings.change"}, {"quorum", "0"}, {"voice", "person"}});
    must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}, {"activities", {4}}});
  }

  RunningServer server;
  std::unique_ptr<Client> elena = server.connected(server.facilitator());
};

TEST_F(SamePersonAtTheDoor, IsAskedAndComesInAsTheOneTheyAreWhenAFacilitatorSaysSo) {
  const auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  const auto refused = join("ana paredes");
  EXPECT_EQ(refused.status, 409u);
  EXPECT_EQ(refused.object().at("code"), "duplicate");
  EXPECT_EQ(refused.object().at("field"), "name");
  const auto claimed = join("ana paredes", {{"claim", true}});
  ASSERT_EQ(claimed.status, 200u);
  const std::string token = claimed.object().at("token");
  const auto phone = server.connected(token);
  EXPECT_EQ(phone->mine.at("participant").at("role"), "waiting");
  elena->until([](const Client& one) { return one.documents.contains("participant/3"); });
  EXPECT_EQ(elena->documents.at("participant/3").at("claims"), 2);
  must(*elena, {{"type", "participant.merge"}, {"participant", 3}, {"into", 2}});
  EXPECT_EQ(phone->until_closed(), 4005u);
  const auto again = server.connected(token);
  EXPECT_EQ(again->mine.at("participant").at("id"), 2) << "by the same token";
  open_round();
  vote(*ana, "join");
  vote(*again, "object");
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
  elena->until([](const Client& one) { return one.documents.contains("result/1.1.2/1/4"); });
  for (const auto& line : elena->documents.at("result/1.1.2/1/4").at("tally"))
    EXPECT_EQ(line.at("count"), line.at("position") == "object" ? 1 : 0) << line;
}

TEST_F(SamePersonAtTheDoor, ComesInAtOnceWithATokenOfTheirs) {
  const auto token = server.delegate("mdi", "Ana Paredes");
  const auto again = join("Ana Paredes", {{"token", token}});
  ASSERT_EQ(again.status, 200u) << again.body;
  EXPECT_EQ(again.object().at("participant"), 2);
  EXPECT_EQ(join("Berta Salas", {{"token", token}}).object().at("participant"), 3)
      << "who says another name is another";
}

// Seen at the door, a sequence says nothing of what is seen inside.
TEST_F(SamePersonAtTheDoor, WhoWasLetInMeanwhileIsNotResumedAsAtTheDoor) {
  must(*elena, {{"type", "admission.set"}, {"admission", "waiting"}});
  const auto token = server.delegate("mdi", "Ana Paredes");
  const auto outside = server.connected(token);
  const auto since = outside->sequence;
  const auto boot = outside->boot;
  outside->leave();
  must(*elena, {{"type", "participant.changeRole"}, {"participant", 2}, {"role", "delegate"}});
  Client inside{server.port()};
  inside.hello(token, since, boot);
  EXPECT_TRUE(inside.documents.contains("activity/4"));
}

TEST_F(SamePersonAtTheDoor, WhoIsRemovedTakesTheirOpenBallotsAlongAndSeesSoWhenLetInAgain) {
  const auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  open_round();
  vote(*ana, "object");
  must(*elena, {{"type", "participant.changeRole"}, {"participant", 2}, {"role", "removed"}});
  elena->until([](const Client& one) { return one.numbers.at("turnout").at(0).at("voted") == 0; });
  must(*elena, {{"type", "participant.changeRole"}, {"participant", 2}, {"role", "delegate"}});
  ana->until([](const Client& one) { return one.documents.contains("activity/4"); });
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
}

TEST_F(SamePersonAtTheDoor, AFacilitatorIsNotAnotherForWritingInCapitals) {
  const auto before = elena->mine.at("participant").at("id");
  const auto again = server.connected(server.facilitator("ELENA  ríos"));
  EXPECT_EQ(again->mine.at("participant").at("id"), before);
}

}  // namespace
}  // namespace acuerdo
