#include "sessions/minutes/html_activity.h"

#include "sessions/minutes/escape.h"
#include "sessions/minutes/phrases.h"

namespace acuerdo {
namespace {

std::string_view look(const ActivityMinutes& activity) {
  if (!activity.outcome) return "open";
  if (adopted(activity.outcome->kind)) return "adopted";
  return activity.outcome->kind == OutcomeKind::not_agreed ? "refused" : "aside";
}

std::string head(const Page& page, const ActivityMinutes& activity) {
  return fmt::format(
      "<div class=\"head\"><h6><span>{}</span> <span class=\"outcome\">{}</span></h6>\n"
      "<p class=\"wording typed\">{}</p></div>\n",
      filled(page.words.activity, number(activity.number)), outcome_of(activity, page.words),
      page.text(activity.wording));
}

std::string why(const Page& page, const ActivityMinutes& activity) {
  std::string html;
  if (const auto& outcome = activity.outcome) {
    const auto reason = outcome->reason.empty()
                            ? std::string{}
                            : fmt::format("{}: {}", page.words.reason, page.typed(outcome->reason));
    if (outcome->against_advice()) {
      html += fmt::format("<p class=\"against typed\">{} {}</p>\n",
                          filled(page.words.against_advice, page.words.of(outcome->advised)), reason);
    } else if (!reason.empty()) {
      html += fmt::format("<p class=\"typed\">{}</p>\n", reason);
    }
  }
  if (activity.outcome) {
    if (const auto parked = parked_with(*activity.outcome, page.words); !parked.empty())
      html += fmt::format("<p class=\"typed\">{}</p>\n", page.typed(parked));
  }
  if (activity.hidden) {
    html +=
        fmt::format("<p class=\"typed\">{}. {}: {}</p>\n",
                    filled(page.words.hidden, moment(activity.hidden->at), page.person(activity.hidden->by)),
                    page.words.reason, page.typed(activity.hidden->reason));
  }
  if (activity.merged_into)
    html += fmt::format("<p>{}</p>\n", filled(page.words.merged_into, number(*activity.merged_into)));
  return html;
}

std::string origin(const Page& page, const ActivityMinutes& activity) {
  std::string authors = activity.from_draft ? std::string{page.words.draft} : "";
  if (activity.authors_withheld && !activity.from_draft) authors = page.words.withheld;
  for (const auto& author : activity.authors) authors += (authors.empty() ? "" : ", ") + page.person(author);
  auto html = fmt::format("<p class=\"note\">{}: {}", page.words.proposed_by, authors);
  if (activity.version > 1) html += "; " + filled(page.words.amended, activity.version);
  html += ".";
  if (activity.split_from) html += " " + filled(page.words.split_from, number(*activity.split_from));
  if (activity.alternative_to)
    html += " " + filled(page.words.alternative_to, number(*activity.alternative_to));
  if (!activity.merged_from.empty())
    html += " " + filled(page.words.merged_from, activities_named(activity.merged_from, page.words));
  return html + "</p>\n";
}

std::string tally(const Page& page, const VoteMinutes& vote) {
  const auto& words = page.words;
  const bool institutions = takes_one_position(vote.voice);
  std::string rows;
  for (const auto& line : vote.tally) {
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td class=\"count\">{}</td>",
                        html_escaped(ours(line.name, words)), in_voices(line.count, vote.parts));
    if (institutions) rows += fmt::format("<td>{}</td>", page.typed(joined(line.institutions, ", ")));
    rows += "</tr>\n";
  }
  return fmt::format(
      "<table class=\"tally{}\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th>"
      "<th scope=\"col\" class=\"count\">{}</th>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
      institutions ? " voices" : "", filled(words.round_closed, number(vote.round), moment(vote.closed_at)),
      words.position, words.voices, institutions ? fmt::format("<th scope=\"col\">{}</th>", words.which) : "",
      rows);
}

// What is said of a statement besides who made it and why.
std::string aside(const Page& page, const Statement& statement) {
  std::string said;
  if (statement.within) said += fmt::format(" ({})", page.words.within);
  if (statement.recorded_by)
    said += fmt::format(" ({})", filled(page.words.recorded_by, page.person(*statement.recorded_by)));
  return said;
}

std::string answer(const Page& page, const Statement& statement) {
  if (!statement.answer) return {};
  const auto& [ruling, words, by] = *statement.answer;
  return fmt::format("<br><i>{}</i>{}{}", filled(page.words.of(ruling), page.person(by)),
                     words.empty() ? "" : ": ", page.typed(words));
}

std::string statements(const Page& page, const VoteMinutes& vote) {
  if (vote.statements.empty()) return {};
  auto html = fmt::format("<p class=\"label\">{}</p>\n<ul class=\"statements\">\n", page.words.statements);
  for (const auto& statement : vote.statements) {
    html += fmt::format(
        "<li class=\"{} typed\"><span class=\"tone\">{}</span> · {}{}: {}{}</li>\n", name_of(statement.tone),
        html_escaped(said_as(statement, page.words)),
        statement.person ? page.person(*statement.person) : html_escaped(speaker(statement, page.words)),
        aside(page, statement),
        statement.reason.empty() ? std::string{page.words.no_reason} : page.typed(statement.reason),
        answer(page, statement));
  }
  return html + "</ul>\n";
}

std::string vote(const Page& page, const ActivityMinutes& activity, const VoteMinutes& vote) {
  const auto& words = page.words;
  std::string html = tally(page, vote);
  if (vote.wording_version != activity.version)
    html += fmt::format("<p class=\"note\">{}</p>\n", filled(words.former_wording, vote.wording_version));
  const auto measures = vote.measures.empty()
                            ? std::string{}
                            : page.fact(words.measures, html_escaped(ours(vote.measures, words)));
  const auto mapping =
      vote.mapping.empty() ? std::string{} : page.fact(words.mapping, page.typed(mapping_of(vote, words)));
  html += fmt::format(
      "<dl class=\"facts roles\">\n{}{}{}{}{}</dl>\n", mapping,
      page.fact(words.verdict, html_escaped(ours(vote.sentence, words))), measures,
      page.fact(words.rule, html_escaped(ours(vote.rule, words))),
      page.fact(words.quorum, quorum_of(vote, words)) +
          (vote.proxies.empty() ? std::string{}
                                : page.fact(words.proxies, page.typed(proxies_of(vote, words)))) +
          (vote.recorded > 0 ? page.fact(words.on_behalf, std::to_string(vote.recorded)) : std::string{}) +
          (vote.replaced > 0 ? page.fact(words.replaced, std::to_string(vote.replaced)) : std::string{}) +
          (vote.ballots == Ballots::named ? std::string{}
                                          : page.fact(words.ballots, ballots_of(vote, words))));
  return html + statements(page, vote);
}

std::string votes(const Page& page, const ActivityMinutes& activity) {
  std::string html;
  for (const auto& held : activity.votes) html += vote(page, activity, held);
  return html;
}

std::string roles(const Page& page, const ActivityMinutes& activity) {
  if (!activity.outcome || !adopted(activity.outcome->kind)) return {};
  std::string facts;
  for (const auto& [role, _] : names_of(AssignmentRole{})) {
    std::string names;
    for (const auto& institution : institutions_of(activity, role))
      names += (names.empty() ? "" : "; ") + page.institution(institution);
    if (!names.empty()) facts += page.fact(page.words.of(role), names);
  }
  if (facts.empty()) return fmt::format("<p class=\"note\">{}</p>\n", page.words.no_assignments);
  const auto voted = number(activity.mapped_in) == 0
                         ? std::string{}
                         : fmt::format("<p class=\"note\">{}</p>\n",
                                       filled(page.words.mapped_in, number(activity.mapped_in)));
  return fmt::format("<p class=\"label\">{}</p>\n<dl class=\"facts roles\">\n{}</dl>\n{}",
                     page.words.institutions, facts, voted);
}

// What was declined, and what is agreed of carrying it out.
std::string carrying_out(const Page& page, const ActivityMinutes& activity) {
  const auto& words = page.words;
  std::string facts;
  for (const auto& [institution, role, reason] : activity.declined) {
    const auto why = reason.empty() ? std::string{} : ": " + page.typed(reason);
    facts += page.fact(words.declined,
                       fmt::format("{} ({}){}", page.institution(institution), words.of(role), why));
  }
  const auto& [deadline, indicator, resources] = activity.details;
  if (!deadline.empty()) facts += page.fact(words.deadline, date_in_words(deadline, words));
  if (!indicator.empty()) facts += page.fact(words.indicator, page.text(indicator));
  if (!resources.empty()) facts += page.fact(words.resources, page.text(resources));
  return facts.empty() ? facts : fmt::format("<dl class=\"facts roles\">\n{}</dl>\n", facts);
}

std::string labelled(const Page& page, std::string_view label, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  return fmt::format("<p class=\"label\">{}</p>\n{}", label, page.list(sentences));
}

}  // namespace

std::string html_activity(const Page& page, const ActivityMinutes& activity) {
  const auto wordings =
      labelled(page, page.words.versions, versions_of(activity, page.words, page.language)) +
      labelled(page, page.words.amendments, amendments_of(activity, page.words, page.language));
  return fmt::format("<article class=\"{}\">\n{}{}{}{}{}{}{}</article>\n", look(activity),
                     head(page, activity), why(page, activity), origin(page, activity), wordings,
                     votes(page, activity), roles(page, activity), carrying_out(page, activity));
}

}  // namespace acuerdo
