// Who may do what: the tables that the protocol's page prints, walked whole by visitors of each kind.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "server/http/api.h"
#include "sessions/core/permissions.h"
#include "tests/server/running_server.h"
#include "tests/source_file.h"

namespace acuerdo {
namespace {

constexpr std::array kRoles{Role::facilitator, Role::rapporteur, Role::delegate, Role::observer};

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

// A message of the kind that is well formed; what it names may be there or not.
json example(std::string_view command) {
  return json::parse(text_of(source_file(fmt::format("tests/fuzz/corpus/command/{}.txt", command))));
}

struct Visitor {
  std::string name;
  std::optional<Role> role;  // none: no participant
  std::string token;
};

class WhoMayDoWhat : public testing::Test {
 protected:
  WhoMayDoWhat() {
    const auto token = server.facilitator();
    elena = server.connected(token);
    const auto participant = [&](const std::string& name, Role role) {
      const auto of = server.delegate("mdi", name);
      const auto who = number_in_token(of);
      if (role != Role::delegate && role != Role::waiting)
        must(*elena, {{"type", "participant.changeRole"}, {"participant", who}, {"role", name_of(role)}});
      visitors.push_back({name, role, of});
    };
    participant("The head", Role::delegate);
    participant("A delegate", Role::delegate);
    participant("An observer", Role::observer);
    participant("A rapporteur", Role::rapporteur);
    participant("Who was removed", Role::removed);
    must(*elena, {{"type", "admission.set"}, {"admission", "waiting"}});
    participant("Who waits", Role::waiting);
    must(*elena, {{"type", "admission.set"}, {"admission", "open"}});
    visitors.push_back({"A screen", {}, {}});
    visitors.push_back({"Nobody", {}, {}});
    visitors.push_back({"A facilitator", Role::facilitator, token});  // last, for what they do is done
  }
  static unsigned number_in_token(const std::string& token) {
    const auto secret = token.rfind('.');
    const auto who = token.rfind('.', secret - 1);
    return static_cast<unsigned>(std::stoul(token.substr(who + 1, secret - who - 1)));
  }
  std::unique_ptr<Client> connection_of(const Visitor& visitor) const {
    auto client = std::make_unique<Client>(server.port());
    if (visitor.role) {
      client->hello(visitor.token);
    } else if (visitor.name == "A screen") {
      client->hello_as_screen(server.join_code());
    } else {
      client->send({{"type", "hello"}, {"token", "cuenca-2023.1.made-up"}});
    }
    return client;
  }
  static bool may(const Visitor& visitor, Roles who) {
    return visitor.role && is_let_in(*visitor.role) && who.has(*visitor.role);
  }

  // The answer's code, or "ack"; "closed" when there is none.
  static std::string answer_to(Client& client, json message) {
    for (;;) {
      const auto answer = client.command(message);
      if (answer.at("type") == "ack") return "ack";
      if (answer.at("code") != "rate") return answer.at("code");
      std::this_thread::sleep_for(std::chrono::milliseconds{60});
    }
  }

  RunningServer server;
  std::unique_ptr<Client> elena;
  std::vector<Visitor> visitors;
};

TEST_F(WhoMayDoWhat, EveryCommandOfEveryVisitor) {
  for (const auto& visitor : visitors) {
    SCOPED_TRACE(visitor.name);
    auto client = connection_of(visitor);
    if (visitor.name == "Nobody") {
      EXPECT_EQ(client->until_closed(), 4003U);
      continue;
    }
    for (const auto& row : kPermissions) {
      auto message = example(row.command);
      message.erase("id");
      const auto answer = answer_to(*client, message);
      if (!may(visitor, row.who)) {
        EXPECT_EQ(answer, "role") << row.command;
      } else if (row.within.empty()) {
        EXPECT_NE(answer, "role") << row.command;
      }
    }
  }
}

TEST_F(WhoMayDoWhat, EveryWayOverHttpOfEveryVisitor) {
  for (const auto& visitor : visitors) {
    SCOPED_TRACE(visitor.name);
    Fields fields;
    if (visitor.role) fields["Authorization"] = "Bearer " + visitor.token;
    for (const auto& way : Api::permissions()) {
      const std::string path{way.path};
      SCOPED_TRACE(path);
      const auto answer = way.method == http::verb::post ? post(server.port(), path, json::object(), fields)
                                                         : get(server.port(), path, fields);
      if (way.who == Roles{}) {
        EXPECT_FALSE(way.else_who.empty());
      } else if (!visitor.role) {
        EXPECT_EQ(answer.status, 401U);
      } else if (!may(visitor, way.who)) {
        EXPECT_EQ(answer.status, 403U);
      } else {
        EXPECT_NE(answer.status, 401U);
        EXPECT_NE(answer.status, 403U);
      }
    }
  }
}

// Of a workshop in which there is something of everything.
struct Seen {
  std::map<std::string, std::set<std::string>> documents;  // kinds, by audience
  std::map<std::string, std::set<std::string>> lists;      // readable, by role
};

class WhoSeesWhat : public WhoMayDoWhat {
 protected:
  WhoSeesWhat() {
    must(*elena, {{"type", "settings.change"}, {"quorum", "0"}});
    must(*elena, {{"type", "announcement.make"}, {"words", {{"es", "El café está servido"}}}});
    lead_to_clarifying(*elena);
    const auto head = server.connected(visitors.front().token);
    must(*head, {{"type", "comment.add"}, {"activity", 4}, {"text", {{"es", "¿Con qué presupuesto?"}}}});
    must(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}});
    must(*head, {{"type", "ballot.cast"}, {"activity", 4}, {"round", 1}, {"position", "join"}});
    must(*elena, {{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}});
  }
};

