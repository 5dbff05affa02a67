// Who comes in: the waiting room, the removed, corrections; through the real server.
#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include "sessions/journal/sqlite_journal.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

class Door : public testing::Test {
 protected:
  static void wait_for_role(Client& client, const std::string& role) {
    client.until([&](const Client& one) { return one.mine.at("participant").at("role") == role; });
  }

  RunningServer server;
  std::unique_ptr<Client> elena = server.connected(server.facilitator());
};

TEST_F(Door, WhoWaitsSeesTheNameOfTheWorkshopAndNothingElseUntilLetIn) {
  must(*elena, {{"type", "admission.set"}, {"admission", "waiting"}});
  const auto token = server.delegate("mdi", "Ana <b>Paredes</b>");
  const auto ana = server.connected(token);
  EXPECT_EQ(ana->mine.at("participant").at("role"), "waiting");
  ASSERT_EQ(ana->documents.size(), 1u);
  EXPECT_TRUE(ana->documents.at("workshop").at("pillars").empty());
  EXPECT_EQ(ana->command({{"type", "presence.arrive"}, {"liveSession", "d1am"}}).at("code"), "role");
  EXPECT_EQ(get(server.port(), "/api/list?document=activity/4&list=versions",
                {{"Authorization", "Bearer " + token}})
                .status,
            403u);
  must(*elena, {{"type", "participant.changeRole"}, {"participant", 2}, {"role", "delegate"}});
  wait_for_role(*ana, "delegate");
  ana->until([](const Client& one) { return one.documents.contains("activity/4"); });
}

// The code is known to whoever waits and whoever was removed.
TEST_F(Door, NobodyLooksInThroughTheScreen) {
  const auto pass_of = [&](const std::string& token) {
    return get(server.port(), "/api/screen", {{"Authorization", "Bearer " + token}});
  };
  const auto marco =
      post(server.port(), "/api/facilitator/login", json{{"name", "Marco Vega"}, {"password", kPassword}})
          .object();
  const std::string pass = pass_of(marco.at("token")).object().at("pass");
  EXPECT_EQ(pass_of(server.delegate("mdi", "Ana Paredes")).status, 403u);
  const auto looks_in = [&](const std::string& with) {
    Client screen{server.port()};
    json hello{{"type", "hello"}, {"screen", server.join_code()}};
    if (!with.empty()) hello["pass"] = with;
    screen.send(hello);
    const auto frame = screen.read();
    return frame && frame->at("type") == "welcome";
  };
  EXPECT_TRUE(looks_in("")) << "where the door is open the code is enough";
  must(*elena, {{"type", "admission.set"}, {"admission", "waiting"}});
  EXPECT_FALSE(looks_in(""));
  EXPECT_FALSE(looks_in(std::string(64, '0')));
  EXPECT_TRUE(looks_in(pass));
  server.stop();
  server.start();
  EXPECT_TRUE(looks_in(pass)) << "also after a restart";
  elena = server.connected(server.facilitator());
  must(*elena,
       {{"type", "participant.changeRole"}, {"participant", marco.at("participant")}, {"role", "removed"}});
  EXPECT_FALSE(looks_in(pass));
}

