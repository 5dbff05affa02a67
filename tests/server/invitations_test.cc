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

// What they were invited to is theirs, and no more of the server.
TEST(Invitations, AreToOneWorkshop) {
  RunningServer server;
  const Fields elena{{"Authorization", "Bearer " + server.facilitator()}};
  const auto definition = get(server.port(), "/api/definition", elena).object();
  const std::string other = post(server.port(), "/api/workshops", definition, elena).object().at("id");
  const std::string key =
      post(server.port(), "/api/facilitator/invite", std::string{"{}"}, elena).object().at("key");
  const auto joined =
      post(server.port(), "/api/facilitator/join", json{{"key", key}, {"name", "Marco Vega"}});
  ASSERT_EQ(joined.status, 200u) << joined.body;
  const Fields marco{{"Authorization", "Bearer " + std::string{joined.object().at("token")}}};
  const auto listed = [&](const Fields& who) {
    return get(server.port(), "/api/workshops", who).object().at("workshops").size();
  };
  EXPECT_EQ(listed(elena), 2u);
  EXPECT_EQ(listed(marco), 1u);
  EXPECT_EQ(get(server.port(), "/api/workshops", marco).body.find(other), std::string::npos);
  EXPECT_EQ(post(server.port(), "/api/workshops", definition, marco).object().at("code"), "role");
  // With the password they lead all of them, on the device they have already too.
  const auto logged_in =
      post(server.port(), "/api/facilitator/login", json{{"name", "Marco Vega"}, {"password", kPassword}});
  ASSERT_EQ(logged_in.status, 200u) << logged_in.body;
  EXPECT_EQ(listed(marco), 2u);
}

TEST(Invitations, AreTheWayBackOfWhoWasRemoved) {
  RunningServer server;
  const auto token = server.facilitator();
  const auto elena = server.connected(token);
  const auto log_in = [&](const std::string& name) {
    return post(server.port(), "/api/facilitator/login", json{{"name", name}, {"password", kPassword}});
  };
  const auto marco = log_in("Marco Vega");
  ASSERT_EQ(marco.status, 200u) << marco.body;
  must(*elena, {{"type", "participant.changeRole"},
                {"participant", marco.object().at("participant")},
                {"role", "removed"}});
  EXPECT_EQ(log_in("MARCO  VEGA").object().at("code"), "role");
  EXPECT_EQ(log_in("Lucía Mora").status, 200u);
  const std::string key = post(server.port(), "/api/facilitator/invite", std::string{"{}"},
                               {{"Authorization", "Bearer " + token}})
                              .object()
                              .at("key");
  EXPECT_EQ(post(server.port(), "/api/facilitator/join", json{{"key", key}, {"name", "Marco Vega"}}).status,
            200u);
  EXPECT_EQ(log_in("Marco Vega").status, 200u) << "they lead it again";
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
