// Who may come in, and what wrong answers cost.
#include <gtest/gtest.h>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "server/identity/password_strength.h"
#include "tests/server/contract.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

using Clock = std::chrono::steady_clock;

class Identity : public testing::Test {
 protected:
  HttpAnswer join(const std::string& code, const std::string& name = "Ana Paredes",
                  const json& institution = "mdi", const std::string& role = "delegate") {
    return post(server.port(), "/api/join",
                json{{"code", code},
                     {"name", name},
                     {"institution", institution},
                     {"role", role},
                     {"language", "es"}});
  }
  RunningServer server;
};

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

TEST_F(Identity, OneTimeKeySetsThePasswordOnce) {
  const auto key = server.server().one_time_key().value();
  const auto with = [&](const std::string& k, const std::string& password) {
    return post(server.port(), "/api/facilitator/password",
                json{{"key", k}, {"name", "Elena Ríos"}, {"password", password}});
  };
  EXPECT_EQ(get(server.port(), "/api/state").object().at("passwordSet"), false);
  EXPECT_EQ(with("not-the-key", kPassword).object().at("code"), "key");
  for (const auto* weak :
       {"corta", "1234567890", "Contraseña2026", "Cuenca-Ecuador 2023", "ministerio del interior"}) {
    const auto answer = with(key, weak);
    EXPECT_EQ(answer.object().at("code"), "field_invalid") << weak;
    EXPECT_EQ(answer.object().at("field"), "password") << weak;
  }
  const auto first = with(key, kPassword);
  EXPECT_EQ(first.status, 200U);
  EXPECT_EQ(misfit(first.object(), "joined.response"), "");
  EXPECT_EQ(first.object().at("role"), "facilitator");
  EXPECT_EQ(with(key, kPassword).status, 403U);
  EXPECT_EQ(get(server.port(), "/api/state").object().at("passwordSet"), true);
  EXPECT_FALSE(server.server().one_time_key());
}

TEST(Password, IsNotWhatIsTriedFirst) {
  const std::vector<std::string> words{"Estrategia Nacional contra la Trata", "Cuenca",
                                       "Ministerio del Interior"};
  for (const auto* weak :
       {"nueve let", "ñandúñ123", "1234567890", "0987654321", "aaaaaaaaaaaa", "abababababab", "qwertyuiop",
        "Password2026!", "CONTRASEÑA 1", "2023-acuerdo-2023", "estrategia nacional", "Interior 1234"})
    EXPECT_TRUE(weakness_of(weak, words)) << weak;
  for (const auto* good : {"una clave larga y segura", "ключ от дома", "mesa y tres sillas",
                           "tr0ta-mundos-77", "Estrategia de mi abuela"})
    EXPECT_FALSE(weakness_of(good, words)) << good;
  EXPECT_TRUE(weakness_of(std::string(201, 'x') + "yzabc", {}));
}

// A file that cannot be read is not a wrong password; root's new one is the server's to read.
TEST(Password, OfTheFolderIsItsOwners) {
  const Folder folder;
  keep_password(folder.path(), "mesa y tres sillas");
  const FacilitatorPassword password{folder.path()};
  EXPECT_TRUE(password.matches("mesa y tres sillas"));
  EXPECT_FALSE(password.matches("mesa y cuatro sillas"));
  const auto file = folder / "facilitator.password";
  std::filesystem::remove(file);
  EXPECT_THROW(password.matches("mesa y tres sillas"), std::runtime_error);
  if (geteuid() != 0) return;
  ASSERT_EQ(chown(folder.path().c_str(), 12345, 12345), 0);
  keep_password(folder.path(), "mesa y tres sillas");
  struct stat owner {};
  ASSERT_EQ(stat(file.c_str(), &owner), 0);
  EXPECT_EQ(owner.st_uid, 12345U);
  EXPECT_EQ(owner.st_mode & 0777U, 0600U);
}

TEST_F(Identity, LogsInWithThePasswordAndKeepsItHashedAlone) {
  server.facilitator();
  const auto with = [&](const std::string& password) {
    return post(server.port(), "/api/facilitator/login",
                json{{"name", "Elena Ríos"}, {"password", password}});
  };
  const auto wrong = with("otra clave larga");
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_EQ(wrong.object().at("code"), "credentials");
  const auto right = with(kPassword);
  EXPECT_EQ(right.status, 200U);
  EXPECT_EQ(right.object().at("participant"), 1) << "the same person on another device";
  const auto kept = bytes_of(server.data() / "facilitator.password");
  EXPECT_TRUE(kept.starts_with("$argon2id$"));
  EXPECT_EQ(kept.find(kPassword), kept.npos);
  EXPECT_EQ(std::filesystem::status(server.data() / "facilitator.password").permissions() &
                std::filesystem::perms::others_read,
            std::filesystem::perms::none);
}

