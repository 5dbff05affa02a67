// What no guest, no file and no crowd may do to the others. Told as stories, with what each of them took.
#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>

#include "tests/server/remark.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

using Clock = std::chrono::steady_clock;

template <class Do>
std::chrono::milliseconds time_of(Do work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

void tell(const std::string& what, std::chrono::milliseconds took) {
  fmt::print("{:>7} ms  {}\n", took.count(), what);
}

class Battery : public testing::Test {
 protected:
  // In a workshop of its own, on the same server.
  std::string facilitator_elsewhere() {
    const auto imported = post(server.port(), "/api/workshops",
                               get(server.port(), "/api/definition", authorized).object(), authorized);
    EXPECT_EQ(imported.status, 201U) << imported.body;
    const auto answer =
        post(server.port(), "/api/facilitator/login",
             json{{"name", "Elena Ríos"}, {"password", kPassword}, {"workshop", imported.object().at("id")}});
    EXPECT_EQ(answer.status, 200U) << answer.body;
    return answer.object().at("token");
  }

  RunningServer server;
  std::string token = server.facilitator();
  Fields authorized{{"Authorization", "Bearer " + token}};
};

// Another program, such as a backup or a table opened by hand, holds one workshop's file for ten seconds.
TEST_F(Battery, OneLockedFileKeepsNobodyElseWaiting) {
  const auto other = facilitator_elsewhere();
  auto elsewhere = server.connected(other);
  SQLite::Database holder{server.file().string(), SQLite::OPEN_READWRITE};
  holder.exec("BEGIN IMMEDIATE");
  std::thread here{
      [&] { EXPECT_EQ(remark(server.port(), token, "sent-during", "Mientras").at("type"), "closed"); }};
  std::chrono::milliseconds longest{0};
  for (const auto end = Clock::now() + std::chrono::seconds{10}; Clock::now() < end;) {
    longest = std::max(
        longest, time_of([&] {
          const auto answer = elsewhere->command(
              {{"type", "remark.write"}, {"subObjective", "1.1.2"}, {"text", {{"es", "Entre tanto"}}}});
          EXPECT_EQ(answer.at("type"), "ack") << answer;
        }));
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  here.join();
  tell("a command in one workshop, at most, while another's file is held", longest);
  EXPECT_LT(longest, std::chrono::milliseconds{1'500});
  EXPECT_EQ(get(server.port(), "/health").status, 503U);
  holder.exec("ROLLBACK");
  wait_until_serving(server.port(), true);
  EXPECT_EQ(remark(server.port(), token, "sent-during", "Mientras").at("type"), "ack");
}

// The access point falls; when it is back, five hundred phones ask for what they missed in the same second,
// since thirty different moments.
TEST_F(Battery, FiveHundredComeBackAndACommandIsHeard) {
  constexpr unsigned kPhones = 500;
  const auto elena = server.connected(token);
  for (const auto& [key, _] : std::map{elena->documents}) {
    if (key.starts_with("subObjective/"))
      must(*elena, {{"type", "proposing.open"}, {"subObjective", key.substr(key.find('/') + 1)}});
  }
  struct Phone {
    std::string token;
    std::uint64_t since;
  };
  std::vector<Phone> phones;
  const std::string long_words(1'000, 'x');
  std::uint64_t last = elena->sequence;
  for (unsigned n = 0; n < kPhones; ++n) {
    phones.push_back({server.delegate("mdi", fmt::format("Persona {}", n)), last});
    if (n % 16 != 0) continue;  // at the pace of a person
    const auto answer = elena->command({{"type", "comment.add"},
                                        {"activity", n / 16 % 24 + 1},
                                        {"text", {{"es", fmt::format("{} {}", n, long_words)}}}});
    ASSERT_EQ(answer.at("type"), "ack") << answer;
    last = answer.at("seq");
  }
  const auto boot = server.connected(phones.front().token)->boot;
  std::vector<std::unique_ptr<Client>> back;
  for (unsigned n = 0; n < kPhones; ++n) back.push_back(std::make_unique<Client>(server.port()));
  for (unsigned n = 0; n < kPhones; ++n) {
    back[n]->send(
        {{"type", "hello"}, {"token", phones[n].token}, {"since", phones[n].since}, {"boot", boot}});
  }
  const auto heard = time_of([&] {
    const auto answer = elena->command(
        {{"type", "remark.write"}, {"subObjective", "1.1.2"}, {"text", {{"es", "Bienvenidos de nuevo"}}}});
    EXPECT_EQ(answer.at("type"), "ack") << answer;
  });
  tell("a command while 500 come back", heard);
  const auto all = time_of([&] {
    for (const auto& phone : back) EXPECT_EQ(phone->until("welcome").at("resumed"), true);
  });
  tell("until all 500 are back", all);
  EXPECT_LT(heard, std::chrono::milliseconds{1'500});
}

// Somebody guesses passwords as fast as they can; who has a token gets the minutes all the same.
TEST_F(Battery, GuessesKeepNobodyFromTheMinutes) {
  std::atomic<bool> enough = false;
  std::atomic<unsigned> guesses = 0;
  std::vector<std::thread> guessing;
  for (unsigned n = 0; n < 16; ++n) {
    guessing.emplace_back([&] {
      while (!enough) {
        const auto answer = post(server.port(), "/api/facilitator/login",
                                 json{{"name", "Elena Ríos"}, {"password", "una clave que no es"}});
        EXPECT_NE(answer.status, 200U);
        ++guesses;
      }
    });
  }
  std::chrono::milliseconds longest{0};
  for (unsigned n = 0; n < 5; ++n) {
    longest = std::max(longest, time_of([&] {
                         EXPECT_EQ(get(server.port(), "/api/minutes?format=md", authorized).status, 200U);
                       }));
  }
  enough = true;
  for (auto& thread : guessing) thread.join();
  tell(fmt::format("minutes, at most, while {} passwords are guessed", guesses.load()), longest);
  EXPECT_LT(longest, std::chrono::seconds{5});
}

}  // namespace
}  // namespace acuerdo
