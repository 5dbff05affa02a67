// Each format says what a reader of the record looks for, word for word, in both languages.
#include "tests/minutes/cuenca_run.h"
#include "tests/minutes/reading.h"

namespace acuerdo {
namespace {

using enum MinutesFormat;

class EveryPrintedFormat : public testing::TestWithParam<MinutesFormat> {
 protected:
  static void says(std::string_view language, std::initializer_list<std::string_view> sentences) {
    const auto file = text_of(CuencaRun{}.print(GetParam(), language), GetParam());
    for (const auto sentence : sentences) EXPECT_NE(file.find(sentence), std::string::npos) << sentence;
  }
};

TEST_P(EveryPrintedFormat, HasTheExactWordingInSpanish) {
  says("es", {"Elaborar un mapa de riesgo territorial con actualización mensual",
              "Iluminar los parques y las paradas de bus de los barrios priorizados",
              "Restringir la circulación nocturna de menores de edad"});
}

TEST_P(EveryPrintedFormat, HasTheExactWordingInEnglishAndMarksWhatIsNotInIt) {
  says("en", {"Draw up a territorial risk map, updated every month",
              "Light the parks and bus stops of the priority neighbourhoods",
              "Restringir la circulación nocturna de menores de edad [es]"});
}

TEST_P(EveryPrintedFormat, NamesOutcomesInSpanish) {
  says("es", {"Adoptada por consenso", "Adoptada por consenso, con reservas", "Adoptada por mayoría",
              "No acordada", "Aplazada", "Retirada", "Fusionada", "Aún sin decidir"});
}

TEST_P(EveryPrintedFormat, NamesOutcomesInEnglish) {
  says("en", {"Adopted by consensus", "Adopted by consensus, with reservations", "Adopted by majority",
              "Not agreed", "Deferred", "Withdrawn", "Merged", "Not yet decided"});
}

TEST_P(EveryPrintedFormat, HasReasonsWithTheNamesOfThoseWhoGaveThem) {
  says("es", {"Pablo Erazo (MDI): Criminaliza a las y los adolescentes",
              "Ana Vera (MINEDUC): Contradice el Código de la Niñez",
              "Luis Andrade (PN): La Policía participa si hay personal suficiente",
              "Pablo Erazo (MDI): sin motivo expresado",
              "El MDI retiró su objeción en sala y pidió que conste como reserva", "Ya lo hace la alcaldía",
              "Se espera el informe de factibilidad"});
}

TEST_P(EveryPrintedFormat, HasTheRolesOfInstitutions) {
  says("es", {"Lidera", "Apoya", "Supervisa", "CIES", "PN", "SNS"});
  says("en", {"Leads", "Supports", "Monitors", "CIES", "PN", "SNS"});
}

TEST_P(EveryPrintedFormat, IsTheSameTwice) {
  EXPECT_EQ(CuencaRun{}.print(GetParam(), "es"), CuencaRun{}.print(GetParam(), "es"));
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryPrintedFormat, testing::Values(html, markdown, csv));

class EveryDocument : public EveryPrintedFormat {};

TEST_P(EveryDocument, HasTheVerdictTheQuorumAndTheVoteThatItRestsOn) {
  says("es", {"Ronda 1, cerrada el 2023-02-07", "No hay consenso: 2 objeciones lo impiden.",
              "4 presentes de 13, mínimo 4: hay quórum", "Me sumo con reserva",
              "Consenso al modo de las Naciones Unidas"});
  says("en", {"Round 1, closed on 2023-02-07", "No consensus: 2 objections prevent it.",
              "4 present of 13, minimum 4: quorum met", "I join with a reservation", "UN-style consensus"});
}

TEST_P(EveryDocument, SaysThatADeclarationWentAgainstTheAdvice) {
  says("es", {"Declarada en contra de lo que aconseja la regla (No acordada)."});
  says("en", {"Declared against what the rule advises (Not agreed)."});
}

TEST_P(EveryDocument, HasTheFrameOfTheWorkshop) {
  says("es",
       {"Segundo taller para la Estrategia Nacional contra la Delincuencia Organizada", "Cuenca, Ecuador",
        "Del 7 de febrero de 2023 al 9 de febrero de 2023", "7 de febrero de 2023, 09:00–12:30",
        "Día 1, mañana: prevención", "1/4 de quienes tienen derecho a voz"});
  says("en", {"7 February 2023 to 9 February 2023", "Day 1, morning: prevention"});
}

TEST_P(EveryDocument, HasTheRemarkAndTheReopening) {
  says("es", {"Se pidió coordinar con los municipios.", "La mesa quedó convocada.", "por Elena Ríos",
              "El SNAI presentó un dato nuevo"});
}

TEST_P(EveryDocument, CreditsTheAuthorsOfAMergedActivity) {
  says("es", {"Ana Vera (MINEDUC), Luis Andrade (PN)", "Reúne también: actividad 26.",
              "Fusionada en la actividad 25."});
}

TEST_P(EveryDocument, EndsWithTheHeadOfTheJournal) {
  says("es", {"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"});
}

INSTANTIATE_TEST_SUITE_P(Documents, EveryDocument, testing::Values(html, markdown));

TEST(Csv, HasOneRowForEachActivityUnderAHeaderInTheLanguage) {
  const auto rows = csv_rows(CuencaRun{}.print(csv, "en"));
  ASSERT_EQ(rows.size(), 1u + 30u);
  EXPECT_EQ(rows[0][3], "Activity");
  EXPECT_EQ(rows[0][4], "Final wording");
  for (const auto& row : rows) EXPECT_EQ(row.size(), 13u);
  const auto map = rows[4];
  EXPECT_EQ(map[3], "4");
  EXPECT_EQ(map[8], "I join: 4; I join with a reservation: 0; I abstain: 0; I object: 0");
  EXPECT_EQ(map[10], "MDI, PN");
}

TEST(Formats, AreKnownByTheNamesPeopleAskFor) {
  EXPECT_EQ(minutes_format("html"), html);
  EXPECT_EQ(minutes_format("md"), markdown);
  EXPECT_EQ(minutes_format("csv"), csv);
  EXPECT_EQ(minutes_format("json"), json);
  EXPECT_EQ(minutes_format("pdf"), std::nullopt);
}

TEST(Formats, HaveFileNamesInTheLanguage) {
  const auto minutes = CuencaRun{}.minutes();
  EXPECT_EQ(file_name(minutes, markdown, "es"), "acta-cuenca-2023-es.md");
  EXPECT_EQ(file_name(minutes, markdown, "en"), "minutes-cuenca-2023-en.md");
  EXPECT_EQ(file_name(minutes, html, "fr"), "acta-cuenca-2023-es.html");
  EXPECT_EQ(file_name(minutes, json, "es"), "minutes-cuenca-2023.json");
}

TEST(Formats, AFileNameIsPlainWhateverTheLanguageSays) {
  EXPECT_EQ(file_name(CuencaRun{}.minutes(), csv, "../\"\r\nx"), "acta-cuenca-2023-es.csv");
}

}  // namespace
}  // namespace acuerdo
