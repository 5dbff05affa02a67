// Proposals without names, amendments put to the vote, a vote on who carries out what was adopted; through
// the real server, down to the tables.
#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include "sessions/journal/sqlite_journal.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

json wording(const std::string& words) { return {{"es", words}}; }

class Bringing : public testing::Test {
 protected:
  // The document, when the client has it.
  static const json& known(Client& client, const std::string& key) {
    client.until([&](const Client& one) { return one.documents.contains(key); });
    return client.documents.at(key);
  }
  static void until(Client& client, const std::string& key, const std::string& field, const json& value) {
    client.until([&](const Client& one) {
      return one.documents.contains(key) && one.documents.at(key).at(field) == value;
    });
  }
  static json cast(int activity, int round) {
    return {{"type", "ballot.cast"}, {"activity", activity}, {"round", round}, {"position", "join"}};
  }
  // In the file once the server has let it go.
  std::string asked(const std::string& sql) {
    SQLite::Database file{server.file().string(), SQLite::OPEN_READONLY};
    return file.execAndGet(sql).getString();
  }

  RunningServer server;
  std::unique_ptr<Client> elena = server.connected(server.facilitator());
  std::unique_ptr<Client> ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  std::unique_ptr<Client> bruno = server.connected(server.delegate("pn", "Bruno <i>Salas</i>"));
};

TEST_F(Bringing, NamesAreWithheldFromTheRoomAndKeptInTheFile) {
  must(*elena, {{"type", "proposing.set"}, {"proposing", {{"authors", "hidden"}, {"activitiesEach", 1}}}});
  lead_to_clarifying(*elena);
  must(*elena, {{"type", "proposing.open"}, {"subObjective", "1.1.2"}});
  const json propose{{"type", "activity.propose"},
                     {"subObjective", "1.1.2"},
                     {"wording", wording("Iluminar <u>parques</u>")}};
  must(*ana, propose);
  EXPECT_EQ(
      ana->command({{"type", "activity.propose"}, {"subObjective", "1.1.2"}, {"wording", wording("Otra")}})
          .at("code"),
      "limit");
  ana->until(
      [](const Client& one) { return one.documents.at("subObjective/1.1.2").at("activities").size() == 3; });
  const auto id = ana->documents.at("subObjective/1.1.2").at("activities").back().get<int>();
  const auto key = "activity/" + std::to_string(id);
  EXPECT_EQ(known(*bruno, key).at("authors"), json::array());
  EXPECT_EQ(bruno->documents.at(key).dump().find("Ana Paredes"), std::string::npos);
  EXPECT_EQ(known(*elena, key).at("authors").at(0).at("name"), "Ana Paredes");
  ana->until([&](const Client& one) { return one.mine.at("authored") == json{id}; });
  // The author's own page moderates; nobody else's does.
  must(*ana, {{"type", "activity.revise"}, {"activity", id}, {"wording", wording("Iluminar plazas")}});
  EXPECT_EQ(
      bruno->command({{"type", "activity.revise"}, {"activity", id}, {"wording", wording("No")}}).at("code"),
      "not_author");
  server.stop();
  EXPECT_NO_THROW(check_sqlite_journal(server.file()));
  EXPECT_EQ(asked("SELECT p.name FROM activity_author a JOIN participant p ON p.id = a.participant WHERE "
                  "a.activity = " +
                  std::to_string(id)),
            "Ana Paredes");
  EXPECT_EQ(asked("SELECT authors || activities_each FROM workshop"), "hidden1");
}

