// Importing a workshop: a wrong definition is refused with the field, and nothing is half-imported.
#include "sessions/json/parse.h"
#include "tests/core/model_case.h"

namespace acuerdo {
namespace {

TEST(Definition, TheModelCaseHasItsInstitutionsTreeAndDrafts) {
  const auto definition = cuenca();
  EXPECT_EQ(definition.institutions.size(), 13u);
  EXPECT_EQ(definition.pillars.size(), 4u);
  EXPECT_EQ(definition.draft_activities.size(), 24u);
  ModelCase room;
  EXPECT_EQ(room.workshop.sub_objectives.size(), 17u);
  EXPECT_EQ(room.activity(4).authors, std::vector{kTheWorkshop});
}

void expect_refused(const std::function<void(Definition&)>& spoil, RefusalCode code,
                    const std::string& field) {
  auto definition = cuenca();
  spoil(definition);
  Workshop workshop;
  const auto step =
      take(workshop, {kTheWorkshop, Time{}}, ServerCommand{ImportWorkshop{{"w"}, "CODE22", definition}});
  ASSERT_TRUE(step.refusal) << field;
  EXPECT_EQ(step.refusal->code, code);
  EXPECT_EQ(step.refusal->field, field);
  EXPECT_EQ(workshop.sequence, Sequence{});
}

TEST(Definition, SaysWhichFieldIsWrong) {
  expect_refused([](auto& d) { d.format = "acuerdo-workshop/9"; }, RefusalCode::field_invalid, "format");
  expect_refused([](auto& d) { d.institutions.clear(); }, RefusalCode::field_invalid, "institutions");
  expect_refused([](auto& d) { d.institutions[3].id = d.institutions[0].id; }, RefusalCode::duplicate,
                 "institutions[3].id");
  expect_refused([](auto& d) { d.draft_activities[2].sub_objective.value = "7.7.7"; }, RefusalCode::not_found,
                 "draftActivities[2].subObjective");
  expect_refused([](auto& d) { d.draft_activities[2].leads = {{"onu"}}; }, RefusalCode::not_found,
                 "draftActivities[2].leads");
  expect_refused([](auto& d) { d.live_sessions[1].covers = {{"5"}}; }, RefusalCode::not_found,
                 "liveSessions[1].covers");
  expect_refused([](auto& d) { d.pillars[1].objectives[0].sub_objectives[0].id.value = "1.1.1"; },
                 RefusalCode::duplicate, "pillars[1].objectives[0].subObjectives[0].id");
}

TEST(Definition, ComesBackAsItWent) {
  const auto definition = cuenca();
  const auto again = parse<Definition>(to_json_value(definition));
  ASSERT_TRUE(std::holds_alternative<Definition>(again));
  EXPECT_EQ(canonical(std::get<Definition>(again)), canonical(definition));
}

TEST(Definition, AWorkshopIsImportedOnce) {
  ModelCase room;
  const auto step =
      take(room.workshop, {kTheWorkshop, room.now}, ServerCommand{ImportWorkshop{{"w"}, "CODE22", cuenca()}});
  ASSERT_TRUE(step.refusal);
  EXPECT_EQ(step.refusal->code, RefusalCode::duplicate);
}

void refused_at(Definition definition, const std::string& field) {
  const auto refusal = check(definition);
  ASSERT_TRUE(refusal) << field;
  EXPECT_EQ(refusal->field, field);
}

TEST(Definition, WhatDoesNotMakeSenseIsRefusedByField) {
  const auto changed = [](auto change) {
    auto definition = cuenca();
    change(definition);
    return definition;
  };
  refused_at(changed([](auto& d) { d.workshop.languages = {"es", "es"}; }), "workshop.languages[1]");
  for (const auto* tag : {"<b>", "e", "es_EC", "español", "xx-"}) {
    refused_at(changed([&](auto& d) { d.workshop.languages = {"es", tag}; }), "workshop.languages[1]");
  }
  EXPECT_FALSE(check(changed([](auto& d) { d.workshop.languages = {"es-EC", "zh-Hant", "qu"}; })));
  for (const auto* day : {"2023-02-30", "2023-13-01", "2023-2-7", "ayer", "2023-02-07 "}) {
    refused_at(changed([&](auto& d) { d.workshop.starts_on = day; }), "workshop.startsOn");
  }
  refused_at(changed([](auto& d) { d.workshop.ends_on = "2023-02-06"; }), "workshop.endsOn");
  for (const auto* moment : {"2023-02-07", "2023-02-07T25:00", "2023-02-07T09:60", "2023-02-07 09:00"}) {
    refused_at(changed([&](auto& d) { d.live_sessions[1].starts_at = moment; }), "liveSessions[1].startsAt");
  }
  refused_at(changed([](auto& d) { d.live_sessions[0].ends_at = "2023-02-07T01:00"; }),
             "liveSessions[0].endsAt");
  refused_at(changed([](auto& d) { d.institutions[3].acronym = "m.d.i."; }), "institutions[3].acronym");
  refused_at(changed([](auto& d) { d.draft_activities.assign(603, d.draft_activities.front()); }),
             "draftActivities[500].subObjective");
  refused_at(changed([](auto& d) {
               for (auto& objective : d.pillars.front().objectives) {
                 const auto plan = objective.sub_objectives.front();
                 for (int n = 0; n < 150; ++n) {
                   objective.sub_objectives.push_back(plan);
                   objective.sub_objectives.back().id = {objective.id.value + ".x" + std::to_string(n)};
                   objective.sub_objectives.back().title = {{"es", std::string(kMaxTitle, 't')}};
                 }
               }
             }),
             "pillars");
}

}  // namespace
}  // namespace acuerdo
