// A whole sub-objective through WebSockets, and then the file is asked with plain SQL.
#include <gtest/gtest.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

std::vector<std::string> rows(const std::filesystem::path& file, const std::string& query) {
  SQLite::Database database{file.string(), SQLite::OPEN_READONLY, 5'000};
  SQLite::Statement statement{database, query};
  std::vector<std::string> lines;
  while (statement.executeStep()) {
    std::string line;
    for (int column = 0; column < statement.getColumnCount(); ++column) {
      line += (column > 0 ? "|" : "") + statement.getColumn(column).getString();
    }
    lines.push_back(line);
  }
  return lines;
}

using Rows = std::vector<std::string>;

// Sub-objective 1.1.2 has two drafts: activities 4 and 5. Ana reserves on 4; Carla objects to 5 and joins
// after an amendment.
TEST(Workshop, RunsThroughWebSocketsAndStandsInTheFile) {
  RunningServer server;
  const auto elena = server.connected(server.facilitator());
  const auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  const auto bruno = server.connected(server.delegate("pn", "Bruno Salas"));
  const auto carla = server.connected(server.delegate("fge", "Carla Mena"));
  Client screen{server.port()};
  screen.hello_as_screen(server.join_code());

  must(*elena, {{"type", "settings.change"}, {"quorum", "0"}});
  must(*elena, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
  must(*elena, {{"type", "focus.set"}, {"liveSession", "d1am"}, {"subObjective", "1.1.2"}});
  for (auto* delegate : {ana.get(), bruno.get(), carla.get()})
    must(*delegate, {{"type", "presence.arrive"}, {"liveSession", "d1am"}});
  must(*elena, {{"type", "proposing.open"}, {"subObjective", "1.1.2"}});
  const auto proposed = bruno->command(
      {{"type", "activity.propose"}, {"subObjective", "1.1.2"}, {"wording", {{"es", "Iluminar parques"}}}});
  EXPECT_EQ(proposed.at("created"), 25);
  must(*elena, {{"type", "clarifying.open"}, {"subObjective", "1.1.2"}});
  must(*bruno, {{"type", "activity.withdraw"}, {"activity", 25}, {"reason", "Ya está en el plan"}});
  must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}});

  const auto vote = [](unsigned activity, unsigned round, const std::string& position,
                       const std::string& reason = {}) {
    return json{{"type", "ballot.cast"},
                {"activity", activity},
                {"round", round},
                {"position", position},
                {"reason", reason}};
  };
  must(*ana, vote(4, 1, "join_with_reservation", "Con presupuesto propio"));
  must(*ana, vote(5, 1, "join"));
  for (auto* delegate : {bruno.get(), carla.get()}) must(*delegate, vote(4, 1, "join"));
  must(*bruno, vote(5, 1, "join"));
  must(*carla, vote(5, 1, "abstain"));
  must(*carla, vote(5, 1, "object", "Falta un protocolo"));  // in place of the one before

  screen.until([](const Client& self) {
    return !self.numbers.at("turnout").empty() && self.numbers.at("turnout")[0].at("voted") == 3;
  });
  for (const auto* person : {&screen, elena.get(), ana.get(), bruno.get()}) {
    EXPECT_EQ(json(person->documents).dump().find("Falta un protocolo"), std::string::npos)
        << "an objection was seen before the close";
  }

  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
  bruno->until([](const Client& self) { return self.documents.at("round/1.1.2/1").at("state") == "closed"; });
  EXPECT_EQ(bruno->documents.at("result/1.1.2/1/5").at("reasons")[0].at("reason"), "Falta un protocolo");
  must(*elena, {{"type", "outcome.declare"}, {"activity", 4}, {"outcome", "adopted_with_reservations"}});
  must(*elena, {{"type", "clarifying.open"}, {"subObjective", "1.1.2"}});
  const auto amendment = carla->command({{"type", "amendment.propose"},
                                         {"activity", 5},
                                         {"wording", {{"es", "Intervenir barrios con protocolo"}}}});
  must(*elena, {{"type", "amendment.accept"}, {"activity", 5}, {"amendment", amendment.at("created")}});
  must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}});
  for (auto* delegate : {ana.get(), bruno.get(), carla.get()}) must(*delegate, vote(5, 2, "join"));
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 2}});
  must(*elena, {{"type", "outcome.declare"}, {"activity", 5}, {"outcome", "adopted_by_consensus"}});
  must(*elena, {{"type", "assigning.open"}, {"subObjective", "1.1.2"}});
  must(*ana, {{"type", "suggestion.add"}, {"activity", 5}, {"institution", "mdi"}, {"role", "leads"}});
  must(*elena, {{"type", "assignments.adopt"},
                {"activity", 5},
                {"leads", {"mdi"}},
                {"supports", json::array()},
                {"monitors", {"sns"}}});
  must(*elena, {{"type", "assignments.adopt"},
                {"activity", 4},
                {"leads", {"pn"}},
                {"supports", json::array()},
                {"monitors", json::array()}});
  must(*elena, {{"type", "subObjective.close"}, {"subObjective", "1.1.2"}});

  // While the server runs.
  const auto file = server.file();
  EXPECT_EQ(
      rows(file,
           "SELECT activity, outcome, leads, monitors FROM adopted_activities WHERE sub_objective = '1.1.2'"),
      (Rows{"4|adopted_with_reservations|PN|", "5|adopted_by_consensus|MDI|SNS"}));
  EXPECT_EQ(rows(file, "SELECT wording FROM activity WHERE id = 5"),
            Rows{"Intervenir barrios con protocolo"});
  EXPECT_EQ(rows(file,
                 "SELECT name, institution, position, reason FROM objections_and_reservations ORDER BY "
                 "cast_at, activity"),
            (Rows{"Ana Paredes|MDI|join_with_reservation|Con presupuesto propio",
                  "Carla Mena|FGE|object|Falta un protocolo"}));
  EXPECT_EQ(rows(file,
                 "SELECT round, activity, position, count FROM tally WHERE count > 0 AND sub_objective = "
                 "'1.1.2' ORDER BY 1, 2, place"),
            (Rows{"1|4|join|2", "1|4|join_with_reservation|1", "1|5|join|2", "1|5|object|1", "2|5|join|3"}));
  EXPECT_EQ(rows(file, "SELECT state, withdrawn_reason FROM activity WHERE id = 25"),
            Rows{"withdrawn|Ya está en el plan"});
  EXPECT_EQ(rows(file, "SELECT count(*) FROM attendance WHERE live_session = 'd1am'"), Rows{"3"});
  EXPECT_EQ(rows(file, "SELECT stage FROM sub_objective WHERE id = '1.1.2'"), Rows{"closed"});

  const auto minutes = get(server.port(), "/api/minutes?format=md&language=es",
                           {{"Authorization", "Bearer " + server.facilitator()}});
  EXPECT_EQ(minutes.status, 200U);
  EXPECT_NE(minutes.body.find("Intervenir barrios con protocolo"), std::string::npos);
}

// Everything acknowledged is there when the server comes back, and a token is still good.
TEST(Workshop, GoesOnAfterARestart) {
  RunningServer server;
  const auto token = server.facilitator();
  {
    const auto elena = server.connected(token);
    must(*elena, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
    server.stop();
    EXPECT_EQ(elena->until_closed(), 1001U);
    EXPECT_EQ(elena->closing.back().at("reason"), "restart");
  }
  server.start();
  const auto elena = server.connected(token);
  EXPECT_EQ(elena->documents.at("liveSession/d1am").at("state"), "open");
}

}  // namespace
}  // namespace acuerdo
