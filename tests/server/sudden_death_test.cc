// kill -9 at random moments while 200 people vote and send again whatever was not answered: every
// acknowledged ballot is in the file exactly once, and everybody catches up. ACUERDO_DEATHS says how often
// (default 12).
#include <gtest/gtest.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include <random>
#include <set>

#include "tests/journal/folder.h"
#include "tests/server/program.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

constexpr int kVoters = 200;
constexpr int kThreads = 20;

// A voter who sends until it is answered, whatever happens in between.
class Voter {
 public:
  Voter(std::string token, int number) : token_{std::move(token)}, number_{number} {}

  // Casts the next ballot and waits for the answer; false when the line is lost first.
  bool vote(std::uint16_t port) {
    try {
      if (!client_) {
        client_ = std::make_unique<Client>(port);
        client_->hello(token_);
      }
      if (pending_.is_null()) {
        ++cast_;
        pending_ = {{"type", "ballot.cast"},
                    {"id", "voter-" + std::to_string(number_) + "-" + std::to_string(cast_)},
                    {"activity", cast_ % 2 == 0 ? 4 : 5},
                    {"round", 1},
                    {"position", cast_ % 3 == 0 ? "abstain" : "join"},
                    {"reason", ""}};
      }
      client_->send(pending_);
      for (;;) {
        const auto frame = client_->read();
        if (!frame) throw std::runtime_error("closed");
        if (frame->at("type") == "refused") throw std::logic_error(frame->dump());
        if (frame->at("type") != "ack" || frame->at("id") != pending_.at("id")) continue;
        acknowledged[pending_.at("id")] = frame->at("seq");
        pending_ = nullptr;
        return true;
      }
    } catch (const std::runtime_error&) {
      client_.reset();
      return false;
    }
  }

  // What was under way at the last death may be kept and not answered: it is sent again. Is then what was
  // answered what the server says is theirs?
  void expect_caught_up(std::uint16_t port) {
    if (!pending_.is_null()) {
      EXPECT_TRUE(vote(port)) << number_;
    }
    client_ = std::make_unique<Client>(port);
    client_->hello(token_);
    const auto distinct = std::min<std::size_t>(2, acknowledged.size());
    EXPECT_EQ(client_->mine.at("ballots").size(), distinct) << number_;
    client_.reset();
  }

  std::map<std::string, std::uint64_t> acknowledged;  // command, sequence

 private:
  std::string token_;
  int number_;
  int cast_ = 0;
  json pending_;
  std::unique_ptr<Client> client_;
};

TEST(SuddenDeath, LosesNoAcknowledgedBallotAndCountsNoneTwice) {
  const Folder folder;
  const char* wish = std::getenv("ACUERDO_DEATHS");
  const int deaths = wish ? std::atoi(wish) : 12;
  const auto ready = folder / "ready";
  std::string listen = "127.0.0.1:0";
  const auto start = [&] {
    return std::make_unique<Program>(std::vector<std::string>{
        "serve", "--data", (folder / "data").string(), "--listen", listen, "--ready-file", ready.string()});
  };
  auto server = start();
  const auto said = server->wait_for(ready);
  const std::uint16_t port = said.at("port");
  listen = "127.0.0.1:" + std::to_string(port);

  std::vector<Voter> voters;
  for (int n = 0; n < kVoters; ++n) {
    const auto joined = post(port, "/api/join",
                             json{{"code", said.at("joinCode")},
                                  {"name", "Persona " + std::to_string(n)},
                                  {"institution", "mdi"},
                                  {"role", "delegate"},
                                  {"language", "es"}});
    voters.emplace_back(joined.object().at("token"), n);
  }
  const auto elena = first_facilitator(port, said.at("facilitatorKey"));
  {
    Client desk{port};
    desk.hello(elena);
    for (const json& command :
         {json{{"type", "liveSession.open"}, {"liveSession", "d1am"}},
          json{{"type", "focus.set"}, {"liveSession", "d1am"}, {"subObjective", "1.1.2"}},
          json{{"type", "proposing.open"}, {"subObjective", "1.1.2"}},
          json{{"type", "clarifying.open"}, {"subObjective", "1.1.2"}},
          json{{"type", "round.open"}, {"subObjective", "1.1.2"}}}) {
      ASSERT_EQ(desk.command(command).at("type"), "ack");
    }
  }

  std::atomic<bool> over{false};
  std::atomic<std::size_t> answers{0};
  // However slow the machine is, something is under way when death comes.
  const auto wait_for_answers = [&answers](std::size_t more) {
    const auto enough = answers + more;
    for (int waited = 0; answers < enough && waited < 2'000; ++waited)
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
  };
  std::vector<std::thread> crowd;
  for (int thread = 0; thread < kThreads; ++thread) {
    crowd.emplace_back([&, thread] {
      while (!over) {
        for (int n = thread; n < kVoters && !over; n += kThreads) {
          if (voters[static_cast<std::size_t>(n)].vote(port)) {
            ++answers;
          } else {
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
          }
        }
      }
    });
  }
  std::mt19937 random{20230207};
  for (int death = 0; death < deaths; ++death) {
    wait_for_answers(40);
    std::this_thread::sleep_for(std::chrono::milliseconds{random() % 300});
    server->end(SIGKILL);
    server = start();
    server->wait_for(ready);
  }
  wait_for_answers(40);
  over = true;
  for (auto& thread : crowd) thread.join();

  std::size_t acknowledged = 0;
  for (auto& voter : voters) {
    voter.expect_caught_up(port);
    acknowledged += voter.acknowledged.size();
  }
  EXPECT_GT(acknowledged, 200U);
  EXPECT_EQ(server->end(SIGTERM), 0);

  SQLite::Database database{(folder / "data/cuenca-2023.acuerdo").string(), SQLite::OPEN_READONLY};
  std::map<std::string, std::pair<std::uint64_t, int>> kept;  // command: its sequence, how often
  SQLite::Statement rows{
      database, "SELECT command, sequence FROM journal WHERE kind = 'ballot_cast' AND command IS NOT NULL"};
  while (rows.executeStep()) {
    auto& [sequence, count] = kept[rows.getColumn(0).getString()];
    sequence = static_cast<std::uint64_t>(rows.getColumn(1).getInt64());
    ++count;
  }
  for (const auto& voter : voters) {
    for (const auto& [command, sequence] : voter.acknowledged) {
      ASSERT_TRUE(kept.contains(command)) << command << " was acknowledged and is lost";
      EXPECT_EQ(kept[command].first, sequence);
      EXPECT_EQ(kept[command].second, 1) << command << " was counted twice";
    }
  }
  EXPECT_EQ(database
                .execAndGet("SELECT count(*) FROM (SELECT 1 FROM ballot GROUP BY round, activity, "
                            "participant HAVING count(*) > 1)")
                .getInt(),
            0);
}

}  // namespace
}  // namespace acuerdo
