// Keeping events and getting them back.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <future>

#include "sessions/journal/answers.h"
#include "sessions/journal/group_commit.h"
#include "sessions/journal/known_commands.h"
#include "sessions/json/event_text.h"
#include "tests/core/random_workshop.h"
#include "tests/journal/kept_workshop.h"

namespace acuerdo {
namespace {

class Keeping : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder / "w.acuerdo"; }
  Folder folder;
};

TEST_F(Keeping, EventsComeBackAsTheyWere) {
  const auto events = keep_a_morning(file());
  Workshop expected;
  for (const auto& event : events) apply(expected, event);
  const auto opened = open_sqlite_journal(file());
  EXPECT_EQ(state_text(opened.workshop), state_text(expected));
  const auto read = read_sqlite_journal(file(), Trust::whole);
  EXPECT_EQ(to_hex(read.head), to_hex(opened.journal->head()));
}

TEST_F(Keeping, NewFileIsEmptyAndItsHeadIsTheGenesis) {
  const auto opened = open_sqlite_journal(file());
  EXPECT_TRUE(opened.workshop.id.value.empty());
  EXPECT_EQ(to_hex(opened.journal->head()),
            "8831e72d4feb8de613993ee7aec459d0dd74d57de0b7ea44fa86bfad3b2b5304");  // printf "acuerdo journal
                                                                                  // 1" | sha256sum
}

// What a plain copy of a live file holds is what the last checkpoint brought there.
TEST_F(Keeping, ACopyWithoutItsLogIsToldFromAWholeOne) {
  const auto events = keep_a_morning(folder / "other.acuerdo");
  keep(file(), std::span{events}.first(1));
  const auto copy = folder / "copy.acuerdo";
  const auto copied = [&](bool with_log) {
    for (const auto* ending : {"", "-wal", "-shm"}) std::filesystem::remove(copy.string() + ending);
    std::filesystem::copy_file(file(), copy);
    if (with_log) std::filesystem::copy_file(file().string() + "-wal", copy.string() + "-wal");
    return fault_of_checking(copy);
  };
  EXPECT_EQ(copied(false), "") << "at rest";
  {
    auto opened = open_sqlite_journal(file());
    opened.journal->append(std::span{events}.subspan(1));
    EXPECT_EQ(fault_of_checking(file()), "") << "while it is served";
    EXPECT_NE(copied(false).find("copy of a file that was being served"), std::string::npos);
    EXPECT_NE(fault_of_checking(copy), "") << "also the second time";
    EXPECT_EQ(copied(true), "");
    EXPECT_EQ(ask(copy, "SELECT count(*) FROM journal"), std::to_string(events.size()));
  }
  EXPECT_EQ(copied(false), "") << "at rest again";
  EXPECT_EQ(ask(copy, "SELECT count(*) FROM journal"), std::to_string(events.size()));
}

// A hole would make a file that never opens again.
TEST_F(Keeping, EventThatDoesNotFollowIsRefused) {
  const auto events = keep_a_morning(file());
  auto opened = open_sqlite_journal(file());
  auto hole = events.back();
  hole.happening.sequence = Sequence{number(hole.happening.sequence) + 2};
  hole.happening.command = CommandId{"another-command"};
  EXPECT_THROW(opened.journal->append(std::span{&hole, 1}), JournalFault);
  auto following = events.back();
  following.happening.sequence = Sequence{events.size() + 1};
  following.happening.command = CommandId{"yet-another-command"};
  EXPECT_THROW(opened.journal->append(std::span{&following, 1}), JournalFault)
      << "after a fault it stays shut";
  opened = {};
  EXPECT_EQ(fault_of_opening(file()), "");
  EXPECT_EQ(ask(file(), "SELECT count(*) FROM journal"), std::to_string(events.size()));
}

TEST_F(Keeping, ClockThatGoesBackChangesNoOrder) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.must(elena, OpenLiveSession{ModelCase::kMorning});
  room.now += std::chrono::hours{24};
  room.must(elena, SetFocus{ModelCase::kMorning, ModelCase::kPlace});
  room.now -= std::chrono::hours{24};
  room.must(elena, OpenProposing{ModelCase::kPlace});
  keep(file(), room.journal);
  EXPECT_EQ(fault_of_checking(file()), "");
  EXPECT_EQ(state_text(read_sqlite_journal(file(), Trust::whole).workshop), state_text(room.workshop));
  EXPECT_EQ(ask(file(),
                "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM journal WHERE at > (SELECT at FROM "
                "journal ORDER BY sequence DESC LIMIT 1) + 80000000)"),
            "focus_set")
      << "each is dated by the clock as it was";
}

