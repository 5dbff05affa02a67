// Secret rounds through the real server: a restart loses no ballot, and a lost key loses the round, not its
// secrecy.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

constexpr auto kRound = "round/1.1.2/1";
constexpr auto kResult = "result/1.1.2/1/4";

class SecretRound : public testing::Test {
 protected:
  explicit SecretRound(const std::string& ballots = "secret", const ServerOptions& options = {})
      : server{options} {
    for (const auto* institution : {"mdi", "pn", "fge"})
      tokens.push_back(server.delegate(institution, "Delegada de " + std::string{institution}));
    const auto elena = server.connected(server.facilitator());
    must(*elena, {{"type", "settings.change"}, {"quorum", "0"}});
    lead_to_clarifying(*elena);
    must(*elena, {{"type", "round.open"},
                  {"subObjective", "1.1.2"},
                  {"activities", {4}},
                  {"ballots", ballots},
                  {"voice", "person"}});
  }

  // The receipt that the voter then holds.
  std::string vote(std::size_t who, const std::string& position, const std::string& reason = "") {
    const auto voter = server.connected(tokens[who]);
    must(
        *voter,
        {{"type", "ballot.cast"}, {"activity", 4}, {"round", 1}, {"position", position}, {"reason", reason}});
    voter->until([](const Client& self) { return !self.mine.at("ballots").empty(); });
    return voter->mine.at("ballots")[0].at("receipt");
  }
  json counted(const std::string& token) {
    const auto page = get(server.port(), "/api/list?document=round/1.1.2/1&list=counted&from=0",
                          {{"Authorization", "Bearer " + token}});
    EXPECT_EQ(page.status, 200U) << page.body;
    return page.object().at("items");
  }
  std::filesystem::path key() const { return server.file().string() + ".1.1.2.1.key"; }

  RunningServer server;
  std::vector<std::string> tokens;
};

TEST_F(SecretRound, OutlivesTheServerAndForgetsWhoVotedWhat) {
  const auto receipt = vote(0, "object", "Sin presupuesto");
  vote(1, "join");
  server.stop();
  ASSERT_TRUE(std::filesystem::exists(key()));
  server.start();
  {
    const auto again = server.connected(tokens[0]);
    ASSERT_EQ(again->mine.at("ballots").size(), 1U) << "their own, while the round is open";
    EXPECT_EQ(again->mine.at("ballots")[0].at("receipt"), receipt);
  }
  vote(2, "join");
  const auto elena = server.connected(server.facilitator());
  EXPECT_FALSE(elena->numbers.at("turnout")[0].contains("institutions"));
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
  elena->until([](const Client& self) { return self.documents.contains(kResult); });
  const auto& result = elena->documents.at(kResult);
  EXPECT_EQ(result.at("tally")[0].at("count"), 2);
  EXPECT_EQ(result.at("tally")[3].at("count"), 1);
  EXPECT_EQ(result.at("reasons")[0].at("reason"), "Sin presupuesto");
  EXPECT_TRUE(result.at("reasons")[0].at("by").is_null());
  EXPECT_FALSE(std::filesystem::exists(key()));
  EXPECT_TRUE(server.connected(tokens[0])->mine.at("ballots").empty());
  const auto receipts = counted(tokens[0]);
  EXPECT_EQ(receipts.size(), 3U);
  EXPECT_TRUE(std::ranges::any_of(receipts, [&](const json& one) { return one.at("receipt") == receipt; }));
}

TEST_F(SecretRound, WithoutItsKeyIsAnnulledAndSaysWhy) {
  vote(0, "object", "Sin presupuesto");
  server.stop();
  std::filesystem::remove(key());
  server.start();
  const auto elena = server.connected(server.facilitator());
  elena->until([](const Client& self) { return self.documents.at(kRound).at("state") == "annulled"; });
  const auto reason = elena->documents.at(kRound).at("annulled").at("reason").get<std::string>();
  EXPECT_TRUE(reason.starts_with("Las boletas de esta ronda no pueden leerse")) << reason;
  EXPECT_EQ(elena->documents.at("subObjective/1.1.2").at("stage"), "clarifying");
}

