// What no guest, no file and no crowd may do to the others. Told as stories, with what each of them took.
#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>

#include "server/limits/limits.h"
#include "sessions/core/people.h"
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

// What an attack of that size is here: a build with all checks does a tenth of it in the same time.
constexpr unsigned sized(unsigned wanted) {
#ifdef ACUERDO_DEBUG
  return wanted / 10;
#else
  return wanted;
#endif
}

// Behind a proxy that says for whom it asks, so that a test on loopback has visitors from everywhere.
class BatteryFromAfar : public testing::Test {
 protected:
  static ServerOptions behind_a_proxy() {
    ServerOptions options;
    options.proxy = net::ip::make_address("127.0.0.1");
    return options;
  }
  static std::string request(const std::string& line, const std::string& from, const std::string& body = {}) {
    return fmt::format("{} HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: {}\r\nContent-Length: {}\r\n\r\n{}",
                       line, from, body.size(), body);
  }
  static std::size_t count(const std::string& in, const std::string& what) {
    std::size_t n = 0;
    for (auto at = in.find(what); at != in.npos; at = in.find(what, at + what.size())) ++n;
    return n;
  }
  std::string join(const std::string& name, const std::string& from) const {
    return request("POST /api/join", from,
                   json{{"code", server.join_code()},
                        {"name", name},
                        {"institution", "mdi"},
                        {"role", "delegate"},
                        {"language", "es"}}
                       .dump());
  }

  RunningServer server{behind_a_proxy()};
  std::string token = server.facilitator();
  std::unique_ptr<Client> elena = server.connected(token);
};

