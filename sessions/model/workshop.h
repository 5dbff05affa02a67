// The state of a workshop: what all events so far add up to. Plain values; changed by apply() alone.
//
//   Workshop ── Definition (titles, institutions, strategy tree, programme)
//     ├── LiveSession      where in the tree a room is
//     ├── SubObjective ─── Round ─── Sheet (one voter's ballots)
//     ├── Activity ─────── Version, Comment, Amendment, Suggestion, Assignment, Outcome
//     └── Participant
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sessions/model/activity.h"
#include "sessions/model/change.h"
#include "sessions/model/definition.h"
#include "sessions/model/live_session.h"
#include "sessions/model/round.h"
#include "sessions/model/sub_objective.h"

namespace acuerdo {

// Devices and log-ins of one person that we remember; the oldest is forgotten first.
inline constexpr std::size_t kMaxCredentials = 20;

// People who do something, until a facilitator lets in more: ten times a large house of delegations. Who came
// with the code and never did a thing does not count.
inline constexpr std::uint32_t kPeopleAtFirst = 2'000;

// Characters of a join code: nine are 40 bits.
inline constexpr std::size_t kMaxJoinCode = 12;

// A token that was given out.
struct Credential {
  std::string hash;  // SHA-256 of the token's secret, in hexadecimal
  Time given{};

  static constexpr auto fields() {
    return fields_of(field("hash", &Credential::hash), field("given", &Credential::given));
  }
  bool operator==(const Credential&) const = default;
};

struct Participant {
  ParticipantId id{};
  std::string name;
  std::optional<InstitutionId> institution;  // every delegate has one
  Role role = Role::delegate;
  std::string language;
  std::vector<Credential> credentials;        // one for each token; at most kMaxCredentials
  std::optional<LiveSessionId> live_session;  // recorded as present at
  std::uint32_t weight = 1;                   // of their voice, where persons are weighted; 1 to kMaxWeight
  std::string heard;                          // their name as it is compared at the door (values/name.h)
  std::optional<ParticipantId> claims;        // who waits says that they are this one, who is in already
  std::optional<ParticipantId> merged_into;   // who was there twice: whom their token lets in since
  Sequence delegate_since{};                  // the event with which they came to speak for their institution
  bool knows_password = false;  // a facilitator who has logged in with it: all workshops are theirs
  Sequence took_part{};         // the event with which they first did something, or were dealt with by name

  static constexpr auto fields() {
    return fields_of(
        field("id", &Participant::id), field("name", &Participant::name),
        field("institution", &Participant::institution), field("role", &Participant::role),
        field("language", &Participant::language), field("credentials", &Participant::credentials),
        field("liveSession", &Participant::live_session), field("weight", &Participant::weight),
        field("heard", &Participant::heard), field("claims", &Participant::claims),
        field("mergedInto", &Participant::merged_into), field("delegateSince", &Participant::delegate_since),
        field("knowsPassword", &Participant::knows_password), field("tookPart", &Participant::took_part));
  }
};

// What a facilitator tells everybody.
struct Announcement {
  Text words;
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("words", &Announcement::words), field("by", &Announcement::by),
                     field("at", &Announcement::at));
  }
};

// What holds for proposing.
struct Proposing {
  Authors authors = Authors::shown;
  std::uint32_t each = 0;  // activities of a sub-objective that a delegate may have standing; 0: as many as
                           // anybody may make (kMaxOwnActivities)

  static constexpr auto fields() {
    return fields_of(field("authors", &Proposing::authors), field("activitiesEach", &Proposing::each));
  }
  bool operator==(const Proposing&) const = default;
};

struct Workshop {
  WorkshopId id;          // empty before the workshop is imported
  std::string join_code;  // characters that cannot be confused with each other
  Definition definition;
  Settings settings;
  std::map<LiveSessionId, LiveSession> live_sessions;
  std::map<SubObjectiveId, SubObjective> sub_objectives;
  std::vector<Activity> activities;              // number n stands at n - 1
  std::vector<Participant> participants;         // number n stands at n - 1
  std::map<InstitutionId, ParticipantId> heads;  // of each delegation that somebody has joined
  std::vector<Proxy> proxies;                    // that stand, by `from`: each voice is handed over once
  std::uint32_t amendments = 0;                  // made so far
  std::uint32_t comments = 0;                    // made so far
  Admission admission = Admission::open;
  std::uint32_t most_people = kPeopleAtFirst;  // who take part; then nobody joins
  Proposing proposing;
  std::optional<Announcement> announcement;
  std::vector<Change> changes;            // in their order
  std::map<std::string, Sequence> edits;  // when what is replaced as a whole was replaced last (core/edits.h)
  Sequence sequence{};                    // of the last event applied

