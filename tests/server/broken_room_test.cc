// A fault of the program in one workshop stops that workshop, and no other.
#include <gtest/gtest.h>

#include <fstream>

#include "server/room/seen_in.h"
#include "sessions/journal/sqlite_journal.h"
#include "tests/server/running_server.h"
#include "tests/source_file.h"

namespace acuerdo {
namespace {

class BrokenRoom : public testing::Test {
 protected:
  BrokenRoom() {
    auto definition = get(server.port(), "/api/definition", authorized).object();
    const auto imported = post(server.port(), "/api/workshops", definition, authorized);
    EXPECT_EQ(imported.status, 201u) << imported.body;
    other = imported.object().at("id");
  }
  std::shared_ptr<Room> room() const { return server.server().workshops().all().front(); }
  // As an invariant of ours that does not hold would: on the room's strand, in the middle of its work.
  void break_it() const {
    room()->glance({[](const Workshop&) { throw std::out_of_range{"it names what is not there"}; }});
  }
  std::unique_ptr<Client> in_the_other() {
    const auto answer = post(server.port(), "/api/facilitator/login",
                             json{{"name", "Elena Ríos"}, {"password", kPassword}, {"workshop", other}});
    EXPECT_EQ(answer.status, 200u) << answer.body;
    return server.connected(answer.object().at("token"));
  }

  RunningServer server;
  std::string token = server.facilitator();
  Fields authorized{{"Authorization", "Bearer " + token}};
  std::string other;
};

TEST_F(BrokenRoom, StopsAndSaysSoWhileTheOthersGoOn) {
  const auto elena = server.connected(token);
  const auto there = in_the_other();
  must(*elena, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
  const auto kept = elena->sequence;
  break_it();
  EXPECT_EQ(elena->until_closed(), 4011u);
  ASSERT_FALSE(elena->closing.empty());
  EXPECT_EQ(elena->closing.back().at("reason"), "fault");
  const auto health = get(server.port(), "/health");
  EXPECT_EQ(health.status, 503u);
  EXPECT_EQ(health.object().at("workshops").at("cuenca-2023"), "stopped");
  EXPECT_EQ(health.object().at("workshops").at(other), "serving");
  EXPECT_GE(health.object().at("stoppedAfter").at("cuenca-2023"), kept);
  must(*there, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
}

TEST_F(BrokenRoom, IsNotTriedAgainUntilTheServerIsStartedAnew) {
  break_it();
  wait_until_serving(server.port(), false);
  std::this_thread::sleep_for(std::chrono::milliseconds{1'500});
  EXPECT_FALSE(room()->serving());
  EXPECT_EQ(get(server.port(), "/api/minutes?format=json", authorized).status, 200u)
      << "what was kept can be read: the file is whole";
  server.stop();
  EXPECT_NO_THROW(check_sqlite_journal(server.file()));
  server.start();
  wait_until_serving(server.port(), true);
  must(*server.connected(token), {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
}

// Who asked for what could not be made is told so, and does not wait for it.
TEST_F(BrokenRoom, TellsWhoLooked) {
  net::io_context lane{1};
  const auto look = [](const Workshop&) -> int { throw std::out_of_range{"it names what is not there"}; };
  std::exception_ptr told;
  net::co_spawn(lane.get_executor(), seen_in<int>(room(), look),
                [&](const std::exception_ptr& fault, int) { told = fault; });
  auto work = net::make_work_guard(lane);
  const auto last = std::chrono::steady_clock::now() + kPatience;
  while (!told && std::chrono::steady_clock::now() < last) lane.run_one_for(std::chrono::milliseconds{100});
  ASSERT_TRUE(told);
  EXPECT_THROW(std::rethrow_exception(told), NotSeen);
  wait_until_serving(server.port(), false);
}

// The file that ended the server of schema 7 at each start.
TEST(FileThatEndedTheServer, IsServed) {
  Folder folder;
  std::filesystem::create_directories(folder / "data");
  std::filesystem::copy_file(source_file("tests/journal/files/schema-7-undone.acuerdo"),
                             folder / "data" / "old.acuerdo");
  ServerOptions options;
  options.data = folder / "data";
  options.listen = {net::ip::address_v4::loopback(), 0};
  Server server{options};
  std::thread thread{[&] { server.run(); }};
  const auto token = first_facilitator(server.port(), *server.one_time_key());
  Client elena{server.port()};
  elena.hello(token);
  elena.until([](const Client& one) { return one.documents.contains("result/1.1.1/5/1"); });
  EXPECT_EQ(elena.documents.at("result/1.1.1/5/1").at("verdict").at("kind"), "not_reached");
  server.stop();
  thread.join();
}

}  // namespace
}  // namespace acuerdo
