#include "sessions/views/activity_documents.h"

#include <functional>

#include "sessions/core/advice.h"
#include "sessions/views/shown.h"

namespace acuerdo {
namespace {

// How many bytes of a document each list may take; together with what is bounded by itself (a wording of
// kMaxTextBytes, which JSON may double, details) they stay below kMaxDocumentBytes.
constexpr std::size_t kVersionsShown = 16 * 1024;
constexpr std::size_t kAmendmentsShown = 48 * 1024;
constexpr std::size_t kCommentsShown = 16 * 1024;  // sent again with each comment, to everyone
constexpr std::size_t kAuthorsShown = 30;
constexpr std::size_t kSuggestionsShown = 40 * 1024;
constexpr std::size_t kAnswersShown = 16 * 1024;

// What one audience sees of one activity.
class Reading {
 public:
  Reading(const Workshop& workshop, Audience audience, const Activity& activity)
      : workshop_{workshop},
        activity_{activity},
        moderates_{audience == Audience::facilitators},
        names_authors_{moderates_ || authors_seen(workshop, activity)} {}

  bool names_authors() const { return names_authors_; }

  // What the workshop brought along is nobody's secret.
  bool is_named(ParticipantId who) const { return names_authors_ || who == kTheWorkshop; }

  Json authors() const {
    Json list = Json::array();
    for (const auto who : activity_.authors) {
      if (is_named(who) && list.size() < kAuthorsShown) list.push_back(author(workshop_, who));
    }
    return list;
  }
  std::size_t more_authors() const {
    const auto named = std::ranges::count_if(activity_.authors, [&](auto who) { return is_named(who); });
    return static_cast<std::size_t>(named) - std::min(static_cast<std::size_t>(named), kAuthorsShown);
  }

  // Authors of what was merged who would withdraw it; how many, where authors are withheld.
  Json withdrawing() const {
    Json named = Json::array();
    for (const auto who : activity_.withdrawing) {
      if (is_named(who)) named.push_back(number(who));
    }
    return {{"count", activity_.withdrawing.size()}, {"participants", std::move(named)}};
  }

  // A version or an outcome, whose author may be withheld.
  template <class T>
  Json written(const T& value) const {
    auto json = signed_by(workshop_, value);
    if (!is_named(value.by)) json["by"] = nullptr;
    return json;
  }
  Json amendment(const Amendment& amendment) const {
    auto json = written(amendment);
    json["hidden"] = signed_by(workshop_, amendment.hidden);
    return json;
  }
  Json comment(const Comment& comment) const {
    auto json = signed_by(workshop_, comment);
    json["hidden"] = signed_by(workshop_, comment.hidden);
    return json;
  }
  // Who withdraws an activity is its author.
  Json outcome() const {
    if (!activity_.outcome) return nullptr;
    return activity_.outcome->kind == OutcomeKind::withdrawn ? written(*activity_.outcome)
                                                             : signed_by(workshop_, *activity_.outcome);
  }

  // Those that are not hidden from this audience.
  template <class T>
  std::vector<std::reference_wrapper<const T>> seen(const std::vector<T>& all) const {
    std::vector<std::reference_wrapper<const T>> some;
    for (const auto& one : all) {
      if (moderates_ || !one.hidden) some.emplace_back(one);
    }
    return some;
  }

