// The words of the minutes that nobody typed: headings, outcomes, roles, in Spanish and English.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "sessions/model/names.h"

namespace acuerdo {

// Where a sentence has places to fill, they are "{}" in the order said beside it.
struct Words {
  std::string_view language;  // they are in
  std::string_view file;      // first part of a file's name

  std::string_view minutes, venue, dates, date_range /* from, to */, languages, time_zone;
  std::string_view how_decided, rule, voice, quorum, quorum_asked /* fraction */, no_quorum_asked;
  std::string_view summary, pillar, objective, sub_objective, total, not_yet_decided;
  std::string_view programme, session, when, state;
  std::string_view attendance, attendance_note, institution, name, role, sessions, others, nobody;
  std::string_view decisions, no_activities, stage, activity /* number */, activity_inside /* number */,
      activity_heading, wording, outcome;
  std::string_view proposed_by, draft, amended /* versions */;
  std::string_view against_advice /* advised outcome */, reason;
  std::string_view round /* number */, round_heading, round_closed /* number, time */,
      former_wording /* version */;
  std::string_view position, voices, which;
  std::string_view quorum_figures /* present, eligible, required */, of_persons, of_institutions, quorum_met,
      quorum_not_met, verdict, measures;
  std::string_view statements, no_reason, within;
  std::string_view institutions, no_assignments, merged_into /* number */, merged_from /* numbers */,
      split_from /* number */, alternative_to /* number */, withheld, mapping, mapped_in /* round */,
      hidden /* time, by */;
  std::string_view deadline, indicator, resources, declined;
  std::string_view no_such_language /* wanted, shown */;
  std::string_view remark, reopened /* time, by */, annulled /* round, time, by */,
      taken_back /* step, time, by */, retired /* time, by */;
  std::string_view ballots, by_institution /* voters */, secret /* voters */, secret_ballot;
  std::string_view weighing /* weight */;
  std::string_view proxies, represented_by /* institution, another */;
  std::string_view on_behalf, recorded_by /* person */, replaced;
  std::string_view quorum_more_than /* fraction */;
  std::string_view changes, changed /* time, what, by */, changed_settings /* rule, voice, quorum, ballots */,
      changed_name /* was, became */, changed_institution /* who, was, became */,
      changed_role /* who, was, became */, changed_head /* who, was */, changed_weight /* who, was, became */,
      gave_proxy /* institution, another */, took_proxy_back /* institution, another */,
      ballots_left /* who, sub-objective, round */, merged_people /* who, into */;
  std::string_view former_result /* activity, sentence, tally */, former_outcome /* activity, outcome */;
  std::string_view amendments, amendment /* version, mover, wording */, versions,
      version_by /* version, who, wording */;
  std::array<std::string_view, 4> amendment_states;
  std::array<std::string_view, 3> ballots_kinds;
  std::string_view deferred_to /* institution */, until /* day */;
  std::string_view verification, sequence, head, how_to_check;
  std::string_view date /* day, month, year */;

  std::array<std::string_view, 12> months;

  // By the value of the enumeration.
  std::array<std::string_view, 7> outcomes;
  std::array<std::string_view, 7> outcomes_counted;  // headings of columns
  std::array<std::string_view, 7> stages;
  std::array<std::string_view, 10> steps;
  std::array<std::string_view, 3> session_states;
  std::array<std::string_view, 3> assignment_roles;
  std::array<std::string_view, 6> roles;
  std::array<std::string_view, 7> voices_of;
  std::array<std::string_view, 4> rulings;  // what became of a statement, by whom: {}
  std::array<std::string_view, 4> tones;    // what the minutes call a position

  std::string_view of(std::optional<OutcomeKind> kind) const {
    return kind ? outcomes[static_cast<std::size_t>(*kind)] : not_yet_decided;
  }
  std::string_view counted(std::optional<OutcomeKind> kind) const {
    return kind ? outcomes_counted[static_cast<std::size_t>(*kind)] : not_yet_decided;
  }
  std::string_view of(StepKind value) const { return steps[static_cast<std::size_t>(value)]; }
  std::string_view of(Stage value) const { return stages[static_cast<std::size_t>(value)]; }
  std::string_view of(SessionState value) const { return session_states[static_cast<std::size_t>(value)]; }
  std::string_view of(AssignmentRole value) const {
    return assignment_roles[static_cast<std::size_t>(value)];
  }
  std::string_view of(Role value) const { return roles[static_cast<std::size_t>(value)]; }
  std::string_view of(Voice value) const { return voices_of[static_cast<std::size_t>(value)]; }
  std::string_view of(Ruling value) const { return rulings[static_cast<std::size_t>(value)]; }
  std::string_view of(Tone value) const { return tones[static_cast<std::size_t>(value)]; }
  std::string_view of(AmendmentState value) const {
    return amendment_states[static_cast<std::size_t>(value)];
  }
  std::string_view of(Ballots value) const { return ballots_kinds[static_cast<std::size_t>(value)]; }
};

// In the language that fits best of those we have; in English when none fits.
const Words& words_in(std::string_view language);

// For minutes in `language` that were asked for in `wanted` (empty: in `language`): what we say in the wanted
// one, if we speak it.
const Words& words_for(std::string_view language, std::string_view wanted);

}  // namespace acuerdo
