// The disk of a running server fails: the room says so to everybody, acknowledges nothing more, and comes
// back by itself when the disk does, with everything it acknowledged.
#include "tests/journal/failing_disk.h"

#include <gtest/gtest.h>

#include "tests/journal/kept_workshop.h"
#include "tests/server/remark.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

using Fault = FailingDisk::Fault;

class DiskOfAServer : public testing::Test {
 protected:
  void prepare() {
    elena_token = server.facilitator();
    ana_token = server.delegate("mdi", "Ana Paredes");
    elena = server.connected(elena_token);
    ana = server.connected(ana_token);
  }

  json remark(const std::string& id, const std::string& words) {
    return acuerdo::remark(server.port(), elena_token, id, words);
  }
  void wait_until(bool is_serving) { wait_until_serving(server.port(), is_serving); }

  // Everybody who was there is told, and let go.
  void expect_told(Client& client) {
    EXPECT_EQ(client.until_closed(), 4011U);
    EXPECT_EQ(client.closing.back().at("reason"), "fault");
  }

  std::string times_kept(const std::string& id) {
    return ask(server.file(), "SELECT count(*) FROM journal WHERE command = '" + id + "'");
  }

  FailingDisk disk;
  RunningServer server;
  std::string elena_token;
  std::string ana_token;
  std::unique_ptr<Client> elena;
  std::unique_ptr<Client> ana;
};

TEST_F(DiskOfAServer, FailsToSyncOnce) {
  prepare();
  EXPECT_EQ(remark("sent-before", "Antes").at("type"), "ack");
  disk.fail(Fault::sync, 1, false);
  EXPECT_EQ(remark("sent-during", "Mientras").at("type"), "closed");
  expect_told(*elena);
  expect_told(*ana);
  wait_until(true);
  EXPECT_EQ(remark("sent-before", "Antes").at("type"), "ack") << "known still";
  EXPECT_EQ(remark("sent-during", "Mientras").at("type"), "ack") << "sent again, as clients do";
  server.stop();
  EXPECT_EQ(times_kept("sent-before"), "1");
  EXPECT_EQ(times_kept("sent-during"), "1");
  EXPECT_EQ(fault_of_checking(server.file()), "");
}

// What was decided of a state that did not come to be is forgotten with it, and sent again.
TEST_F(DiskOfAServer, FailsWhileMoreIsDecided) {
  prepare();
  constexpr int kMany = 20;
  const auto id = [](int n) { return "sent-number-" + std::to_string(n); };
  // All at once; the sequences of those that are acknowledged.
  const auto send_all = [&](Client& client) {
    for (int n = 0; n < kMany; ++n) {
      client.send({{"type", "remark.write"},
                   {"id", id(n)},
                   {"subObjective", "1.1.2"},
                   {"text", {{"es", "Palabras " + std::to_string(n)}}}});
    }
    std::map<std::string, std::uint64_t> acknowledged;
    while (acknowledged.size() < kMany) {
      const auto frame = client.read();
      if (!frame) break;
      if (frame->at("type") == "ack") acknowledged[frame->at("id")] = frame->at("seq");
    }
    return acknowledged;
  };
  disk.fail(Fault::sync, 2, false);
  const auto before = send_all(*elena);
  EXPECT_LT(before.size(), kMany) << "the second sync fails";
  expect_told(*ana);
  wait_until(true);
  const auto after = send_all(*server.connected(elena_token));
  EXPECT_EQ(after.size(), kMany);
  for (const auto& [command, sequence] : before) EXPECT_EQ(after.at(command), sequence) << command;
  server.stop();
  for (int n = 0; n < kMany; ++n) EXPECT_EQ(times_kept(id(n)), "1");
  EXPECT_EQ(fault_of_checking(server.file()), "");
}

TEST_F(DiskOfAServer, TakesNothingForAWhile) {
  prepare();
  EXPECT_EQ(remark("sent-before", "Antes").at("type"), "ack");
  disk.fail(Fault::write, 1, true);
  EXPECT_EQ(remark("sent-during", "Mientras").at("type"), "closed");
  expect_told(*ana);
  wait_until(false);
  const auto answer = remark("sent-later", "Más tarde");
  EXPECT_EQ(answer.at("type"), "closed") << "nothing is acknowledged";
  EXPECT_EQ(answer.at("code"), 4011U);
  EXPECT_EQ(post(server.port(), "/api/join",
                 json{{"code", server.join_code()},
                      {"name", "Berta"},
                      {"institution", "mdi"},
                      {"role", "delegate"},
                      {"language", "es"}})
                .object()
                .at("code"),
            "unavailable");
  disk.mend();
  wait_until(true);
  EXPECT_EQ(remark("sent-later", "Más tarde").at("type"), "ack");
  server.stop();
  EXPECT_EQ(times_kept("sent-before"), "1");
  EXPECT_EQ(times_kept("sent-later"), "1");
  EXPECT_EQ(fault_of_checking(server.file()), "");
}

TEST_F(DiskOfAServer, IsCarriedAwayAndBroughtBack) {
  prepare();
  EXPECT_EQ(remark("sent-before", "Antes").at("type"), "ack");
  const auto elsewhere = server.data().string() + "-elsewhere";
  std::filesystem::rename(server.data(), elsewhere);
  EXPECT_EQ(remark("sent-during", "Mientras").at("type"), "closed") << "kept where nobody finds it";
  expect_told(*ana);
  wait_until(false);
  std::filesystem::rename(elsewhere, server.data());
  wait_until(true);
  EXPECT_EQ(remark("sent-during", "Mientras").at("type"), "ack");
  server.stop();
  EXPECT_EQ(times_kept("sent-before"), "1");
  EXPECT_EQ(times_kept("sent-during"), "1");
  EXPECT_EQ(fault_of_checking(server.file()), "");
}

TEST_F(DiskOfAServer, IsBroughtBackWithAnOlderFile) {
  prepare();
  const auto older = server.data().string() + "-older";
  std::filesystem::create_directory(older);
  server.stop();
  std::filesystem::copy_file(server.file(), older + "/cuenca-2023.acuerdo");
  server.start();
  EXPECT_EQ(remark("sent-before", "Antes").at("type"), "ack");
  std::filesystem::rename(server.data(), server.data().string() + "-newer");
  EXPECT_EQ(remark("sent-during", "Mientras").at("type"), "closed");
  std::filesystem::rename(older, server.data());
  std::this_thread::sleep_for(std::chrono::milliseconds{1'500});
  EXPECT_EQ(get(server.port(), "/health").status, 503U) << "what was acknowledged is not in it";
  std::filesystem::rename(server.data(), older);
  std::filesystem::rename(server.data().string() + "-newer", server.data());
  wait_until(true);
  EXPECT_EQ(remark("sent-before", "Antes").at("type"), "ack");
}

}  // namespace
}  // namespace acuerdo