// A backup of the data folder, taken while the round is open, opens no ballot.
struct FolderForKeys {
  Folder keys;
  ServerOptions options() const {
    ServerOptions options;
    options.keys = keys / "keys";
    return options;
  }
};
class KeysElsewhere : protected FolderForKeys, public SecretRound {
 protected:
  KeysElsewhere() : SecretRound{"secret", options()} {}
};

TEST_F(KeysElsewhere, AreInNoCopyOfTheDataFolder) {
  const auto kept = keys / "keys" / "cuenca-2023.acuerdo.1.1.2.1.key";
  vote(0, "object", "Sin presupuesto");
  EXPECT_TRUE(std::filesystem::exists(kept));
  for (const auto& file : std::filesystem::directory_iterator{server.data()})
    EXPECT_NE(file.path().extension(), ".key") << file.path();
  server.stop();
  server.start();
  vote(1, "join");
  vote(2, "join");
  const auto elena = server.connected(server.facilitator());
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
  elena->until([](const Client& self) { return self.documents.contains(kResult); });
  EXPECT_EQ(elena->documents.at(kResult).at("tally")[0].at("count"), 2) << "also of before the restart";
  EXPECT_FALSE(std::filesystem::exists(kept));
}

// The folder is named between two starts: a round that was open then goes on.
TEST_F(SecretRound, GoesOnWhenItsKeysAreToBeElsewhere) {
  vote(0, "join");
  server.stop();
  Folder keys;
  auto options = ServerOptions{};
  options.data = server.data();
  options.keys = keys / "keys";
  options.listen = {net::ip::address_v4::loopback(), 0};
  {
    Server again{options};
    std::thread thread{[&] { again.run(); }};
    Client voter{again.port()};
    voter.hello(tokens[0]);
    EXPECT_EQ(voter.mine.at("ballots").size(), 1U);
    again.stop();
    thread.join();
  }
  server.start();
}

class RoundByInstitution : public SecretRound {
 protected:
  RoundByInstitution() : SecretRound{"by_institution"} {}
};

TEST_F(RoundByInstitution, NamesNobodyWhereAnInstitutionHasOneVoter) {
  const auto receipt = vote(0, "object", "Sin presupuesto");
  vote(1, "join");
  const auto elena = server.connected(server.facilitator());
  EXPECT_EQ(elena->numbers.at("turnout")[0].at("institutions").size(), 3U)
      << "who has yet to vote is told to facilitators";
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
  elena->until([](const Client& self) { return self.documents.contains(kResult); });
  const auto& reason = elena->documents.at(kResult).at("reasons")[0];
  EXPECT_TRUE(reason.at("institution").is_null()) << "one person voted for it: it would name them";
  EXPECT_TRUE(reason.at("by").is_null());
  EXPECT_EQ(elena->documents.at(kResult).at("tally")[0].at("count"), 1)
      << "two ballots are told apart all the same";
  must(*elena, {{"type", "reason.answer"},
                {"activity", 4},
                {"round", 1},
                {"number", reason.at("number")},
                {"ruling", "answered"},
                {"words", "Hay presupuesto"}});
  const auto minutes = get(server.port(), "/api/minutes?format=md&language=es",
                           {{"Authorization", "Bearer " + server.facilitator()}})
                           .body;
  EXPECT_NE(minutes.find("Sin presupuesto"), minutes.npos) << minutes;
  EXPECT_EQ(minutes.find("MDI: Sin presupuesto"), minutes.npos) << minutes;
  EXPECT_NE(minutes.find("Hay presupuesto"), minutes.npos);
  EXPECT_NE(minutes.find("por institución, sin nombres; votaron 2 personas"), minutes.npos);
  EXPECT_TRUE(
      std::ranges::any_of(counted(tokens[0]), [&](const json& one) { return one.at("receipt") == receipt; }));
  EXPECT_FALSE(std::filesystem::exists(key()));
}

}  // namespace
}  // namespace acuerdo
