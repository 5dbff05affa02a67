#include "sessions/minutes/escape.h"
#include "sessions/minutes/markdown_activity.h"
#include "sessions/minutes/minutes.h"
#include "sessions/minutes/phrases.h"
#include "sessions/minutes/words.h"

namespace acuerdo {
namespace {

struct MarkdownSheet {
  const Words& words;
  std::string_view language;

  std::string line(const Text& text) const { return markdown_cell(marked(text, language)); }
  std::string coded(std::string_view code, const Text& title) const {
    return markdown_cell(code) + " · " + line(title);
  }
};

std::string fact(std::string_view heading, std::string_view value) {
  return value.empty() ? std::string{}
                       : fmt::format("- **{}:** {}\n", heading, markdown_escaped(value, "  "));
}

// The cells are escaped already.
std::string row(const std::vector<std::string>& cells) { return "| " + joined(cells, " | ") + " |\n"; }

std::string table_head(const std::vector<std::string>& cells, std::size_t texts) {
  auto out = row(cells) + "|";
  for (std::size_t i = 0; i < cells.size(); ++i) out += i < texts ? " --- |" : " ---: |";
  return out + "\n";
}

std::string header(const MarkdownSheet& sheet, const Minutes& minutes) {
  const auto& words = sheet.words;
  return fmt::format("# {}: {}\n\n", words.minutes, sheet.line(minutes.title)) +
         fact(words.venue, minutes.venue) + fact(words.dates, dates_of(minutes, words)) +
         fact(words.time_zone, minutes.time_zone) + fact(words.languages, joined(minutes.languages, ", "));
}

std::vector<std::string> counts(std::string head, const Summary& summary) {
  std::vector<std::string> cells{std::move(head)};
  for (const auto& line : summary) cells.push_back(std::to_string(line.activities));
  return cells;
}

std::string summary(const MarkdownSheet& sheet, const Minutes& minutes) {
  std::vector<std::string> heads{std::string{sheet.words.pillar}};
  for (const auto& line : minutes.summary) heads.emplace_back(sheet.words.counted(line.outcome));
  auto out = fmt::format("\n## {}\n\n", sheet.words.summary) + table_head(heads, 1);
  for (const auto& pillar : minutes.pillars)
    out += row(counts(sheet.coded(pillar.id.value, pillar.title), pillar.summary));
  return out + row(counts(fmt::format("**{}**", sheet.words.total), minutes.summary));
}

std::string settings(const MarkdownSheet& sheet, const Minutes& minutes) {
  const auto& words = sheet.words;
  return fmt::format("\n## {}\n\n", words.how_decided) +
         fact(words.rule, ours(minutes.settings.rule, words)) +
         fact(words.voice, words.of(minutes.settings.voice)) +
         fact(words.quorum, quorum_asked(minutes.settings, words));
}

std::string programme(const MarkdownSheet& sheet, const Minutes& minutes) {
  const auto& words = sheet.words;
  auto out = fmt::format("\n## {}\n\n", words.programme) +
             table_head({std::string{words.session}, std::string{words.when}, std::string{words.state},
                         std::string{words.attendance}},
                        3);
  for (const auto& session : minutes.programme) {
    out += row({sheet.line(session.title), markdown_cell(hours_of(session, words)),
                std::string{words.of(session.state)}, std::to_string(session.attended)});
  }
  return out;
}

std::string attendance_counts(const MarkdownSheet& sheet, const Minutes& minutes) {
  std::vector<std::string> heads{std::string{sheet.words.institution}};
  for (const auto& session : minutes.programme) heads.push_back(sheet.line(session.title));
  auto out = table_head(heads, 1);
  for (const auto& delegation : minutes.attendance) {
    std::vector<std::string> cells{delegation.institution
                                       ? fmt::format("{} ({})", sheet.line(delegation.institution->name),
                                                     markdown_cell(delegation.institution->acronym))
                                       : std::string{sheet.words.others}};
    for (const auto& session : minutes.programme)
      cells.push_back(std::to_string(attended(delegation, session.id)));
    out += row(cells);
  }
  return out;
}

std::string people_present(const MarkdownSheet& sheet, const Minutes& minutes) {
  const auto& words = sheet.words;
  std::string rows;
  for (const auto& delegation : minutes.attendance) {
    for (const auto& person : delegation.people) {
      std::vector<std::string> sessions;
      for (const auto& id : person.sessions) sessions.push_back(sheet.line(title_of(minutes, id)));
      rows += row({markdown_cell(person.name),
                   delegation.institution ? markdown_cell(delegation.institution->acronym) : "–",
                   role_of(person, words), joined(sessions, "; ")});
    }
  }
  if (rows.empty()) return fmt::format("\n{}.\n", words.nobody);
  return "\n" +
         table_head({std::string{words.name}, std::string{words.institution}, std::string{words.role},
                     std::string{words.sessions}},
                    4) +
         rows;
}

// `done` has who did it and when.
std::string done_because(const Words& words, const std::string& done, const std::string& reason) {
  return fmt::format("\n{}. {}: {}\n", markdown_cell(done), words.reason, markdown_escaped(reason));
}

std::string sub_objective(const MarkdownSheet& sheet, const SubObjectiveMinutes& minutes) {
  const auto& words = sheet.words;
  auto out =
      fmt::format("\n##### {} ({})\n", sheet.coded(minutes.id.value, minutes.title), words.of(minutes.stage));
  if (const auto& retired = minutes.retired) {
    out +=
        done_because(words, filled(words.retired, moment(retired->at), named(retired->by)), retired->reason);
  }
  for (const auto& step : minutes.taken_back) {
    const auto said = taken_back_of(step, words);
    out += fmt::format("\n{}.\n", markdown_cell(said.front()));
    for (std::size_t n = 1; n < said.size(); ++n)
      out += fmt::format("{}- {}\n", n == 1 ? "\n" : "", markdown_escaped(said[n], "  "));
  }
  for (const auto& annulled : minutes.annulled) {
    out += fmt::format("\n*{}.* {}: {}\n",
                       markdown_cell(filled(words.annulled, number(annulled.round), moment(annulled.at),
                                            named(annulled.by))),
                       words.reason, markdown_escaped(annulled.reason));
  }
  for (const auto& reopening : minutes.reopenings) {
    out += done_because(words, filled(words.reopened, moment(reopening.at), named(reopening.by)),
                        reopening.reason);
  }
  if (!minutes.remark.empty()) {
    out +=
        fmt::format("\n**{}:** {}\n", words.remark, markdown_escaped(marked(minutes.remark, sheet.language)));
  }
  if (minutes.activities.empty()) out += fmt::format("\n{}\n", words.no_activities);
  for (const auto& activity : minutes.activities) out += markdown_activity(activity, words, sheet.language);
  return out;
}

std::string decisions(const MarkdownSheet& sheet, const Minutes& minutes) {
  auto out = fmt::format("\n## {}\n", sheet.words.decisions);
  for (const auto& pillar : minutes.pillars) {
    out += fmt::format("\n### {}\n", sheet.coded(pillar.id.value, pillar.title));
    for (const auto& objective : pillar.objectives) {
      out += fmt::format("\n#### {}\n", sheet.coded(objective.id.value, objective.title));
      for (const auto& part : objective.sub_objectives) out += sub_objective(sheet, part);
    }
  }
  return out;
}

std::string changes(const Words& words, const Minutes& minutes) {
  if (minutes.changes.empty()) return {};
  auto out = fmt::format("\n## {}\n\n", words.changes);
  for (const auto& change : minutes.changes)
    out += fmt::format("- {}\n", markdown_escaped(change_of(change, words), "  "));
  return out;
}

std::string verification(const Words& words, const Minutes& minutes) {
  return fmt::format("\n## {}\n\n- **{}:** {}\n- **{}:** `{}`\n\n{}\n", words.verification, words.sequence,
                     number(minutes.sequence), words.head, minutes.head, words.how_to_check);
}

}  // namespace

std::string markdown_of(const Minutes& minutes, std::string_view language, std::string_view wanted) {
  const MarkdownSheet sheet{words_for(language, wanted), language};
  const auto notice =
      wanted.empty()
          ? std::string{}
          : fmt::format("\n{}\n", markdown_escaped(filled(sheet.words.no_such_language, wanted, language)));
  const auto attendance =
      fmt::format("\n## {}\n\n{}\n\n", sheet.words.attendance, sheet.words.attendance_note);
  return header(sheet, minutes) + notice + summary(sheet, minutes) + settings(sheet, minutes) +
         programme(sheet, minutes) + attendance + attendance_counts(sheet, minutes) +
         people_present(sheet, minutes) + decisions(sheet, minutes) + changes(sheet.words, minutes) +
         verification(sheet.words, minutes);
}

}  // namespace acuerdo
