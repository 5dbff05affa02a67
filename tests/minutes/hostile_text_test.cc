// What people type stays text, whatever it looks like.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "sessions/minutes/escape.h"
#include "tests/minutes/cuenca_run.h"
#include "tests/minutes/reading.h"

namespace acuerdo {
namespace {

const std::string kScript = "<script>alert('x')</script><img src=x onerror=\"alert(1)\">&lt;b&gt;";
const std::string kMarkup = "| # [x](https://evil.example) ![y](z) `c` **b** www.evil.example @mdi <b>|";
const std::string kFormula = "=cmd|' /C calc'!A0";
const std::string kLines = "Uno\n# Dos\n- tres\n1. cuatro\n---\n=====\n> cinco\n```\n| a | b |\n\n    seis";
const std::string kArabic = "منع الفساد في الموانئ";

// Every place where people type takes `words`.
CuencaRun run_with(const std::string& words) {
  CuencaRun run;
  auto& room = run.room;
  const SubObjectiveId place{"2.1.1"};
  const auto guest = room.delegate("fge", words);
  room.must(run.elena, SetFocus{ModelCase::kMorning, place});
  room.must(run.elena, OpenProposing{place});
  room.must(guest, ProposeActivity{place, {{"es", words}, {"en", words}}});
  room.must(run.elena, OpenClarifying{place});
  room.must(run.elena, WithdrawActivity{ActivityId{9}, words});
  room.must(run.elena, OpenRound{place, {}});
  room.must(guest, ballot(ActivityId{31}, 1, "join_with_reservation", words));
  for (const auto voter : {run.ana, run.rosa, run.pablo}) room.must(voter, ballot(ActivityId{31}, 1, "join"));
  room.must(run.elena, CloseRound{place, RoundNumber{1}});
  room.must(run.elena, DeclareOutcome{ActivityId{31}, OutcomeKind::not_agreed, words});
  room.must(run.elena, DeclareOutcome{ActivityId{10}, OutcomeKind::deferred, words});
  room.must(run.elena, CloseSubObjective{place});
  room.must(run.elena, ReopenSubObjective{place, words});
  room.must(run.elena, WriteRemark{place, {{"es", words}}});
  return run;
}

class Hostile : public testing::TestWithParam<std::string> {};

TEST_P(Hostile, AddsNoTagToThePage) {
  const auto harmless = tags_of(run_with("Palabras").print(MinutesFormat::html, "es"));
  const auto hostile = tags_of(run_with(GetParam()).print(MinutesFormat::html, "es"));
  EXPECT_EQ(hostile, harmless);
}

TEST_P(Hostile, IsReadOnThePageAsItWasTyped) {
  const auto page = text_of(run_with(GetParam()).print(MinutesFormat::html, "es"), MinutesFormat::html);
  std::size_t times = 0;
  for (auto at = page.find(GetParam()); at != page.npos; at = page.find(GetParam(), at + 1)) ++times;
  EXPECT_GE(times, 9u) << "name (three times), wording, five reasons, remark";
}

TEST_P(Hostile, AddsNoCellToTheTable) {
  const auto rows = csv_rows(run_with(GetParam()).print(MinutesFormat::csv, "es"));
  ASSERT_EQ(rows.size(), 1u + 31u);
  for (const auto& row : rows) EXPECT_EQ(row.size(), 13u);
}

TEST_P(Hostile, StartsNoFormulaInTheTable) {
  for (const auto& row : csv_rows(run_with(GetParam()).print(MinutesFormat::csv, "es"))) {
    for (const auto& cell : row)
      EXPECT_TRUE(cell.empty() || std::string_view{"=+-@\t\r\n"}.find(cell.front()) == std::string_view::npos)
          << cell;
  }
}

TEST_P(Hostile, IsInTheJsonAsItWasTyped) {
  const auto json = nlohmann::json::parse(run_with(GetParam()).print(MinutesFormat::json, "es"));
  const auto& places = json["pillars"][1]["objectives"][0]["subObjectives"];
  EXPECT_EQ(places[0]["remark"]["es"], GetParam());
}

// How a line of Markdown begins decides what it is; the lines people typed must begin nothing.
TEST_P(Hostile, AddsNoBlockToTheMarkdown) {
  const auto kinds = [](const std::string& file) {
    std::vector<std::string> found;
    bool continued = false;
    for (std::size_t at = 0; at < file.size();) {
      const auto end = file.find('\n', at);
      const auto line = file.substr(at, end - at);
      const auto start = line.find_first_not_of(' ');
      if (!continued && start != line.npos &&
          std::string_view{"#|-*>`=~+<"}.find(line[start]) != std::string_view::npos)
        found.push_back(line.substr(0, start + 1));
      continued = line.ends_with('\\');
      at = end + 1;
    }
    return found;
  };
  EXPECT_EQ(kinds(run_with(GetParam()).print(MinutesFormat::markdown, "es")),
            kinds(run_with("Palabras").print(MinutesFormat::markdown, "es")));
}

INSTANTIATE_TEST_SUITE_P(Texts, Hostile, testing::Values(kScript, kMarkup, kFormula, kLines, kArabic));

TEST(MarkdownEscape, LeavesNoMarkupOfAnyKind) {
  EXPECT_EQ(markdown_escaped("[x](y) <b> `c` *i* _u_ ~s~ #h a|b &amp; \\"),
            "\\[x\\](y) \\<b\\> \\`c\\` \\*i\\* \\_u\\_ \\~s\\~ \\#h a\\|b \\&amp; \\\\");
}

TEST(MarkdownEscape, MakesNoLinkOfAnAddress) {
  EXPECT_EQ(markdown_escaped("https://a.example WWW.b.example c@d.example"),
            "https\\://a.example WWW\\.b.example c\\@d.example");
}

TEST(MarkdownEscape, KeepsOrdinaryPunctuation) {
  EXPECT_EQ(markdown_escaped("Art. 5: sesenta (60) días - ¡ya!"), "Art. 5: sesenta (60) días - ¡ya!");
}

TEST(MarkdownEscape, StartsNoListOrHeadingOnAnyLine) {
  EXPECT_EQ(markdown_escaped("- a\n12. b\n3) c\n---\n===\n+ d", "  "),
            "\\- a\\\n  12\\. b\\\n  3\\) c\\\n  \\---\\\n  \\===\\\n  \\+ d");
}

TEST(CsvCell, DefusesEveryStartOfAFormula) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\n", " =", "\xEF\xBC\x9D"}) {
    const auto cell = csv_cell(start + "1");
    EXPECT_TRUE(cell.starts_with("\"'")) << cell;
  }
}

TEST(CsvCell, QuotesOnlyWhatNeedsQuotes) {
  EXPECT_EQ(csv_cell("x;=HYPERLINK(1)"), "\"x;'=HYPERLINK(1)\"") << "for a reader that splits at semicolons";
  EXPECT_EQ(csv_cell("x\n +1"), "\"x\n' +1\"");
  EXPECT_EQ(csv_cell("a; b - c"), "\"a; b - c\"");
  EXPECT_EQ(csv_cell("Puertos seguros"), "Puertos seguros");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("dice \"sí\""), "\"dice \"\"sí\"\"\"");
}

}  // namespace
}  // namespace acuerdo