TEST_F(Identity, TokensAreKeptHashedAndSurviveARestart) {
  const auto token = server.delegate("mdi", "Ana Paredes");
  const auto secret = token.substr(token.rfind('.') + 1);
  EXPECT_GE(secret.size(), 43U) << "256 random bits";
  server.stop();
  for (const auto& entry : std::filesystem::recursive_directory_iterator{server.data()}) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(bytes_of(entry.path()).find(secret), std::string::npos) << entry.path();
  }
  server.start();
  EXPECT_EQ(server.connected(token)->mine.at("participant").at("name"), "Ana Paredes");
}

TEST_F(Identity, JoinsWithTheCodeHoweverItIsTyped) {
  const auto code = server.join_code();
  EXPECT_EQ(join(code).status, 200U);
  EXPECT_EQ(join(" " + code.substr(0, 3) + "-" + code.substr(3), "Berta Salas").status, 200U);
  const auto invited = get(server.port(), "/api/join/" + code);
  EXPECT_EQ(misfit(invited.object(), "invitation.response"), "");
  EXPECT_EQ(invited.object().at("institutions").size(), 13U);
}

TEST_F(Identity, RefusesToJoinByField) {
  const auto code = server.join_code();
  EXPECT_EQ(join(code, "   ").object().at("field"), "name");
  EXPECT_EQ(join(code, "Ana", nullptr).object().at("code"), "field_missing");
  EXPECT_EQ(join(code, "Ana", nullptr, "observer").status, 200U);
  EXPECT_EQ(join(code, "Ana", "nobody").object().at("code"), "not_found");
  EXPECT_EQ(join(code, "Ana", "mdi", "facilitator").object().at("field"), "role");
  EXPECT_EQ(join(code, std::string(121, 'x')).object().at("code"), "text_too_long");
  EXPECT_EQ(post(server.port(), "/api/join", std::string{"nonsense"}).object().at("code"), "malformed");
  EXPECT_EQ(post(server.port(), "/api/join", json{{"code", code}}).object().at("code"), "field_missing");
  EXPECT_EQ(misfit(post(server.port(), "/api/join", json{{"code", code}}).object(), "refusal.response"), "");
}

// A whole venue may share one address.
TEST_F(Identity, FiveHundredHonestPeopleJoinFromOneAddressAtOnce) {
  const auto begun = Clock::now();
  for (int person = 0; person < 500; ++person) {
    ASSERT_EQ(join(server.join_code(), "Persona " + std::to_string(person)).status, 200U) << person;
    if (person % 50 == 0) {
      EXPECT_EQ(join("ZZZZZZ").status, 404U) << "some mistype";
    }
  }
  EXPECT_LT(Clock::now() - begun, std::chrono::seconds{60});
}

