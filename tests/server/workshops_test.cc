// Several workshops in one data folder: each with its file, its room and its code.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "sessions/json/parse.h"
#include "tests/core/model_case.h"
#include "tests/server/contract.h"
#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

json definition(const std::string& title) {
  auto made = json::parse(to_json_value(cuenca()).dump());
  made["workshop"]["title"] = {{"es", title}};
  return made;
}

TEST(Workshops, AreImportedServedAndKeptApart) {
  RunningServer server;
  const auto elena = server.facilitator();
  const Fields known{{"Authorization", "Bearer " + elena}};
  const auto made = post(server.port(), "/api/workshops", definition("Mesa de Género, 2024"), known);
  ASSERT_EQ(made.status, 201U) << made.body;
  EXPECT_EQ(misfit(made.object(), "imported.response"), "");
  EXPECT_EQ(made.object().at("id"), "mesa-de-genero-2024");
  const auto twin = post(server.port(), "/api/workshops", definition("Mesa de Género, 2024"), known);
  EXPECT_EQ(twin.object().at("id"), "mesa-de-genero-2024-2");

  const auto all = get(server.port(), "/api/workshops", known).object();
  EXPECT_EQ(misfit(all, "workshops.response"), "");
  EXPECT_EQ(all.at("workshops").size(), 3U);

  // Whoever joins one is unknown in the other.
  const std::string code = made.object().at("joinCode");
  const auto joined = post(
      server.port(), "/api/join",
      json{
          {"code", code}, {"name", "Ana"}, {"institution", "mdi"}, {"role", "delegate"}, {"language", "es"}});
  EXPECT_EQ(joined.object().at("workshop"), "mesa-de-genero-2024");
  auto token = joined.object().at("token").get<std::string>();
  EXPECT_EQ(server.connected(token)->documents.at("workshop").at("title").at("es"), "Mesa de Género, 2024");
  Client stranger{server.port()};
  stranger.send({{"type", "hello"}, {"token", "cuenca-2023" + token.substr(token.find('.'))}});
  EXPECT_EQ(stranger.until_closed(), 4003U);

  // The facilitator logs into it with the same password.
  const auto there =
      post(server.port(), "/api/facilitator/login",
           json{{"name", "Elena Ríos"}, {"password", kPassword}, {"workshop", "mesa-de-genero-2024"}});
  EXPECT_EQ(there.status, 200U);
  EXPECT_EQ(there.object().at("participant"), 2);

  server.stop();
  server.start();
  EXPECT_EQ(get(server.port(), "/api/workshops", known).object().at("workshops").size(), 3U);
  EXPECT_EQ(server.connected(token)->mine.at("participant").at("name"), "Ana");
  EXPECT_TRUE(std::filesystem::exists(server.data() / "mesa-de-genero-2024.acuerdo"));
  EXPECT_FALSE(std::filesystem::exists(server.data() / ".importing"));
}

TEST(Workshops, RefuseADefinitionByField) {
  RunningServer server;
  const Fields known{{"Authorization", "Bearer " + server.facilitator()}};
  auto broken = definition("Rota");
  broken["institutions"][1]["id"] = broken["institutions"][0]["id"];
  const auto answer = post(server.port(), "/api/workshops", broken, known);
  EXPECT_EQ(answer.status / 100, 4U);
  EXPECT_NE(answer.object().at("field"), nullptr);
  EXPECT_EQ(post(server.port(), "/api/workshops", std::string{"{\"format\":1"}, known).object().at("code"),
            "malformed");
  EXPECT_EQ(get(server.port(), "/api/workshops", known).object().at("workshops").size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(server.data() / ".importing"));
}

TEST(Workshops, GiveTheirDefinitionToBeImportedElsewhere) {
  RunningServer server;
  const Fields known{{"Authorization", "Bearer " + server.facilitator()}};
  const auto file = get(server.port(), "/api/definition", known);
  EXPECT_EQ(file.fields.at("content-disposition"), "attachment; filename=\"cuenca-2023.json\"");
  EXPECT_EQ(post(server.port(), "/api/workshops", file.body, known).status, 201U);
}

// The sentence with which it does not start; empty when it does.
template <class Start>
std::string why_not(Start start) {
  try {
    start();
  } catch (const std::runtime_error& why) {
    return why.what();
  }
  return {};
}

// One bad file of the folder is named, and the others are served.
class BadFiles : public testing::Test {
 protected:
  void put(const std::string& name, const std::string& content) const {
    std::ofstream{server.data() / name, std::ios::binary} << content;
  }
  json not_served() { return get(server.port(), "/health").object().at("notServed"); }

  RunningServer server;
  const Fields known{{"Authorization", "Bearer " + server.facilitator()}};
};

TEST_F(BadFiles, DoNotKeepTheOthersFromBeingServed) {
  server.stop();
  put("empty.acuerdo", "");
  put("garbage.acuerdo", "This is no workshop at all, whatever its name says.\n");
  std::filesystem::copy_file(server.file(), server.data() / "copy.acuerdo");
  server.start();
  EXPECT_EQ(get(server.port(), "/health").status, 200U);
  const auto named = not_served();
  EXPECT_EQ(named.size(), 3U) << named;
  EXPECT_EQ(named.at("empty.acuerdo"), "It is empty.");
  EXPECT_TRUE(named.contains("garbage.acuerdo"));
  // Which of the two is the copy nobody can tell; one of them is served.
  EXPECT_TRUE(named.contains("copy.acuerdo") != named.contains("cuenca-2023.acuerdo"));
  EXPECT_EQ(std::filesystem::file_size(server.data() / "empty.acuerdo"), 0U) << "it is left as it is";

  const auto all = get(server.port(), "/api/workshops", known).object();
  EXPECT_EQ(misfit(all, "workshops.response"), "");
  EXPECT_EQ(all.at("workshops").size(), 1U);
  EXPECT_EQ(all.at("notServed").size(), 3U);
}

TEST_F(BadFiles, AreLookedAtAgainWhenTheServerIsAskedTo) {
  const auto elena = server.connected(server.facilitator());
  const auto made = post(server.port(), "/api/workshops", definition("Otro taller"), known);
  ASSERT_EQ(made.status, 201U) << made.body;
  server.stop();
  std::filesystem::rename(server.data() / "otro-taller.acuerdo", server.data() / "otro.taken");
  put("otro-taller.acuerdo", "garbage");
  server.start();
  EXPECT_EQ(not_served().size(), 1U);
  std::filesystem::rename(server.data() / "otro.taken", server.data() / "otro-taller.acuerdo");
  ASSERT_EQ(kill(getpid(), SIGHUP), 0);
  for (int tries = 0; tries < 100 && get(server.port(), "/health").object().contains("notServed"); ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  EXPECT_EQ(get(server.port(), "/api/workshops", known).object().at("workshops").size(), 2U);
}

TEST_F(BadFiles, AloneAreNoWorkshopToServe) {
  server.stop();
  std::filesystem::remove(server.file());
  put("garbage.acuerdo", "garbage");
  const auto why = why_not([&] { server.start(); });
  EXPECT_NE(why.find("garbage.acuerdo"), why.npos) << why;
}

TEST(Folder, IsServedByOneServerAtATime) {
  RunningServer server;
  ServerOptions second;
  second.data = server.data();
  second.listen = {net::ip::address_v4::loopback(), 0};
  const auto why = why_not([&] { Server{second}; });
  EXPECT_NE(why.find("is held by process " + std::to_string(getpid())), why.npos) << why;
}

}  // namespace
}  // namespace acuerdo
