// What anybody may cost, and whom it is charged to (server/limits/limits.h).
#include <fmt/format.h>

#include "server/limits/people.h"
#include "server/limits/travels.h"
#include "server/limits/visitors.h"
#include "server/metrics/metrics.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr SteadyTime kStart{std::chrono::hours{1}};

class OfAnAddress : public testing::Test {
 protected:
  Metrics metrics;
  Visitors visitors{2, 3, metrics};
};

TEST_F(OfAnAddress, JoinsAreCountedByTheMinute) {
  EXPECT_TRUE(visitors.joins("203.0.113.7", kStart));
  EXPECT_TRUE(visitors.joins("203.0.113.7", kStart));
  EXPECT_FALSE(visitors.joins("203.0.113.7", kStart + seconds{59}));
  EXPECT_TRUE(visitors.joins("203.0.113.8", kStart));
  EXPECT_TRUE(visitors.joins("203.0.113.7", kStart + seconds{61}));
  EXPECT_NE(metrics.text().find("acuerdo_turned_away_total{limit=\"joins\"} 1"), std::string::npos);
}

TEST_F(OfAnAddress, ConnectionsAreCountedWhileTheyLast) {
  std::vector<Visitors::Connection> open;
  for (int n = 0; n < 3; ++n) open.push_back(*visitors.connects("203.0.113.7", kStart));
  EXPECT_FALSE(visitors.connects("203.0.113.7", kStart + std::chrono::hours{2})) << "however long";
  EXPECT_TRUE(visitors.connects("203.0.113.8", kStart));
  auto moved = std::move(open.back());
  open.pop_back();
  EXPECT_FALSE(visitors.connects("203.0.113.7", kStart)) << "what was handed on is open still";
  moved = {};
  EXPECT_TRUE(visitors.connects("203.0.113.7", kStart));
}

// Many addresses that guess at one name are slowed down like one.
TEST_F(OfAnAddress, AnswersAboutOneNameAreHeldBackToo) {
  const auto wrong = [&](unsigned n, const std::string& name) {
    return visitors.answer_wrong(fmt::format("203.0.113.{}", n), kStart, name);
  };
  for (unsigned n = 0; n < kFreeOfAddress; ++n) EXPECT_EQ(wrong(n, "elena ríos"), Visitors::Wrong::told);
  EXPECT_EQ(wrong(100, "elena ríos"), Visitors::Wrong::held);
  EXPECT_EQ(wrong(101, "omar ruiz"), Visitors::Wrong::told);
  EXPECT_FALSE(visitors.is_guessing("203.0.113.100", kStart));
}

// However many addresses come, what is remembered stays bounded, and who is connected is not forgotten.
TEST_F(OfAnAddress, AccountsAreBounded) {
  const auto held = visitors.connects("203.0.113.7", kStart);
  for (std::size_t n = 0; n < 2 * kMaxAddresses; ++n)
    visitors.was_wrong(fmt::format("2001:db8::{}", n), kStart);
  std::vector<Visitors::Connection> more;
  while (auto one = visitors.connects("203.0.113.7", kStart)) more.push_back(std::move(*one));
  EXPECT_EQ(more.size(), 2U);
}

