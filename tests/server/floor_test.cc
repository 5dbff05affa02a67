// The speakers' list, the clocks and the announcements, through the real server: what each audience sees of
// them.
#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include "sessions/journal/sqlite_journal.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

class TheFloor : public testing::Test {
 protected:
  TheFloor() {
    lead_to_clarifying(*elena);
    for (auto* one : {&ana, &bruno}) must(**one, {{"type", "presence.arrive"}, {"liveSession", "d1am"}});
  }
  std::unique_ptr<Client> screen_of_the_room() {
    auto screen = std::make_unique<Client>(server.port());
    screen->hello_as_screen(elena->documents.at("workshop").at("joinCode"));
    return screen;
  }
  static void wait_for(Client& client, const std::function<bool(const json&)>& holds) {
    client.until([&](const Client& one) {
      const auto session = one.documents.find("liveSession/d1am");
      return session != one.documents.end() && holds(session->second);
    });
  }

  RunningServer server;
  std::unique_ptr<Client> elena = server.connected(server.facilitator());
  std::unique_ptr<Client> ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  std::unique_ptr<Client> bruno = server.connected(server.delegate("pn", "Bruno <b>Salas</b>"));
};

TEST_F(TheFloor, IsSeenByEverybodyFromTheHandToTheEndOfTheSpeech) {
  const auto screen = screen_of_the_room();
  must(*ana, {{"type", "hand.raise"}, {"liveSession", "d1am"}});
  must(*bruno, {{"type", "hand.raise"}, {"liveSession", "d1am"}, {"purpose", "point_of_order"}});
  for (auto* client : {elena.get(), ana.get(), screen.get()}) {
    wait_for(*client, [](const json& session) { return session.at("hands").size() == 2; });
    const auto& hands = client->documents.at("liveSession/d1am").at("hands");
    EXPECT_EQ(hands.at(0).at("by").at("name"), "Bruno <b>Salas</b>");
    EXPECT_EQ(hands.at(0).at("purpose"), "point_of_order");
    EXPECT_EQ(hands.at(1).at("heard"), 0);
  }
  must(*elena, {{"type", "speech.start"}, {"liveSession", "d1am"}, {"participant", 3}, {"seconds", 120}});
  wait_for(*screen, [](const json& session) { return !session.at("speech").is_null(); });
  const auto& speech = screen->documents.at("liveSession/d1am").at("speech");
  EXPECT_EQ(speech.at("until").get<std::int64_t>() - speech.at("from").get<std::int64_t>(), 120'000);
  must(*bruno, {{"type", "speech.end"}, {"liveSession", "d1am"}});
  wait_for(*screen, [](const json& session) { return session.at("speech").is_null(); });
  EXPECT_EQ(screen->documents.at("liveSession/d1am").at("hands").size(), 1u);
}

TEST_F(TheFloor, IsOnlyTheFacilitatorsToGive) {
  const auto refused = ana->command({{"type", "speech.start"}, {"liveSession", "d1am"}, {"participant", 2}});
  EXPECT_EQ(refused.at("code"), "role");
}

TEST_F(TheFloor, IsKeptAcrossARestartWithItsClock) {
  must(*ana, {{"type", "hand.raise"}, {"liveSession", "d1am"}});
  must(*elena, {{"type", "timer.set"}, {"liveSession", "d1am"}, {"seconds", 600}});
  wait_for(*elena, [](const json& session) { return !session.at("timer").is_null(); });
  const auto before = elena->documents.at("liveSession/d1am");
  server.stop();
  server.start();
  elena = server.connected(server.facilitator());
  EXPECT_EQ(elena->documents.at("liveSession/d1am"), before);
}

TEST_F(TheFloor, AnnouncementsReachEverybodyUntilTheyAreWithdrawn) {
  const auto screen = screen_of_the_room();
  const std::string words = "Almuerzo <script>alert(1)</script> a las 13:00";
  must(*elena, {{"type", "announcement.make"}, {"words", {{"es", words}}}});
  for (auto* client : {ana.get(), screen.get()}) {
    client->until([](const Client& one) { return one.documents.contains("announcement"); });
    EXPECT_EQ(client->documents.at("announcement").at("words").at("es"), words);
  }
  EXPECT_TRUE(screen_of_the_room()->documents.contains("announcement"));  // who comes later reads it too
  must(*elena, {{"type", "announcement.withdraw"}});
  ana->until([](const Client& one) { return !one.documents.contains("announcement"); });
}

TEST_F(TheFloor, TellsFacilitatorsHowManyCannotFollowAndNobodyWho) {
  const auto lost = [](const Client& client) {
    const auto& presence = client.numbers.at("presence");
    return presence.empty() ? 0 : presence.at(0).value("lost", 0);
  };
  const auto events_so_far = [&](unsigned seconds) {
    return elena->command({{"type", "timer.set"}, {"liveSession", "d1am"}, {"seconds", seconds}})
        .at("seq")
        .get<std::uint64_t>();
  };
  const auto before = events_so_far(60);
  for (auto* one : {&ana, &bruno})
    (*one)->send({{"type", "signal"}, {"liveSession", "d1am"}, {"following", false}});
  elena->until([&](const Client& one) { return lost(one) == 2; });
  bruno->send({{"type", "signal"}, {"liveSession", "d1am"}, {"following", true}});
  elena->until([&](const Client& one) { return lost(one) == 1; });
  ana->until([](const Client& one) {
    return one.numbers.contains("presence") && !one.numbers.at("presence").empty();
  });
  EXPECT_FALSE(ana->numbers.at("presence").at(0).contains("lost"));
  EXPECT_EQ(events_so_far(120), before + 1);  // nothing of it is in the journal
  must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}});
  elena->until([&](const Client& one) { return lost(one) == 0; });
  ana->send({{"type", "signal"}, {"liveSession", "d1am"}, {"following", false}});
  elena->until([&](const Client& one) { return lost(one) == 1; });
  elena->send({{"type", "signal"}, {"liveSession", "d1am"}, {"following", true}});
  elena->until([&](const Client& one) { return lost(one) == 0; });
}

TEST_F(TheFloor, IsInTheRecord) {
  must(*ana, {{"type", "hand.raise"}, {"liveSession", "d1am"}});
  must(*elena, {{"type", "speech.start"}, {"liveSession", "d1am"}, {"participant", 2}});
  must(*ana, {{"type", "speech.end"}, {"liveSession", "d1am"}});
  must(*elena, {{"type", "announcement.make"}, {"words", {{"es", "Almuerzo"}}}});
  server.stop();
  EXPECT_NO_THROW(check_sqlite_journal(server.file()));
  SQLite::Database file{server.file().string(), SQLite::OPEN_READONLY};
  EXPECT_EQ(file.execAndGet("SELECT acronym || ' ' || speeches FROM speaking_time").getString(), "MDI 1");
  EXPECT_EQ(file.execAndGet("SELECT count(*) FROM hand WHERE lowered_at IS NOT NULL").getInt(), 1);
  EXPECT_EQ(file.execAndGet("SELECT words FROM announcement WHERE withdrawn_at IS NULL").getString(),
            "Almuerzo");
}

}  // namespace
}  // namespace acuerdo
