// A room by itself, without a server around it.
#include "server/room/room.h"

#include <gtest/gtest.h>

#include "tests/journal/folder.h"
#include "tests/journal/kept_workshop.h"

namespace acuerdo {
namespace {

class RoomTest : public testing::Test {
 protected:
  RoomTest() {
    const auto file = folder / "w.acuerdo";
    keep_a_morning(file);
    room = std::make_shared<Room>(context.get_executor(),
                                  std::vector<net::any_io_executor>{context.get_executor()},
                                  context.get_executor(), WorkshopFiles{file}, "boot", metrics);
  }

  void join(const std::string& name) {
    room->ask({JoinWorkshop{name, InstitutionId{"mdi"}, Role::delegate, "es", "credential"},
               [this, name](const std::variant<ParticipantId, Refusal>& answer) { answers[name] = answer; }});
  }

  Folder folder;
  Metrics metrics;
  net::io_context context{1};
  std::shared_ptr<Room> room;
  std::map<std::string, std::variant<ParticipantId, Refusal>> answers;
};

// Everything below is given before the room's thread runs at all: the first is on its way to the disk while
// the others wait.
TEST_F(RoomTest, RefusesOnlyWhatDoesNotFit) {
  join("Rosa Vega");
  std::size_t looks = 0;
  for (std::size_t n = 1; n < kMaxWaiting; ++n) room->glance({[&looks](const Workshop&) { ++looks; }});
  join("Berta Salas");
  join("Carlos Mena");
  bool closed = false;
  auto work = net::make_work_guard(context);
  const auto last = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (answers.size() < 3 && std::chrono::steady_clock::now() < last)
    context.run_one_for(std::chrono::milliseconds{100});
  room->close([&] { closed = true; });
  while (!closed && std::chrono::steady_clock::now() < last)
    context.run_one_for(std::chrono::milliseconds{100});
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(looks, kMaxWaiting - 1);
  EXPECT_TRUE(std::holds_alternative<ParticipantId>(answers["Rosa Vega"]));
  EXPECT_TRUE(std::holds_alternative<ParticipantId>(answers["Berta Salas"]));
  ASSERT_TRUE(std::holds_alternative<Refusal>(answers["Carlos Mena"]));
  EXPECT_EQ(std::get<Refusal>(answers["Carlos Mena"]).code, RefusalCode::rate);
}

}  // namespace
}  // namespace acuerdo
