// Ballots that are not named, as they stand on the disk: nothing in the files ties them to anyone.
#include <fstream>
#include <iterator>

#include "sessions/journal/answers.h"
#include "sessions/json/event_text.h"
#include "tests/journal/kept_workshop.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

class SealedBallots : public testing::Test {
 protected:
  SealedBallots() {
    elena = room.facilitator();
    for (const auto* institution : {"mdi", "pn", "fge"}) delegates.push_back(room.delegate(institution));
    room.must(elena, ChangeSettings{{}, Voice::person, Fraction{0, 1}, Ballots::secret});
    room.lead_to(elena, Stage::voting);
    for (const auto delegate : delegates) room.must(delegate, ballot(ModelCase::kMap, 1, "join"));
    room.must(delegates[1], ballot(ModelCase::kMap, 1, "object", "QUEMAR DESPUES DE LEER"));
  }
  // The events of closing it: arrivals of who voted from elsewhere among them.
  std::span<const Recorded> close() {
    const auto before = room.journal.size();
    room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
    return std::span{room.journal}.subspan(before);
  }

  fs::path file() const { return folder / "w.acuerdo"; }
  fs::path key() const { return folder / "w.acuerdo.1.1.2.1.key"; }

  // What anybody finds who takes the disk: every file of the workshop, log included.
  std::string all_bytes() const {
    std::string bytes;
    for (const auto& entry : fs::directory_iterator{file().parent_path()}) {
      std::ifstream in{entry.path(), std::ios::binary};
      bytes.append(std::istreambuf_iterator<char>{in}, {});
    }
    return bytes;
  }

  Folder folder;
  ModelCase room;
  ParticipantId elena{};
  std::vector<ParticipantId> delegates;
};

TEST_F(SealedBallots, AreReadAgainAfterARestartAndCounted) {
  keep(file(), room.journal);
  ASSERT_TRUE(fs::exists(key()));
  auto opened = open_sqlite_journal(file());
  EXPECT_EQ(state_text(opened.workshop), state_text(room.workshop));
  const auto step = take(opened.workshop, {elena, room.now}, CommandId{"closing-it"},
                         Command{CloseRound{ModelCase::kPlace, RoundNumber{1}}});
  ASSERT_FALSE(step.refusal);
  opened.journal->append(step.recorded);
  EXPECT_EQ(count_of(opened.workshop.sub_objectives.at(ModelCase::kPlace).rounds[0].results[0].tally, "join"),
            2U);
  EXPECT_FALSE(fs::exists(key())) << "nobody opens them any more";
  opened = {};
  EXPECT_EQ(fault_of_checking(file()), "") << "what is sealed needs no key to be checked";
}

TEST_F(SealedBallots, ACommandSentAgainAfterARestartIsAnsweredAsBefore) {
  keep(file(), room.journal);
  const auto opened = open_sqlite_journal(file());
  Answers answers{file(), opened.commands, opened.sealed};
  const auto& last = room.journal.back().happening;
  const auto before = answers.find(delegates[1], last.command.value());
  ASSERT_TRUE(before);
  EXPECT_EQ(before->sequence, last.sequence);
  EXPECT_EQ(before->at, last.at);
  EXPECT_FALSE(answers.find(delegates[0], last.command.value())) << "it was another's";
}

// The whole of it: names, positions, reasons, commands and times of those who voted.
TEST_F(SealedBallots, WhileTheRoundIsOpenNoPositionOrReasonStandsOnTheDisk) {
  const auto journal = open_sqlite_journal(file());
  journal.journal->append(room.journal);
  const auto bytes = all_bytes();  // while the log is not yet in the file
  EXPECT_EQ(bytes.find("QUEMAR"), bytes.npos);
  EXPECT_NE(bytes.find("ballot_sealed"), bytes.npos);
  EXPECT_EQ(bytes.find("ballot_cast"), bytes.npos);
  for (const auto& recorded : room.journal) {
    if (kind_of(recorded.event) != BallotSealed::kKind) continue;
    EXPECT_EQ(bytes.find(recorded.happening.command->value), bytes.npos);
  }
}

