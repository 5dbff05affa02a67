// Every bound, close code and refusal of a connection, provoked once; afterwards the server is alive and
// unimpressed.
#include <gtest/gtest.h>

#include "tests/server/running_server.h"

namespace acuerdo {
namespace {

class Connection : public testing::Test {
 protected:
  ~Connection() override {
    // Whatever was done to it, it goes on.
    EXPECT_EQ(get(server.port(), "/health").object().at("status"), "serving");
  }

  // A facilitator and a delegate in an open session at 1.1.2, proposing.
  void prepare() {
    elena = server.connected(server.facilitator());
    ana = server.connected(server.delegate("mdi", "Ana Paredes"));
    for (const json& command :
         {json{{"type", "settings.change"}, {"quorum", "0"}},
          json{{"type", "liveSession.open"}, {"liveSession", "d1am"}},
          json{{"type", "focus.set"}, {"liveSession", "d1am"}, {"subObjective", "1.1.2"}},
          json{{"type", "proposing.open"}, {"subObjective", "1.1.2"}}}) {
      EXPECT_EQ(elena->command(command).at("type"), "ack");
    }
  }

  RunningServer server;
  std::unique_ptr<Client> elena;
  std::unique_ptr<Client> ana;
};

void refused(Client& client, const json& command, const std::string& code, const std::string& field) {
  const auto answer = client.command(command);
  ASSERT_EQ(answer.at("type"), "refused") << command;
  EXPECT_EQ(answer.at("code"), code) << answer;
  EXPECT_EQ(answer.at("field"), field.empty() ? json(nullptr) : json(field)) << answer;
}

// --- the beginning

TEST_F(Connection, BeginsWithHello) {
  Client client{server.port()};
  client.send_text(R"({"type":"ping"})");
  EXPECT_EQ(client.until("refused").at("code"), "hello_expected");
  EXPECT_EQ(client.until_closed(), 4001U);
}

TEST_F(Connection, EndsWhenNoHelloComes) {
  Client client{server.port()};
  EXPECT_EQ(client.until_closed(), 4001U);
  EXPECT_EQ(client.closing.at(0).at("reason"), "idle");
}

TEST_F(Connection, EndsWhenHelloIsNotOne) {
  for (const auto* text :
       {"nonsense", "[]", R"({"type":"hello"})", R"({"type":"hello","token":"a","screen":"b"})",
        R"({"type":"hello","token":"a","mood":1})", R"({"type":"hello","token":7})", R"({"type":7})"}) {
    Client client{server.port()};
    client.send_text(text);
    EXPECT_EQ(client.until_closed(), 4001U) << text;
    EXPECT_EQ(client.counts["refused"], 1U) << text;
  }
}

TEST_F(Connection, EndsWithATokenOrCodeThatIsNotKnown) {
  const auto token = server.delegate("mdi", "Ana Paredes");
  const auto other = token.substr(0, token.size() - 4) + "AAAA";
  for (const json& hello : {json{{"token", "nobody"}}, json{{"token", other}},
                            json{{"token", "cuenca-2023.99." + std::string(43, 'a')}},
                            json{{"token", "elsewhere.1.secret"}}, json{{"screen", "ZZZZZZ"}}}) {
    Client client{server.port()};
    auto message = hello;
    message["type"] = "hello";
    client.send(message);
    EXPECT_EQ(client.until_closed(), 4003U) << hello;
    EXPECT_EQ(client.closing.at(0).at("reason"), "token");
  }
}

TEST_F(Connection, OfAScreenTakesTheCodeAsPeopleTypeItAndGivesNoCommands) {
  Client screen{server.port()};
  auto code = server.join_code();
  std::ranges::transform(code, code.begin(), [](unsigned char c) { return std::tolower(c); });
  screen.hello_as_screen(code.substr(0, 3) + " " + code.substr(3));
  EXPECT_EQ(screen.welcome.at("audience"), "screen");
  EXPECT_TRUE(screen.welcome.at("participant").is_null());
  refused(screen, {{"type", "liveSession.open"}, {"liveSession", "d1am"}}, "role", "");
}

TEST_F(Connection, GivesEachAudienceItsOwn) {
  prepare();
  Client screen{server.port()};
  screen.hello_as_screen(server.join_code());
  EXPECT_EQ(elena->welcome.at("audience"), "facilitators");
  EXPECT_EQ(ana->welcome.at("audience"), "floor");
  EXPECT_TRUE(elena->documents.contains("participant/2"));
  EXPECT_FALSE(ana->documents.contains("participant/2"));
  EXPECT_FALSE(screen.documents.contains("participant/2"));
  EXPECT_EQ(ana->mine.at("participant").at("name"), "Ana Paredes");
}

// --- coming back

TEST_F(Connection, ResumesFromWhatItHas) {
  prepare();
  const auto token = server.delegate("pn", "Bruno Salas");
  std::uint64_t since = 0;
  std::string boot;
  {
    const auto bruno = server.connected(token);
    since = bruno->sequence;
    boot = bruno->boot;
  }
  EXPECT_EQ(elena->command({{"type", "clarifying.open"}, {"subObjective", "1.1.2"}}).at("type"), "ack");
  Client again{server.port()};
  again.hello(token, since, boot);
  EXPECT_EQ(again.welcome.at("resumed"), true);
  EXPECT_EQ(again.counts["snapshot"], 0U);
  EXPECT_EQ(again.documents.at("subObjective/1.1.2").at("stage"), "clarifying");
  EXPECT_FALSE(again.documents.contains("workshop")) << "only what it missed";

  Client lost{server.port()};
  lost.hello(token, since, "another-boot");
  EXPECT_EQ(lost.welcome.at("resumed"), false);
  EXPECT_EQ(lost.counts["snapshot"], 1U);
  Client ahead{server.port()};
  ahead.hello(token, 1'000'000, boot);
  EXPECT_EQ(ahead.welcome.at("resumed"), false);
}

TEST_F(Connection, ResumesAfterARestartWhenNothingWasMissed) {
  const auto token = server.delegate("mdi", "Ana Paredes");
  auto before = server.connected(token);
  const auto since = before->sequence;
  const auto boot = before->boot;
  server.stop();
  server.start();
  Client again{server.port()};
  again.hello(token, since, boot);
  EXPECT_EQ(again.welcome.at("resumed"), true);
  EXPECT_NE(again.boot, boot);
  Client behind{server.port()};
  behind.hello(token, since - 1, boot);
  EXPECT_EQ(behind.welcome.at("resumed"), false);
}

TEST_F(Connection, AnswersTheSameCommandAgainAsBeforeAlsoAfterARestart) {
  prepare();
  const json command{{"type", "activity.propose"},
                     {"id", "the-same-command"},
                     {"subObjective", "1.1.2"},
                     {"wording", {{"es", "Iluminar"}}}};
  const auto token = server.delegate("pn", "Bruno Salas");
  json first;
  {
    const auto bruno = server.connected(token);
    bruno->send(command);
    first = bruno->until("ack");
    bruno->send(command);
    EXPECT_EQ(bruno->until("ack"), first);
  }
  server.stop();
  server.start();
  const auto bruno = server.connected(token);
  bruno->send(command);
  EXPECT_EQ(bruno->until("ack"), first);
  EXPECT_EQ(bruno->documents.at("subObjective/1.1.2").at("activities").size(), 3U);
}

// --- bounds

// What comes in one piece is given to the room in one piece; also when the piece ends with a goodbye.
TEST_F(Connection, DoesWhatWasSaidBeforeItsEnd) {
  prepare();
  for (int n = 0; n < 5; ++n) {
    ana->send({{"type", "activity.propose"},
               {"id", "on-the-way-" + std::to_string(n)},
               {"subObjective", "1.1.2"},
               {"wording", {{"es", "Dicho al salir, " + std::to_string(n)}}}});
  }
  ana->leave();
  elena->until([](const Client& desk) {
    return std::ranges::count_if(desk.documents, [](const auto& document) {
             return document.first.starts_with("activity/") &&
                    document.second.dump().find("Dicho al salir") != std::string::npos;
           }) == 5;
  });
}

TEST_F(Connection, EndsWithAFrameThatIsTooLarge) {
  prepare();
  ana->send_text(json{{"type", "comment.add"}, {"padding", std::string(64 * 1024, 'x')}}.dump());
  EXPECT_EQ(ana->until("refused").at("code"), "too_large");
  EXPECT_EQ(ana->until_closed(), 4009U);
}

TEST_F(Connection, RefusesHasteAndEndsAbuse) {
  prepare();
  const json ping_pong{{"type", "presence.leave"}, {"id", "a-command-of-haste"}};
  for (int sent = 0; sent < 2'000; ++sent) ana->send(ping_pong);
  EXPECT_EQ(ana->until_closed(), 4009U);
  EXPECT_EQ(ana->closing.at(0).at("reason"), "abuse");
  EXPECT_GT(ana->counts["refused"], 150U);
}

TEST_F(Connection, LetsGoOfAReaderThatIsTooSlow) {
  prepare();
  const auto bruno =
      server.connected(server.delegate("pn", "Bruno Salas"));  // as Ana, reads nothing from now on
  std::vector<unsigned> activities{4, 5};
  for (const auto* wording : {"Una tercera", "Una cuarta"}) {
    const auto proposed = elena->command(
        {{"type", "activity.propose"}, {"subObjective", "1.1.2"}, {"wording", {{"es", wording}}}});
    activities.push_back(proposed.at("created"));
  }
  EXPECT_EQ(elena->command({{"type", "clarifying.open"}, {"subObjective", "1.1.2"}}).at("type"), "ack");
  // Each amendment is sent with those before it, up to 48 KiB, of each activity four times a second: more
  // than the backlog and the sockets hold.
  const std::string reason(2'000, 'x');
  const auto both_let_go = [&] {
    return get(server.port(), "/metrics").body.find("acuerdo_readers_dropped_total 2") != std::string::npos;
  };
  for (int n = 0; n < 400 && (n % 10 != 0 || !both_let_go()); ++n) {
    EXPECT_EQ(elena
                  ->command({{"type", "amendment.propose"},
                             {"activity", activities[static_cast<std::size_t>(n) % activities.size()]},
                             {"wording", {{"es", "Redacción " + std::to_string(n)}}},
                             {"reason", reason}})
                  .at("type"),
              "ack");
    if (n >= 20)
      std::this_thread::sleep_for(std::chrono::milliseconds{70});  // within twenty commands a second
  }
  EXPECT_EQ(bruno->until_closed(), 4008U);
  EXPECT_EQ(bruno->closing.back().at("reason"), "backlog");
}

// Two thousand people's names alone are more than a frame takes.
TEST_F(Connection, HearsInSeveralFramesWhatOneDoesNotHold) {
  prepare();
  const std::string long_name(100, 'n');
  for (int n = 0; n < 2'000; ++n) {
    const auto answer = post(server.port(), "/api/join",
                             json{{"code", server.join_code()},
                                  {"name", long_name + std::to_string(n)},
                                  {"institution", "pn"},
                                  {"role", "delegate"},
                                  {"language", "es"}});
    ASSERT_EQ(answer.status, 200U) << answer.body;
  }
  const auto desk = server.connected(server.facilitator());
  desk->until([](const Client& self) { return self.documents.contains("participant/2000"); });
  EXPECT_EQ(std::ranges::count_if(desk->documents,
                                  [](const auto& entry) { return entry.first.starts_with("participant/"); }),
            2'002);
  EXPECT_GT(desk->counts["change"], 0U) << "the snapshot went on in changes";
  EXPECT_LE(desk->largest, 256U * 1024);
  EXPECT_GT(desk->largest, 128U * 1024) << "else this shows nothing";
}

TEST_F(Connection, AsksForTheItemsThatADocumentDoesNotShow) {
  prepare();
  EXPECT_EQ(elena->command({{"type", "clarifying.open"}, {"subObjective", "1.1.2"}}).at("type"), "ack");
  for (int n = 0; n < 40; ++n) {
    EXPECT_EQ(elena
                  ->command({{"type", "comment.add"},
                             {"activity", 4},
                             {"text", {{"es", std::to_string(n) + std::string(7'000, 'x')}}}})
                  .at("type"),
              "ack");
  }
  elena->until([](const Client& one) {
    const auto& told = one.documents.at("discussion/4");
    return told.at("comments").size() + told.at("more").at("comments").get<std::size_t>() == 40U;
  });
  const auto& discussion = elena->documents.at("discussion/4");
  EXPECT_LT(discussion.at("comments").size(), 5U);
  const Fields known{{"Authorization", "Bearer " + server.delegate("pn", "Bruno Salas")}};
  std::size_t found = 0;
  unsigned pages = 0;
  for (json next = 0; !next.is_null(); ++pages) {
    const auto answer =
        get(server.port(), "/api/list?document=discussion/4&list=comments&from=" + next.dump(), known);
    ASSERT_EQ(answer.status, 200U);
    EXPECT_LE(answer.body.size(), 256U * 1024);
    const auto page = json::parse(answer.body);
    for (const auto& comment : page.at("items")) {
      EXPECT_TRUE(comment.at("text").at("es").get<std::string>().starts_with(std::to_string(found) + "x"));
      ++found;
    }
    next = page.at("next");
  }
  EXPECT_EQ(found, 40U);
  EXPECT_EQ(pages, 2U);
  const auto status = [&](const std::string& query, const Fields& fields) {
    return get(server.port(), "/api/list?" + query, fields).status;
  };
  EXPECT_EQ(status("document=discussion/4&list=comments", {}), 401U);
  EXPECT_EQ(status("document=discussion/4&list=versions", known), 404U);
  EXPECT_EQ(status("document=participant/1&list=comments", known), 404U);
  EXPECT_EQ(status("document=discussion/4&list=comments&from=x", known), 400U);
  EXPECT_EQ(
      json::parse(get(server.port(), "/api/list?document=discussion/4&list=comments&from=4000", known).body)
          .at("items"),
      json::array());
}

TEST_F(Connection, EndsWhenItsTokenIsWithdrawn) {
  prepare();
  const auto token = server.delegate("pn", "Bruno Salas");
  const auto laptop = server.connected(token);
  const auto phone = server.connected(token);
  refused(*ana, {{"type", "tokens.withdraw"}, {"participant", 3}}, "role", "");
  EXPECT_EQ(elena->command({{"type", "tokens.withdraw"}, {"participant", 3}}).at("type"), "ack");
  EXPECT_EQ(laptop->until_closed(), 4003U);
  EXPECT_EQ(phone->until_closed(), 4003U);
  Client again{server.port()};
  again.send({{"type", "hello"}, {"token", token}});
  EXPECT_EQ(again.until_closed(), 4003U);
  EXPECT_EQ(ana->command({{"type", "presence.arrive"}, {"liveSession", "d1am"}}).at("type"), "ack")
      << "others are not touched";
}

TEST_F(Connection, MovesToItsNewAudienceWhenARoleChanges) {
  prepare();
  EXPECT_EQ(elena->command({{"type", "participant.changeRole"}, {"participant", 2}, {"role", "facilitator"}})
                .at("type"),
            "ack");
  ana->until([](const Client& self) {
    return self.welcome.at("audience") == "facilitators" && self.documents.contains("participant/1");
  });
}

// --- refusals

TEST_F(Connection, RefusesWhatIsNotAMessage) {
  prepare();
  const auto say = [&](const std::string& text, const std::string& code) {
    ana->send_text(text);
    const auto answer = ana->until("refused");
    EXPECT_EQ(answer.at("code"), code) << text;
  };
  say("nonsense", "malformed");
  say("[1,2]", "malformed");
  say(R"({"id":"12345678"})", "malformed");
  say(R"({"type":"no.such","id":"12345678"})", "unknown_type");
  say(R"({"type":"presence.leave"})", "field_missing");
  say(R"({"type":"presence.leave","id":"short"})", "field_invalid");
  say(R"({"type":"presence.leave","id":"12345678","mood":"good"})", "field_unknown");
  say(R"({"type":"ballot.cast","id":"12345678","activity":"four","round":1,"position":"join","reason":""})",
      "field_invalid");
  say(R"({"type":"ballot.cast","id":"12345678","activity":1e99,"round":1,"position":"join","reason":""})",
      "field_invalid");
  say(std::string(33, '[') + std::string(33, ']'), "malformed");
  say(std::string(60'000, '['), "malformed");
  say(R"({"type":"presence.leave","id":"12345678","id":"87654321"})", "malformed");
  say(R"({"type":"presence.leave","id":"\ud800"})", "malformed");
  say("{\"type\":\"presence.leave\",\"id\":\"1234\\u00005678\"}", "field_invalid");
  say(R"({"type":"ballot.cast","id":"12345678","activity":4,"round":1,"position":"join","reason":"a\ufffdb"})",
      "text_characters");
  for (const auto* number :
       {"1e999", "-1", "4294967296", "18446744073709551616", "4.5", "00000000000000000000000000004", "NaN"}) {
    ana->send_text(
        R"({"type":"ballot.cast","id":"12345678","round":1,"position":"join","reason":"","activity":)" +
        std::string{number} + "}");
    const auto code = ana->until("refused").at("code");
    EXPECT_TRUE(code == "field_invalid" || code == "malformed") << number << ": " << code;
  }
  ana->send_binary("{}");
  EXPECT_EQ(ana->until("refused").at("code"), "malformed");
  EXPECT_EQ(ana->command({{"type", "presence.arrive"}, {"liveSession", "d1am"}}).at("type"), "ack");
}

TEST_F(Connection, RefusesTextByWhatIsWrongWithIt) {
  prepare();
  const auto propose = [](const json& wording) {
    return json{{"type", "activity.propose"}, {"subObjective", "1.1.2"}, {"wording", wording}};
  };
  refused(*ana, propose({{"es", "   "}}), "text_empty", "wording.es");
  const auto too_long = ana->misfitting_command(propose({{"es", std::string(1'001, 'x')}}));
  EXPECT_EQ(too_long.at("code"), "text_too_long");
  EXPECT_EQ(too_long.at("field"), "wording.es");
  refused(*ana, propose({{"es", "al rev\uFFFDes"}}), "text_characters", "wording.es");
  refused(*ana, propose({{"fr", "Illuminer"}}), "language", "wording.fr");
}

TEST_F(Connection, RefusesByTheWorkshopsRules) {
  prepare();
  const auto bruno = server.connected(server.delegate("pn", "Bruno Salas"));
  const auto ballot = [](unsigned activity, const std::string& position, const std::string& reason = "") {
    return json{{"type", "ballot.cast"},
                {"activity", activity},
                {"round", 1},
                {"position", position},
                {"reason", reason}};
  };
  refused(*ana, {{"type", "proposing.open"}, {"subObjective", "1.1.1"}}, "role", "");
  refused(*ana, {{"type", "comment.add"}, {"activity", 999}, {"text", {{"es", "¿?"}}}}, "not_found",
          "activity");
  refused(*elena, {{"type", "proposing.open"}, {"subObjective", "1.1.2"}}, "stage", "");
  EXPECT_EQ(
      ana->command(
             {{"type", "activity.propose"}, {"subObjective", "1.1.2"}, {"wording", {{"es", "Iluminar"}}}})
          .at("created"),
      25);
  refused(*bruno, {{"type", "activity.withdraw"}, {"activity", 25}, {"reason", "no es mía"}}, "not_author",
          "activity");
  EXPECT_EQ(ana->command({{"type", "activity.withdraw"}, {"activity", 25}, {"reason", "ya está"}}).at("type"),
            "ack");
  refused(*ana, {{"type", "comment.add"}, {"activity", 25}, {"text", {{"es", "tarde"}}}}, "not_standing",
          "activity");
  EXPECT_EQ(elena->command({{"type", "clarifying.open"}, {"subObjective", "1.1.2"}}).at("type"), "ack");
  const json same = ana->documents.at("activity/4").at("wording");
  refused(*ana, {{"type", "amendment.propose"}, {"activity", 4}, {"wording", same}, {"reason", ""}},
          "duplicate", "wording");
  EXPECT_EQ(elena->command({{"type", "round.open"}, {"subObjective", "1.1.2"}}).at("type"), "ack");
  refused(*ana, ballot(4, "applaud"), "position", "position");
  refused(*ana, ballot(4, "object"), "reason_required", "reason");
  EXPECT_EQ(ana->command(ballot(4, "join")).at("type"), "ack");
  EXPECT_EQ(elena->command({{"type", "round.close"}, {"subObjective", "1.1.2"}, {"round", 1}}).at("type"),
            "ack");
  refused(*ana, ballot(4, "abstain"), "round_closed", "round");
  refused(*elena, {{"type", "assigning.open"}, {"subObjective", "1.1.2"}}, "undecided", "activity");
  refused(*elena, {{"type", "participant.changeRole"}, {"participant", 1}, {"role", "observer"}}, "in_use",
          "participant");
}

TEST_F(Connection, RefusesARoundOnNothing) {
  prepare();
  for (const auto activity : {4, 5}) {
    EXPECT_EQ(
        elena
            ->command(
                {{"type", "activity.withdraw"}, {"activity", activity}, {"reason", "está en otro plan"}})
            .at("type"),
        "ack");
  }
  EXPECT_EQ(elena->command({{"type", "clarifying.open"}, {"subObjective", "1.1.2"}}).at("type"), "ack");
  refused(*elena, {{"type", "round.open"}, {"subObjective", "1.1.2"}}, "nothing_to_vote", "activities");
}

}  // namespace
}  // namespace acuerdo
