// A second facilitator comes by a link: once, within the hour, under a name of their own.
#include "server/identity/invitations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <thread>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

using namespace std::chrono_literals;

TEST(Invitations, AreGoodOnceAndForAnHour) {
  Invitations invitations;
  const Invitations::Clock::time_point now{};
  const auto key = invitations.invite({"cuenca-2023"}, now);
  EXPECT_FALSE(invitations.accept("another", now));
  EXPECT_EQ(invitations.accept(key, now + 59min)->workshop.value, "cuenca-2023");
  EXPECT_FALSE(invitations.accept(key, now));
  const auto late = invitations.invite({"cuenca-2023"}, now);
  EXPECT_FALSE(invitations.accept(late, now + 61min));
}

TEST(Invitations, AreAFewAtOnce) {
  Invitations invitations;
  const Invitations::Clock::time_point now{};
  const auto first = invitations.invite({"cuenca-2023"}, now);
  for (std::size_t n = 0; n < kMaxInvitations; ++n) invitations.invite({"cuenca-2023"}, now);
  EXPECT_FALSE(invitations.accept(first, now));
}

TEST(Invitations, MakeAFacilitatorWhoKnowsNoPassword) {
  RunningServer server;
  const auto elena = server.facilitator();
  const auto invite = [&](const std::string& who) {
    return post(server.port(), "/api/facilitator/invite", std::string{"{}"},
                {{"Authorization", "Bearer " + who}});
  };
  const auto accept = [&](const std::string& key, const std::string& name) {
    return post(server.port(), "/api/facilitator/join", json{{"key", key}, {"name", name}});
  };
  EXPECT_EQ(invite(server.delegate("mdi", "Ana")).status, 403u);
  const std::string key = invite(elena).object().at("key");
  EXPECT_EQ(accept("nonsense", "Marco").object().at("code"), "key");
  const auto joined = accept(key, "Marco <b>Vega</b>");
  ASSERT_EQ(joined.status, 200u) << joined.body;
  const auto marco = server.connected(joined.object().at("token"));
  must(*marco, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
  EXPECT_EQ(accept(key, "Otro").object().at("code"), "key");
  // Nobody becomes a facilitator who is there already; and the link is good for another name.
  const std::string another = invite(elena).object().at("key");
  EXPECT_EQ(accept(another, "ELENA RÍOS").object().at("code"), "in_use");
  EXPECT_EQ(accept(another, "Lucía Mora").status, 200u);
}

TEST(Invitations, OfTwoUnderOneNameAtOnceOneComesIn) {
  RunningServer server;
  const auto elena = server.facilitator();
  for (int n = 0; n < 20; ++n) {
    std::vector<std::string> keys;
    for (int link = 0; link < 2; ++link) {
      keys.push_back(post(server.port(), "/api/facilitator/invite", std::string{"{}"},
                          {{"Authorization", "Bearer " + elena}})
                         .object()
                         .at("key"));
    }
    std::array<int, 2> status{};
    {
      std::vector<std::jthread> both;
      for (std::size_t who = 0; who < 2; ++who) {
        both.emplace_back([&, who] {
          status[who] =
              static_cast<int>(post(server.port(), "/api/facilitator/join",
                                    json{{"key", keys[who]}, {"name", "Marco " + std::to_string(n)}})
                                   .status);
        });
      }
    }
    std::ranges::sort(status);
    EXPECT_EQ(status, (std::array{200, 409}));
  }
}

}  // namespace
}  // namespace acuerdo
