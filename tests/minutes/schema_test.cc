// The JSON is what its schema says, and the schema says something.
#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "tests/minutes/cuenca_run.h"
#include "tests/source_file.h"

namespace acuerdo {
namespace {

using valijson::adapters::NlohmannJsonAdapter;

// The first thing that does not fit, or nothing.
std::string misfit(const nlohmann::json& document) {
  std::ifstream file{source_file("sessions/minutes/minutes.schema.json")};
  const auto written = nlohmann::json::parse(file);
  valijson::Schema schema;
  valijson::SchemaParser{valijson::SchemaParser::kDraft7}.populateSchema(NlohmannJsonAdapter{written},
                                                                         schema);
  valijson::ValidationResults results;
  if (valijson::Validator{}.validate(schema, NlohmannJsonAdapter{document}, &results)) return {};
  valijson::ValidationResults::Error error;
  results.popError(error);
  std::string place;
  for (const auto& part : error.context) place += part;
  return place + ": " + error.description;
}

nlohmann::json cuenca_minutes() {
  return nlohmann::json::parse(CuencaRun{}.print(MinutesFormat::json, "es"));
}

TEST(MinutesSchema, FitsTheCuencaRun) { EXPECT_EQ(misfit(cuenca_minutes()), ""); }

TEST(MinutesSchema, FitsAWorkshopWhereNothingHasHappened) {
  const ModelCase room;
  const auto minutes = minutes_of(room.workshop, CuencaRun::head());
  EXPECT_EQ(misfit(nlohmann::json::parse(render(minutes, MinutesFormat::json, "en"))), "");
}

TEST(MinutesSchema, FitsWhatTheConversationLeaves) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.lead_to(elena, Stage::clarifying);
  room.must(elena, UndoStep{ModelCase::kPlace, room.sub_objective().steps.back().sequence});
  room.must(elena, HideActivity{ModelCase::kMap, "No corresponde", true});
  room.must(elena, SplitActivity{ModelCase::kNeighbourhoods, {{{"es", "Una"}}, {{"es", "Otra"}}}});
  room.must(elena, RetireSubObjective{ModelCase::kPlace, "Otro taller"});
  const auto minutes = minutes_of(room.workshop, CuencaRun::head());
  EXPECT_EQ(misfit(nlohmann::json::parse(render(minutes, MinutesFormat::json, "en"))), "");
}

TEST(MinutesSchema, KnowsEveryField) {
  auto minutes = cuenca_minutes();
  minutes["pillars"][0]["objectives"][0]["subObjectives"][0]["activities"][0]["mood"] = "good";
  EXPECT_NE(misfit(minutes), "");
}

TEST(MinutesSchema, AsksForTheHead) {
  auto minutes = cuenca_minutes();
  minutes.erase("head");
  EXPECT_NE(misfit(minutes), "");
}

TEST(MinutesSchema, AsksForAKnownOutcome) {
  auto minutes = cuenca_minutes();
  minutes["summary"][0]["outcome"] = "applauded";
  EXPECT_NE(misfit(minutes), "");
}

}  // namespace
}  // namespace acuerdo
