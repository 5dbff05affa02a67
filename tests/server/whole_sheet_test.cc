// The sheet of the model case: 24 drafts, 13 institutions, three rounds, through the real server. What each
// round says, and what is left for the next, was worked out by hand.
//
//   round 1, UN-style consensus
//      1 to 8   all join                                     consensus
//      9 to 14  one joins with a reservation                 consensus with reservations
//     15 to 20  one objects                                  not reached
//     21        two object, the others abstain               not reached
//     22        all abstain                                  not reached
//     23        seven join, six abstain                      consensus
//     24        nobody casts a ballot                        not reached
//   round 2, the same, on what was not adopted
//     15, 16    all join                                     consensus
//     17        who objected now reserves                    consensus with reservations
//     18 to 20  one still objects                            not reached
//     21        one of two still objects                     not reached
//     22        eleven join, two abstain                     consensus
//     24        all join                                     consensus
//   round 3, a majority of at least 2/3 of those for and against
//     18        9 for, 4 against      27 >= 26               reached
//     19        8 for, 4 against      24 >= 24, exactly      reached
//     20        8 for, 5 against      24 <  26               not reached
//     21        12 for, 1 against     36 >= 26               reached
//
// By consensus 9 + 4 = 13, with reservations 6 + 1 = 7, by majority 3, not agreed 1: 24 in all.
#include <gtest/gtest.h>

#include <fstream>

#include "sessions/journal/sqlite_journal.h"
#include "sessions/json/parse.h"
#include "tests/core/model_case.h"
#include "tests/journal/kept_workshop.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

constexpr unsigned kActivities = 24;

// All drafts of the model case under one sub-objective, and no quorum.
std::filesystem::path one_sheet(const Folder& folder) {
  auto definition = json::parse(to_json_value(cuenca()).dump());
  for (auto& draft : definition["draftActivities"]) draft["subObjective"] = "1.1.2";
  definition["workshop"]["quorum"] = "0";
  const auto file = folder / "one-sheet.json";
  std::ofstream{file} << definition;
  return file;
}

ServerOptions importing(const std::filesystem::path& file) {
  ServerOptions options;
  options.import = file;
  return options;
}

