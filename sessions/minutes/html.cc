#include "sessions/minutes/escape.h"
#include "sessions/minutes/html_activity.h"
#include "sessions/minutes/html_page.h"
#include "sessions/minutes/minutes.h"
#include "sessions/minutes/phrases.h"
#include "sessions/minutes/style.h"

namespace acuerdo {
namespace {

std::string opening(const Page& page, const Minutes& minutes) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<title>{}: {}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
      page.words.language, page.words.minutes, html_escaped(marked(minutes.title, page.language)),
      minutes_style());
}

std::string header(const Page& page, const Minutes& minutes) {
  std::string facts;
  const auto say = [&](std::string_view heading, const std::string& value) {
    if (!value.empty()) facts += page.fact(heading, page.typed(value));
  };
  say(page.words.venue, minutes.venue);
  say(page.words.dates, dates_of(minutes, page.words));
  say(page.words.time_zone, minutes.time_zone);
  say(page.words.languages, joined(minutes.languages, ", "));
  return fmt::format(
      "<header>\n<p class=\"kind\">{}</p>\n<h1>{}</h1>\n<dl class=\"facts\">\n{}</dl>\n</header>\n",
      page.words.minutes, page.text(minutes.title), facts);
}

std::string counts(const Summary& summary) {
  std::string cells;
  for (const auto& line : summary)
    cells += line.activities == 0 ? "<td class=\"count none\">0</td>"
                                  : fmt::format("<td class=\"count\">{}</td>", line.activities);
  return cells;
}

std::string summary(const Page& page, const Minutes& minutes) {
  std::string heads;
  for (const auto& line : minutes.summary)
    heads += fmt::format("<th scope=\"col\" class=\"count\">{}</th>", page.words.counted(line.outcome));
  std::string rows;
  for (const auto& pillar : minutes.pillars) {
    rows += fmt::format("<tr><th scope=\"row\">{}{}</th>{}</tr>\n", page.code(pillar.id.value),
                        page.text(pillar.title), counts(pillar.summary));
  }
  return fmt::format(
      "<section>\n<h2>{}</h2>\n<div class=\"wide\"><table>\n<thead><tr><th "
      "scope=\"col\">{}</th>{}</tr></thead>\n"
      "<tbody>\n{}</tbody>\n<tfoot><tr><th "
      "scope=\"row\">{}</th>{}</tr></tfoot>\n</table></div>\n</section>\n",
      page.words.summary, page.words.pillar, heads, rows, page.words.total, counts(minutes.summary));
}

std::string settings(const Page& page, const Minutes& minutes) {
  const auto& words = page.words;
  return fmt::format("<section>\n<h2>{}</h2>\n<dl class=\"facts\">\n{}{}{}</dl>\n</section>\n",
                     words.how_decided,
                     page.fact(words.rule, html_escaped(ours(minutes.settings.rule, words))),
                     page.fact(words.voice, std::string{words.of(minutes.settings.voice)}),
                     page.fact(words.quorum, html_escaped(quorum_asked(minutes.settings, words))));
}

std::string programme(const Page& page, const Minutes& minutes) {
  const auto& words = page.words;
  std::string rows;
  for (const auto& session : minutes.programme) {
    rows +=
        fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"count\">{}</td></tr>\n",
                    page.text(session.title), page.typed(hours_of(session, words)), words.of(session.state),
                    session.attended);
  }
  return fmt::format(
      "<section>\n<h2>{}</h2>\n<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th><th scope=\"col\" "
      "class=\"count\">{}</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n"
      "</section>\n",
      words.programme, words.session, words.when, words.state, words.attendance, rows);
}

std::string delegation_name(const Page& page, const DelegationMinutes& delegation) {
  if (!delegation.institution) return std::string{page.words.others};
  return page.institution(*delegation.institution);
}

std::string attendance_counts(const Page& page, const Minutes& minutes) {
  std::string heads;
  for (const auto& session : minutes.programme)
    heads += fmt::format("<th scope=\"col\" class=\"count\">{}</th>", page.text(session.title));
  std::string rows;
  for (const auto& delegation : minutes.attendance) {
    rows += fmt::format("<tr><th scope=\"row\">{}</th>", delegation_name(page, delegation));
    for (const auto& session : minutes.programme) {
      const auto count = attended(delegation, session.id);
      rows += fmt::format("<td class=\"count{}\">{}</td>", count == 0 ? " none" : "", count);
    }
    rows += "</tr>\n";
  }
  return fmt::format(
      "<div class=\"wide\"><table>\n<thead><tr><th "
      "scope=\"col\">{}</th>{}</tr></thead>\n<tbody>\n{}</tbody>\n"
      "</table></div>\n",
      page.words.institution, heads, rows);
}