TEST(Charged, IsALineOfIPv6AndAnAddressOfIPv4) {
  const auto as = [](const char* text) { return charged_as(net::ip::make_address(text)); };
  EXPECT_EQ(as("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(as("2001:db8:1:2:3:4:5:6"), as("2001:db8:1:2:ffff::9"));
  EXPECT_NE(as("2001:db8:1:2::1"), as("2001:db8:1:3::1"));
}

TEST(OfAPerson, CommandsAreCountedOverAllTheirConnections) {
  People people;
  const ParticipantId ana{2};
  unsigned gone = 0;
  for (int n = 0; n < 200; ++n) gone += people.takes(ana, kStart, false) == People::Answer::go ? 1 : 0;
  EXPECT_EQ(gone, static_cast<unsigned>(kCommandBurst));
  EXPECT_EQ(people.takes(ParticipantId{3}, kStart, false), People::Answer::go);
  EXPECT_EQ(people.takes(ana, kStart + seconds{1}, false), People::Answer::go);
}

TEST(OfAPerson, WhatTheyMakeTravelIsCharged) {
  People people;
  const ParticipantId ana{2};
  people.travelled(ana, kTravelBurst + kTravelBytesASecond, kStart);
  EXPECT_EQ(people.takes(ana, kStart + milliseconds{500}, false), People::Answer::too_much);
  EXPECT_EQ(people.takes(ana, kStart + milliseconds{500}, true), People::Answer::go)
      << "who leads is not held";
  EXPECT_EQ(people.takes(ana, kStart + milliseconds{1'100}, false), People::Answer::go);
}

TEST(ALongDocument, TravelsFourTimesASecondAndTheNewestOfIt) {
  Travels travels;
  const std::set<DocumentKey> activity{"activity/4"};
  const auto length = [](const DocumentKey& key) { return key == "activity/4" ? 40'000 : 400; };
  std::size_t sent = 0;
  std::uint64_t sequence = 10;
  for (auto at = kStart; at < kStart + seconds{1}; at += milliseconds{10}, ++sequence) {
    const auto go = travels.let_go(activity, Sequence{sequence}, at, length);
    sent += go.size();
    if (go.empty()) {
      EXPECT_LT(travels.told(Sequence{sequence}), Sequence{sequence}) << "what waits is not told";
      EXPECT_GT(*travels.next(), at);
    } else {
      EXPECT_EQ(travels.told(Sequence{sequence}), Sequence{sequence});
    }
  }
  EXPECT_EQ(sent, 4U);
  const auto last = travels.let_go({}, {}, *travels.next(), length);
  EXPECT_EQ(last, activity) << "the newest comes when nothing else changes";
  EXPECT_FALSE(travels.next());
  const std::set<DocumentKey> session{"liveSession/d1am"};
  for (int n = 0; n < 20; ++n)
    EXPECT_EQ(travels.let_go(session, Sequence{sequence}, kStart + seconds{9}, length), session);
}

TEST(ALongDocument, HidesNoChangeFromWhoResumes) {
  Travels travels;
  const auto length = [](const DocumentKey&) { return std::size_t{40'000}; };
  travels.let_go({"activity/4"}, Sequence{10}, kStart, length);
  travels.let_go({"activity/4"}, Sequence{11}, kStart + milliseconds{20}, length);
  travels.let_go({"activity/4", "activity/5"}, Sequence{15}, kStart + milliseconds{40}, length);
  EXPECT_EQ(travels.told(Sequence{15}), Sequence{10}) << "all before the first that waits";
}

TEST(BehindAProxy, AnAddressHasSoManyConnections) {
  ServerOptions options;
  options.proxy = net::ip::make_address("127.0.0.1");
  options.connections = 5;
  RunningServer server{options};
  std::vector<std::unique_ptr<Client>> open;
  for (unsigned n = 0; n < options.connections; ++n)
    open.push_back(std::make_unique<Client>(server.port(), Fields{{"X-Forwarded-For", "203.0.113.7"}}));
  EXPECT_THROW(Client(server.port(), {{"X-Forwarded-For", "203.0.113.7"}}), std::exception);
  EXPECT_NO_THROW(Client(server.port(), {{"X-Forwarded-For", "203.0.113.8"}}));
  open.pop_back();
  const auto again = [&] {
    try {
      Client client{server.port(), {{"X-Forwarded-For", "203.0.113.7"}}};
      return true;
    } catch (const std::exception&) {
      return false;
    }
  };
  bool in = false;
  for (int n = 0; n < 50 && !(in = again()); ++n) std::this_thread::sleep_for(milliseconds{20});
  EXPECT_TRUE(in) << "one that ended makes room for another";
}

}  // namespace
}  // namespace acuerdo
