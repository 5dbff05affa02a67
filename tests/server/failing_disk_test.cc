// The disk of a running server fails: the room says so to everybody, acknowledges nothing more, and comes
// back by itself when the disk does, with everything it acknowledged.
#include "tests/journal/failing_disk.h"

#include <gtest/gtest.h>

#include "tests/journal/kept_workshop.h"
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

  // Somebody writes a remark, with this command id, on a new connection; the answer, or why it closed.
  json remark(const std::string& id, const std::string& words) {
    Client client{server.port()};
    client.send({{"type", "hello"}, {"token", elena_token}});
    client.send({{"type", "remark.write"}, {"id", id}, {"subObjective", "1.1.2"}, {"text", {{"es", words}}}});
    for (;;) {
      const auto frame = client.read();
      if (!frame) return {{"type", "closed"}, {"code", client.close_code}};
      const auto& type = frame->at("type");
      if ((type == "ack" || type == "refused") && frame->at("id") == id) return *frame;
    }
  }

  bool serving() { return get(server.port(), "/health").status == 200; }
  void wait_until(bool is_serving) {
    const auto last = std::chrono::steady_clock::now() + kPatience;
    while (serving() != is_serving && std::chrono::steady_clock::now() < last)
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    EXPECT_EQ(serving(), is_serving);
  }

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
  EXPECT_FALSE(serving()) << "what was acknowledged is not in it";
  std::filesystem::rename(server.data(), older);
  std::filesystem::rename(server.data().string() + "-newer", server.data());
  wait_until(true);
  EXPECT_EQ(remark("sent-before", "Antes").at("type"), "ack");
}

}  // namespace
}  // namespace acuerdo