TEST_F(Keeping, SecondProcessIsRefusedByNameWhateverPathItTakes) {
  const auto opened = open_sqlite_journal(file());
  std::filesystem::create_symlink(file(), folder / "other.acuerdo");
  std::filesystem::create_hard_link(file(), folder / "third.acuerdo");
  for (const auto* name : {"w.acuerdo", "other.acuerdo"}) {
    const auto fault = fault_of_opening(folder / name);
    EXPECT_NE(fault.find("is held by process " + std::to_string(getpid())), fault.npos) << fault;
  }
  std::filesystem::remove(file().string() + ".lock-holder");
  for (const auto* name : {"w.acuerdo", "other.acuerdo", "third.acuerdo"}) {
    const auto fault = fault_of_opening(folder / name);
    EXPECT_NE(fault.find("is held by another process"), fault.npos) << fault;
  }
}

TEST_F(Keeping, FileIsFreeWhenItsProcessIsKilled) {
  const auto child = fork();
  if (child == 0) {
    const auto opened = open_sqlite_journal(file());
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(fault_of_opening(file()), "");
}

TEST_F(Keeping, FileIsReadWhileItIsHeldAndWhereOneMayNotWrite) {
  const auto events = keep_a_morning(file());
  {
    const auto opened = open_sqlite_journal(file());
    EXPECT_EQ(read_sqlite_journal(file(), Trust::whole).workshop.sequence, Sequence{events.size()});
  }
  if (geteuid() == 0) {
    // Root may write anywhere: a child that is nobody reads it.
    chmod(folder.path().c_str(), 0555);
    chmod(file().c_str(), 0444);
    const auto child = fork();
    if (child == 0) {
      if (setgid(65534) != 0 || setuid(65534) != 0) _exit(2);
      _exit(fault_of_checking(file()).empty() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    chmod(folder.path().c_str(), 0755);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
  } else {
    chmod(folder.path().c_str(), 0555);
    EXPECT_EQ(fault_of_checking(file()), "");
    chmod(folder.path().c_str(), 0755);
  }
}

// --- answers

TEST_F(Keeping, AnswerIsKnownForAsLongAsTheFileLives) {
  ModelCase room;
  const auto elena = room.facilitator();
  room.must(elena, OpenLiveSession{ModelCase::kMorning});
  room.must(elena, SetFocus{ModelCase::kMorning, ModelCase::kPlace});
  room.must(elena, OpenProposing{ModelCase::kPlace});
  const auto step = take(room.workshop, {elena, room.now}, CommandId{"the-first-of-many"},
                         ProposeActivity{ModelCase::kPlace, {{"es", "Iluminar"}}});
  room.journal.insert(room.journal.end(), step.recorded.begin(), step.recorded.end());
  for (int n = 0; n < 300; ++n)
    room.must(elena, WriteRemark{ModelCase::kPlace, {{"es", "Observación " + std::to_string(n)}}});
  keep(file(), room.journal);

  const auto opened = open_sqlite_journal(file());
  Answers answers{file(), opened.commands, opened.sealed};
  const auto answered = answers.find(elena, CommandId{"the-first-of-many"});
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->sequence, step.recorded.back().happening.sequence);
  EXPECT_EQ(answered->created, 25U);
  EXPECT_EQ(answered->at, room.now - std::chrono::seconds{300});
  EXPECT_FALSE(answers.find(ParticipantId{2}, CommandId{"the-first-of-many"}))
      << "somebody else's id is another command";
  EXPECT_FALSE(answers.find(elena, CommandId{"never-given"}));
}

TEST_F(Keeping, AnswerIsKnownBeforeItIsOnDiskAndAfter) {
  keep_a_morning(file());
  auto opened = open_sqlite_journal(file());
  Answers answers{file(), opened.commands, opened.sealed};
  const ParticipantId elena{1};
  const auto step = take(opened.workshop, {elena, Time{}}, CommandId{"a-new-command"},
                         WriteRemark{ModelCase::kPlace, {{"es", "Anotado"}}});
  for (const auto& recorded : step.recorded) answers.add(recorded);
  EXPECT_EQ(answers.find(elena, CommandId{"a-new-command"})->sequence, opened.workshop.sequence);
  opened.journal->append(step.recorded);
  answers.kept(opened.workshop.sequence);
  EXPECT_EQ(answers.find(elena, CommandId{"a-new-command"})->sequence, opened.workshop.sequence);
}

TEST(KnownCommands, HasWhatWasAddedAndNothingElse) {
  KnownCommands known{{1, 2, 3}};
  for (std::uint64_t n = 0; n < 20'000; ++n) known.add(n * 0x9E3779B97F4A7C15U | 1);
  for (std::uint64_t n = 0; n < 20'000; ++n) {
    EXPECT_TRUE(known.has(n * 0x9E3779B97F4A7C15U | 1));
    EXPECT_FALSE(known.has((n * 0x9E3779B97F4A7C15U | 1) + 1'000'000'007));
  }
}

// --- snapshots

TEST_F(Keeping, SnapshotGivesTheStateOfTheJournal) {
  keep_a_morning(file());
  keep_with_snapshot(file());
  ASSERT_TRUE(std::filesystem::exists(file().string() + ".state"));
  const auto whole = read_sqlite_journal(file(), Trust::whole);
  const auto quick = read_sqlite_journal(file(), Trust::snapshot);
  EXPECT_EQ(state_text(whole.workshop), state_text(quick.workshop));
  const auto opened = open_sqlite_journal(file());
  EXPECT_EQ(state_text(opened.workshop), state_text(whole.workshop));
  std::filesystem::remove(file().string() + ".state");
  std::set<std::uint64_t> from_snapshot{opened.commands.begin(), opened.commands.end()};
  EXPECT_FALSE(from_snapshot.empty());
}

TEST_F(Keeping, SnapshotThatWaitsForItsNameCounts) {
  keep_a_morning(file());
  keep_with_snapshot(file());
  std::filesystem::rename(file().string() + ".state", file().string() + ".state.next");
  EXPECT_EQ(fault_of_opening(file()), "");
}

// What the events say to whoever holds no key.
Workshop seen_without_keys(std::vector<Recorded> events) {
  Workshop workshop;
  for (auto& recorded : events) {
    if (auto* sealed = std::get_if<BallotSealed>(&recorded.event)) {
      sealed->ballot.reset();
      recorded.happening.actor = kTheWorkshop;
    }
    apply(workshop, recorded);
  }
  return workshop;
}

RC_GTEST_PROP(KeepingRandomWorkshops, RecordAndSnapshotSayWhatTheEventsSay, ()) {
  const Folder folder;
  const auto file = folder / "w.acuerdo";
  auto room = some_room();
  const auto steps = any(20u, 120u);
  for (unsigned n = 0; n < steps; ++n) {
    room.command(*rc::gen::arbitrary<bool>() ? ParticipantId{1} : somebody(room.workshop),
                 some_command(room.workshop, n));
  }
  const auto half = static_cast<std::size_t>(any<int>(1, static_cast<int>(room.journal.size()) + 1));
  keep(file, std::span{room.journal}.first(half));
  if (half == room.journal.size()) {
    keep_with_snapshot(file);
  } else {
    keep(file, std::span{room.journal}.subspan(half));
  }
  const auto checked = check_sqlite_journal(file);
  auto seen = seen_without_keys(room.journal);
  seen.sequence = checked.workshop.sequence;
  RC_ASSERT(state_text(checked.workshop) == state_text(seen));
  auto expected = room.workshop;
  expected.sequence = checked.workshop.sequence;
  RC_ASSERT(state_text(open_sqlite_journal(file).workshop) == state_text(expected));
}

// --- group commit

TEST_F(Keeping, GroupCommitTellsWhenABatchIsOnDiskAndWhenNot) {
  const auto events = keep_a_morning(folder / "from.acuerdo");
  GroupCommit journal{open_sqlite_journal(file()).journal};
  const auto commit = [&](std::vector<Recorded> batch) {
    std::promise<bool> kept;
    journal.commit(std::move(batch),
                   [&](const std::exception_ptr& fault) { kept.set_value(fault == nullptr); });
    return kept.get_future().get();
  };
  EXPECT_TRUE(commit({events.begin(), events.begin() + 3}));
  EXPECT_EQ(ask(file(), "SELECT count(*) FROM journal"), "3");
  EXPECT_FALSE(commit({events.begin(), events.begin() + 3}));
  EXPECT_FALSE(commit({events.begin() + 3, events.end()})) << "after a fault it stays shut";
  EXPECT_EQ(ask(file(), "SELECT count(*) FROM journal"), "3");
}

}  // namespace
}  // namespace acuerdo
