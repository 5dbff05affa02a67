// Commands as they come from outside: what is wrong is said with code and field.
#include "sessions/json/command_message.h"

#include <gtest/gtest.h>

#include "sessions/json/text.h"

namespace acuerdo {
namespace {

Refusal refusal_of(const std::string& text) {
  const auto json = parse_json(text);
  if (const auto* refused = std::get_if<Refusal>(&json)) return *refused;
  const auto message = parse_command(std::get<Json>(json));
  if (const auto* refused = std::get_if<Refusal>(&message)) return *refused;
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

void expect_refused(const std::string& text, RefusalCode code, const std::string& field) {
  const auto refused = refusal_of(text);
  EXPECT_EQ(name_of(refused.code), name_of(code)) << text;
  EXPECT_EQ(refused.field, field) << text;
}

TEST(Message, IsReadIntoItsCommand) {
  const auto json =
      parse_json(R"({"type":"ballot.cast","id":"a1b2c3d4","activity":7,"round":1,"position":"join"})");
  const auto message = parse_command(std::get<Json>(json));
  ASSERT_TRUE(std::holds_alternative<CommandMessage>(message));
  const auto& cast = std::get<CastBallot>(std::get<CommandMessage>(message).command);
  EXPECT_EQ(cast.activity, ActivityId{7});
  EXPECT_EQ(cast.position.value, "join");
  EXPECT_EQ(cast.reason, "");
}

TEST(Message, SaysWhatIsWrongAndWhere) {
  expect_refused("{", RefusalCode::malformed, "");
  expect_refused("{\"a\":\"\xff\xfe\"}", RefusalCode::malformed, "");
  expect_refused(std::string(100, '[') + std::string(100, ']'), RefusalCode::malformed, "");
  expect_refused(R"({"type":"ballot.burn","id":"a1b2c3d4"})", RefusalCode::unknown_type, "type");
  expect_refused(R"({"type":"workshop.join","id":"a1b2c3d4"})", RefusalCode::unknown_type, "type");
  expect_refused(R"({"type":"proposing.open","subObjective":"1.1.1"})", RefusalCode::field_missing, "id");
  expect_refused(R"({"type":"proposing.open","id":"short","subObjective":"1.1.1"})",
                 RefusalCode::field_invalid, "id");
  expect_refused(R"({"type":"proposing.open","id":"a1b2c3d4"})", RefusalCode::field_missing, "subObjective");
  expect_refused(R"({"type":"proposing.open","id":"a1b2c3d4","subObjective":"1.1.1","x":1})",
                 RefusalCode::field_unknown, "x");
  expect_refused(R"({"type":"proposing.open","id":"a1b2c3d4","subObjective":7})", RefusalCode::field_invalid,
                 "subObjective");
  expect_refused(R"({"type":"proposing.open","id":"a1b2c3d4","subObjective":"<b>"})",
                 RefusalCode::field_invalid, "subObjective");
  expect_refused(R"({"type":"ballot.cast","id":"a1b2c3d4","activity":-1,"round":1,"position":"join"})",
                 RefusalCode::field_invalid, "activity");
  expect_refused(R"({"type":"ballot.cast","id":"a1b2c3d4","activity":1,"round":70000,"position":"join"})",
                 RefusalCode::field_invalid, "round");
  expect_refused(
      R"({"type":"suggestion.add","id":"a1b2c3d4","activity":1,"institution":"mdi","role":"pays"})",
      RefusalCode::field_invalid, "role");
  expect_refused(R"({"type":"settings.change","id":"a1b2c3d4","quorum":"3/2"})", RefusalCode::field_invalid,
                 "quorum");
  expect_refused(R"({"type":"settings.change","id":"a1b2c3d4","rule":{"kind":"oracle"}})",
                 RefusalCode::field_invalid, "rule.kind");
}

Refusal refusal_of_wording(const std::string& words) {
  Json json{{"type", "activity.propose"},
            {"id", "a1b2c3d4"},
            {"subObjective", "1.1.1"},
            {"wording", {{"es", words}}}};
  return refusal_of(json.dump());
}

TEST(Message, TextsAreHeldToTheirBounds) {
  EXPECT_EQ(refusal_of_wording("").code, RefusalCode::text_empty);
  EXPECT_EQ(refusal_of_wording("  \n ").code, RefusalCode::text_empty);
  EXPECT_EQ(refusal_of_wording(std::string(1001, 'a')).code, RefusalCode::text_too_long);
  EXPECT_EQ(refusal_of_wording("abc\uFFFDtxt").code, RefusalCode::text_characters);
}

std::string kept(std::string words, bool right_to_left = false) {
  EXPECT_FALSE(clean(words, 1000, true, "words", right_to_left)) << words;
  return words;
}

// As Word, slides and phones give them: nobody is told to type it again.
TEST(Message, TextsFromElsewhereLoseWhatIsNotSeen) {
  EXPECT_EQ(kept("una\x0B"
                 "dos\u2028tres\u2029cuatro\u0085"
                 "cinco\x0Cseis"),
            "una\ndos\ntres\ncuatro\ncinco\nseis");
  EXPECT_EQ(kept("una\r\ndos\rtres"), "una\ndos\ntres");
  EXPECT_EQ(kept("forta\u00ADleci\uFEFFmiento"), "fortalecimiento");
  EXPECT_EQ(kept("abc\u202Etxt"), "abctxt") << "an override makes a sentence read as another";
  EXPECT_EQ(kept("\u2066MSP\u2069 y otros"), "MSP y otros");
  EXPECT_EQ(kept(std::string("abc\x01") + "d\x7F"), "abcd");
}

TEST(Message, WhatAScriptNeedsStays) {
  EXPECT_EQ(kept("می\u200Cخواهم", true), "می\u200Cخواهم");
  EXPECT_EQ(kept("الوزارة \u2066MSP\u2069", true), "الوزارة \u2066MSP\u2069");
  EXPECT_EQ(kept("الوزارة \u2066MSP", true), "الوزارة MSP") << "an isolate that nothing closes";
  EXPECT_EQ(kept("الوزارة MSP\u2069 (1)", true), "الوزارة MSP (1)");
  EXPECT_EQ(kept("👩\u200D🏫"), "👩\u200D🏫") << "joined into one picture";
}

TEST(Message, PartsOfASplitAreHeldToTheBoundOfAWording) {
  const auto split = [](std::size_t length) {
    const Json first{{"es", std::string(length, 'a')}};
    const Json second{{"es", "Otra"}};
    return Json{{"type", "activity.split"},
                {"id", "a1b2c3d4"},
                {"activity", 4U},
                {"parts", Json::array({first, second})}};
  };
  EXPECT_TRUE(std::holds_alternative<CommandMessage>(parse_command(split(600))));
  const auto refused = parse_command(split(1001));
  ASSERT_TRUE(std::holds_alternative<Refusal>(refused));
  EXPECT_EQ(std::get<Refusal>(refused).field, "parts[0].es");
}

TEST(Message, TextsAreNormalisedAndCountedInCodePoints) {
  std::string accents;
  for (int i = 0; i < 1000; ++i) accents += "e\u0301";  // two code points before NFC, one after
  Json json{{"type", "activity.propose"},
            {"id", "a1b2c3d4"},
            {"subObjective", "1.1.1"},
            {"wording", {{"es", accents}}}};
  const auto message = parse_command(json);
  ASSERT_TRUE(std::holds_alternative<CommandMessage>(message));
  const auto& words = std::get<ProposeActivity>(std::get<CommandMessage>(message).command).wording.at("es");
  EXPECT_EQ(words.substr(0, 2), "\u00e9");
  EXPECT_EQ(words.size(), 2000u);
}

// What cannot be seen is no name and no reason.
TEST(Message, NothingUnseenPassesForWords) {
  for (const std::string blank :
       {"\u00A0", "\u200B", "\u3164", "\u2800", "\u2060\u00AD", " \u2003\u200D ", "\uFFA0", "\u115F"}) {
    std::string words = blank;
    const auto refused = clean(words, 100, true, "name");
    ASSERT_TRUE(refused) << blank;
    EXPECT_EQ(refused->code, RefusalCode::text_empty);
  }
  std::string name = "\u200B Ana\u00A0Paredes \u3164";
  EXPECT_FALSE(clean(name, 100, true, "name"));
  EXPECT_EQ(name, "Ana\u00A0Paredes");
  std::string persian = "می\u200Cخواهم";
  EXPECT_FALSE(clean(persian, 100, true, "text"));
  EXPECT_EQ(persian, "می\u200Cخواهم") << "inside, a joiner shapes letters";
}

// A refusal is JSON like everything else: a made-up field's name is cut between characters.
TEST(Message, MadeUpFieldNamesAreCutBetweenCharacters) {
  for (std::size_t pad = 0; pad < 4; ++pad) {
    const auto name = std::string(197 + pad, 'x') + "ñandú ñandú";
    const auto parsed = parse_command(Json{{"type", "presence.leave"}, {"id", "12345678"}, {name, 1}});
    const auto& refusal = std::get<Refusal>(parsed);
    EXPECT_EQ(refusal.code, RefusalCode::field_unknown);
    EXPECT_NO_THROW(Json(refusal.field).dump());
    EXPECT_LE(refusal.field.size(), 200U);
  }
}

}  // namespace
}  // namespace acuerdo
