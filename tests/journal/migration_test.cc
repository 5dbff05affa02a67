// Files of earlier schemas are brought up to date when they are opened.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/journal/kept_workshop.h"

namespace acuerdo {
namespace {

class Migration : public testing::Test {
 protected:
  Migration() {
    events = keep_a_morning(file());
    before = ask(file(), "SELECT hex(hash) FROM journal ORDER BY sequence DESC LIMIT 1");
  }
  std::filesystem::path file() const { return folder / "w.acuerdo"; }
  std::filesystem::path copy() const { return folder / "w.acuerdo.schema-3"; }

  // What an earlier program might have left: other tables, other columns, none of some; and the same journal.
  void age() const {
    tamper(file(),
           "UPDATE meta SET value = '3' WHERE key = 'schema_version';"
           "DROP VIEW adopted_activities; DROP VIEW proxies_given; DROP TABLE proxy; DROP TABLE round_proxy;"
           "ALTER TABLE participant DROP COLUMN weight; ALTER TABLE activity RENAME COLUMN wording TO words;"
           "CREATE TABLE former (id TEXT); INSERT INTO former VALUES ('x');"
           "CREATE INDEX former_index ON former (id);"
           "CREATE TRIGGER swallows BEFORE INSERT ON participant BEGIN SELECT RAISE(IGNORE); END;");
  }

  Folder folder;
  std::vector<Recorded> events;
  std::string before;
};

TEST_F(Migration, MakesTheRecordAnewFromTheJournal) {
  age();
  EXPECT_NE(fault_of_checking(file()).find("serve it once"), std::string::npos);
  {
    const auto opened = open_sqlite_journal(file());
    EXPECT_EQ(opened.workshop.sequence, events.back().happening.sequence);
  }
  EXPECT_EQ(fault_of_checking(file()), "") << "every table says what the events say";
  EXPECT_EQ(ask(file(), "SELECT hex(hash) FROM journal ORDER BY sequence DESC LIMIT 1"), before);
  EXPECT_EQ(ask(file(), "SELECT count(*) FROM journal"), std::to_string(events.size()));
}

TEST_F(Migration, KeepsTheFileAsItWas) {
  age();
  open_sqlite_journal(file());
  EXPECT_EQ(ask(copy(), "SELECT value FROM meta WHERE key = 'schema_version'"), "3");
  EXPECT_EQ(ask(copy(), "SELECT id FROM former"), "x");
  EXPECT_EQ(ask(copy(), "SELECT count(*) FROM journal"), std::to_string(events.size()));
}

TEST_F(Migration, IsForEarlierSchemasAlone) {
  open_sqlite_journal(file());
  EXPECT_FALSE(std::filesystem::exists(copy()));
  tamper(file(), "UPDATE meta SET value = '99' WHERE key = 'schema_version'");
  EXPECT_NE(fault_of_opening(file()).find("open it with the version that wrote it"), std::string::npos);
}

TEST_F(Migration, LeavesAFileAloneWhoseJournalDoesNotCheck) {
  age();
  tamper(file(), "UPDATE journal SET at = at + 1 WHERE sequence = 8");
  EXPECT_NE(fault_of_opening(file()).find("event 8 "), std::string::npos);
  EXPECT_EQ(ask(file(), "SELECT value FROM meta WHERE key = 'schema_version'"), "3");
  EXPECT_EQ(ask(file(), "SELECT id FROM former"), "x");
}

TEST_F(Migration, GoesOnWhereItWasInterrupted) {
  age();
  std::ofstream{copy()} << "a copy that was not finished";
  open_sqlite_journal(file());
  EXPECT_EQ(fault_of_checking(file()), "");
  EXPECT_EQ(ask(copy(), "SELECT id FROM former"), "x");
}

}  // namespace
}  // namespace acuerdo
