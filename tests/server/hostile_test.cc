// Clients that mean harm, by the hundred: what they hold is bounded, they are let go in time, and the room
// goes on unimpressed. ACUERDO_HOSTILE multiplies their number (default 1).
#include <gtest/gtest.h>
#include <poll.h>

#include "server/net/listener.h"
#include "tests/server/program.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

using Clock = std::chrono::steady_clock;

std::size_t times(std::size_t number) {
  const char* wish = std::getenv("ACUERDO_HOSTILE");
  return number * (wish ? static_cast<std::size_t>(std::atoi(wish)) : 1);
}

// A socket that says what it is told and never reads.
class Raw {
 public:
  explicit Raw(std::uint16_t port) {
    socket_.connect({net::ip::address_v4::loopback(), port});
    socket_.non_blocking(true);
  }

  // False when the other side does not take it, or is gone.
  bool say(std::string_view bytes) {
    boost::system::error_code error;
    while (!bytes.empty()) {
      bytes.remove_prefix(socket_.write_some(net::buffer(bytes), error));
      if (error) return false;
    }
    return true;
  }

  // Until something came.
  void wait() {
    pollfd readable{socket_.native_handle(), POLLIN, 0};
    EXPECT_EQ(::poll(&readable, 1, 20'000), 1);
  }

  // Reads what is there; has the other side closed?
  bool closed() {
    std::array<char, 4'096> some{};
    boost::system::error_code error;
    while (!error) socket_.read_some(net::buffer(some), error);
    return error != net::error::would_block;
  }

 private:
  net::io_context context_;
  tcp::socket socket_{context_};
};

constexpr std::string_view kUpgrade =
    "GET /ws HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: acuerdo.v1\r\n";

// A frame with a mask of zeros.
std::string frame(unsigned char first, std::string_view payload) {
  std::string bytes{static_cast<char>(first)};
  if (payload.size() < 126) {
    bytes.push_back(static_cast<char>(0x80U | payload.size()));
  } else {
    bytes.push_back(static_cast<char>(0xFE));
    bytes.push_back(static_cast<char>(payload.size() >> 8U));
    bytes.push_back(static_cast<char>(payload.size() & 0xFFU));
  }
  bytes.append(4, '\0');
  bytes.append(payload);
  return bytes;
}
constexpr unsigned char kText = 0x81;
constexpr unsigned char kTextBegun = 0x01;
constexpr unsigned char kContinued = 0x00;
constexpr unsigned char kPing = 0x89;

class Hostile : public testing::Test {
 protected:
  void SetUp() override {
    ana = server.connected(server.delegate("mdi", "Ana Paredes"));
    token = server.delegate("pn", "Bruno Salas");
    ASSERT_EQ(server.connected(server.facilitator())
                  ->command({{"type", "liveSession.open"}, {"liveSession", "d1am"}})
                  .at("type"),
              "ack");
  }

  // Whatever goes on, a delegate is answered soon.
  void expect_unimpressed() {
    const auto asked = Clock::now();
    EXPECT_EQ(ana->command({{"type", "presence.arrive"}, {"liveSession", "d1am"}}).at("type"), "ack");
    EXPECT_EQ(ana->command({{"type", "presence.leave"}}).at("type"), "ack");
    EXPECT_LT(Clock::now() - asked, std::chrono::seconds{2});
  }

  // Greeted, and from then on hostile.
  std::unique_ptr<Raw> greeted() {
    auto raw = std::make_unique<Raw>(server.port());
    raw->say(std::string{kUpgrade} + "\r\n");
    raw->wait();
    raw->say(frame(kText, json{{"type", "hello"}, {"token", token}}.dump()));
    raw->wait();
    return raw;
  }

  static void expect_closed(Raw& raw, std::chrono::seconds within) {
    const auto last = Clock::now() + within;
    while (!raw.closed() && Clock::now() < last) std::this_thread::sleep_for(std::chrono::milliseconds{20});
    EXPECT_TRUE(raw.closed());
  }

  RunningServer server;
  std::unique_ptr<Client> ana;
  std::string token;
};

TEST_F(Hostile, SilentAndDawdlingConnectionsAreLetGo) {
  std::vector<std::unique_ptr<Raw>> crowd;
  for (std::size_t n = 0; n < times(150); ++n) {
    crowd.push_back(std::make_unique<Raw>(server.port()));  // says nothing
    crowd.push_back(std::make_unique<Raw>(server.port()));  // a byte now and then
    crowd.push_back(std::make_unique<Raw>(server.port()));  // a WebSocket that never greets
    crowd.back()->say(std::string{kUpgrade} + "\r\n");
    crowd.push_back(std::make_unique<Raw>(server.port()));  // a hello that never ends
    crowd.back()->say(std::string{kUpgrade} + "\r\n");
    crowd.back()->wait();
    crowd.back()->say(frame(kTextBegun, R"({"type":"hel)"));
  }
  std::size_t byte = 0;
  const auto last = Clock::now() + kHeaderWithin + std::chrono::seconds{20};
  std::size_t left = crowd.size();
  while (left > 0 && Clock::now() < last) {
    for (std::size_t n = 1; n < crowd.size(); n += 4)
      crowd[n]->say(kUpgrade.substr(byte % kUpgrade.size(), 1));
    ++byte;
    std::this_thread::sleep_for(std::chrono::milliseconds{250});
    left = static_cast<std::size_t>(std::ranges::count_if(crowd, [](auto& raw) { return !raw->closed(); }));
    expect_unimpressed();
  }
  EXPECT_EQ(left, 0U);
}

TEST_F(Hostile, FragmentsBeyondAFrameEndTheConnection) {
  const auto raw = greeted();
  raw->say(frame(kTextBegun, ""));
  for (std::size_t n = 0; n < times(20'000) && raw->say(frame(kContinued, "")); ++n) {
  }
  expect_unimpressed();
  const std::string piece(1'000, 'x');
  for (int n = 0; n < 70 && raw->say(frame(kContinued, piece)); ++n) {
  }
  expect_closed(*raw, std::chrono::seconds{25});
  expect_unimpressed();
}

TEST_F(Hostile, FloodOfPingsEndsTheConnection) {
  const auto raw = greeted();
  const std::string payload(125, 'p');
  bool taken = true;
  for (std::size_t n = 0; n < times(100'000) && taken; ++n) {
    taken = raw->say(frame(kPing, payload));
    if (n % 10'000 == 0) expect_unimpressed();
  }
  expect_closed(*raw, std::chrono::seconds{25});
  expect_unimpressed();
}

// Whatever is read and answered is charged, also what is no command.
TEST_F(Hostile, FloodOfAnythingElseEndsTheConnection) {
  const std::string large(60'000, '[');
  for (const auto& text :
       {std::string{R"({"type":"ping"})"}, std::string{"{"}, std::string{R"({"no":"type"})"}, large}) {
    const auto raw = greeted();
    for (std::size_t n = 0; n < times(5'000) && raw->say(frame(kText, text)); ++n) {
    }
    expect_closed(*raw, std::chrono::seconds{25});
  }
  expect_unimpressed();
}

TEST_F(Hostile, TextThatIsNotUtf8EndsTheConnection) {
  for (const std::string text : {"\xC3\x28", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80"}) {
    const auto raw = greeted();
    raw->say(frame(kText, text));
    expect_closed(*raw, std::chrono::seconds{25});
  }
  expect_unimpressed();
}

TEST_F(Hostile, NothingCompressedIsTaken) {
  const auto answer =
      raw(server.port(), std::string{kUpgrade} + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
  EXPECT_NE(answer.find("101"), answer.npos);
  EXPECT_EQ(answer.find("Sec-WebSocket-Extensions"), answer.npos);
  const auto raw = greeted();
  raw->say(frame(0xC1, "a bomb"));  // says that it is compressed
  expect_closed(*raw, std::chrono::seconds{25});
  expect_unimpressed();
}

// What a proxy in front of us may frame otherwise: no part of it is taken for a request of its own.
TEST_F(Hostile, NoRequestIsSmuggledInsideAnother) {
  const std::string smuggled = "GET /api/state HTTP/1.1\r\nHost: here\r\n\r\n";
  const auto post_with = [&](const std::string& fields, const std::string& body) {
    return "POST /api/join HTTP/1.1\r\nHost: here\r\n" + fields + "\r\n" + body;
  };
  const auto length = "Content-Length: " + std::to_string(smuggled.size()) + "\r\n";
  const std::vector<std::string> forms{
      post_with("Transfer-Encoding: gzip\r\n", smuggled),
      post_with("Transfer-Encoding: identity\r\n", smuggled),
      post_with("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" + smuggled),
      post_with("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + smuggled),
      post_with("Transfer-Encoding: xchunked\r\n" + length, smuggled),
      post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n" + smuggled),
      post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled),
      post_with("Content-Length: 0\r\n" + length, smuggled),
      post_with("Content-Length: +0\r\n", smuggled),
      post_with("Content-Length : 0\r\n", smuggled),
      post_with("Transfer-Encoding\r\n : chunked\r\n", "0\r\n\r\n" + smuggled)};
  for (const auto& form : forms) {
    const auto answer = raw(server.port(), form);
    EXPECT_EQ(answer.find("passwordSet"), answer.npos) << form << answer;
    EXPECT_EQ(answer.find("HTTP/1.1 2"), answer.npos) << form << answer;
  }
  const auto chunked =
      raw(server.port(), post_with("Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n" + smuggled));
  EXPECT_NE(chunked.find("passwordSet"), chunked.npos) << "one after another is no harm";
}

// One connection, many requests; counts the answers by status.
std::map<std::string, std::size_t> ask_many(std::uint16_t port, std::size_t number,
                                            const std::function<std::string(std::size_t)>& body) {
  net::io_context context;
  tcp::socket socket{context};
  socket.connect({net::ip::address_v4::loopback(), port});
  std::map<std::string, std::size_t> answers;
  boost::beast::flat_buffer buffer;
  for (std::size_t n = 0; n < number; ++n) {
    http::request<http::string_body> request{http::verb::post, "/api/join", 11};
    request.set(http::field::host, "here");
    request.body() = body(n);
    request.prepare_payload();
    http::write(socket, request);
    http::response<http::string_body> answer;
    http::read(socket, buffer, answer);
    ++answers[std::to_string(answer.result_int())];
  }
  return answers;
}

std::string joining(const std::string& code, std::size_t n) {
  return json{{"code", code},
              {"name", "Persona " + std::to_string(n)},
              {"institution", "mdi"},
              {"role", "delegate"},
              {"language", "es"}}
      .dump();
}

TEST_F(Hostile, CrowdThatJoinsHoldsNobodyUp) {
  std::jthread crowd{[&] {
    const auto answers =
        ask_many(server.port(), times(1'000), [&](std::size_t n) { return joining(server.join_code(), n); });
    EXPECT_EQ(answers.at("200"), times(1'000)) << "each is somebody, up to the bound";
  }};
  for (int n = 0; n < 20; ++n) expect_unimpressed();
}

TEST_F(Hostile, GuessedCodesAreSlowedAndHoldNobodyUp) {
  std::vector<std::jthread> guessers;
  std::atomic<std::size_t> found{0};
  std::atomic<std::size_t> told_to_wait{0};
  for (unsigned guesser = 0; guesser < 64; ++guesser) {
    guessers.emplace_back([&, guesser] {
      const auto answers = ask_many(server.port(), times(4), [&](std::size_t n) {
        return joining("QQ" + std::to_string(1000 + n % 9000), guesser);
      });
      if (answers.contains("200")) ++found;
      if (const auto waits = answers.find("429"); waits != answers.end()) told_to_wait += waits->second;
    });
  }
  for (int n = 0; n < 20; ++n) expect_unimpressed();
  const auto asked = Clock::now();
  EXPECT_EQ(post(server.port(), "/api/join", joining(server.join_code(), 0)).status, 200U);
  EXPECT_LT(Clock::now() - asked, std::chrono::seconds{2}) << "a right code never waits";
  guessers.clear();
  EXPECT_EQ(found, 0U);
  EXPECT_GT(told_to_wait, 64 * times(4) / 4);
}

// Sockets that only lie there leave the rooms the descriptors they need.
TEST(IdleSockets, LeaveRoomForFiles) {
  const Folder folder;
  Program server{{"serve", "--data", (folder / "data").string(), "--listen", "127.0.0.1:0", "--ready-file",
                  (folder / "ready").string()}};
  const auto ready = server.wait_for(folder / "ready");
  const std::uint16_t port = ready.at("port");
  const auto token = first_facilitator(port, ready.at("facilitatorKey"));
  Client elena{port};
  elena.hello(token);
  server.limit_descriptors(200);
  raise_descriptor_limit();
  {
    std::vector<std::unique_ptr<Raw>> idle;
    for (int n = 0; n < 1'000; ++n) idle.push_back(std::make_unique<Raw>(port));
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    EXPECT_GT(server.descriptors(), 100U);
    EXPECT_LT(server.descriptors(), 160U) << "a quarter is kept, and hardly any of it is taken now";
    must(elena, {{"type", "liveSession.open"}, {"liveSession", "d1am"}});
    must(elena, {{"type", "liveSession.close"}, {"liveSession", "d1am"}});
    must(elena, {{"type", "liveSession.open"}, {"liveSession", "d1pm"}});
  }
  // When they are gone others come in again.
  for (int tries = 0; tries < 100 && server.descriptors() > 100; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  EXPECT_EQ(get(port, "/health").status, 200U);
}

}  // namespace
}  // namespace acuerdo