TEST_F(SealedBallots, EverySealedBallotLooksLikeEveryOther) {
  std::string longest;  // of characters that take most bytes
  for (std::size_t n = 0; n < kMaxUnnamedReason; ++n) longest += "\U0001F5F3";
  room.must(delegates[2], ballot(ModelCase::kMap, 1, "object", longest));
  keep(file(), room.journal);
  EXPECT_EQ(ask(file(), "SELECT count(*) FROM journal WHERE kind = 'ballot_sealed'"), "5");
  EXPECT_EQ(ask(file(),
                "SELECT count(DISTINCT actor || ' ' || at || ' ' || ifnull(command, '-') || ' ' || "
                "length(data)) FROM journal WHERE kind = 'ballot_sealed'"),
            "1")
      << "a short ballot and a long one, an early and a late one";
  EXPECT_EQ(ask(file(), "SELECT count(DISTINCT data) FROM journal WHERE kind = 'ballot_sealed'"), "5");
  EXPECT_EQ(ask(file(), "SELECT actor + at FROM journal WHERE kind = 'ballot_sealed'"), "0");
}

// Every row that names a voter and every row that has a position: no column of the one says which of the
// other.
TEST_F(SealedBallots, WhenTheRoundHasClosedTheFileKeepsWhoVotedApartFromWhatWasVoted) {
  close();
  keep(file(), room.journal);
  EXPECT_FALSE(fs::exists(key()));
  EXPECT_EQ(ask(file(), "SELECT count(*) FROM ballot"), "0");
  EXPECT_EQ(ask(file(), "SELECT group_concat(participant) FROM voter"), "2,3,4");
  EXPECT_EQ(ask(file(), "SELECT count(*) FROM receipt"), "3");
  EXPECT_EQ(ask(file(), "SELECT words || ifnull(institution, '') FROM unnamed_reason"),
            "QUEMAR DESPUES DE LEER");
  EXPECT_EQ(ask(file(), "SELECT count FROM tally WHERE activity = 4 AND position = 'object'"), "1");
  const auto closed = ask(file(), "SELECT data FROM journal WHERE kind = 'round_closed'");
  EXPECT_NE(closed.find(R"("voters":[2,3,4])"), closed.npos) << "by number, whatever the order they voted in";
  EXPECT_EQ(fault_of_checking(file()), "");
}

TEST_F(SealedBallots, TheKeyIsOverwrittenBeforeItIsDeleted) {
  keep(file(), room.journal);
  const auto linked = folder / "kept-by-somebody";
  fs::create_hard_link(key(), linked);
  const auto closing = close();
  auto opened = open_sqlite_journal(file());
  opened.journal->append(closing);
  std::ifstream in{linked, std::ios::binary};
  const std::string left{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_EQ(left, std::string(32, '\0'));
}

TEST_F(SealedBallots, AKeyLeftOverByACrashIsDestroyedAtTheNextOpening) {
  keep(file(), room.journal);
  fs::copy_file(key(), folder / "aside");
  const auto closing = close();
  open_sqlite_journal(file()).journal->append(closing);
  fs::copy_file(folder / "aside", key());  // as if the process had ended between the commit and this
  open_sqlite_journal(file());
  EXPECT_FALSE(fs::exists(key()));
}

TEST_F(SealedBallots, WithoutItsKeyAnOpenRoundIsSeenToBeUnreadableAndAnnulled) {
  keep(file(), room.journal);
  fs::remove(key());
  auto opened = open_sqlite_journal(file());
  ASSERT_TRUE(opened.workshop.sub_objectives.at(ModelCase::kPlace).rounds[0].unreadable);
  const auto step = take(opened.workshop, {kTheWorkshop, room.now},
                         ServerCommand{AnnulUnreadable{ModelCase::kPlace, RoundNumber{1}}});
  ASSERT_EQ(step.recorded.size(), 1U);
  opened.journal->append(step.recorded);
  EXPECT_EQ(opened.workshop.sub_objectives.at(ModelCase::kPlace).stage, Stage::clarifying);
  opened = {};
  EXPECT_EQ(fault_of_checking(file()), "");
}

TEST_F(SealedBallots, NoSnapshotIsKeptWhileTheyAreOpen) {
  keep(file(), room.journal);
  EXPECT_FALSE(keep_snapshot(file()));
  const auto closing = close();
  open_sqlite_journal(file()).journal->append(closing);
  EXPECT_TRUE(keep_snapshot(file()));
}

}  // namespace
}  // namespace acuerdo