constexpr std::array kKinds{"workshop",   "announcement", "liveSession", "subObjective", "activity",
                            "discussion", "round",        "result",      "participant"};

// Of each audience, the kinds of documents it is shown.
std::map<std::string, std::set<std::string>> expected_documents() {
  const std::set<std::string> all{kKinds.begin(), kKinds.end()};
  auto floor = all;
  floor.erase("participant");
  return {{"facilitators", all}, {"floor", floor}, {"screen", floor}, {"door", {"workshop"}}};
}

TEST_F(WhoSeesWhat, EveryDocumentOfEveryVisitor) {
  const auto expected = expected_documents();
  for (const auto& visitor : visitors) {
    if (visitor.name == "Nobody") continue;
    SCOPED_TRACE(visitor.name);
    const auto client = connection_of(visitor);
    std::set<std::string> kinds;
    for (const auto& [key, _] : client->documents) kinds.insert(key.substr(0, key.find('/')));
    EXPECT_EQ(kinds, expected.at(client->welcome.at("audience")));
  }
}

TEST_F(WhoSeesWhat, EveryListOfEveryVisitor) {
  const std::vector<std::pair<std::string, std::string>> lists{
      {"activity/4", "versions"},      {"activity/4", "amendments"},         {"activity/4", "answers"},
      {"discussion/4", "comments"},    {"subObjective/1.1.2", "reopenings"}, {"round/1.1.2/1", "counted"},
      {"result/1.1.2/1/4", "reasons"}, {"result/1.1.2/1/4", "delegation"}};
  for (const auto& visitor : visitors) {
    SCOPED_TRACE(visitor.name);
    Fields fields;
    if (visitor.role) fields["Authorization"] = "Bearer " + visitor.token;
    for (const auto& [document, list] : lists) {
      const auto answer =
          get(server.port(), fmt::format("/api/list?document={}&list={}", document, list), fields);
      unsigned status = visitor.role ? (is_let_in(*visitor.role) ? 200U : 403U) : 401U;
      if (status == 200U && list == "delegation" && visitor.role != Role::delegate) status = 404U;
      EXPECT_EQ(answer.status, status) << document << " " << list;
    }
  }
}

// The tables as the protocol's page prints them.
std::string printed() {
  std::string page = "| command | facilitator | rapporteur | delegate | observer | whose |\n";
  page += "| --- | :-: | :-: | :-: | :-: | --- |\n";
  for (const auto& row : kPermissions) {
    page += fmt::format("| {} ", row.command);
    for (const auto role : kRoles) page += row.who.has(role) ? "| ● " : "| ";
    page += fmt::format("| {}{}|\n", row.within, row.within.empty() ? "" : " ");
  }
  page += "\n| HTTP | who |\n| --- | --- |\n";
  for (const auto& way : Api::permissions()) {
    std::string who{way.else_who};
    for (const auto role : kRoles) {
      if (way.who.has(role)) who += fmt::format("{}{}s", who.empty() ? "" : ", ", name_of(role));
    }
    page += fmt::format("| {} {}{} | {} |\n", way.method == http::verb::post ? "POST" : "GET", way.path,
                        way.path.ends_with('/') ? "…" : "", who);
  }
  page += "\n| document | facilitators | floor | screen | door |\n| --- | :-: | :-: | :-: | :-: |\n";
  for (const auto* kind : kKinds) {
    page += fmt::format("| {} ", kind);
    for (const auto* audience : {"facilitators", "floor", "screen", "door"})
      page += expected_documents().at(audience).contains(kind) ? "| ● " : "| ";
    page += "|\n";
  }
  return page;
}

// ACUERDO_PRINT=1 writes them anew.
TEST(Permissions, ArePrintedInTheProtocolsPage) {
  const auto file = source_file("server/protocol/README.md");
  const auto page = text_of(file);
  const std::string begin = "<!-- who may do what: printed by tests/server/permissions_test.cc -->\n";
  const std::string end = "<!-- printed until here -->\n";
  const auto from = page.find(begin);
  const auto to = page.find(end);
  ASSERT_TRUE(from != page.npos && to != page.npos && from < to);
  const auto place = from + begin.size();
  const auto tables = printed();
  if (std::getenv("ACUERDO_PRINT")) {
    std::ofstream{file, std::ios::binary} << page.substr(0, place) << tables << page.substr(to);
    return;
  }
  EXPECT_EQ(page.substr(place, to - place), tables) << "ACUERDO_PRINT=1 writes it anew";
}

}  // namespace
}  // namespace acuerdo