// Somebody who has the code lets a script join until the workshop is full. From one address it gets nowhere;
// from many it fills the workshop, and facilitators come in all the same, and clear it in some steps.
TEST_F(BatteryFromAfar, AWorkshopThatAScriptFillsIsClearedInSomeSteps) {
  const auto all = sized(20'000);
  std::string from_one;
  for (unsigned n = 0; n < kJoinsOfAddress + 50; ++n)
    from_one += join(fmt::format("Uno {}", n), "203.0.113.7");
  EXPECT_EQ(count(raw(server.port(), from_one), "HTTP/1.1 200"), kJoinsOfAddress);
  unsigned joined = kJoinsOfAddress;
  const auto took = time_of([&] {
    for (unsigned address = 1; joined < all; ++address) {
      std::string some;
      for (unsigned n = 0; n < kJoinsOfAddress && joined + n < all; ++n)
        some += join(fmt::format("Guion {} {}", address, n), fmt::format("198.51.100.{}", address));
      joined += static_cast<unsigned>(count(raw(server.port(), some), "HTTP/1.1 200"));
    }
  });
  tell(fmt::format("until a script filled the workshop with {} people from {} addresses", joined,
                   all / kJoinsOfAddress + 1),
       took);
  if (all == kMaxParticipants) {
    EXPECT_EQ(count(raw(server.port(), join("Ana Paredes", "192.0.2.1")), "\"limit\""), 1U);
  }
  const auto in = time_of([&] {
    const auto answer =
        post(server.port(), "/api/facilitator/login", json{{"name", "Omar Ruiz"}, {"password", kPassword}});
    EXPECT_EQ(answer.status, 200U) << answer.body;
  });
  tell("another facilitator comes in", in);
  const auto cleared = time_of([&] {
    std::vector<unsigned> idle;
    for (unsigned n = 2; n < joined + 2; ++n) {
      idle.push_back(n);
      if (idle.size() < kMaxIdleAtOnce && n + 1 < joined + 2) continue;
      must(*elena, {{"type", "people.removeIdle"}, {"participants", std::exchange(idle, {})}});
    }
  });
  tell("all of them are removed", cleared);
  elena->until([&](const Client& one) {
    return one.documents.at(fmt::format("participant/{}", joined + 1)).at("role") == "removed";
  });
  EXPECT_EQ(count(raw(server.port(), join("Ana Paredes", "192.0.2.1")), "HTTP/1.1 200"), 1U);
  EXPECT_EQ(elena->close_code, 0U) << "who leads is not let go of";
}

// Sixty-four connections of one address try codes as fast as they can; the room and others do not notice.
TEST_F(BatteryFromAfar, GuessingCodesIsAnsweredWithoutALook) {
  const auto all = sized(50'000);
  constexpr unsigned kConnections = 64;
  std::atomic<std::size_t> answered = 0;
  std::atomic<std::size_t> looked_at = 0;
  std::vector<std::thread> guessing;
  std::chrono::milliseconds longest{0};
  const auto took = time_of([&] {
    for (unsigned c = 0; c < kConnections; ++c) {
      guessing.emplace_back([&] {
        std::string guesses;
        for (unsigned n = 0; n < all / kConnections; ++n)
          guesses += request("GET /api/join/AAAAAA", "203.0.113.7");
        const auto back = raw(server.port(), guesses, std::chrono::milliseconds{3'000});
        answered += count(back, "HTTP/1.1 4");
        looked_at += count(back, "HTTP/1.1 404");
      });
    }
    for (unsigned n = 0; n < 10; ++n) {
      longest = std::max(longest, time_of([&] {
                           must(*elena, {{"type", "remark.write"},
                                         {"subObjective", "1.1.2"},
                                         {"text", {{"es", fmt::format("Nota {}", n)}}}});
                         }));
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    for (auto& thread : guessing) thread.join();
  });
  tell(fmt::format("{} guesses, of which {} were looked at", answered.load(), looked_at.load()), took);
  tell("a command meanwhile, at most", longest);
  EXPECT_LE(looked_at, kWrongOfAddress);
  EXPECT_GT(answered, all / 2);
  EXPECT_LT(longest, std::chrono::milliseconds{1'500});
  const auto right = [&](const std::string& from) {
    return raw(server.port(), request("GET /api/join/" + server.join_code(), from));
  };
  EXPECT_EQ(count(right("203.0.113.7"), "HTTP/1.1 429"), 1U) << "not even the right one";
  EXPECT_EQ(count(right("192.0.2.1"), "HTTP/1.1 200"), 1U);
}

// Two addresses send log-ins without end; who knows the password comes in from elsewhere.
TEST_F(BatteryFromAfar, AFacilitatorLogsInAmidAFloodOfLogins) {
  std::atomic<bool> enough = false;
  std::atomic<unsigned> tries = 0;
  std::vector<std::thread> flooding;
  for (unsigned n = 0; n < 32; ++n) {
    flooding.emplace_back([&, from = n % 2 == 0 ? "203.0.113.7" : "203.0.113.8"] {
      while (!enough) {
        post(server.port(), "/api/facilitator/login",
             json{{"name", "Elena Ríos"}, {"password", "una clave que no es"}}, {{"X-Forwarded-For", from}});
        ++tries;
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds{300});
  const auto in = time_of([&] {
    const auto answer =
        post(server.port(), "/api/facilitator/login", json{{"name", "Omar Ruiz"}, {"password", kPassword}},
             {{"X-Forwarded-For", "192.0.2.1"}});
    EXPECT_EQ(answer.status, 200U) << answer.body;
  });
  enough = true;
  for (auto& thread : flooding) thread.join();
  tell(fmt::format("a facilitator logs in amid {} log-ins from two addresses", tries.load()), in);
  EXPECT_LT(in, std::chrono::seconds{15});
}

// One delegate on five devices makes two discussions of 47 KiB change as often as they may. A phone with 2
// Mbit/s in the last row is not let go of.
TEST_F(BatteryFromAfar, ADelegateWhoWritesWithoutEndDrownsNobody) {
  constexpr std::chrono::seconds kFor{8};
  constexpr std::size_t kSip = 25'000;  // in a tenth of a second: 2 Mbit/s
  must(*elena, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
  must(*elena, {{"type", "focus.set"}, {"liveSession", "d1am"}, {"subObjective", "1.1.2"}});
  must(*elena, {{"type", "proposing.open"}, {"subObjective", "1.1.2"}});
  const auto ana = server.delegate("mdi", "Ana Paredes");
  Client phone{server.port()};
  phone.hello(server.delegate("pn", "Bruno Salas"));
  std::atomic<bool> enough = false;
  std::atomic<unsigned> written = 0;
  std::vector<std::thread> devices;
  for (unsigned device = 0; device < 5; ++device) {
    devices.emplace_back([&, device] {
      const auto one = server.connected(ana);
      for (unsigned n = 0; !enough; ++n) {
        const auto words = fmt::format("{} {} {}", device, n, std::string(6'000, 'y'));
        const auto answer =
            one->command({{"type", "comment.add"}, {"activity", 4 + n % 2}, {"text", {{"es", words}}}});
        if (answer.at("type") == "ack") ++written;
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
      }
    });
  }
  bool there = true;
  for (const auto end = Clock::now() + kFor; there && Clock::now() < end;) {
    there = phone.sip(kSip);
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  enough = true;
  for (auto& device : devices) device.join();
  fmt::print("{:>7}     comments on two activities in {} s, from five devices of one person\n",
             written.load(), kFor.count());
  EXPECT_TRUE(there) << "the phone was let go of";
  EXPECT_GT(written, kCommandBurst / 2);
}

}  // namespace
}  // namespace acuerdo
