// Files that are cut, foreign, newer, or on a disk that is full.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "tests/journal/kept_workshop.h"

namespace acuerdo {
namespace {

class Damage : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder / "w.acuerdo"; }
  void said(const std::string& part) {
    for (const auto& fault : {fault_of_opening(file()), fault_of_checking(file())}) {
      EXPECT_NE(fault.find(part), fault.npos) << fault;
      EXPECT_NE(fault.find("w.acuerdo"), fault.npos) << "names the file: " << fault;
    }
  }
  Folder folder;
};

TEST_F(Damage, OfAFileThatIsNoneIsSaid) {
  std::ofstream{file()} << std::string(20'000, 'x');
  said("not a workshop's file");
}

TEST_F(Damage, OfAnotherProgramsDatabaseIsSaid) {
  {
    std::ofstream{file()};
    tamper(file(), "CREATE TABLE songs (title TEXT)");
  }
  said("not a workshop's file");
}

TEST_F(Damage, OfANewerSchemaIsSaid) {
  keep_a_morning(file());
  tamper(file(), "UPDATE meta SET value = '99' WHERE key = 'schema_version'");
  said("schema 99");
}

TEST_F(Damage, OfATruncatedFileIsSaid) {
  keep_a_morning(file());
  std::filesystem::resize_file(file(), std::filesystem::file_size(file()) / 2);
  said("damaged");
}

TEST_F(Damage, OfFlippedBytesNeverPassesUnnoticed) {
  keep_a_morning(file());
  const auto head = to_hex(read_sqlite_journal(file(), Trust::whole).head);
  const auto size = std::filesystem::file_size(file());
  for (std::uintmax_t at = 100; at < size; at += size / 61) {
    const auto copy = folder / "copy.acuerdo";
    std::filesystem::copy_file(file(), copy, std::filesystem::copy_options::overwrite_existing);
    {
      std::fstream bytes{copy, std::ios::in | std::ios::out | std::ios::binary};
      bytes.seekg(static_cast<std::streamoff>(at));
      const auto byte = static_cast<char>(bytes.get() ^ 0x55);
      bytes.seekp(static_cast<std::streamoff>(at));
      bytes.put(byte);
    }
    // Either it is noticed, or it was in a part of a page that holds nothing.
    if (!fault_of_checking(copy).empty()) continue;
    EXPECT_EQ(to_hex(read_sqlite_journal(copy, Trust::whole).head), head) << at;
  }
}

// In a child, because the limit is the process's: files may not grow beyond it, as on a full disk.
TEST_F(Damage, OfAFullDiskLosesNothingThatWasKept) {
  const auto events = keep_a_morning(folder / "from.acuerdo");
  keep(file(), std::span{events}.first(5));
  const auto child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    auto opened = open_sqlite_journal(file());
    const rlimit limit{std::filesystem::file_size(file()), RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
    std::string sentence;
    try {
      for (std::size_t at = 5; at < events.size(); ++at) {
        auto event = events[at];
        auto remark = RemarkWritten{ModelCase::kPlace, {{"es", std::string(200'000, 'x')}}};
        opened.journal->append(std::vector<Recorded>{{event.happening, remark}});
      }
    } catch (const JournalFault& fault) {
      sentence = fault.what();
    }
    _exit(sentence.find("full") != sentence.npos ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(fault_of_checking(file()), "");
  EXPECT_GE(std::stoi(ask(file(), "SELECT count(*) FROM journal")), 5);
}

// Killed at random moments while it writes: what append() returned from is there, whole.
TEST_F(Damage, OfSuddenDeathLosesNothingThatWasKept) {
  const auto events = keep_a_morning(folder / "from.acuerdo");
  for (int death = 0; death < 12; ++death) {
    std::filesystem::remove(file());
    std::array<int, 2> pipe_ends{};
    ASSERT_EQ(pipe(pipe_ends.data()), 0);
    const auto child = fork();
    if (child == 0) {
      auto opened = open_sqlite_journal(file());
      for (std::size_t at = 0; at < events.size(); ++at) {
        opened.journal->append(std::span{events}.subspan(at, 1));
        const auto kept = static_cast<char>(at + 1);
        if (write(pipe_ends[1], &kept, 1) != 1) _exit(1);
      }
      pause();
    }
    usleep(static_cast<useconds_t>(8'000 + death * 1'500));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(pipe_ends[1]);
    int kept = 0;
    char last = 0;
    while (read(pipe_ends[0], &last, 1) == 1) kept = last;
    close(pipe_ends[0]);
    if (!std::filesystem::exists(file())) continue;
    EXPECT_EQ(fault_of_opening(file()), "");
    EXPECT_EQ(fault_of_checking(file()), "");
    EXPECT_GE(std::stoi(ask(file(), "SELECT count(*) FROM journal")), kept);
  }
}

}  // namespace
}  // namespace acuerdo
