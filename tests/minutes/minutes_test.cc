// What the minutes know of a workshop, before any format prints it.
#include <algorithm>

#include "tests/minutes/cuenca_run.h"

namespace acuerdo {
namespace {

OutcomeKind outcome_of(const Minutes& minutes, ActivityId number) {
  return activity_in(minutes, number).outcome.value().kind;
}

std::uint64_t counted(const Summary& summary, std::optional<OutcomeKind> outcome) {
  return std::ranges::find(summary, outcome, &OutcomeCount::outcome)->activities;
}

TEST(Minutes, KnowEveryKindOfOutcome) {
  const auto minutes = CuencaRun{}.minutes();
  EXPECT_EQ(outcome_of(minutes, ModelCase::kMap), OutcomeKind::adopted_by_consensus);
  EXPECT_EQ(outcome_of(minutes, ModelCase::kNeighbourhoods), OutcomeKind::adopted_with_reservations);
  EXPECT_EQ(outcome_of(minutes, CuencaRun::kCameras), OutcomeKind::adopted_by_majority);
  EXPECT_EQ(outcome_of(minutes, CuencaRun::kCurfew), OutcomeKind::not_agreed);
  EXPECT_EQ(outcome_of(minutes, CuencaRun::kGardens), OutcomeKind::deferred);
  EXPECT_EQ(outcome_of(minutes, CuencaRun::kMurals), OutcomeKind::withdrawn);
  EXPECT_EQ(outcome_of(minutes, CuencaRun::kParks), OutcomeKind::merged);
  EXPECT_FALSE(activity_in(minutes, ActivityId{1}).outcome) << "never discussed";
}

TEST(Minutes, CountOutcomesForEachPillarAndForAll) {
  const auto minutes = CuencaRun{}.minutes();
  for (const auto& line : minutes.pillars[0].summary)
    EXPECT_EQ(line.activities, !line.outcome                                             ? 6u
                               : *line.outcome == OutcomeKind::adopted_with_reservations ? 2u
                                                                                         : 1u);
  EXPECT_EQ(counted(minutes.pillars[1].summary, OutcomeKind::not_agreed), 0u);
  EXPECT_EQ(counted(minutes.summary, OutcomeKind::adopted_with_reservations), 2u);
  EXPECT_EQ(counted(minutes.summary, std::nullopt), 22u);
}

TEST(Minutes, TellAdoptedOnesFirstAndUndecidedOnesLast) {
  const auto minutes = CuencaRun{}.minutes();
  std::vector<std::uint32_t> told;
  for (const auto& activity : minutes.pillars[0].objectives[0].sub_objectives[1].activities)
    told.push_back(number(activity.number));
  EXPECT_EQ(told, (std::vector<std::uint32_t>{4, 5, 25, 30, 27, 29, 28, 26}));
}

TEST(Minutes, HaveTheFinalWordingAndSayHowOftenItChanged) {
  const auto map = activity_in(CuencaRun{}.minutes(), ModelCase::kMap);
  EXPECT_EQ(map.wording.at("es"), "Elaborar un mapa de riesgo territorial con actualización mensual");
  EXPECT_EQ(map.version, 2u);
  EXPECT_TRUE(map.from_draft);
}

TEST(Minutes, ListWhoDidNotJoinAndWhoGaveAReasonByNameInTheOrderTheyCast) {
  const auto curfew = activity_in(CuencaRun{}.minutes(), CuencaRun::kCurfew);
  const auto& statements = curfew.votes.back().statements;
  ASSERT_EQ(statements.size(), 3u);
  EXPECT_EQ(statements[0].person->name, "Luis Andrade");
  EXPECT_EQ(statements[0].tone, Tone::abstain);
  EXPECT_EQ(statements[0].reason, "No es competencia nuestra") << "who abstains may say why";
  EXPECT_EQ(statements[1].person->name, "Pablo Erazo") << "Ana changed her mind after him";
  EXPECT_EQ(statements[1].person->institution, "MDI");
  EXPECT_EQ(statements[1].reason, "Criminaliza a las y los adolescentes");
  EXPECT_EQ(statements[2].person->name, "Ana Vera");
}

TEST(Minutes, SayWhichInstitutionsTookAPosition) {
  const auto curfew = activity_in(CuencaRun{}.minutes(), CuencaRun::kCurfew);
  const auto& tally = curfew.votes.back().tally;
  ASSERT_EQ(tally.size(), 4u);
  EXPECT_EQ(tally[0].institutions, std::vector<std::string>{"MSP"});
  EXPECT_EQ(tally[2].institutions, std::vector<std::string>{"PN"});
  EXPECT_EQ(tally[3].institutions, (std::vector<std::string>{"MDI", "MINEDUC"}))
      << "in the definition's order";
}

TEST(Minutes, AnObjectionWithoutAReasonIsListedAllTheSame) {
  const auto cameras = activity_in(CuencaRun{}.minutes(), CuencaRun::kCameras);
  ASSERT_EQ(cameras.votes.back().statements.size(), 1u);
  EXPECT_EQ(cameras.votes.back().statements[0].person->name, "Pablo Erazo");
  EXPECT_EQ(cameras.votes.back().statements[0].reason, "");
}

// --- every round that was held

TEST(Minutes, KeepEveryRoundThatWasHeldWhateverCameOfTheActivity) {
  ModelCase room;
  const auto elena = room.facilitator();
  const auto ana = room.delegate("mdi", "Ana Vera");
  const auto luis = room.delegate("mdi", "Luis Andrade");
  const auto pablo = room.delegate("mdi", "Pablo Erazo");
  room.must(elena, ChangeSettings{{}, {}, Fraction{0, 1}});
  room.lead_to(elena, Stage::voting);
  room.must(ana, ballot(ModelCase::kMap, 1, "join", "Ya lo hacemos en dos provincias"));
  room.must(luis, ballot(ModelCase::kMap, 1, "join"));
  room.must(pablo, ballot(ModelCase::kMap, 1, "object", "Falta un protocolo"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{1}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, OpenRound{ModelCase::kPlace, {ModelCase::kMap}});
  for (const auto voter : {ana, luis, pablo}) room.must(voter, ballot(ModelCase::kMap, 2, "join"));
  room.must(elena, CloseRound{ModelCase::kPlace, RoundNumber{2}});
  room.must(elena, OpenClarifying{ModelCase::kPlace});
  room.must(elena, WithdrawActivity{ModelCase::kMap, "Pasa a otra estrategia"});
  const auto minutes = minutes_of(room.workshop, {});
  const auto map = activity_in(minutes, ModelCase::kMap);
  ASSERT_EQ(map.votes.size(), 2U);
  const auto& first = map.votes.front();
  ASSERT_EQ(first.statements.size(), 2U) << "a reason given with agreement, and the objection";
  EXPECT_EQ(first.statements[0].person->name, "Ana Vera");
  EXPECT_EQ(first.statements[0].tone, Tone::support);
  EXPECT_FALSE(first.statements[0].within);
  EXPECT_EQ(first.statements[1].reason, "Falta un protocolo");
  EXPECT_TRUE(first.statements[1].within) << "its delegation's voice was to join";
  for (const auto format :
       {MinutesFormat::html, MinutesFormat::markdown, MinutesFormat::csv, MinutesFormat::json}) {
    const auto printed = render(minutes, format, "es");
    for (const auto* words : {"Falta un protocolo", "Ya lo hacemos en dos provincias"}) {
      EXPECT_NE(printed.find(words), std::string::npos) << words;
    }
  }
  EXPECT_NE(render(minutes, MinutesFormat::markdown, "es")
                .find("*Objeción* · Pablo Erazo (MDI) (dentro de su delegación): Falta un protocolo"),
            std::string::npos);
}

// --- languages

TEST(Minutes, AreInTheLanguageThatFitsBestAndSayWhenNoneDoes) {
  const auto minutes = CuencaRun{}.minutes();
  EXPECT_EQ(render(minutes, MinutesFormat::markdown, "es-EC"),
            render(minutes, MinutesFormat::markdown, "es"));
  EXPECT_EQ(render(minutes, MinutesFormat::html, "en-GB"), render(minutes, MinutesFormat::html, "en"));
  const auto french = render(minutes, MinutesFormat::markdown, "fr");
  EXPECT_NE(french.find("Acta de consenso"), std::string::npos) << "headings follow the words that are shown";
  EXPECT_NE(french.find("El taller no tiene textos en fr; se muestran en es."), std::string::npos);
  EXPECT_EQ(file_name(minutes, MinutesFormat::markdown, "es-EC"), "acta-cuenca-2023-es.md");
}

TEST(Minutes, ARoundKeepsTheRuleItWasHeldUnder) {
  const auto minutes = CuencaRun{}.minutes();
  const auto cameras = activity_in(minutes, CuencaRun::kCameras);
  EXPECT_EQ(cameras.votes.back().rule, description(Rule{Majority{{2, 3}, Base::cast, false}}));
  EXPECT_EQ(cameras.votes.back().voice, Voice::person);
  EXPECT_EQ(minutes.settings.rule, description(Rule{UnConsensus{}}));
}

TEST(Minutes, ADeclarationAgainstTheAdviceHasItsReason) {
  const auto lamps = activity_in(CuencaRun{}.minutes(), CuencaRun::kLamps);
  EXPECT_TRUE(lamps.outcome->against_advice());
  EXPECT_EQ(lamps.outcome->advised, OutcomeKind::not_agreed);
  EXPECT_EQ(lamps.outcome->reason, "El MDI retiró su objeción en sala y pidió que conste como reserva");
}

TEST(Minutes, AMergeCreditsBothAuthorsAndKeepsTheTextThatWasMerged) {
  const auto minutes = CuencaRun{}.minutes();
  const auto lamps = activity_in(minutes, CuencaRun::kLamps);
  ASSERT_EQ(lamps.authors.size(), 2u);
  EXPECT_EQ(lamps.authors[0].name, "Ana Vera");
  EXPECT_EQ(lamps.authors[1].name, "Luis Andrade");
  EXPECT_EQ(lamps.merged_from, std::vector<ActivityId>{CuencaRun::kParks});
  const auto parks = activity_in(minutes, CuencaRun::kParks);
  EXPECT_EQ(parks.merged_into, CuencaRun::kLamps);
  EXPECT_EQ(parks.wording.at("es"), "Poner luminarias en los parques");
}

TEST(Minutes, SayWhoAttendedWhichSessionEvenWhenTheyHaveLeft) {
  const auto minutes = CuencaRun{}.minutes();
  ASSERT_EQ(minutes.attendance.size(), 13u) << "absent institutions are listed";
  const auto police = std::ranges::find_if(minutes.attendance, [](const DelegationMinutes& delegation) {
    return delegation.institution->id == InstitutionId{"pn"};
  });
  ASSERT_EQ(police->people.size(), 1u);
  EXPECT_EQ(police->people[0].sessions, (std::vector<LiveSessionId>{{"d1am"}, {"d1pm"}}));
  EXPECT_EQ(minutes.programme[0].attended, 4u);
  EXPECT_EQ(minutes.programme[1].attended, 1u);
}

TEST(Minutes, NothingOfAnOpenRoundIsInThem) {
  const CuencaRun run;
  const auto controls = activity_in(run.minutes(), ActivityId{6});
  EXPECT_FALSE(controls.outcome);
  EXPECT_EQ(controls.votes.back().round, RoundNumber{1}) << "the latest that closed";
  EXPECT_EQ(controls.votes.back().wording_version, 1u);
  EXPECT_EQ(controls.version, 2u);
  EXPECT_EQ(run.print(MinutesFormat::json, "es").find("Motivo de una ronda que sigue abierta"),
            std::string::npos);
}

TEST(Minutes, StateTheHeadTheyWereMadeFrom) {
  const CuencaRun run;
  const auto minutes = run.minutes();
  EXPECT_EQ(minutes.sequence, run.room.workshop.sequence);
  EXPECT_EQ(minutes.head, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
}

}  // namespace
}  // namespace acuerdo
