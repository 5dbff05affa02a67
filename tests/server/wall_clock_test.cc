#include "server/room/wall_clock.h"

#include <gtest/gtest.h>

namespace acuerdo {
namespace {

using namespace std::chrono_literals;

class WallClockTest : public testing::Test {
 protected:
  // Both clocks go on, and somebody sets the system's.
  Time after(std::chrono::milliseconds passed, std::chrono::milliseconds set = 0ms) {
    boot += passed;
    system += passed + set;
    return clock.read(system, boot);
  }
  WallClock clock;
  WallClock::System system{std::chrono::sys_days{std::chrono::year{2023} / 2 / 7}};
  WallClock::Boot boot{1h};
};

TEST_F(WallClockTest, GivesTheTimeOfDayAndNoJumpWhenNobodySetsIt) {
  const auto first = after(0ms);
  EXPECT_EQ(after(12h) - first, 12h);
  EXPECT_FALSE(clock.jumped());
  after(1s, -900ms);
  EXPECT_FALSE(clock.jumped()) << "NTP corrects by less";
}

TEST_F(WallClockTest, GivesTheClocksTimeAndTellsAJumpOnce) {
  const auto first = after(0ms);
  EXPECT_EQ(after(1s, 24h) - first, 24h + 1s);
  EXPECT_EQ(clock.jumped(), 24h);
  EXPECT_FALSE(clock.jumped());
  EXPECT_EQ(after(1s, -24h) - first, 2s) << "and it goes back when the clock does";
  EXPECT_EQ(clock.jumped(), -24h);
}

}  // namespace
}  // namespace acuerdo
