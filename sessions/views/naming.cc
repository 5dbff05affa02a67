#include "sessions/views/naming.h"

#include <algorithm>

#include "sessions/views/keys.h"

namespace acuerdo {
namespace {

// Signed by them, as `by` says.
template <class T>
bool is_by(const std::optional<T>& value, ParticipantId who) {
  return value && value->by == who;
}
template <class T>
bool any_by(const std::vector<T>& values, ParticipantId who) {
  return std::ranges::find(values, who, &T::by) != values.end();
}

template <class T>
bool any_hidden_by(const std::vector<T>& values, ParticipantId who) {
  return std::ranges::any_of(values, [&](const T& value) { return is_by(value.hidden, who); });
}

bool is_in(const SubObjective& sub_objective, ParticipantId who) {
  return any_by(sub_objective.reopenings, who) || any_by(sub_objective.taken_back, who) ||
         any_by(sub_objective.steps, who) || is_by(sub_objective.retired, who);
}

// Reasons are shown with whose they are, who recorded them and who answered.
bool has_reasons_in(const Round& round, ParticipantId who) {
  return round.sheets.contains(who) || any_by(round.answers, who) ||
         std::ranges::any_of(round.sheets, [&](const auto& entry) {
           return std::ranges::find(entry.second, who, &Ballot::recorded_by) != entry.second.end();
         });
}

bool is_in(const Activity& activity, ParticipantId who) {
  return std::ranges::find(activity.authors, who) != activity.authors.end() ||
         any_by(activity.versions, who) || any_by(activity.amendments, who) || is_by(activity.outcome, who) ||
         is_by(activity.hiding, who) || any_hidden_by(activity.amendments, who) ||
         std::ranges::any_of(activity.answers, [&](const auto& entry) { return entry.second.by == who; });
}

}  // namespace

std::set<DocumentKey> naming(const Workshop& workshop, ParticipantId who) {
  std::set<DocumentKey> all{key(who)};
  if (is_by(workshop.announcement, who)) all.insert("announcement");
  for (const auto& [id, session] : workshop.live_sessions) {
    // Also the order of the hands: it goes by institution.
    if (session.speech || !session.hands.empty()) all.insert(key(id));
  }
  for (const auto& [id, sub_objective] : workshop.sub_objectives) {
    if (is_in(sub_objective, who)) all.insert(key(id));
    for (const auto& round : sub_objective.rounds) {
      if (is_by(round.annulled, who)) all.insert(key(id, round.number));
      if (!has_reasons_in(round, who)) continue;
      for (const auto& result : round.results) all.insert(result_key(id, round.number, result.activity));
    }
  }
  for (const auto& activity : workshop.activities) {
    // Where authors are withheld, that a document is sent must not tell whose it is: all of them are.
    if (is_in(activity, who) || !authors_seen(workshop, activity)) all.insert(key(activity.id));
    if (any_by(activity.comments, who) || any_hidden_by(activity.comments, who))
      all.insert(discussion_key(activity.id));
  }
  return all;
}

}  // namespace acuerdo
