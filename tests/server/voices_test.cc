// Each voice as a story: the same delegations vote the same, one institution is absent and represented by
// another, and what the round says depends on who has the voice.
#include <gtest/gtest.h>

#include <fstream>

#include "sessions/journal/sqlite_journal.h"
#include "tests/server/running_server.h"
#include "tests/source_file.h"

namespace acuerdo {
namespace {

struct Story {
  std::string voice;
  std::array<unsigned, 4> tally;  // join, join with reservation, abstain, object; in parts
  unsigned parts;                 // of a voice
  std::string verdict;
  std::string sentence;
  bool represented = true;
};

void PrintTo(const Story& story, std::ostream* out) { *out << story.voice; }

// The model case, where MDI weighs three, PN two and MSP four; Ana weighs three by herself.
ServerOptions weighing(const std::filesystem::path& file) {
  std::ifstream example{source_file("sessions/examples/cuenca-2023.json")};
  auto definition = json::parse(example);
  const std::map<std::string, int> weights{{"mdi", 3}, {"pn", 2}, {"msp", 4}};
  for (auto& institution : definition.at("institutions")) {
    const auto weight = weights.find(institution.at("id"));
    if (weight != weights.end()) institution["weight"] = weight->second;
  }
  std::ofstream{file} << definition;
  ServerOptions options;
  options.import = file;
  return options;
}

class HasTheVoice : public testing::TestWithParam<Story> {
 protected:
  HasTheVoice() {
    must(*elena, {{"type", "settings.change"}, {"voice", GetParam().voice}, {"quorum", "0"}, {"proxies", 1}});
    must(*elena, {{"type", "participant.weigh"}, {"participant", 2}, {"weight", 3}});
    const json proxy{{"type", "proxy.give"}, {"from", "msp"}, {"to", "pn"}, {"note", "Oficio 12"}};
    if (GetParam().represented) {
      must(*elena, proxy);
    } else {
      EXPECT_EQ(elena->command(proxy).at("code"), "stage") << "each person speaks for themselves";
    }
    lead_to_clarifying(*elena);
    must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}});
  }
  static json ballot(const std::string& position) {
    return {
        {"type", "ballot.cast"}, {"activity", 4}, {"round", 1}, {"position", position}, {"reason", "Razón"}};
  }
  std::unique_ptr<Client> join(const std::string& institution, const std::string& name) {
    return server.connected(server.delegate(institution, name));
  }

  Folder folder;
  RunningServer server{weighing(folder / "cuenca-2023.json")};
  std::unique_ptr<Client> elena = server.connected(server.facilitator());
  std::string kept_by_ana = server.delegate("mdi", "Ana Paredes");  // participant 2: her token
};

TEST_P(HasTheVoice, AndTheRoundSaysSo) {
  const auto& story = GetParam();
  const auto ana = server.connected(kept_by_ana);
  const auto bruno = join("mdi", "Bruno Salas");
  const auto carla = join("mdi", "Carla Mena");
  must(*ana, ballot("join"));
  if (story.voice == "head_of_delegation") {
    EXPECT_EQ(bruno->command(ballot("join")).at("code"), "role");
    EXPECT_EQ(carla->command(ballot("object")).at("code"), "role");
  } else {
    must(*bruno, ballot("join"));
    must(*carla, ballot("object"));
  }
  must(*join("pn", "Diana Mora"), ballot("join_with_reservation"));
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
  ana->until([](const Client& self) { return self.documents.contains("result/1.1.2/1/4"); });
  const auto& result = ana->documents.at("result/1.1.2/1/4");
  std::array<unsigned, 4> tally{};
  for (std::size_t line = 0; line < tally.size(); ++line)
    tally.at(line) = result.at("tally").at(line).at("count");
  EXPECT_EQ(tally, story.tally);
  EXPECT_EQ(result.at("parts"), story.parts);
  EXPECT_EQ(result.at("verdict").at("kind"), story.verdict);
  EXPECT_EQ(result.at("verdict").at("sentence").at("es"), story.sentence);

  const auto& proxies = ana->documents.at("round/1.1.2/1").at("proxies");
  const json expected = story.represented ? json::array({{{"from", "msp"}, {"to", "pn"}}}) : json::array();
  EXPECT_EQ(proxies, expected);
  const auto delegation = get(server.port(), "/api/list?document=result/1.1.2/1/4&list=delegation&from=0",
                              {{"Authorization", "Bearer " + kept_by_ana}});
  EXPECT_EQ(delegation.object().at("items").size(), story.voice == "head_of_delegation" ? 1U : 3U)
      << "a delegate reads how their own delegation voted: " << delegation.body;
  Fields token{{"Authorization", "Bearer " + server.facilitator()}};
  const auto minutes = get(server.port(), "/api/minutes?format=md&language=es", token).body;
  EXPECT_NE(minutes.find(story.sentence), minutes.npos) << minutes;
  EXPECT_EQ(minutes.find("MSP, representada por PN") != minutes.npos, story.represented);
  server.stop();
  EXPECT_NO_THROW(check_sqlite_journal(server.file()));
}

INSTANTIATE_TEST_SUITE_P(
    Stories, HasTheVoice,
    testing::Values(
        Story{"person", {2, 1, 0, 1}, 1, "not_reached", "No hay consenso: una objeción lo impide.", false},
        Story{"institution",
              {1, 2, 0, 0},
              1,
              "consensus_with_reservations",
              "Consenso: ninguna institución objeta; constan 2 reservas. Dentro de su delegación objeta 1 "
              "persona, cuya "
              "razón consta."},
        Story{"most_reserved", {0, 2, 0, 1}, 1, "not_reached", "No hay consenso: una objeción lo impide."},
        Story{"head_of_delegation",
              {1, 2, 0, 0},
              1,
              "consensus_with_reservations",
              "Consenso: ninguna institución objeta; constan 2 reservas."},
        Story{"shared",
              {2, 6, 0, 1},
              3,
              "not_reached",
              "No hay consenso: objeciones que suman 1/3 de voz lo impiden."},
        Story{"weighted",
              {3, 6, 0, 0},
              1,
              "consensus_with_reservations",
              "Consenso: ninguna institución objeta; constan reservas con un peso de 6. Dentro de su "
              "delegación objeta "
              "1 persona, cuya razón consta."},
        Story{"weighted_person",
              {4, 1, 0, 1},
              1,
              "not_reached",
              "No hay consenso: objeciones con un peso de 1 lo impiden.",
              false}),
    [](const auto& instance) { return instance.param.voice; });

}  // namespace
}  // namespace acuerdo
