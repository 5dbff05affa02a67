// Who comes with the code, and until when what they were given is good; through the real server.
#include <gtest/gtest.h>

#include "server/identity/facilitator_password.h"
#include "server/identity/token.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

class GuestsOfTheServer : public testing::Test {
 protected:
  HttpAnswer join(const std::string& code, const std::string& name) const {
    return post(server.port(), "/api/join",
                json{{"code", code},
                     {"name", name},
                     {"institution", "mdi"},
                     {"role", "delegate"},
                     {"language", "es"}});
  }
  Fields as_elena() const { return {{"Authorization", "Bearer " + token}}; }

  RunningServer server;
  std::string token = server.facilitator();
  std::unique_ptr<Client> elena = server.connected(token);
};

TEST_F(GuestsOfTheServer, ARenewedCodeLetsNobodyInByTheOneBefore) {
  const auto before = server.join_code();
  const auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  Client screen{server.port()};
  screen.hello_as_screen(before);
  const auto renewed = post(server.port(), "/api/code", json::object(), as_elena());
  ASSERT_EQ(renewed.status, 200U) << renewed.body;
  const std::string code = renewed.object().at("joinCode");
  EXPECT_NE(code, before);
  EXPECT_EQ(code.size(), kCodeHere);
  EXPECT_EQ(screen.until_closed(), 4003U);
  EXPECT_EQ(join(before, "Bruno Salas").status, 404U);
  EXPECT_EQ(get(server.port(), "/api/join/" + before).status, 404U);
  EXPECT_EQ(join(code, "Bruno Salas").status, 200U);
  ana->until([&](const Client& one) { return one.documents.at("workshop").at("joinCode") == code; });
  server.stop();
  server.start();
  EXPECT_EQ(server.join_code(), code) << "also after a restart";
  EXPECT_EQ(join(before, "Carla Mora").status, 404U);
}

TEST_F(GuestsOfTheServer, ACodeIsLongerWhereTheInternetReachesTheServer) {
  ServerOptions options;
  options.address = "https://acuerdo.example.org";
  const RunningServer afar{options};
  EXPECT_EQ(afar.join_code().size(), kCodeAnywhere);
  EXPECT_EQ(server.join_code().size(), kCodeHere);
}

TEST_F(GuestsOfTheServer, AScreenThatCameByTheCodeEndsWhenItLetsNobodyIn) {
  const auto pass = get(server.port(), "/api/screen", as_elena()).object().at("pass");
  Client by_code{server.port()};
  by_code.hello_as_screen(server.join_code());
  Client by_link{server.port()};
  by_link.hello_as_screen(server.join_code(), pass);
  must(*elena, {{"type", "admission.set"}, {"admission", "closed"}});
  EXPECT_EQ(by_code.until_closed(), 4003U);
  must(*elena, {{"type", "announcement.make"}, {"words", {{"es", "Seguimos"}}}});
  by_link.until([](const Client& one) { return one.documents.contains("announcement"); });
  const auto refused = join(server.join_code(), "Ana Paredes");
  EXPECT_EQ(refused.object().at("code"), "stage");
}

// Who was removed with the others is out at once, and may come again.
TEST_F(GuestsOfTheServer, WhoNeverDidAThingIsRemovedWithTheOthers) {
  const auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  const auto bruno = server.connected(server.delegate("mdi", "Bruno Salas"));
  must(*elena, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
  must(*ana, {{"type", "presence.arrive"}, {"liveSession", "d1am"}});
  elena->until([](const Client& one) {
    return one.documents.contains("participant/3") && one.documents.at("participant/2").at("idle") == false;
  });
  EXPECT_EQ(elena->documents.at("participant/3").at("idle"), true);
  must(*elena, {{"type", "people.removeIdle"}, {"participants", {2, 3}}});
  EXPECT_EQ(bruno->until_closed(), 4003U);
  must(*ana, {{"type", "presence.leave"}});
  elena->until([](const Client& one) { return one.documents.at("participant/3").at("role") == "removed"; });
  EXPECT_EQ(join(server.join_code(), "Bruno Salas").status, 200U);
}

// `acuerdo password` is another process: the server notices.
TEST_F(GuestsOfTheServer, AnotherPasswordEndsEveryFacilitatorsToken) {
  const auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  change_password(server.data(), "otra clave larga y segura");
  EXPECT_EQ(elena->until_closed(), 4003U);
  EXPECT_EQ(get(server.port(), "/api/workshops", as_elena()).status, 401U);
  must(*ana, {{"type", "presence.leave"}});
  const auto login = [&](const std::string& password) {
    return post(server.port(), "/api/facilitator/login",
                json{{"name", "Elena Ríos"}, {"password", password}});
  };
  EXPECT_EQ(login(kPassword).status, 401U);
  const auto again = login("otra clave larga y segura");
  ASSERT_EQ(again.status, 200U);
  const auto back = server.connected(again.object().at("token"));
  std::this_thread::sleep_for(std::chrono::milliseconds{1'500});
  must(*back, {{"type", "announcement.make"}, {"words", {{"es", "De vuelta"}}}});
  // While the server was down, too.
  server.stop();
  change_password(server.data(), "una tercera clave segura");
  server.start();
  const auto out = [&] {
    return get(server.port(), "/api/workshops",
               {{"Authorization", "Bearer " + again.object().at("token").get<std::string>()}})
               .status == 401U;
  };
  for (int n = 0; n < 100 && !out(); ++n) std::this_thread::sleep_for(std::chrono::milliseconds{20});
  EXPECT_TRUE(out());
}

TEST(Token, IsGoodForATime) {
  const Time given{std::chrono::days{20'000}};
  Participant ana;
  ana.credentials.push_back({credential_of("secret"), given});
  const auto hash = credential_of("secret");
  EXPECT_TRUE(knows(ana, hash, given + kTokenGood - std::chrono::seconds{1}));
  EXPECT_FALSE(knows(ana, hash, given + kTokenGood));
  EXPECT_TRUE(knows(ana, hash, given - std::chrono::days{400}))
      << "a clock that was set back puts nobody out";
  EXPECT_FALSE(knows(ana, credential_of("another"), given));
  ana.role = Role::facilitator;
  EXPECT_FALSE(knows(ana, hash, given + kFacilitatorsTokenGood));
}

}  // namespace
}  // namespace acuerdo
