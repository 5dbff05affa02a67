// A file is opened from its snapshot at once; that what is before it was altered is found soon after.
#include <gtest/gtest.h>

#include "tests/journal/kept_workshop.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

std::string health(std::uint16_t port) { return get(port, "/health").object().at("status"); }

TEST(AlteredPast, StopsTheRoomThoughItOpensFromItsSnapshot) {
  RunningServer server;
  const auto token = server.delegate("mdi", "Ana Paredes");
  server.stop();
  keep_with_snapshot(server.file());
  server.start();
  std::this_thread::sleep_for(std::chrono::milliseconds{300});
  EXPECT_EQ(health(server.port()), "serving") << "nothing was altered";
  EXPECT_NO_THROW(server.connected(token));
  server.stop();

  tamper(server.file(), "UPDATE journal SET at = at + 1 WHERE sequence = 2");
  server.start();
  wait_until_serving(server.port(), false);
  EXPECT_EQ(get(server.port(), "/health").status, 503U);
  Client ana{server.port()};
  ana.send({{"type", "hello"}, {"token", token}});
  EXPECT_EQ(ana.until_closed(), 4011U);
  EXPECT_EQ(ana.closing.back().at("reason"), "fault");
}

}  // namespace
}  // namespace acuerdo
