// What somebody did to a file behind the journal's back is noticed, and said.
#include <gtest/gtest.h>

#include <fstream>

#include "sessions/journal/chain.h"
#include "sessions/journal/snapshot.h"
#include "sessions/json/event_text.h"
#include "tests/journal/kept_workshop.h"

namespace acuerdo {
namespace {

class Tampering : public testing::Test {
 protected:
  Tampering() { events = keep_a_morning(file()); }
  std::filesystem::path file() const { return folder / "w.acuerdo"; }

  // Both opening and checking name it.
  void noticed(const std::string& sql, const std::string& part) {
    std::filesystem::copy_file(file(), folder / "t.acuerdo",
                               std::filesystem::copy_options::overwrite_existing);
    tamper(folder / "t.acuerdo", sql);
    for (const auto& fault :
         {fault_of_opening(folder / "t.acuerdo"), fault_of_checking(folder / "t.acuerdo")}) {
      EXPECT_NE(fault.find(part), fault.npos) << sql << "\nis answered: " << fault;
    }
  }
  // Checking names it; opening a file of a million events cannot.
  void noticed_by_checking(const std::string& sql, const std::string& part) {
    std::filesystem::copy_file(file(), folder / "t.acuerdo",
                               std::filesystem::copy_options::overwrite_existing);
    tamper(folder / "t.acuerdo", sql);
    const auto fault = fault_of_checking(folder / "t.acuerdo");
    EXPECT_NE(fault.find(part), fault.npos) << sql << "\nis answered: " << fault;
  }

