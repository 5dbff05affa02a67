// Files as earlier programs wrote them open, check sound, and say of what was voted what they said before.
//
//   schema-7-undone       by the server of schema 7, over WebSocket: a delegate who had voted became an
//   observer of no
//                         institution, and the closing was taken back. That ended the server, at each start
//                         again.
//   schema-7-simulated    a simulated workshop of that program, killed at work
#include <gtest/gtest.h>

#include "sessions/core/tally.h"
#include "sessions/minutes/minutes.h"
#include "sessions/views/numbers.h"
#include "tests/journal/kept_workshop.h"
#include "tests/source_file.h"

namespace acuerdo {
namespace {

class OldFile : public testing::TestWithParam<const char*> {
 protected:
  OldFile() { std::filesystem::copy_file(original(), file()); }
  std::filesystem::path original() const {
    return source_file("tests/journal/files") / (std::string{GetParam()} + ".acuerdo");
  }
  std::filesystem::path file() const { return folder / "w.acuerdo"; }
  Workshop opened() const { return open_sqlite_journal(file()).workshop; }

  Folder folder;
};

TEST_P(OldFile, OpensAndChecksSound) {
  const auto workshop = opened();
  EXPECT_EQ(std::to_string(number(workshop.sequence)), ask(original(), "SELECT max(sequence) FROM journal"));
  EXPECT_EQ(fault_of_checking(file()), "");
}

TEST_P(OldFile, SaysOfWhatWasVotedWhatItSaid) {
  opened();
  for (const auto* said :
       {"SELECT group_concat(said, '|') FROM (SELECT sub_objective || round || activity || verdict || "
        "sentence AS said FROM result ORDER BY sub_objective, round, activity)",
        "SELECT group_concat(said, '|') FROM (SELECT sub_objective || round || activity || position || "
        "count AS said FROM tally ORDER BY sub_objective, round, activity, position)",
        "SELECT group_concat(said, '|') FROM (SELECT sub_objective || round || activity || participant "
        "|| position || coalesce(reason, '') AS said FROM ballot ORDER BY 1)",
        "SELECT group_concat(said, '|') FROM (SELECT activity || outcome || round || by || stands AS said "
        "FROM outcome ORDER BY sequence, activity)"})
    EXPECT_EQ(ask(file(), said), ask(original(), said)) << said;
}

TEST_P(OldFile, IsReadLikeAnyOther) {
  const auto workshop = opened();
  const Numbers numbers{workshop};
  for (const auto audience : kAudiences) {
    EXPECT_FALSE(snapshot_of(workshop, audience).empty());
    EXPECT_FALSE(numbers.shown(workshop, audience).empty());
  }
  for (const auto& participant : workshop.participants)
    EXPECT_FALSE(mine_of(workshop, participant.id).empty());
  const auto minutes = minutes_of(workshop, Hash{});
  for (const auto format :
       {MinutesFormat::html, MinutesFormat::markdown, MinutesFormat::csv, MinutesFormat::json})
    EXPECT_FALSE(render(minutes, format, "es").empty());
  for (const auto& [_, sub_objective] : workshop.sub_objectives) {
    const auto* round = open_round(sub_objective);
    EXPECT_TRUE(!round || !results_of(workshop, *round).results.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Schema7, OldFile, testing::Values("schema-7-undone", "schema-7-simulated"));

TEST(OldFileOfAnUndoneClosing, CountsWhoVotedAsTheyVoted) {
  Folder folder;
  const auto file = folder / "w.acuerdo";
  std::filesystem::copy_file(source_file("tests/journal/files/schema-7-undone.acuerdo"), file);
  const auto workshop = open_sqlite_journal(file).workshop;
  const auto& round = workshop.sub_objectives.at({"1.1.1"}).rounds.back();
  ASSERT_FALSE(round.open()) << "its closing is the last event the file took";
  const auto results = results_of(workshop, round);
  ASSERT_EQ(results.results.size(), 1U);
  EXPECT_EQ(count_of(results.results[0].tally, "object"), 1U) << "Carla, for the ministry of health";
}

}  // namespace
}  // namespace acuerdo
