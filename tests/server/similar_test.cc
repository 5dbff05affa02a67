// Similar activities over HTTP: who may ask, what comes back, and that nothing anybody types does harm.
#include <gtest/gtest.h>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

class SimilarOverHttp : public testing::Test {
 protected:
  HttpAnswer ask(const std::string& words) { return ask(json{{"words", words}}.dump(), token); }
  HttpAnswer ask(const std::string& body, const std::string& who) {
    return post(server.port(), "/api/similar", body, {{"Authorization", "Bearer " + who}});
  }

  RunningServer server;
  std::string token = server.delegate("mdi", "Ana Paredes");
};

TEST_F(SimilarOverHttp, FindsADraftOfTheModelCase) {
  const auto answer = ask("Elaborar un mapa del riesgo territorial");
  ASSERT_EQ(answer.status, 200u) << answer.body;
  ASSERT_FALSE(answer.object().at("activities").empty());
  EXPECT_EQ(answer.object().at("activities").at(0).at("activity"), 4);
}

TEST_F(SimilarOverHttp, IsForThoseWhoAreKnown) {
  EXPECT_EQ(ask(R"({"words":"Elaborar un mapa"})", "cuenca-2023.1.nobody").status, 401u);
}

TEST_F(SimilarOverHttp, RefusesWhatIsNoText) {
  EXPECT_EQ(ask(R"({"words":""})", token).status, 400u);
  EXPECT_EQ(ask(R"({"words":7})", token).status, 400u);
  EXPECT_EQ(ask(json{{"words", std::string(2'000, 'a')}}.dump(), token).status, 400u);
}

TEST_F(SimilarOverHttp, FindsNothingForWhatSaysNothing) {
  EXPECT_TRUE(ask("<script>alert(1)</script> '; DROP TABLE activity; --").object().at("activities").empty());
}

}  // namespace
}  // namespace acuerdo
