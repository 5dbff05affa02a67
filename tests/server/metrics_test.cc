// What an operator sees at GET /metrics, and who else does not.
#include <gtest/gtest.h>

#include "server/net/address.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

// The value of a series such as `acuerdo_connections{audience="floor"}`; none when it is not there.
std::optional<double> series(const std::string& text, const std::string& name) {
  const auto found = ("\n" + text).find("\n" + name + " ");
  if (found == std::string::npos) return {};
  return std::stod(text.substr(found + name.size() + 1));
}

class MetricsPage : public testing::Test {
 protected:
  std::optional<double> now(const std::string& name) {
    return series(get(server.port(), "/metrics").body, name);
  }

  // Some things are counted a moment after they happened.
  void expect(const std::string& name, double value) {
    const auto last = std::chrono::steady_clock::now() + kPatience;
    while (now(name) != value && std::chrono::steady_clock::now() < last)
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    EXPECT_EQ(now(name), value) << name;
  }

  RunningServer server;
};

TEST_F(MetricsPage, CountsPeopleCommandsAndCommits) {
  auto elena = server.connected(server.facilitator());
  auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  Client screen{server.port()};
  screen.hello_as_screen(server.join_code());
  expect(R"(acuerdo_connections{audience="facilitators"})", 1);
  expect(R"(acuerdo_connections{audience="floor"})", 1);
  expect(R"(acuerdo_connections{audience="screen"})", 1);
  const auto batches = now("acuerdo_journal_commit_seconds_count").value();
  EXPECT_GT(batches, 0) << "joining is kept";

  EXPECT_EQ(elena->command({{"type", "settings.change"}, {"quorum", "0"}}).at("type"), "ack");
  EXPECT_EQ(ana->command({{"type", "settings.change"}, {"quorum", "0"}}).at("type"), "refused");
  EXPECT_EQ(ana->misfitting_command({{"type", "settings.vanish"}}).at("type"), "refused");
  expect(R"(acuerdo_commands_total{kind="settings.change",outcome="done"})", 1);
  expect(R"(acuerdo_commands_total{kind="settings.change",outcome="role"})", 1);
  expect(R"(acuerdo_commands_total{kind="unreadable",outcome="unknown_type"})", 1);
  expect(R"(acuerdo_commands_total{kind="ballot.cast",outcome="done"})", 0);
  expect("acuerdo_acknowledgement_seconds_count", 2);
  expect("acuerdo_journal_commit_seconds_count", batches + 1);
  EXPECT_GE(now("acuerdo_journal_batch_events_sum"), batches + 1);
  expect("acuerdo_waiting", 0);
  expect("acuerdo_backlog_bytes", 0);
  expect("acuerdo_readers_dropped_total", 0);
  expect("acuerdo_journal_faults_total", 0);
  EXPECT_GT(now("process_resident_memory_bytes"), 1e6);

  ana.reset();
  expect(R"(acuerdo_connections{audience="floor"})", 0);
}

TEST_F(MetricsPage, CountsWhoMovesToAnotherAudience) {
  auto elena = server.connected(server.facilitator());
  auto ana = server.connected(server.delegate("mdi", "Ana Paredes"));
  expect(R"(acuerdo_connections{audience="floor"})", 1);
  const json raise{{"type", "participant.changeRole"}, {"participant", 2}, {"role", "facilitator"}};
  EXPECT_EQ(elena->command(raise).at("type"), "ack");
  expect(R"(acuerdo_connections{audience="facilitators"})", 2);
  expect(R"(acuerdo_connections{audience="floor"})", 0);
}

TEST_F(MetricsPage, IsInTheTextFormat) {
  const auto answer = get(server.port(), "/metrics");
  EXPECT_EQ(answer.status, 200U);
  EXPECT_TRUE(answer.fields.at("content-type").starts_with("text/plain; version=0.0.4"));
  EXPECT_NE(answer.body.find("# TYPE acuerdo_fan_out_seconds histogram"), std::string::npos);
}

TEST_F(MetricsPage, IsNotForWhoComesThroughAProxyNobodyNamed) {
  for (const auto* field : {"X-Forwarded-For", "Forwarded"}) {
    const auto answer = get(server.port(), "/metrics", {{field, "for=127.0.0.1"}});
    EXPECT_EQ(answer.status, 403U) << field;
    EXPECT_EQ(answer.object().at("code"), "role");
  }
}

TEST(MetricsReaders, AreVisitorsOfAProxyOnlyFromHere) {
  ServerOptions options;
  options.proxy = net::ip::make_address("127.0.0.1");
  RunningServer server{options};
  EXPECT_EQ(get(server.port(), "/metrics", {{"X-Forwarded-For", "192.168.1.7"}}).status, 403U);
  EXPECT_EQ(get(server.port(), "/metrics", {{"X-Forwarded-For", "::1"}}).status, 200U);
  // Whoever is not named, or not named as an address, is not here; nor is who wrote the first of two lines.
  EXPECT_EQ(get(server.port(), "/metrics").status, 403U);
  EXPECT_EQ(get(server.port(), "/metrics", {{"X-Forwarded-For", "127.0.0.2, localhost"}}).status, 403U);
  const auto two = [&](const std::string& first, const std::string& last) {
    return raw(server.port(),
               "GET /metrics HTTP/1.1\r\nHost: here\r\nConnection: close\r\nX-Forwarded-For: " + first +
                   "\r\nX-Forwarded-For: " + last + "\r\n\r\n");
  };
  EXPECT_NE(two("127.0.0.2", "192.168.1.7").find(" 403 "), std::string::npos);
  EXPECT_NE(two("192.168.1.7", "127.0.0.2").find(" 200 "), std::string::npos);
  EXPECT_NE(two("192.168.1.7", "127.0.0.1").find(" 403 "), std::string::npos) << "a hop of the proxy's own";
}

TEST(MetricsReaders, KnowAnIpv4ProxyUnderIpv6) {
  ServerOptions options;
  options.proxy = net::ip::make_address("127.0.0.1");
  EXPECT_EQ(plain(net::ip::make_address("::ffff:127.0.0.1")), *options.proxy);
  EXPECT_EQ(plain(net::ip::make_address("::1")), net::ip::make_address("::1"));
}

TEST(MetricsReaders, AreEverybodyOrNobodyAsSet) {
  ServerOptions options;
  options.metrics_readers = MetricsReaders::nobody;
  EXPECT_EQ(get(RunningServer{options}.port(), "/metrics").status, 403U);
  options.metrics_readers = MetricsReaders::everyone;
  EXPECT_EQ(get(RunningServer{options}.port(), "/metrics", {{"X-Forwarded-For", "192.168.1.7"}}).status,
            200U);
}

}  // namespace
}  // namespace acuerdo
