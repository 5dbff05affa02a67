#include "sessions/minutes/markdown_activity.h"

#include "sessions/minutes/escape.h"
#include "sessions/minutes/phrases.h"

namespace acuerdo {
namespace {

std::string item(std::string_view heading, std::string_view words_as_typed) {
  return fmt::format("- **{}:** {}\n", heading, markdown_escaped(words_as_typed, "  "));
}

std::string why(const ActivityMinutes& activity, const Words& words) {
  std::string out;
  if (const auto& outcome = activity.outcome) {
    if (outcome->against_advice())
      out += fmt::format("- **{}**\n", filled(words.against_advice, words.of(outcome->advised)));
    if (!outcome->reason.empty()) out += item(words.reason, outcome->reason);
    if (const auto parked = parked_with(*outcome, words); !parked.empty())
      out += fmt::format("- {}\n", markdown_cell(parked));
  }
  if (activity.hidden) {
    out += item(filled(words.hidden, moment(activity.hidden->at), named(activity.hidden->by)),
                activity.hidden->reason);
  }
  if (activity.merged_into)
    out += fmt::format("- {}\n", filled(words.merged_into, number(*activity.merged_into)));
  return out;
}

std::string origin(const ActivityMinutes& activity, const Words& words) {
  auto authors = authors_of(activity, words);
  if (activity.version > 1) authors += "; " + filled(words.amended, activity.version);
  auto out = item(words.proposed_by, authors);
  if (activity.split_from)
    out += fmt::format("- {}\n", filled(words.split_from, number(*activity.split_from)));
  if (activity.alternative_to)
    out += fmt::format("- {}\n", filled(words.alternative_to, number(*activity.alternative_to)));
  if (!activity.merged_from.empty())
    out += fmt::format("- {}\n", filled(words.merged_from, activities_named(activity.merged_from, words)));
  return out;
}

std::string tally(const VoteMinutes& vote, const Words& words) {
  std::string out;
  for (const auto& line : vote.tally) {
    out +=
        fmt::format("  - {}: {}", markdown_cell(ours(line.name, words)), in_voices(line.count, vote.parts));
    if (!line.institutions.empty())
      out += fmt::format(" ({})", markdown_cell(joined(line.institutions, ", ")));
    out += "\n";
  }
  return out;
}

// What is said of a statement besides who made it and why.
std::string aside(const Statement& statement, const Words& words) {
  std::string said;
  if (statement.within) said += fmt::format(" ({})", words.within);
  if (statement.recorded_by)
    said += fmt::format(" ({})", markdown_cell(filled(words.recorded_by, named(*statement.recorded_by))));
  return said;
}

std::string statements(const VoteMinutes& vote, const Words& words) {
  if (vote.statements.empty()) return {};
  auto out = fmt::format("- **{}:**\n", words.statements);
  for (const auto& statement : vote.statements) {
    out += fmt::format(
        "  - *{}* · {}{}: {}\n", markdown_cell(said_as(statement, words)),
        markdown_cell(speaker(statement, words)), aside(statement, words),
        statement.reason.empty() ? std::string{words.no_reason} : markdown_escaped(statement.reason, "    "));
    if (const auto& answer = statement.answer) {
      out += fmt::format("    - {}{}{}\n", markdown_cell(filled(words.of(answer->ruling), named(answer->by))),
                         answer->words.empty() ? "" : ": ", markdown_escaped(answer->words, "      "));
    }
  }
  return out;
}

std::string vote(const ActivityMinutes& activity, const VoteMinutes& vote, const Words& words) {
  auto out =
      fmt::format("- **{}**\n", filled(words.round_closed, number(vote.round), moment(vote.closed_at)));
  out += tally(vote, words);
  if (!vote.mapping.empty()) out += item(words.mapping, mapping_of(vote, words));
  if (vote.wording_version != activity.version)
    out += fmt::format("- {}\n", filled(words.former_wording, vote.wording_version));
  out += item(words.verdict, ours(vote.sentence, words));
  if (!vote.measures.empty()) out += item(words.measures, ours(vote.measures, words));
  return out + item(words.rule, ours(vote.rule, words)) + item(words.quorum, quorum_of(vote, words)) +
         (vote.proxies.empty() ? std::string{} : item(words.proxies, proxies_of(vote, words))) +
         (vote.recorded > 0 ? item(words.on_behalf, std::to_string(vote.recorded)) : std::string{}) +
         (vote.replaced > 0 ? item(words.replaced, std::to_string(vote.replaced)) : std::string{}) +
         (vote.ballots == Ballots::named ? std::string{} : item(words.ballots, ballots_of(vote, words))) +
         statements(vote, words);
}

std::string votes(const ActivityMinutes& activity, const Words& words) {
  std::string out;
  for (const auto& held : activity.votes) out += vote(activity, held, words);
  return out;
}

std::string listed(std::string_view heading, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  auto out = fmt::format("- **{}:**\n", heading);
  for (const auto& sentence : sentences) out += fmt::format("  - {}\n", markdown_escaped(sentence, "    "));
  return out;
}

std::string roles(const ActivityMinutes& activity, const Words& words, std::string_view language) {
  if (!activity.outcome || !adopted(activity.outcome->kind)) return {};
  std::string out;
  for (const auto& [role, _] : names_of(AssignmentRole{})) {
    std::vector<std::string> names;
    for (const auto& institution : institutions_of(activity, role))
      names.push_back(fmt::format("{} ({})", marked(institution.name, language), institution.acronym));
    if (!names.empty()) out += item(words.of(role), joined(names, "; "));
  }
  if (out.empty()) return fmt::format("- {}\n", words.no_assignments);
  if (number(activity.mapped_in) != 0)
    out += fmt::format("- {}\n", filled(words.mapped_in, number(activity.mapped_in)));
  return out;
}

// What was declined, and what is agreed of carrying it out.
std::string carrying_out(const ActivityMinutes& activity, const Words& words, std::string_view language) {
  std::string out;
  for (const auto& [institution, role, reason] : activity.declined) {
    const auto why = reason.empty() ? std::string{} : ": " + reason;
    out += item(words.declined, fmt::format("{} ({}){}", institution.acronym, words.of(role), why));
  }
  const auto& [deadline, indicator, resources] = activity.details;
  if (!deadline.empty()) out += item(words.deadline, date_in_words(deadline, words));
  if (!indicator.empty()) out += item(words.indicator, marked(indicator, language));
  if (!resources.empty()) out += item(words.resources, marked(resources, language));
  return out;
}

}  // namespace

std::string markdown_activity(const ActivityMinutes& activity, const Words& words,
                              std::string_view language) {
  return fmt::format("\n###### {} · {}\n\n{}\n\n", filled(words.activity, number(activity.number)),
                     outcome_of(activity, words), markdown_escaped(marked(activity.wording, language))) +
         why(activity, words) + origin(activity, words) +
         listed(words.versions, versions_of(activity, words, language)) +
         listed(words.amendments, amendments_of(activity, words, language)) + votes(activity, words) +
         roles(activity, words, language) + carrying_out(activity, words, language);
}

}  // namespace acuerdo
