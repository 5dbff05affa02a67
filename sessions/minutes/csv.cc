#include "sessions/minutes/escape.h"
#include "sessions/minutes/minutes.h"
#include "sessions/minutes/phrases.h"
#include "sessions/minutes/words.h"

// One row an activity, for spreadsheets: RFC 4180, in UTF-8 with a byte-order mark, which Excel needs to see
// that it is.

namespace acuerdo {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string row(const std::vector<std::string>& cells) {
  std::vector<std::string> quoted;
  for (const auto& cell : cells) quoted.push_back(csv_cell(cell));
  return joined(quoted, ",") + "\r\n";
}

std::string coded(const std::string& code, const Text& title, std::string_view language) {
  return code + " " + marked(title, language);
}

// Of every round, each begun by its number when there were several.
template <class Tell>
std::string of_rounds(const ActivityMinutes& activity, const Words& words, Tell tell) {
  std::vector<std::string> rounds;
  for (const auto& vote : activity.votes) {
    auto told = tell(vote);
    if (told.empty()) continue;
    rounds.push_back(activity.votes.size() == 1 ? told
                                                : filled(words.round, number(vote.round)) + ": " + told);
  }
  return joined(rounds, "\n");
}

std::string counts(const VoteMinutes& vote, const Words& words) {
  std::vector<std::string> lines;
  for (const auto& line : vote.tally)
    lines.push_back(fmt::format("{}: {}", ours(line.name, words), in_voices(line.count, vote.parts)));
  if (!vote.mapping.empty()) lines.push_back(fmt::format("{} ({})", words.mapping, mapping_of(vote, words)));
  return joined(lines, "; ");
}

std::string statements(const VoteMinutes& vote, const Words& words) {
  std::vector<std::string> lines;
  for (const auto& statement : vote.statements) {
    lines.push_back(
        fmt::format("{}: {}{}: {}", words.of(statement.tone), speaker(statement, words),
                    statement.within ? fmt::format(" ({})", words.within) : std::string{},
                    statement.reason.empty() ? words.no_reason : std::string_view{statement.reason}));
  }
  return joined(lines, "\n");
}

std::string rounds(const ActivityMinutes& activity) {
  std::vector<std::string> numbers;
  for (const auto& vote : activity.votes) numbers.push_back(std::to_string(number(vote.round)));
  return joined(numbers, ", ");
}

std::string header(const Words& words) {
  std::vector<std::string> cells;
  for (const auto heading :
       {words.pillar, words.objective, words.sub_objective, words.activity_heading, words.wording,
        words.outcome, words.reason, words.round_heading, words.voices, words.of(AssignmentRole::leads),
        words.of(AssignmentRole::supports), words.of(AssignmentRole::monitors), words.statements})
    cells.emplace_back(heading);
  return row(cells);
}

}  // namespace

std::string csv_of(const Minutes& minutes, std::string_view language) {
  const auto& words = words_in(language);
  std::string file{kByteOrderMark};
  file += header(words);
  for (const auto& pillar : minutes.pillars) {
    for (const auto& objective : pillar.objectives) {
      for (const auto& sub_objective : objective.sub_objectives) {
        for (const auto& activity : sub_objective.activities) {
          const auto& outcome = activity.outcome;
          file += row(
              {coded(pillar.id.value, pillar.title, language),
               coded(objective.id.value, objective.title, language),
               coded(sub_objective.id.value, sub_objective.title, language),
               std::to_string(number(activity.number)), marked(activity.wording, language),
               std::string{outcome_of(activity, words)}, outcome ? outcome->reason : "", rounds(activity),
               of_rounds(activity, words, [&](const VoteMinutes& vote) { return counts(vote, words); }),
               acronyms(activity.leads), acronyms(activity.supports), acronyms(activity.monitors),
               of_rounds(activity, words, [&](const VoteMinutes& vote) { return statements(vote, words); })});
        }
      }
    }
  }
  return file;
}

}  // namespace acuerdo
