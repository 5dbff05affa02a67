// The pages over HTTP, as browsers and careless or hostile programs ask for them.
#include <gtest/gtest.h>

#include <regex>

#include "server/http/assets.h"
#include "server/http/http_connection.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

class Pages : public testing::Test {
 protected:
  RunningServer server;
};

std::string first_script(const std::string& page) {
  std::smatch found;
  return std::regex_search(page, found, std::regex{R"re(src="(/assets/[^"]+\.js)")re"}) ? found[1].str() : "";
}

TEST_F(Pages, AreTheAppWithStrictFieldsAndNoCacheOfThePageItself) {
  for (const auto* path :
       {"/", "/join/ABCDEF", "/participant", "/facilitator", "/screen/ABCDEF", "/minutes"}) {
    const auto answer = get(server.port(), path);
    EXPECT_EQ(answer.status, 200U) << path;
    EXPECT_EQ(answer.fields.at("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(answer.fields.at("cache-control"), "no-cache");
    EXPECT_EQ(answer.fields.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.fields.at("referrer-policy"), "no-referrer");
    const auto policy = answer.fields.at("content-security-policy");
    for (const auto* part : {"default-src 'none'", "script-src 'self'", "style-src 'self'",
                             "frame-ancestors 'none'", "base-uri 'none'"}) {
      EXPECT_NE(policy.find(part), std::string::npos) << part;
    }
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  }
}

TEST_F(Pages, KeepTheirHashedFilesForever) {
  const auto script = first_script(get(server.port(), "/").body);
  if (script.empty()) GTEST_SKIP() << "built without pages";
  const auto answer = get(server.port(), script);
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.fields.at("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(answer.fields.at("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(answer.fields.at("vary"), "Accept-Encoding");
}

TEST_F(Pages, ComeCompressedAsAskedFor) {
  const auto* page = find_asset("/index.html");
  ASSERT_NE(page, nullptr);
  const auto asked = [&](const std::string& accept) {
    return get(server.port(), "/", {{"Accept-Encoding", accept}});
  };
  EXPECT_EQ(asked("gzip, deflate, br").body, page->brotli);
  EXPECT_EQ(asked("gzip, deflate, br").fields.at("content-encoding"), "br");
  EXPECT_EQ(asked("gzip").body, page->gzip);
  EXPECT_EQ(asked("br;q=0, gzip;q=0.5").fields.at("content-encoding"), "gzip");
  EXPECT_EQ(asked("identity").body, page->plain);
  EXPECT_EQ(asked("identity").fields.count("content-encoding"), 0U);
}

TEST_F(Pages, AreNotSentAgainToWhoHasThem) {
  const auto etag = get(server.port(), "/").fields.at("etag");
  const auto again = get(server.port(), "/", {{"If-None-Match", etag}});
  EXPECT_EQ(again.status, 304U);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(get(server.port(), "/", {{"If-None-Match", "\"other\""}}).status, 200U);
}

TEST_F(Pages, AnswerHeadWithoutABody) {
  const auto head = get(server.port(), "/", {}, "HEAD");
  EXPECT_EQ(head.status, 200U);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(std::stoul(head.fields.at("content-length")), find_asset("/index.html")->plain.size());
}

TEST_F(Pages, SayWhatIsNotThere) {
  EXPECT_EQ(get(server.port(), "/nothing/here").status, 404U);
  EXPECT_EQ(get(server.port(), "/assets/none.js").status, 404U);
  EXPECT_EQ(get(server.port(), "/../../etc/passwd").status, 404U);
  const auto api = get(server.port(), "/api/none");
  EXPECT_EQ(api.status, 404U);
  EXPECT_EQ(api.object().at("code"), "not_found");
}

TEST_F(Pages, RefuseOtherMethodsByName) {
  const auto page = post(server.port(), "/", std::string{});
  EXPECT_EQ(page.status, 405U);
  EXPECT_EQ(page.fields.at("allow"), "GET, HEAD");
  const auto api = get(server.port(), "/api/join");
  EXPECT_EQ(api.status, 405U);
  EXPECT_EQ(api.fields.at("allow"), "POST");
  EXPECT_EQ(get(server.port(), "/api/workshops", {}, "DELETE").fields.at("allow"), "GET, HEAD, POST");
}

TEST_F(Pages, KeepAConnectionForSeveralRequests) {
  const auto answers = raw(server.port(),
                           "GET /api/state HTTP/1.1\r\nHost: here\r\n\r\n"
                           "GET /health HTTP/1.1\r\nHost: here\r\n\r\n"
                           "GET /api/state HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
  std::size_t count = 0;
  for (auto at = answers.find("HTTP/1.1 200"); at != answers.npos; at = answers.find("HTTP/1.1 200", at + 1))
    ++count;
  EXPECT_EQ(count, 3U);
  EXPECT_NE(answers.find("\"status\":\"serving\""), std::string::npos);
}

TEST_F(Pages, BoundHeadersAndBodies) {
  const auto long_header =
      raw(server.port(),
          "GET / HTTP/1.1\r\nHost: here\r\nX-Long: " + std::string(kMaxHeaderBytes, 'x') + "\r\n\r\n");
  EXPECT_NE(long_header.find("HTTP/1.1 431"), std::string::npos);
  const auto long_body = post(server.port(), "/api/join", std::string(kMaxBodyBytes + 1, ' '));
  EXPECT_EQ(long_body.status, 413U);
  EXPECT_EQ(long_body.object().at("code"), "too_large");
  const auto stranger = post(server.port(), "/api/workshops", std::string(kMaxBodyBytes + 1, ' '),
                             {{"Authorization", "Bearer nobody"}});
  EXPECT_EQ(stranger.status, 413U) << "a large body is taken from facilitators alone";
}

TEST_F(Pages, AnswerWhatIsNotHttp) {
  for (const auto* bytes : {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "GET\r\n\r\n",
                            "GET / HTTP/9.9\r\n\r\n", "POST /api/join HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                            "\r\n\r\n\r\n\r\n", "GET / HTTP/1.1\r\nBad Header\r\n\r\n"}) {
    const auto answer = raw(server.port(), bytes);
    EXPECT_TRUE(answer.empty() || answer.find("HTTP/1.1 400") != answer.npos) << bytes << ": " << answer;
  }
  EXPECT_EQ(get(server.port(), "/health").status, 200U);
}

TEST_F(Pages, ConnectFromThisSiteAlone) {
  const auto upgrade = [&](const std::string& fields) {
    const auto host = "127.0.0.1:" + std::to_string(server.port());
    return raw(server.port(),
               "GET /ws HTTP/1.1\r\nHost: " + host +
                   "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                   fields + "\r\n",
               std::chrono::milliseconds{200});
  };
  const auto host = "127.0.0.1:" + std::to_string(server.port());
  const std::string protocol = "Sec-WebSocket-Protocol: acuerdo.v1\r\n";
  EXPECT_NE(upgrade(protocol).find(" 101 "), std::string::npos);
  EXPECT_NE(upgrade(protocol + "Origin: http://" + host + "\r\n").find(" 101 "), std::string::npos);
  for (const auto& origin :
       {std::string{"http://evil.example"}, std::string{"null"}, "http://" + host + ".evil.example",
        "http://evil.example/" + host, "http://evil.example@" + host, std::string{""}, "ftp://" + host,
        std::string{"http://127.0.0.1"}}) {
    EXPECT_NE(upgrade(protocol + "Origin: " + origin + "\r\n").find(" 403 "), std::string::npos) << origin;
  }
  EXPECT_NE(upgrade("").find(" 400 "), std::string::npos) << "without the subprotocol";
}

TEST(Posts, OfAPageOfAnotherSiteAreRefused) {
  RunningServer server;
  server.facilitator();
  const json who{{"name", "Elena Ríos"}, {"password", kPassword}};
  const auto from = [&](const std::string& origin) {
    return post(server.port(), "/api/facilitator/login", who, {{"Origin", origin}}).status;
  };
  EXPECT_EQ(from("http://evil.example"), 403U);
  EXPECT_EQ(from("null"), 403U);
  EXPECT_EQ(from("http://127.0.0.1:" + std::to_string(server.port())), 200U);
}

}  // namespace
}  // namespace acuerdo