  static constexpr auto fields() {
    return fields_of(field("id", &Workshop::id), field("joinCode", &Workshop::join_code),
                     field("definition", &Workshop::definition), field("settings", &Workshop::settings),
                     field("liveSessions", &Workshop::live_sessions),
                     field("subObjectives", &Workshop::sub_objectives),
                     field("activities", &Workshop::activities),
                     field("participants", &Workshop::participants), field("heads", &Workshop::heads),
                     field("proxies", &Workshop::proxies), field("amendments", &Workshop::amendments),
                     field("comments", &Workshop::comments), field("admission", &Workshop::admission),
                     field("mostPeople", &Workshop::most_people), field("proposing", &Workshop::proposing),
                     field("announcement", &Workshop::announcement), field("changes", &Workshop::changes),
                     field("edits", &Workshop::edits), field("sequence", &Workshop::sequence));
  }
};

// Looking things up. Null when there is none.
const Participant* find(const Workshop& workshop, ParticipantId id);
// The participant whom a token of `id` lets in: themselves, unless they were merged into another.
const Participant* bearer(const Workshop& workshop, ParticipantId id);
const Activity* find(const Workshop& workshop, ActivityId id);
const SubObjective* find(const Workshop& workshop, const SubObjectiveId& id);
const LiveSession* find(const Workshop& workshop, const LiveSessionId& id);
const Institution* find(const Workshop& workshop, const InstitutionId& id);
const SubObjectivePlan* plan_of(const Workshop& workshop, const SubObjectiveId& id);

// Does the room see who wrote the activity?
bool authors_seen(const Workshop& workshop, const Activity& activity);

// The standing activities of which at most one is adopted, because each is another wording of the same: an
// activity, the amendments to it that were put to the vote, and those to them. Itself among them.
std::vector<ActivityId> alternatives(const Workshop& workshop, const Activity& activity);

// The one of its alternatives, other than itself, that is adopted; or null.
const Activity* adopted_instead(const Workshop& workshop, const Activity& activity);

// The latest round of a sub-objective, or null before the first.
const Round* latest_round(const SubObjective& sub_objective);

// The round of a sub-objective that is open, or null.
const Round* open_round(const SubObjective& sub_objective);

// Is there an open round of which it holds?
template <class Holds>
bool any_open_round(const Workshop& workshop, Holds holds) {
  return std::ranges::any_of(workshop.sub_objectives, [&](const auto& entry) {
    const auto* round = open_round(entry.second);
    return round && holds(*round);
  });
}

// Who has a voice in the rounds of a live session: the institutions of a working group; none: all.
std::vector<InstitutionId> roll_of(const Workshop& workshop, const LiveSessionId& session);

// The open live session that is at a sub-objective, or null: never more than one.
const LiveSession* session_at(const Workshop& workshop, const SubObjectiveId& place);

// The speakers' list: points of order, then whose institution had the floor least often, then as the hands
// were raised.
std::vector<RaisedHand> speaking_order(const Workshop& workshop, const LiveSession& session);

// How often the institution of the participant had the floor where the session is.
std::uint32_t times_heard(const Workshop& workshop, const LiveSession& session, ParticipantId participant);

// May the delegate cast a ballot under that voice? With a head of delegation, nobody else of it.
bool votes(const Workshop& workshop, const Participant& delegate, Voice voice);

// What their ballots count under that voice, before their institution speaks with it.
std::uint64_t weight_of(const Participant& delegate, Voice voice);
std::uint64_t weight_of(const Voter& voter, Voice voice);

// The delegate as they would stand on the round's roll if they voted now; nothing when they are no delegate
// of an institution.
std::optional<Voter> as_voter(const Workshop& workshop, const Participant& participant, Voice voice);

// Those on the round's roll who would not stand on it so today: who are no delegates any more, speak for
// another institution or with another weight, or head their delegation no longer where heads vote.
std::vector<ParticipantId> changed_since(const Workshop& workshop, const Round& round);

// What the latest closed round, not annulled, that voted on the activity as it now reads said of it, or null:
// what was said of an earlier wording advises nothing.
struct RoundResult {
  const Round* round = nullptr;
  const Result* result = nullptr;
};
RoundResult latest_result(const Workshop& workshop, const Activity& activity);

// The same of who carries it out.
RoundResult latest_mapping_result(const Workshop& workshop, const Activity& activity);

// The outcome that a verdict advises by itself.
OutcomeKind advised_by(VerdictKind verdict);

// The voices of a round: delegates, or institutions with a delegate, that are recorded as present at its live
// session or have a ballot in it (who votes is present, wherever they are when it closes); and all that are
// entitled. By institution, every institution of the workshop is entitled, with its weight where voices are
// weighted, and those are told apart that are absent but represented; by person, every delegate who has
// joined.
Electorate electorate(const Workshop& workshop, const Round& round);

// The same, of people or of institutions, for a quorum that is counted otherwise than the voices.
Electorate electorate_for_quorum(const Workshop& workshop, const Round& round);

// Of the proxies of a round, those that count: the giver is absent, the holder present. None where each
// person has a voice. `present`: has the institution a delegate who is, as electorate() has it?
std::vector<Proxy> proxies_counted(const Workshop& workshop, const Round& round);
std::vector<Proxy> proxies_counted(const Round& round,
                                   const std::function<bool(const InstitutionId&)>& present);

}  // namespace acuerdo
