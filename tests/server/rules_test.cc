// Each decision rule as a story: three delegates vote on two activities, and the round says what it comes to.
#include <gtest/gtest.h>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

struct Story {
  std::string name;
  json rule;
  std::vector<std::string> scale;                   // what the ballot offers, from most to least
  std::array<std::array<std::string, 2>, 3> votes;  // of Ana, Bruno and Carla on activities 4 and 5
  std::array<std::string, 2> verdicts;              // worked out by hand
  std::array<std::string, 2> sentences;             // begin so
};

// gtest prints what it is told of a failing case.
void PrintTo(const Story& story, std::ostream* out) { *out << story.name; }

class DecidesBy : public testing::TestWithParam<Story> {};

TEST_P(DecidesBy, ItsRule) {
  const auto& story = GetParam();
  RunningServer server;
  const auto elena = server.connected(server.facilitator());
  std::vector<std::unique_ptr<Client>> delegates;
  for (const auto* name : {"Ana Paredes", "Bruno Salas", "Carla Mena"})
    delegates.push_back(server.connected(server.delegate("mdi", name)));
  must(*elena, {{"type", "settings.change"}, {"rule", story.rule}, {"voice", "person"}, {"quorum", "0"}});
  lead_to_clarifying(*elena);
  must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}});
  auto& ana = *delegates.front();
  ana.until([](const Client& self) { return self.documents.contains("round/1.1.2/1"); });
  std::vector<std::string> scale;
  std::map<std::string, bool> asks_reason;
  for (const auto& position : ana.documents.at("round/1.1.2/1").at("positions")) {
    scale.push_back(position.at("code"));
    asks_reason[scale.back()] = position.at("reasonRequired");
  }
  EXPECT_EQ(scale, story.scale);
  for (std::size_t person = 0; person < delegates.size(); ++person) {
    for (const unsigned place : {0U, 1U}) {
      const auto& position = story.votes.at(person).at(place);
      json ballot{{"type", "ballot.cast"}, {"activity", 4 + place}, {"round", 1}, {"position", position}};
      if (asks_reason.at(position)) {
        EXPECT_EQ(delegates[person]->command(ballot).at("code"), "reason_required");
        ballot["reason"] = "Falta presupuesto";
      }
      must(*delegates[person], ballot);
    }
  }
  must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
  for (const unsigned place : {0U, 1U}) {
    const auto key = "result/1.1.2/1/" + std::to_string(4 + place);
    ana.until([&](const Client& self) { return self.documents.contains(key); });
    const auto& verdict = ana.documents.at(key).at("verdict");
    EXPECT_EQ(verdict.at("kind"), story.verdicts.at(place));
    const auto sentence = verdict.at("sentence").at("es").get<std::string>();
    EXPECT_TRUE(sentence.starts_with(story.sentences.at(place))) << sentence;
  }
  Fields token{{"Authorization", "Bearer " + server.facilitator()}};
  const auto minutes = get(server.port(), "/api/minutes?format=md&language=es", token).body;
  EXPECT_NE(minutes.find(story.sentences[0]), minutes.npos) << "and so it stands in the minutes";
}

