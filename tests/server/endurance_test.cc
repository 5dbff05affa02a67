// Coming and going leaves nothing behind: no memory, no descriptor, no thread. ACUERDO_ENDURANCE multiplies
// how often (default 1: some seconds).
#include <gtest/gtest.h>

#include <malloc.h>
#include <fstream>

#include "tests/journal/kept_workshop.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

std::size_t times(std::size_t number) {
  const char* wish = std::getenv("ACUERDO_ENDURANCE");
  return number * (wish ? static_cast<std::size_t>(std::atoi(wish)) : 1);
}

struct Held {
  std::size_t descriptors = 0;
  std::size_t threads = 0;
  std::size_t kib = 0;  // resident
};

std::size_t entries(const char* folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, {}));
}

Held held() {
  malloc_trim(0);
  std::size_t pages = 0;
  std::size_t resident = 0;
  std::ifstream{"/proc/self/statm"} >> pages >> resident;
  return {entries("/proc/self/fd"), entries("/proc/self/task"), resident * 4};
}

// Does it once, to fill what is kept for good; then often.
void expect_no_growth(std::size_t often, std::size_t at_most_kib, const std::function<void()>& once) {
  for (std::size_t n = 0; n < often / 4 + 1; ++n) once();
  std::this_thread::sleep_for(std::chrono::milliseconds{200});
  const auto before = held();
  for (std::size_t n = 0; n < often; ++n) once();
  auto after = held();
  // The last connections end a moment after their clients.
  for (int waited = 0; waited < 200 && after.descriptors > before.descriptors; ++waited) {
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
    after = held();
  }
  EXPECT_EQ(after.descriptors, before.descriptors);
  EXPECT_EQ(after.threads, before.threads);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they keep what was freed
  EXPECT_LT(after.kib, before.kib + at_most_kib);
#else
  static_cast<void>(at_most_kib);
#endif
}

TEST(Endurance, FilesAreOpenedAndClosed) {
  const Folder folder;
  const auto file = folder / "w.acuerdo";
  keep_a_morning(file);
  expect_no_growth(times(150), 1'024, [&] {
    const auto opened = open_sqlite_journal(file);
    EXPECT_GT(opened.workshop.sequence, Sequence{});
  });
}

TEST(Endurance, ServersStartAndStop) {
  RunningServer server;
  expect_no_growth(times(8), 2'048, [&] {
    server.stop();
    server.start();
  });
}

// What they say leaves nothing in the workshop either: a workshop grows with what happens in it.
TEST(Endurance, PeopleComeAndGo) {
  RunningServer server;
  std::vector<std::string> people;
  for (int n = 0; n < 20; ++n) people.push_back(server.delegate("mdi", "Persona " + std::to_string(n)));
  expect_no_growth(times(20), 2'048, [&] {
    std::vector<std::unique_ptr<Client>> crowd;
    for (const auto& token : people) crowd.push_back(server.connected(token));
    for (auto& client : crowd) {
      client->send({{"type", "ping"}});
      client->until("pong");
    }
  });
}

}  // namespace
}  // namespace acuerdo