  Folder folder;
  std::vector<Recorded> events;
};

TEST_F(Tampering, OfEachColumnOfTheJournalIsNoticed) {
  for (const auto* change :
       {"at = at + 1", "actor = actor + 1", "kind = 'focus_set'", "command = 'a-forged-command'",
        "data = replace(data, '\"1.1.2\"', '\"1.1.1\"')", "previous = zeroblob(32)", "hash = zeroblob(32)"}) {
    noticed(std::string{"UPDATE journal SET "} + change + " WHERE sequence = 8", "event 8 ");
  }
  noticed("UPDATE journal SET sequence = 100 WHERE sequence = 9", "event 9 is missing");
}

TEST_F(Tampering, LeavingOutOrPuttingInIsNoticed) {
  noticed("DELETE FROM journal WHERE sequence = 5", "event 5 is missing");
  noticed("DELETE FROM journal WHERE sequence = 1", "event 1 is missing");
  const auto last = std::to_string(events.size());
  const auto next_one = std::to_string(events.size() + 1);
  noticed(
      "INSERT INTO journal SELECT sequence + 1, at, actor, kind, 'forged-command', data, previous, hash FROM "
      "journal WHERE sequence = " +
          last,
      "event " + next_one + " ");
}

TEST_F(Tampering, OfEveryTableOfTheRecordIsNoticed) {
  noticed_by_checking("UPDATE ballot SET position = 'join' WHERE position = 'object'", "table ballot");
  noticed_by_checking("DELETE FROM ballot", "table ballot");
  noticed_by_checking(
      "INSERT INTO ballot SELECT sub_objective, round, activity, 1, position, reason, at, recorded_by, "
      "sequence, institution, weight FROM ballot LIMIT 1",
      "table ballot");
  noticed_by_checking("UPDATE outcome SET outcome = 'adopted_by_consensus'", "table outcome");
  noticed_by_checking("UPDATE participant SET name = 'Otra persona' WHERE id = 2", "table participant");
  noticed_by_checking("UPDATE activity SET wording = wording || '.' WHERE id = 4", "table activity");
  noticed_by_checking("UPDATE tally SET count = count + 1", "table tally");
  noticed_by_checking("DELETE FROM attendance", "table attendance");
  noticed_by_checking("UPDATE translation SET words = 'Something else' WHERE language = 'en'",
                      "table translation");
}

TEST_F(Tampering, WithForeignTriggersViewsTablesAndMetaIsNoticed) {
  noticed("CREATE TRIGGER swallow BEFORE INSERT ON journal BEGIN SELECT RAISE(IGNORE); END",
          "trigger named swallow");
  noticed("CREATE TABLE notes (words TEXT)", "table named notes");
  noticed("CREATE INDEX mine ON ballot (position)", "index named mine");
  noticed("DROP VIEW who_voted; CREATE VIEW who_voted AS SELECT 1", "who_voted is not as we make it");
  noticed(
      "ALTER TABLE ballot RENAME TO ballot_kept; CREATE VIEW ballot AS SELECT * FROM ballot_kept WHERE "
      "position <> 'object'",
      "ballot is not as we make it");
  noticed("DROP VIEW institution_load", "institution_load is missing");
  noticed("DROP INDEX journal_command", "journal_command is missing");
  noticed("UPDATE meta SET value = 'x' WHERE key = 'genesis'", "meta");
  noticed("INSERT INTO meta VALUES ('more', 'x')", "meta");
}

TEST_F(Tampering, StatisticsOfSqliteAreNoTampering) {
  tamper(file(), "ANALYZE");
  EXPECT_EQ(fault_of_opening(file()), "");
  EXPECT_EQ(fault_of_checking(file()), "");
}

// Forged with a chain that fits: what no workshop could have decided is named by its sequence, and nothing
// aborts.
TEST_F(Tampering, WithEventsThatCouldNotHaveBeenDecidedIsNoticed) {
  const Happening after{Sequence{events.size() + 1}, Time{}, ParticipantId{1}, std::nullopt};
  const auto place = ModelCase::kPlace;
  const std::vector<Event> impossible{
      BallotCast{
          place, RoundNumber{1}, ModelCase::kMap, ParticipantId{2}, {"join"}, ""},  // the round is closed
      BallotCast{place, RoundNumber{7}, ModelCase::kMap, ParticipantId{2}, {"join"}, ""},
      BallotCast{{"9.9.9"}, RoundNumber{1}, ModelCase::kMap, ParticipantId{2}, {"join"}, ""},
      ParticipantJoined{ParticipantId{99}, "Nadie", {}, Role::observer, "es", "c"},
      ParticipantJoined{ParticipantId{4}, "Nadie", InstitutionId{"none"}, Role::delegate, "es", "c"},
      ParticipantArrived{ParticipantId{77}, ModelCase::kMorning},
      ParticipantLeft{ParticipantId{1}, ModelCase::kMorning},
      ActivityProposed{ActivityId{99}, place, {{"es", "x"}}},
      CommentAdded{CommentId{2}, ActivityId{99}, {{"es", "x"}}},
      CommentAdded{CommentId{99}, ModelCase::kMap, {{"es", "x"}}},
      AmendmentAccepted{ModelCase::kMap, AmendmentId{1}},
      OutcomeDeclared{ActivityId{99}, OutcomeKind::not_agreed, OutcomeKind::not_agreed, "", RoundNumber{1}},
      RoundClosed{place, RoundNumber{1}, {}, {}},
      RoundOpened{place, RoundNumber{5}, {}, ModelCase::kMorning, {ModelCase::kMap}},
      RoundOpened{place, RoundNumber{2}, {}, ModelCase::kMorning, {ActivityId{99}}},
      SuggestionWithdrawn{ModelCase::kMap, ParticipantId{2}, {"mdi"}, AssignmentRole::leads},
      FocusSet{ModelCase::kMorning, {"9.9.9"}},
      WorkshopImported{},
      SnapshotKept{Sequence{1'000}, "x"},
  };
  for (const auto& event : impossible) {
    const auto forged = folder / "f.acuerdo";
    std::filesystem::copy_file(file(), forged, std::filesystem::copy_options::overwrite_existing);
    Chain chain;
    const auto data = event_fields(event);
    const auto previous = read_sqlite_journal(file(), Trust::whole).head;
    const Link link{number(after.sequence), 0, 1, kind_of(event), {}, data};
    const auto escaped = [](std::string text) {
      for (auto at = text.find('\''); at != text.npos; at = text.find('\'', at + 2)) text.insert(at, "'");
      return text;
    };
    tamper(forged, "INSERT INTO journal VALUES (" + std::to_string(link.sequence) + ", 0, 1, '" +
                       std::string{link.kind} + "', NULL, '" + escaped(data) + "', x'" + to_hex(previous) +
                       "', x'" + to_hex(chain.next(previous, link)) + "')");
    for (const auto& fault : {fault_of_opening(forged), fault_of_checking(forged)}) {
      EXPECT_NE(fault.find("event " + std::to_string(link.sequence) + " "), fault.npos)
          << link.kind << " " << data << "\nis answered: " << fault;
      EXPECT_NE(fault.find("could not have been decided"), fault.npos) << fault;
    }
  }
}

// --- snapshots

class ForgedSnapshot : public Tampering {
 protected:
  ForgedSnapshot() { keep_with_snapshot(file()); }
  std::filesystem::path state() const { return snapshot_of(file()); }
  std::string truth() const { return state_text(read_sqlite_journal(file(), Trust::whole).workshop); }
  std::string opened() const { return state_text(open_sqlite_journal(file()).workshop); }
  std::string bytes() const {
    std::ifstream in{state(), std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
};

TEST_F(ForgedSnapshot, IsPassedOver) {
  auto forged = *decode_snapshot(bytes());
  forged.workshop.activities[3].outcome->kind = OutcomeKind::not_agreed;
  const auto text = encode(forged);
  for (const auto& written : {text, std::string{"{}"}, std::string{}, bytes().substr(0, bytes().size() - 1),
                              bytes() + "x", std::string(5'000, '\0')}) {
    std::ofstream{state(), std::ios::binary | std::ios::trunc} << written;
    EXPECT_EQ(opened(), truth());
  }
}

// Who edits both the state and its digest breaks the chain.
TEST_F(ForgedSnapshot, WithItsDigestForgedTooIsNoticed) {
  auto forged = *decode_snapshot(bytes());
  forged.workshop.activities[3].outcome->kind = OutcomeKind::not_agreed;
  const auto text = encode(forged);
  std::ofstream{state(), std::ios::binary | std::ios::trunc} << text;
  tamper(file(), "UPDATE journal SET data = '" +
                     event_fields(SnapshotKept{forged.workshop.sequence, to_hex(Chain{}.digest(text))}) +
                     "' WHERE kind = 'snapshot_kept'");
  const auto place = "event " + std::to_string(events.size() + 1) + " ";
  EXPECT_NE(fault_of_opening(file()).find(place), std::string::npos);
  EXPECT_NE(fault_of_checking(file()).find(place), std::string::npos);
}

TEST_F(ForgedSnapshot, OfAnotherSequenceOrFileIsPassedOver) {
  auto earlier = *decode_snapshot(bytes());
  earlier.workshop.sequence = Sequence{3};
  std::ofstream{state(), std::ios::binary | std::ios::trunc} << encode(earlier);
  EXPECT_EQ(opened(), truth());
  keep_a_morning(folder / "other.acuerdo");
  keep_with_snapshot(folder / "other.acuerdo");
  std::filesystem::copy_file(snapshot_of(folder / "other.acuerdo"), state(),
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(opened(), truth());
}

// What came before the snapshot is not read when the file is opened; checking reads it.
TEST_F(ForgedSnapshot, DoesNotHideWhatWasAlteredBeforeIt) {
  tamper(file(), "UPDATE journal SET at = at + 1 WHERE sequence = 2");
  EXPECT_EQ(fault_of_opening(file()), "");
  EXPECT_NE(fault_of_checking(file()).find("event 2 "), std::string::npos);
}

}  // namespace
}  // namespace acuerdo