TEST_F(Bringing, AnAmendmentIsPutToTheVoteAndTheRoomVotesOnWhoCarriesItOut) {
  must(*elena, {{"type", "settings.change"}, {"quorum", "0"}});
  lead_to_clarifying(*elena);
  must(*bruno,
       {{"type", "amendment.propose"}, {"activity", 4}, {"wording", wording("Un mapa <b>mejor</b>")}});
  must(*bruno, {{"type", "amendment.propose"}, {"activity", 5}, {"wording", wording("Palabra fea")}});
  must(*elena,
       {{"type", "contribution.hide"}, {"activity", 5}, {"amendment", 2}, {"reason", "No corresponde"}});
  until(*ana, "activity/5", "amendments", json::array());
  EXPECT_EQ(elena->command({{"type", "contribution.hide"}, {"activity", 5}, {"reason", "?"}}).at("field"),
            "amendment");
  must(*elena, {{"type", "amendment.put"}, {"activity", 4}, {"amendment", 1}});
  ana->until(
      [](const Client& one) { return one.documents.at("subObjective/1.1.2").at("activities").size() == 3; });
  const auto put = ana->documents.at("subObjective/1.1.2").at("activities").at(1).get<int>();
  EXPECT_EQ(known(*ana, "activity/" + std::to_string(put)).at("alternativeTo"), 4);

  must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}, {"activities", {4, put}}});
  for (auto* who : {ana.get(), bruno.get()}) {
    must(*who, cast(4, 1));
    must(*who, cast(put, 1));
  }
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
  must(*elena, {{"type", "outcome.declare"}, {"activity", put}, {"outcome", "adopted_by_consensus"}});
  EXPECT_EQ(elena
                ->command({{"type", "outcome.declare"},
                           {"activity", 4},
                           {"outcome", "adopted_by_consensus"},
                           {"reason", "También"}})
                .at("code"),
            "duplicate");
  until(*ana, "activity/4", "advice", "not_agreed");
  must(*elena, {{"type", "outcome.declare"}, {"activity", 4}, {"outcome", "not_agreed"}});
  must(*elena, {{"type", "outcome.declare"}, {"activity", 5}, {"outcome", "deferred"}});
  must(*elena, {{"type", "assigning.open"}, {"subObjective", "1.1.2"}});

  const json leads{{"institution", "mdi"}, {"role", "leads"}};
  must(*elena, {{"type", "round.open"},
                {"subObjective", "1.1.2"},
                {"mappings", {{{"activity", put}, {"assignments", {leads}}}}}});
  EXPECT_EQ(known(*ana, "round/1.1.2/2").at("mappings").at(0).at("assignments"), json{leads});
  must(*ana, cast(put, 2));
  must(*bruno, cast(put, 2));
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 2}});
  until(*ana, "subObjective/1.1.2", "stage", "assigning");
  must(*elena, {{"type", "assignments.adopt"},
                {"activity", put},
                {"leads", {"mdi"}},
                {"supports", json::array()},
                {"monitors", json::array()}});
  until(*ana, "activity/" + std::to_string(put), "mappedIn", 2);
  must(*elena, {{"type", "subObjective.move"}, {"subObjective", "1.1.2"}, {"objective", "1.2"}});
  server.stop();
  EXPECT_NO_THROW(check_sqlite_journal(server.file()));
  EXPECT_EQ(asked("SELECT alternative FROM amendment WHERE id = 1"), std::to_string(put));
  EXPECT_EQ(asked("SELECT wording FROM activity WHERE alternative_to = 4"), "Un mapa <b>mejor</b>");
  EXPECT_EQ(asked("SELECT group_concat(id) FROM (SELECT id FROM activity WHERE sub_objective = '1.1.2' ORDER "
                  "BY place)"),
            "4," + std::to_string(put) + ",5");
  EXPECT_EQ(asked("SELECT hidden_reason FROM amendment WHERE id = 2"), "No corresponde");
  EXPECT_EQ(asked("SELECT institution || round FROM assignment WHERE activity = " + std::to_string(put)),
            "mdi2");
  EXPECT_EQ(asked("SELECT institution || role FROM round_mapping WHERE round = 2"), "mdileads");
  EXPECT_EQ(asked("SELECT stage || objective FROM sub_objective WHERE id = '1.1.2'"), "assigning1.2");
  EXPECT_EQ(asked("SELECT id FROM sub_objective WHERE objective = '1.2' ORDER BY place DESC LIMIT 1"),
            "1.1.2");
}

}  // namespace
}  // namespace acuerdo
