// A second facilitator comes by a link: once, within the hour, under a name of their own.
#include "server/identity/invitations.h"

#include <gtest/gtest.h>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

using namespace std::chrono_literals;

TEST(Invitations, AreGoodOnceAndForAnHour) {
  Invitations invitations;
  const Invitations::Clock::time_point now{};
  const auto key = invitations.invite({"cuenca-2023"}, now);
  EXPECT_FALSE(invitations.accept("another", now));
  EXPECT_EQ(invitations.accept(key, now + 59min)->value, "cuenca-2023");
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
  // Nobody becomes a facilitator who is there already.
  EXPECT_EQ(accept(invite(elena).object().at("key"), "Elena Ríos").object().at("code"), "in_use");
}

}  // namespace
}  // namespace acuerdo