TEST_F(Identity, SlowsWrongCodesAndNeverRightOnes) {
  // The first are people's mistakes.
  for (unsigned n = 0; n < kFreeOfAddress; ++n)
    EXPECT_EQ(join("ZZZZZ" + std::to_string(n)).object().at("code"), "code");
  const auto begun = Clock::now();
  EXPECT_EQ(join("ZZZZZZ").status, 404U);
  EXPECT_GE(Clock::now() - begun, kWrongAnswerHeld);

  // Many at once are told to wait; a right code still passes at once.
  std::vector<std::thread> guessers;
  std::atomic<unsigned> told_to_wait{0};
  for (unsigned n = 0; n < 2 * kHeldOfAddress; ++n) {
    guessers.emplace_back([&] {
      if (join("ZZZZZZ").status == 429) ++told_to_wait;
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds{300});
  const auto asked = Clock::now();
  EXPECT_EQ(join(server.join_code(), "Zoila Paz").status, 200U);
  EXPECT_LT(Clock::now() - asked, std::chrono::milliseconds{500});
  for (auto& guesser : guessers) guesser.join();
  EXPECT_GE(told_to_wait, kHeldOfAddress / 2);
}

// Codes are guessed by whatever way tells right from wrong: then none of them tells any more.
TEST_F(Identity, LooksAtNothingOfAnAddressThatGuesses) {
  const auto ana = server.delegate("mdi", "Ana Paredes");
  for (unsigned n = 0; n < kWrongOfAddress; ++n) {
    Client screen{server.port()};
    screen.send({{"type", "hello"}, {"screen", "QQ" + std::to_string(1'000 + n)}});
    ASSERT_EQ(screen.until_closed(), 4003U) << n;
  }
  const auto code = server.join_code();
  EXPECT_EQ(join(code, "Zoila Paz").status, 429U);
  EXPECT_EQ(get(server.port(), "/api/join/" + code).status, 429U);
  Client screen{server.port()};
  screen.send({{"type", "hello"}, {"screen", code}});
  EXPECT_EQ(screen.until_closed(), 4009U);
  // Who is in goes on, also on another device.
  EXPECT_EQ(server.connected(ana)->mine.at("participant").at("name"), "Ana Paredes");
}

TEST_F(Identity, BoundsThePasswordsHashedAtOnce) {
  server.facilitator();
  std::vector<std::thread> guessers;
  std::atomic<unsigned> told_to_wait{0};
  for (unsigned n = 0; n < 3 * kJobsOfAddress; ++n) {
    guessers.emplace_back([&] {
      const auto answer = post(server.port(), "/api/facilitator/login",
                               json{{"name", "Elena Ríos"}, {"password", "una clave que no es"}});
      if (answer.status == 429) ++told_to_wait;
    });
  }
  for (auto& guesser : guessers) guesser.join();
  EXPECT_GT(told_to_wait, 0U);
  EXPECT_EQ(
      post(server.port(), "/api/facilitator/login", json{{"name", "Elena Ríos"}, {"password", kPassword}})
          .status,
      200U);
}

// Without a proxy that was named, what a client says of its address means nothing.
TEST_F(Identity, DoesNotBelieveForwardedAddresses) {
  for (unsigned n = 0; n < kFreeOfAddress; ++n) join("ZZZZZZ");
  const auto begun = Clock::now();
  const auto answer = post(server.port(), "/api/join",
                           json{{"code", "ZZZZZZ"},
                                {"name", "A"},
                                {"institution", "mdi"},
                                {"role", "delegate"},
                                {"language", "es"}},
                           {{"X-Forwarded-For", "203.0.113.7"}});
  EXPECT_EQ(answer.status, 404U);
  EXPECT_GE(Clock::now() - begun, kWrongAnswerHeld);
}

TEST(IdentityBehindAProxy, BelievesTheAddressTheNamedProxyGives) {
  ServerOptions options;
  options.proxy = net::ip::make_address("127.0.0.1");
  RunningServer server{options};
  const auto guess = [&](const std::string& from) {
    const auto begun = Clock::now();
    get(server.port(), "/api/join/ZZZZZZ", {{"X-Forwarded-For", "198.51.100.1, " + from}});
    return Clock::now() - begun;
  };
  for (unsigned n = 0; n < kFreeOfAddress; ++n) guess("203.0.113.7");
  EXPECT_GE(guess("203.0.113.7"), kWrongAnswerHeld);
  EXPECT_LT(guess("203.0.113.8"), kWrongAnswerHeld);
}

// What comes in one piece with a hello is done for nobody until it is known who says it.
TEST_F(Identity, DoesNothingForAForgedToken) {
  const auto elena = server.facilitator();
  const auto forged = elena.substr(0, elena.size() - 5) + "AAAAA";
  for (unsigned n = 0; n < 50; ++n) {
    Client stranger{server.port()};
    stranger.send_together({{{"type", "hello"}, {"token", forged}},
                            {{"type", "liveSession.open"},
                             {"id", "forged-command-" + std::to_string(n)},
                             {"liveSession", "d1am"}}});
    bool done = false;
    while (const auto frame = stranger.read()) done = done || frame->at("type") == "ack";
    EXPECT_FALSE(done);
    EXPECT_EQ(stranger.close_code, 4003U);
  }
  const auto known = server.connected(elena);
  EXPECT_EQ(known->documents.at("liveSession/d1am").at("state"), "planned");
}

// A script with the code fills no workshop; a hall behind one access point comes in.
TEST(IdentityBehindAProxy, LetsInSoManyOfAnAddressInAMinute) {
  ServerOptions options;
  options.proxy = net::ip::make_address("127.0.0.1");
  options.joins = 50;
  RunningServer server{options};
  unsigned people = 0;
  const auto join = [&](const std::string& from, const std::string& token = {}) {
    json asked{{"code", server.join_code()},
               {"name", token.empty() ? "Persona " + std::to_string(++people) : "Persona 1"},
               {"institution", "mdi"},
               {"role", "delegate"},
               {"language", "es"}};
    if (!token.empty()) asked["token"] = token;
    return post(server.port(), "/api/join", asked, {{"X-Forwarded-For", from}});
  };
  const auto first = join("203.0.113.7");
  for (unsigned n = 1; n < options.joins; ++n) ASSERT_EQ(join("203.0.113.7").status, 200U);
  const auto refused = join("203.0.113.7");
  EXPECT_EQ(refused.status, 429U);
  EXPECT_EQ(refused.object().at("code"), "rate");
  EXPECT_EQ(join("203.0.113.8").status, 200U) << "others are not held up by it";
  EXPECT_EQ(join("203.0.113.7", first.object().at("token")).status, 200U) << "who is in already comes back";
  static_assert(kJoinsOfAddress >= 500, "five hundred scan the code within a minute");
}

TEST_F(Identity, AsksForATokenWithTheRightRole) {
  const auto ana = server.delegate("mdi", "Ana Paredes");
  const auto elena = server.facilitator();
  const auto status = [&](const std::string& target, const std::string& token) {
    return get(server.port(), target, {{"Authorization", "Bearer " + token}}).status;
  };
  for (const auto* target : {"/api/workshops", "/api/definition", "/api/minutes?format=md&language=es"}) {
    EXPECT_EQ(get(server.port(), target).status, 401U) << target;
    EXPECT_EQ(status(target, "nobody"), 401U) << target;
    EXPECT_EQ(status(target, elena.substr(0, elena.size() - 3) + "AAA"), 401U) << target;
    EXPECT_EQ(status(target, ana), 403U) << target;
    EXPECT_EQ(status(target, elena), 200U) << target;
  }
  EXPECT_EQ(status("/api/minutes?format=docx", elena), 400U);
}

}  // namespace
}  // namespace acuerdo