INSTANTIATE_TEST_SUITE_P(
    Stories, DecidesBy,
    testing::Values(
        Story{"unanimity",
              {{"kind", "unanimity"}},
              {"agree", "disagree", "abstain"},
              {{{"agree", "agree"}, {"agree", "disagree"}, {"abstain", "agree"}}},
              {"consensus", "not_reached"},
              {"Unanimidad: 2 de acuerdo", "No hay unanimidad: 2 de acuerdo, 1 en desacuerdo"}},
        Story{"consent",
              {{"kind", "consent"}},
              {"consent", "concern", "object"},
              {{{"consent", "consent"}, {"concern", "object"}, {"consent", "consent"}}},
              {"consensus_with_reservations", "not_reached"},
              {"Consentimiento: sin objeciones; consta una preocupación",
               "No hay consentimiento: una objeción"}},
        Story{"fist_to_five",
              {{"kind", "fist_to_five"}},
              {"5", "4", "3", "2", "1", "0"},
              {{{"5", "5"}, {"3", "2"}, {"4", "5"}}},
              {"consensus", "not_reached"},
              {"Consenso: 3 con tres dedos o más", "Se sigue hablando: 1 con menos de tres dedos"}},
        Story{"gradients",
              {{"kind", "gradients"}, {"threshold", "2/3"}},
              {"1", "2", "3", "4", "5", "6", "7", "8"},
              {{{"1", "1"}, {"3", "2"}, {"5", "8"}}},
              {"consensus_with_reservations", "not_reached"},
              {"Acuerdo con reservas: apoyan 2 de 3", "No hay acuerdo: un veto lo impide"}},
        Story{"delphi",
              {{"kind", "delphi"}, {"highest", 5}, {"agreeFrom", 4}, {"threshold", "2/3"}, {"maxIqr", 1}},
              {"5", "4", "3", "2", "1", "no_opinion"},
              {{{"5", "5"}, {"4", "1"}, {"3", "no_opinion"}}},
              {"consensus", "not_reached"},
              {"Acuerdo: 2 de 3 valoran con 4 o más (se pide al menos 2/3); mediana 4",
               "No hay acuerdo: 1 de 2 valoran con 4 o más"}},
        Story{"rand_ucla",
              {{"kind", "rand_ucla"}},
              {"9", "8", "7", "6", "5", "4", "3", "2", "1", "no_opinion"},
              {{{"9", "9"}, {"8", "1"}, {"7", "5"}}},
              {"appropriate", "uncertain"},
              {"Apropiada: mediana 8 de 9, sin desacuerdo",
               "Incierta: mediana 5 de 9, con desacuerdo (rango interpercentil 3,2, límite 2,35)"}},
        Story{"consensus_with_fallback",
              {{"kind", "consensus_with_fallback"},
               {"rounds", 1},
               {"fallback", {{"threshold", "2/3"}, {"base", "valid"}, {"strict", false}}}},
              {"join", "join_with_reservation", "abstain", "object"},
              {{{"join", "join"}, {"join_with_reservation", "abstain"}, {"object", "object"}}},
              {"majority", "not_reached"},
              {"No hay consenso: una objeción lo impide. Decide la mayoría supletoria, en el intento 1. "
               "Mayoría alcanzada: 2 a favor de 3",
               "No hay consenso: una objeción lo impide. Decide la mayoría supletoria, en el intento 1. "
               "Mayoría no alcanzada: 1 a favor de 3"}},
        Story{"approval",
              {{"kind", "approval"}, {"choose", 1}, {"most", 1}},
              {"approve", "no"},
              {{{"approve", "no"}, {"approve", "no"}, {"no", "approve"}}},
              {"chosen", "not_chosen"},
              {"Elegida: puesto 1 de 2, con 2 aprobaciones", "No elegida: puesto 2 de 2, con 1 aprobación"}},
        Story{"dots",
              {{"kind", "dots"}, {"choose", 1}, {"dots", 3}, {"most", 2}},
              {"2", "1", "0"},
              {{{"2", "1"}, {"1", "2"}, {"0", "2"}}},
              {"not_chosen", "chosen"},
              {"No elegida: puesto 2 de 2, con 3 puntos", "Elegida: puesto 1 de 2, con 5 puntos"}},
        Story{"score",
              {{"kind", "score"}, {"choose", 1}, {"highest", 3}},
              {"3", "2", "1", "0"},
              {{{"3", "3"}, {"3", "1"}, {"0", "2"}}},
              {"tied", "tied"},
              {"Empatada: puesto 1 (compartido) de 2, con 6 puntos de 3 voces (media 2)",
               "Empatada: puesto 1 (compartido) de 2, con 6 puntos"}},
        Story{"ranking",
              {{"kind", "ranking"}, {"choose", 1}},
              {"1", "2"},
              {{{"1", "2"}, {"1", "2"}, {"2", "1"}}},
              {"chosen", "not_chosen"},
              {"Elegida: puesto 1 de 2, rango medio 1,33; se elige 1. Gana a cada una",
               "No elegida: puesto 2 de 2, rango medio 1,67"}}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace acuerdo