std::string people_present(const Page& page, const Minutes& minutes) {
  const auto& words = page.words;
  std::string rows;
  for (const auto& delegation : minutes.attendance) {
    const auto institution =
        delegation.institution ? page.typed(delegation.institution->acronym) : std::string{"–"};
    for (const auto& person : delegation.people) {
      std::string sessions;
      for (const auto& id : person.sessions)
        sessions += (sessions.empty() ? "" : "; ") + page.text(title_of(minutes, id));
      rows += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                          page.typed(person.name), institution, role_of(person, words), sessions);
    }
  }
  if (rows.empty()) return fmt::format("<p class=\"note\">{}.</p>\n", words.nobody);
  return fmt::format(
      "<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
      words.name, words.institution, words.role, words.sessions, rows);
}

std::string attendance(const Page& page, const Minutes& minutes) {
  return fmt::format("<section>\n<h2>{}</h2>\n<p class=\"note\">{}</p>\n{}{}</section>\n",
                     page.words.attendance, page.words.attendance_note, attendance_counts(page, minutes),
                     people_present(page, minutes));
}

// `done` has who did it and when.
std::string done_because(const Page& page, const std::string& done, const std::string& reason) {
  return fmt::format("<p class=\"note typed\">{}. {}: {}</p>\n", done, page.words.reason, page.typed(reason));
}

std::string sub_objective(const Page& page, const SubObjectiveMinutes& minutes) {
  auto html = fmt::format("<h5>{}{} <span class=\"stage\">({})</span></h5>\n", page.code(minutes.id.value),
                          page.text(minutes.title), page.words.of(minutes.stage));
  if (const auto& retired = minutes.retired) {
    html += done_because(page, filled(page.words.retired, moment(retired->at), page.person(retired->by)),
                         retired->reason);
  }
  for (const auto& step : minutes.taken_back) {
    const auto said = taken_back_of(step, page.words);
    html += fmt::format("<p class=\"note typed\">{}.</p>\n", page.typed(said.front()));
    html += page.list({said.begin() + 1, said.end()});
  }
  for (const auto& annulled : minutes.annulled) {
    html += done_because(
        page,
        filled(page.words.annulled, number(annulled.round), moment(annulled.at), page.person(annulled.by)),
        annulled.reason);
  }
  for (const auto& reopening : minutes.reopenings) {
    html += done_because(page, filled(page.words.reopened, moment(reopening.at), page.person(reopening.by)),
                         reopening.reason);
  }
  if (!minutes.remark.empty()) {
    html += fmt::format("<div class=\"remark\"><p class=\"label\">{}</p><p class=\"typed\">{}</p></div>\n",
                        page.words.remark, page.text(minutes.remark));
  }
  for (const auto& activity : minutes.activities) html += html_activity(page, activity);
  if (minutes.activities.empty()) html += fmt::format("<p class=\"note\">{}</p>\n", page.words.no_activities);
  return html;
}

std::string decisions(const Page& page, const Minutes& minutes) {
  auto html = fmt::format("<section>\n<h2>{}</h2>\n", page.words.decisions);
  for (const auto& pillar : minutes.pillars) {
    html += fmt::format("<section class=\"pillar\">\n<h3>{}{}</h3>\n", page.code(pillar.id.value),
                        page.text(pillar.title));
    for (const auto& objective : pillar.objectives) {
      html += fmt::format("<h4>{}{}</h4>\n", page.code(objective.id.value), page.text(objective.title));
      for (const auto& part : objective.sub_objectives) html += sub_objective(page, part);
    }
    html += "</section>\n";
  }
  return html + "</section>\n";
}

std::string changes(const Page& page, const Minutes& minutes) {
  if (minutes.changes.empty()) return {};
  std::vector<std::string> sentences;
  for (const auto& change : minutes.changes) sentences.push_back(change_of(change, page.words));
  return fmt::format("<section>\n<h2>{}</h2>\n{}</section>\n", page.words.changes, page.list(sentences));
}

std::string verification(const Page& page, const Minutes& minutes) {
  const auto& words = page.words;
  return fmt::format(
      "<section class=\"check\">\n<h2>{}</h2>\n<dl class=\"facts\">\n{}{}</dl>\n<p>{}</p>\n</section>\n",
      words.verification, page.fact(words.sequence, std::to_string(number(minutes.sequence))),
      page.fact(words.head, "<code>" + minutes.head + "</code>"), html_escaped(words.how_to_check));
}

}  // namespace

std::string html_of(const Minutes& minutes, std::string_view language, std::string_view wanted) {
  const Page page{words_for(language, wanted), language};
  const auto notice = wanted.empty()
                          ? std::string{}
                          : fmt::format("<p class=\"note\">{}</p>\n",
                                        html_escaped(filled(page.words.no_such_language, wanted, language)));
  return opening(page, minutes) + header(page, minutes) + notice + summary(page, minutes) +
         settings(page, minutes) + programme(page, minutes) + attendance(page, minutes) +
         decisions(page, minutes) + changes(page, minutes) + verification(page, minutes) +
         "</main>\n</body>\n</html>\n";
}

}  // namespace acuerdo
