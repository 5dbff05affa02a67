#include "sessions/minutes/phrases.h"

#include <fmt/chrono.h>

#include <algorithm>

#include "sessions/values/number.h"

namespace acuerdo {
namespace {

// The number that all of `digits` write, or 0.
std::string_view day_of(std::string_view moment) { return moment.substr(0, moment.find('T')); }

std::string_view hour_of(std::string_view moment) {
  const auto at = moment.find('T');
  return at == std::string_view::npos ? std::string_view{} : moment.substr(at + 1);
}

}  // namespace

std::string marked(const Text& text, std::string_view language) {
  const auto shown = in_language(text, language);
  if (shown.words.empty() || shown.language == language) return std::string{shown.words};
  return fmt::format("{} [{}]", shown.words, shown.language);
}

std::string_view ours(const Text& text, const Words& words) {
  return in_language(text, words.language).words;
}

std::string named(const Person& person) {
  return person.institution ? fmt::format("{} ({})", person.name, *person.institution) : person.name;
}

std::string speaker(const Statement& statement, const Words& words) {
  return statement.person ? named(*statement.person) : std::string{words.secret_ballot};
}

std::string ballots_of(const VoteMinutes& vote, const Words& words) {
  switch (vote.ballots) {
    case Ballots::named:
      return {};
    case Ballots::by_institution:
      return filled(words.by_institution, vote.voters);
    case Ballots::secret:
      return filled(words.secret, vote.voters);
  }
  return {};
}

std::string role_of(const PersonPresent& person, const Words& words) {
  const std::string role{words.of(person.role)};
  return person.weight == 1 ? role : role + ", " + filled(words.weighing, person.weight);
}

std::string proxies_of(const VoteMinutes& vote, const Words& words) {
  std::vector<std::string> proxies;
  for (const auto& [institution, by] : vote.proxies)
    proxies.push_back(filled(words.represented_by, institution, by));
  return joined(proxies, "; ");
}

std::string mapping_of(const VoteMinutes& vote, const Words& words) {
  std::vector<std::string> roles;
  for (const auto& [role, _] : names_of(AssignmentRole{})) {
    std::vector<std::string> institutions;
    for (const auto& one : vote.mapping) {
      if (one.role == role) institutions.push_back(one.institution);
    }
    if (!institutions.empty())
      roles.push_back(fmt::format("{}: {}", words.of(role), joined(institutions, ", ")));
  }
  return joined(roles, "; ");
}

std::string_view outcome_of(const ActivityMinutes& activity, const Words& words) {
  return activity.outcome ? words.of(activity.outcome->kind) : words.not_yet_decided;
}

std::string authors_of(const ActivityMinutes& activity, const Words& words) {
  std::vector<std::string> authors;
  if (activity.from_draft)
    authors.emplace_back(words.draft);
  else if (activity.authors_withheld)
    authors.emplace_back(words.withheld);
  for (const auto& author : activity.authors) authors.push_back(named(author));
  return joined(authors, ", ");
}

std::string activities_named(const std::vector<ActivityId>& activities, const Words& words) {
  std::vector<std::string> names;
  for (const auto id : activities) names.push_back(filled(words.activity_inside, number(id)));
  return joined(names, ", ");
}

std::string date_in_words(std::string_view date, const Words& words) {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::string{date};
  const auto year = number_in<unsigned>(date.substr(0, 4)).value_or(0);
  const auto month = number_in<unsigned>(date.substr(5, 2)).value_or(0);
  const auto day = number_in<unsigned>(date.substr(8, 2)).value_or(0);
  if (year == 0 || month == 0 || month > words.months.size() || day == 0 || day > 31)
    return std::string{date};
  return filled(words.date, day, words.months[month - 1], year);
}

std::string dates_of(const Minutes& minutes, const Words& words) {
  const auto first = date_in_words(minutes.starts_on, words);
  const auto last = date_in_words(minutes.ends_on, words);
  if (first.empty() || last.empty() || first == last) return first.empty() ? last : first;
  return filled(words.date_range, first, last);
}

std::string hours_of(const SessionMinutes& session, const Words& words) {
  auto hours = date_in_words(day_of(session.starts_at), words);
  const auto from = hour_of(session.starts_at);
  const auto to = hour_of(session.ends_at);
  if (!from.empty()) hours += fmt::format(", {}", from);
  if (!to.empty()) hours += fmt::format("–{}", to);
  return hours;
}

std::string moment(Time at) {
  return fmt::format("{:%Y-%m-%d %H:%M} UTC", std::chrono::time_point_cast<std::chrono::seconds>(at));
}

std::string quorum_of(const VoteMinutes& vote, const Words& words) {
  const auto& quorum = vote.quorum;
  const auto of = quorum.of == QuorumOf::persons        ? words.of_persons
                  : quorum.of == QuorumOf::institutions ? words.of_institutions
                                                        : std::string_view{};
  return fmt::format("{}{}: {}", of,
                     filled(words.quorum_figures, quorum.present, quorum.eligible, quorum.required),
                     quorum.met ? words.quorum_met : words.quorum_not_met);
}

std::string quorum_asked(const SettingsMinutes& settings, const Words& words) {
  if (settings.quorum.numerator == 0 && !settings.quorum_strict) return std::string{words.no_quorum_asked};
  return filled(settings.quorum_strict ? words.quorum_more_than : words.quorum_asked,
                to_string(settings.quorum));
}

std::string parked_with(const OutcomeMinutes& outcome, const Words& words) {
  std::string said;
  if (outcome.owner) said = filled(words.deferred_to, outcome.owner->acronym);
  if (outcome.due.empty()) return said;
  return said + (said.empty() ? "" : ", ") + filled(words.until, date_in_words(outcome.due, words));
}

std::string acronyms(const std::vector<Institution>& institutions) {
  std::vector<std::string> names;
  for (const auto& institution : institutions) names.push_back(institution.acronym);
  return joined(names, ", ");
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::uint64_t attended(const DelegationMinutes& delegation, const LiveSessionId& session) {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(delegation.people, [&](const PersonPresent& person) {
        return std::ranges::find(person.sessions, session) != person.sessions.end();
      }));
}

const Text& title_of(const Minutes& minutes, const LiveSessionId& session) {
  return std::ranges::find(minutes.programme, session, &SessionMinutes::id)->title;
}

const std::vector<Institution>& institutions_of(const ActivityMinutes& activity, AssignmentRole role) {
  switch (role) {
    case AssignmentRole::supports:
      return activity.supports;
    case AssignmentRole::monitors:
      return activity.monitors;
    case AssignmentRole::leads:
      break;
  }
  return activity.leads;
}

std::string said_as(const Statement& statement, const Words& words) {
  return std::string{statement.rated ? ours(statement.position, words) : words.of(statement.tone)};
}

namespace {

std::string role_named(const std::string& name, const Words& words) {
  for (const auto& [role, own] : names_of(Role{})) {
    if (own == name) return std::string{words.of(role)};
  }
  return name;
}

std::string what_changed(const ChangeMinutes& change, const Words& words) {
  const auto who = change.whom ? named(*change.whom) : std::string{};
  const auto noted = [&](std::string said) { return change.note.empty() ? said : said + ": " + change.note; };
  const std::string nobody{"–"};
  const auto& was = change.was.empty() ? nobody : change.was;
  const auto& became = change.became.empty() ? nobody : change.became;
  switch (change.kind) {
    case ChangeKind::settings:
      if (!change.settings) return {};
      return filled(words.changed_settings, ours(change.settings->rule, words),
                    words.of(change.settings->voice), quorum_asked(*change.settings, words),
                    words.of(change.settings->ballots));
    case ChangeKind::name:
      return filled(words.changed_name, was, became);
    case ChangeKind::institution:
      return filled(words.changed_institution, who, was, became);
    case ChangeKind::role:
      return filled(words.changed_role, who, role_named(was, words), role_named(became, words));
    case ChangeKind::head:
      return filled(words.changed_head, became, was);
    case ChangeKind::weight:
      return filled(words.changed_weight, who, was, became);
    case ChangeKind::proxy_given:
      return noted(filled(words.gave_proxy, was, became));
    case ChangeKind::proxy_taken_back:
      return filled(words.took_proxy_back, was, became);
    case ChangeKind::ballots_left:
      return filled(words.ballots_left, who, was, became);
    case ChangeKind::merged:
      return filled(words.merged_people, was, became);
  }
  return {};
}

std::string tally_in_words(const std::vector<PositionMinutes>& tally, const Words& words) {
  std::vector<std::string> lines;
  for (const auto& line : tally) {
    if (line.count > 0) lines.push_back(fmt::format("{} {}", ours(line.name, words), line.count));
  }
  return lines.empty() ? std::string{} : "(" + joined(lines, ", ") + ")";
}

}  // namespace

std::string change_of(const ChangeMinutes& change, const Words& words) {
  return filled(words.changed, moment(change.at), what_changed(change, words), named(change.by));
}

std::vector<std::string> taken_back_of(const TakenBackMinutes& step, const Words& words) {
  auto said = filled(words.taken_back, words.of(step.step), moment(step.at), named(step.by));
  if (step.activity && step.outcome)
    said += "; " + filled(words.former_outcome, number(*step.activity), words.of(step.outcome));
  std::vector<std::string> all{said};
  for (const auto& result : step.results) {
    all.push_back(filled(words.former_result, number(result.activity), ours(result.sentence, words),
                         tally_in_words(result.tally, words)));
  }
  return all;
}

std::vector<std::string> amendments_of(const ActivityMinutes& activity, const Words& words,
                                       std::string_view language) {
  std::vector<std::string> all;
  for (const auto& amendment : activity.amendments) {
    auto said = filled(words.amendment, amendment.version,
                       amendment.by ? named(*amendment.by) : std::string{words.withheld},
                       marked(amendment.wording, language));
    said += fmt::format(". {}", words.of(amendment.state));
    if (!amendment.answer.empty()) said += ": " + amendment.answer;
    said += ".";
    if (!amendment.reason.empty()) said += fmt::format(" {}: {}", words.reason, amendment.reason);
    all.push_back(std::move(said));
  }
  return all;
}

std::vector<std::string> versions_of(const ActivityMinutes& activity, const Words& words,
                                     std::string_view language) {
  std::vector<std::string> all;
  for (const auto& version : activity.versions) {
    const auto who = !version.by                ? std::string{words.withheld}
                     : version.by->name.empty() ? std::string{words.draft}
                                                : named(*version.by);
    all.push_back(filled(words.version_by, version.number, who, marked(version.wording, language)));
  }
  return all;
}

}  // namespace acuerdo