 private:
  const Workshop& workshop_;
  const Activity& activity_;
  bool moderates_;
  bool names_authors_;
};

// Those that wait for an answer before all others, then the latest; oldest first.
Json amendments_shown(const Reading& reading, std::vector<std::reference_wrapper<const Amendment>> seen) {
  std::ranges::reverse(seen);
  std::ranges::stable_partition(seen, &Amendment::waits);
  auto list = that_fit(seen.begin(), seen.end(), kAmendmentsShown,
                       [&](const Amendment& one) { return reading.amendment(one); });
  std::sort(list.begin(), list.end(), [](const Json& a, const Json& b) { return a["id"] < b["id"]; });
  return list;
}

// Suggestions of the room and of the draft, counted, the best supported when not all fit; who suggested what
// is in nobody's document but their own.
Json suggestions(const Activity& activity) {
  std::map<Assignment, std::pair<std::size_t, bool>> counted;
  for (const auto& assignment : activity.draft) counted[assignment].second = true;
  for (const auto& [assignment, people] : activity.suggestions) counted[assignment].first = people.size();
  std::vector<std::pair<Assignment, std::pair<std::size_t, bool>>> order{counted.begin(), counted.end()};
  std::ranges::stable_sort(order, std::greater{}, [](const auto& entry) { return entry.second; });
  return that_fit(order.begin(), order.end(), kSuggestionsShown, [](const auto& entry) {
    auto json = to_json_value(entry.first);
    json["count"] = entry.second.first;
    json["draft"] = entry.second.second;
    return json;
  });
}

Json answer_to_role(const Workshop& workshop, const std::pair<const Assignment, AssignmentAnswer>& entry) {
  auto json = signed_by(workshop, entry.second);
  json.update(to_json_value(entry.first));
  return json;
}

// Of each institution at most one for each role.
Json answers(const Workshop& workshop, const Activity& activity) {
  return that_fit(activity.answers.begin(), activity.answers.end(), kAnswersShown,
                  [&](const auto& entry) { return answer_to_role(workshop, entry); });
}

// Who would carry it out, as the room last voted on it.
Json asked(const Workshop& workshop, const Activity& activity) {
  const auto [round, result] = latest_mapping_result(workshop, activity);
  if (!round) return nullptr;
  return {{"round", number(round->number)}, {"assignments", to_json_value(*mapping_of(*round, activity.id))}};
}

}  // namespace

bool seen_by(const Activity& activity, Audience audience) {
  return activity.state != ActivityState::hidden || audience == Audience::facilitators;
}

bool is_discussed(const Activity& activity, Audience audience) {
  return std::ranges::any_of(activity.comments, [&](const Comment& comment) {
    return audience == Audience::facilitators || !comment.hidden;
  });
}

Json activity_document(const Workshop& workshop, Audience audience, const Activity& activity) {
  const Reading reading{workshop, audience, activity};
  const auto written = [&](const Version& version) { return reading.written(version); };
  auto versions = latest_that_fit(activity.versions, kVersionsShown, written);
  const auto seen = reading.seen(activity.amendments);
  auto amendments = amendments_shown(reading, seen);
  auto answered = answers(workshop, activity);
  return {
      {"id", number(activity.id)},
      {"subObjective", activity.sub_objective.value},
      {"wording", activity.wording()},
      {"version", activity.versions.back().number},
      {"more",
       {{"versions", activity.versions.size() - versions.size()},
        {"amendments", seen.size() - amendments.size()},
        {"authors", reading.more_authors()},
        {"answers", activity.answers.size() - answered.size()}}},
      {"versions", std::move(versions)},
      {"authors", reading.authors()},
      {"authorsSeen", reading.names_authors()},
      {"state", to_json_value(activity.state)},
      {"withdrawnReason", activity.withdrawn_reason},
      {"mergedInto", to_json_value(activity.merged_into)},
      {"mergedFrom", to_json_value(activity.merged_from)},
      {"withdrawing", reading.withdrawing()},
      {"splitFrom", to_json_value(activity.split_from)},
      {"alternativeTo", to_json_value(activity.alternative_to)},
      {"hiding", signed_by(workshop, activity.hiding)},
      {"amendments", std::move(amendments)},
      {"suggestions", suggestions(activity)},
      {"answers", std::move(answered)},
      {"details", to_json_value(activity.details)},
      {"assignments", to_json_value(activity.assignments)},
      {"asked", asked(workshop, activity)},
      {"mappedIn", number(activity.mapped_in)},
      {"advice", activity.standing() ? Json(to_json_value(advised_for(workshop, activity))) : Json(nullptr)},
      {"outcome", reading.outcome()}};
}

std::optional<Json> discussion_document(const Workshop& workshop, Audience audience,
                                        const Activity& activity) {
  const Reading reading{workshop, audience, activity};
  const auto seen = reading.seen(activity.comments);
  if (seen.empty()) return {};
  const auto shown = [&](const Comment& comment) { return reading.comment(comment); };
  auto comments = latest_that_fit(seen, kCommentsShown, shown);
  return Json{{"activity", number(activity.id)},
              {"more", {{"comments", seen.size() - comments.size()}}},
              {"comments", std::move(comments)}};
}

std::optional<Json> activity_page(const Workshop& workshop, Audience audience, const Activity& activity,
                                  std::string_view list, std::size_t from) {
  const Reading reading{workshop, audience, activity};
  if (list == "comments") {
    const auto shown = [&](const Comment& comment) { return reading.comment(comment); };
    return page(reading.seen(activity.comments), from, shown);
  }
  if (list == "versions") {
    const auto shown = [&](const Version& version) { return reading.written(version); };
    return page(activity.versions, from, shown);
  }
  if (list == "amendments") {
    const auto shown = [&](const Amendment& amendment) { return reading.amendment(amendment); };
    return page(reading.seen(activity.amendments), from, shown);
  }
  if (list == "answers") {
    const std::vector<std::pair<const Assignment, AssignmentAnswer>> all{activity.answers.begin(),
                                                                         activity.answers.end()};
    return page(all, from, [&](const auto& entry) { return answer_to_role(workshop, entry); });
  }
  return {};
}

}  // namespace acuerdo