class WholeSheet : public testing::Test {
 protected:
  WholeSheet() {
    for (const auto& institution : cuenca().institutions) {
      delegates.push_back(
          server.connected(server.delegate(institution.id.value, "Delegada de " + institution.acronym)));
    }
    must(*elena, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
    must(*elena, {{"type", "focus.set"}, {"liveSession", "d1am"}, {"subObjective", "1.1.2"}});
    must(*elena, {{"type", "proposing.open"}, {"subObjective", "1.1.2"}});
  }

  void step(const std::string& type, json more = json::object()) {
    more.update({{"type", type}, {"subObjective", "1.1.2"}});
    must(*elena, more);
  }
  // `position` of an institution, by its place; empty: it casts none.
  void vote(unsigned round, unsigned activity, const std::function<std::string(unsigned)>& position) {
    for (unsigned place = 0; place < delegates.size(); ++place) {
      const auto taken = position(place);
      if (taken.empty()) continue;
      json ballot{{"type", "ballot.cast"}, {"activity", activity}, {"round", round}, {"position", taken}};
      if (taken == "object" || taken == "join_with_reservation") ballot["reason"] = "Falta presupuesto";
      must(*delegates[place], ballot);
    }
  }
  void close(unsigned round) { step("round.close", {{"round", round}}); }

  // Of every activity, as everybody sees it: the verdict and the numbers of the tally.
  void expect(unsigned round, const std::map<unsigned, std::pair<std::string, std::vector<int>>>& said) {
    auto& seen = *delegates.front();
    for (const auto& [activity, expected] : said) {
      const auto key = "result/1.1.2/" + std::to_string(round) + "/" + std::to_string(activity);
      seen.until([&](const Client& self) { return self.documents.contains(key); });
      const auto& result = seen.documents.at(key);
      EXPECT_EQ(result.at("verdict").at("kind"), expected.first) << "round " << round << ", " << activity;
      std::vector<int> tally;
      for (const auto& line : result.at("tally")) tally.push_back(line.at("count"));
      EXPECT_EQ(tally, expected.second) << "round " << round << ", " << activity;
    }
  }
  // The facilitator takes the advice where the activity is to be adopted now.
  void declare(unsigned activity, const std::string& outcome) {
    must(*elena, {{"type", "outcome.declare"}, {"activity", activity}, {"outcome", outcome}});
  }

  Folder folder;
  RunningServer server{importing(one_sheet(folder))};
  std::unique_ptr<Client> elena = server.connected(server.facilitator());
  std::vector<std::unique_ptr<Client>> delegates;
};

TEST_F(WholeSheet, IsDecidedInThreeRoundsAsWorkedOutByHand) {
  ASSERT_EQ(delegates.size(), 13U);
  const auto all = [](const std::string& position) { return [=](unsigned) { return position; }; };
  const auto one = [](unsigned who, const std::string& position, const std::string& others) {
    return [=](unsigned place) { return place == who ? position : others; };
  };
  const auto first = [](unsigned count, const std::string& position, const std::string& others) {
    return [=](unsigned place) { return place < count ? position : others; };
  };

  step("clarifying.open");
  step("round.open");
  for (unsigned activity = 1; activity <= 8; ++activity) vote(1, activity, all("join"));
  for (unsigned n = 0; n < 6; ++n) {
    vote(1, 9 + n, one(n, "join_with_reservation", "join"));
    vote(1, 15 + n, one(n, "object", "join"));
  }
  vote(1, 21, first(2, "object", "abstain"));
  vote(1, 22, all("abstain"));
  vote(1, 23, first(7, "join", "abstain"));
  close(1);
  std::map<unsigned, std::pair<std::string, std::vector<int>>>
      said;  // join, with reservation, abstain, object
  for (unsigned activity = 1; activity <= 8; ++activity) said[activity] = {"consensus", {13, 0, 0, 0}};
  for (unsigned n = 0; n < 6; ++n) {
    said[9 + n] = {"consensus_with_reservations", {12, 1, 0, 0}};
    said[15 + n] = {"not_reached", {12, 0, 0, 1}};
  }
  said[21] = {"not_reached", {0, 0, 11, 2}};
  said[22] = {"not_reached", {0, 0, 13, 0}};
  said[23] = {"consensus", {7, 0, 6, 0}};
  said[24] = {"not_reached", {0, 0, 0, 0}};
  ASSERT_EQ(said.size(), kActivities);
  expect(1, said);
  for (const auto& [activity, result] : said) {
    if (result.first == "consensus") declare(activity, "adopted_by_consensus");
    if (result.first == "consensus_with_reservations") declare(activity, "adopted_with_reservations");
  }

  step("clarifying.open");
  step("round.open");
  for (const unsigned activity : {15U, 16U, 24U}) vote(2, activity, all("join"));
  vote(2, 17, one(2, "join_with_reservation", "join"));
  for (const unsigned activity : {18U, 19U, 20U}) vote(2, activity, one(activity - 15, "object", "join"));
  vote(2, 21, one(0, "object", "join"));
  vote(2, 22, first(11, "join", "abstain"));
  close(2);
  expect(2, {{15, {"consensus", {13, 0, 0, 0}}},
             {16, {"consensus", {13, 0, 0, 0}}},
             {17, {"consensus_with_reservations", {12, 1, 0, 0}}},
             {18, {"not_reached", {12, 0, 0, 1}}},
             {19, {"not_reached", {12, 0, 0, 1}}},
             {20, {"not_reached", {12, 0, 0, 1}}},
             {21, {"not_reached", {12, 0, 0, 1}}},
             {22, {"consensus", {11, 0, 2, 0}}},
             {24, {"consensus", {13, 0, 0, 0}}}});
  EXPECT_FALSE(elena->documents.contains("result/1.1.2/2/1")) << "what was adopted was not voted on again";
  for (const unsigned activity : {15U, 16U, 22U, 24U}) declare(activity, "adopted_by_consensus");
  declare(17, "adopted_with_reservations");

  step("clarifying.open");
  step("round.open",
       {{"rule", {{"kind", "majority"}, {"threshold", "2/3"}, {"base", "cast"}, {"strict", false}}}});
  vote(3, 18, first(9, "agree", "disagree"));
  vote(3, 19, [](unsigned place) { return place < 8 ? "agree" : place < 12 ? "disagree" : "abstain"; });
  vote(3, 20, first(8, "agree", "disagree"));
  vote(3, 21, first(12, "agree", "disagree"));
  close(3);
  expect(3, {{18, {"majority", {9, 4, 0}}},
             {19, {"majority", {8, 4, 1}}},
             {20, {"not_reached", {8, 5, 0}}},
             {21, {"majority", {12, 1, 0}}}});
  for (const unsigned activity : {18U, 19U, 21U}) declare(activity, "adopted_by_majority");
  declare(20, "not_agreed");
  step("assigning.open");

  const Fields token{{"Authorization", "Bearer " + server.facilitator()}};
  const auto minutes = get(server.port(), "/api/minutes?format=json&language=es", token).object();
  std::map<std::string, int> counted;
  for (const auto& line : minutes.at("summary")) {
    if (line.at("activities") > 0) counted[line.at("outcome")] = line.at("activities");
  }
  EXPECT_EQ(counted, (std::map<std::string, int>{{"adopted_by_consensus", 13},
                                                 {"adopted_with_reservations", 7},
                                                 {"adopted_by_majority", 3},
                                                 {"not_agreed", 1}}));
  const auto file = server.server().workshops().all().front()->file();
  server.stop();
  EXPECT_EQ(ask(file, "SELECT count(*) FROM ballot"), std::to_string(23 * 13 + 9 * 13 + 4 * 13));
  EXPECT_EQ(ask(file, "SELECT group_concat(activity) FROM standing_outcome WHERE round = 3"), "18,19,20,21");
  EXPECT_EQ(fault_of_checking(file), "");
}

}  // namespace
}  // namespace acuerdo
