// Phrases that several formats of the minutes say alike. All are plain text: what people typed is in them as
// it is, and each renderer escapes it in its own way.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "sessions/minutes/minutes.h"
#include "sessions/minutes/words.h"

namespace acuerdo {

// Fills the places "{}" of one of our Words.
template <class... Parts>
std::string filled(std::string_view sentence, const Parts&... parts) {
  return fmt::format(fmt::runtime(sentence), parts...);
}

// The words in the language; in another, they are marked with it: "Puertos seguros [es]".
std::string marked(const Text& text, std::string_view language);

// Words of a decision rule, which are always in both languages of the headings.
std::string_view ours(const Text& text, const Words& words);

// "Ana Vera (MDI)"; for kTheWorkshop an empty string.
std::string named(const Person& person);

// Who made a statement, or that it was secret.
std::string speaker(const Statement& statement, const Words& words);

// "Secret; 23 people voted"; empty where ballots are named.
std::string ballots_of(const VoteMinutes& vote, const Words& words);

// "Delegate", "Delegate, weight 3".
std::string role_of(const PersonPresent& person, const Words& words);

// "MSP by MDI; FGE by PN"; empty when nobody was represented.
std::string proxies_of(const VoteMinutes& vote, const Words& words);

// Who would carry it out, as it was voted on: "Leads: CIES, PN; Monitors: MDG".
std::string mapping_of(const VoteMinutes& vote, const Words& words);

// What was declared of it, or that nothing was yet.
std::string_view outcome_of(const ActivityMinutes& activity, const Words& words);

// Those who proposed it, the imported draft among them: "draft brought to the workshop, Ana Vera (MDI)".
std::string authors_of(const ActivityMinutes& activity, const Words& words);

// "activity 4, activity 7" in the words of the language, as they stand inside a sentence.
std::string activities_named(const std::vector<ActivityId>& activities, const Words& words);

// "2023-02-07" as "7 February 2023"; what is not such a date stays as it is.
std::string date_in_words(std::string_view date, const Words& words);

// The days of the workshop; empty when it has none.
std::string dates_of(const Minutes& minutes, const Words& words);

// "7 February 2023, 09:00–12:30".
std::string hours_of(const SessionMinutes& session, const Words& words);

// "2023-02-07 14:30 UTC".
std::string moment(Time at);

// "7 present of 13, minimum 7: quorum met".
std::string quorum_of(const VoteMinutes& vote, const Words& words);
std::string quorum_asked(const SettingsMinutes& settings, const Words& words);

// "MDI brings it back, until 7 February 2023"; empty for what is not deferred, or has neither owner nor date.
std::string parked_with(const OutcomeMinutes& outcome, const Words& words);

// "MDI, PN".
std::string acronyms(const std::vector<Institution>& institutions);
std::string joined(const std::vector<std::string>& parts, std::string_view between);

// Those of the people who attended that session.
std::uint64_t attended(const DelegationMinutes& delegation, const LiveSessionId& session);

// The title of a live session of the programme.
const Text& title_of(const Minutes& minutes, const LiveSessionId& session);

// The institutions of one role.
const std::vector<Institution>& institutions_of(const ActivityMinutes& activity, AssignmentRole role);

// What the minutes call what somebody said: an objection, or, of a rating, its own name.
std::string said_as(const Statement& statement, const Words& words);

// Sentences, as typed: to be escaped.
std::string change_of(const ChangeMinutes& change, const Words& words);
std::vector<std::string> taken_back_of(const TakenBackMinutes& step, const Words& words);
std::vector<std::string> amendments_of(const ActivityMinutes& activity, const Words& words,
                                       std::string_view language);
std::vector<std::string> versions_of(const ActivityMinutes& activity, const Words& words,
                                     std::string_view language);

}  // namespace acuerdo