TEST_F(Door, WhoIsRemovedSeesNothingMoreAndIsLetInAgainWithTheSameToken) {
  const auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  must(*elena, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
  must(*ana, {{"type", "presence.arrive"}, {"liveSession", "d1am"}});
  must(*elena, {{"type", "participant.changeRole"}, {"participant", 2}, {"role", "removed"}});
  wait_for_role(*ana, "removed");
  ana->until([](const Client& one) { return one.documents.size() == 1; });
  EXPECT_TRUE(ana->mine.at("participant").at("liveSession").is_null());
  must(*elena, {{"type", "participant.changeRole"}, {"participant", 2}, {"role", "delegate"}});
  ana->until([](const Client& one) { return one.documents.contains("activity/4"); });
}

TEST_F(Door, ACorrectedNameIsReadWhereverItStands) {
  const auto ana = server.connected(server.delegate("mdi", "Ana Paredez"));
  const auto bruno = server.connected(server.delegate("pn", "Bruno Salas"));
  lead_to_clarifying(*elena);
  must(*ana, {{"type", "comment.add"}, {"activity", 4}, {"text", {{"es", "De acuerdo"}}}});
  bruno->until([](const Client& one) { return one.documents.contains("discussion/4"); });
  must(
      *elena,
      {{"type", "participant.correct"}, {"participant", 2}, {"name", "Ana Paredes"}, {"institution", "msp"}});
  bruno->until([](const Client& one) {
    return one.documents.at("discussion/4").at("comments").at(0).at("by").at("name") == "Ana Paredes";
  });
  EXPECT_EQ(bruno->documents.at("discussion/4").at("comments").at(0).at("by").at("institution"), "msp");
}

TEST_F(Door, TheWorkshopIsEditedWhileItRuns) {
  const auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  const json name{{"es", "Servicio de Rehabilitación"}};
  must(*elena, {{"type", "institution.add"}, {"institution", "snx"}, {"acronym", "SNX"}, {"name", name}});
  must(*elena, {{"type", "institution.correct"},
                {"institution", "pn"},
                {"acronym", "PNE"},
                {"name", {{"es", "Policía Nacional del Ecuador"}}}});
  must(*elena, {{"type", "title.correct"}, {"of", "workshop"}, {"title", {{"es", "Otro título"}}}});
  must(*elena, {{"type", "title.correct"},
                {"of", "sub_objective"},
                {"code", "1.1.2"},
                {"title", {{"es", "Barrios"}}}});
  must(*elena, {{"type", "subObjective.add"},
                {"objective", "1.1"},
                {"subObjective", "1.1.9"},
                {"title", {{"es", "Nuevo"}}}});
  must(*elena,
       {{"type", "subObjective.retire"}, {"subObjective", "1.1.2"}, {"reason", "Se trata en otro taller"}});
  must(*elena, {{"type", "liveSession.plan"},
                {"liveSession", "d4am"},
                {"title", {{"es", "Día 4"}}},
                {"startsAt", "2023-02-10T09:00"}});
  EXPECT_EQ(
      elena
          ->command(
              {{"type", "institution.add"}, {"institution", "otra"}, {"acronym", "S.N.X."}, {"name", name}})
          .at("code"),
      "duplicate");
  ana->until([](const Client& one) { return one.documents.contains("liveSession/d4am"); });
  ana->until(
      [](const Client& one) { return !one.documents.at("subObjective/1.1.2").at("retired").is_null(); });
  ana->until(
      [](const Client& one) { return one.documents.at("workshop").at("title").at("es") == "Otro título"; });
  EXPECT_TRUE(ana->documents.contains("subObjective/1.1.9"));
  // Whoever joins now may speak for the new institution; what is exported is what there is.
  const auto code = server.join_code();
  const auto invited = get(server.port(), "/api/join/" + code).object();
  EXPECT_EQ(invited.at("institutions").back().at("acronym"), "SNX");
  const auto newcomer = server.connected(server.delegate("snx", "Nadia"));
  must(*newcomer, {{"type", "presence.leave"}});
  server.stop();
  EXPECT_NO_THROW(check_sqlite_journal(server.file()));
  SQLite::Database file{server.file().string(), SQLite::OPEN_READONLY};
  EXPECT_EQ(file.execAndGet("SELECT title FROM workshop").getString(), "Otro título");
  EXPECT_EQ(file.execAndGet("SELECT retired_reason FROM sub_objective WHERE id = '1.1.2'").getString(),
            "Se trata en otro taller");
  EXPECT_EQ(file.execAndGet("SELECT count(*) FROM parking_lot").getInt(), 2);
}

}  // namespace
}  // namespace acuerdo
