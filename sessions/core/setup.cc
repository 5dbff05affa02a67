#include "sessions/core/setup.h"

#include "sessions/core/activities.h"
#include "sessions/core/changes.h"
#include "sessions/core/checks.h"
#include "sessions/core/edits.h"
#include "sessions/core/event.h"
#include "sessions/core/proxies.h"

namespace acuerdo {
namespace {

void add_drafts(Workshop& workshop, Time at) {
  for (const auto& draft : workshop.definition.draft_activities) {
    Activity activity;
    activity.id = ActivityId{static_cast<std::uint32_t>(workshop.activities.size() + 1)};
    activity.sub_objective = draft.sub_objective;
    activity.versions.push_back({1, draft.text, kTheWorkshop, at});
    activity.authors.push_back(kTheWorkshop);
    for (const auto& institution : draft.leads)
      activity.draft.push_back({institution, AssignmentRole::leads});
    for (const auto& institution : draft.supports)
      activity.draft.push_back({institution, AssignmentRole::supports});
    for (const auto& institution : draft.monitors)
      activity.draft.push_back({institution, AssignmentRole::monitors});
    existing(workshop, draft.sub_objective).activities.push_back(activity.id);
    workshop.activities.push_back(std::move(activity));
  }
}

}  // namespace

Decision decide(const Workshop& workshop, const Context&, const ImportWorkshop& command) {
  if (!workshop.id.value.empty()) {
    return Refusal{RefusalCode::duplicate, "workshop",
                   "This file holds a workshop already; import into a new one."};
  }
  if (auto refused = check(command.definition)) return *refused;
  return Event{WorkshopImported{command.workshop, command.join_code, command.definition}};
}

Decision decide(const Workshop& workshop, const Context&, const ChangeSettings& command) {
  auto settings = workshop.settings;
  if (command.rule) settings.rule = *command.rule;
  if (command.voice) settings.voice = *command.voice;
  if (command.quorum) settings.quorum = *command.quorum;
  if (command.ballots) settings.ballots = *command.ballots;
  if (command.fewest) settings.fewest = *command.fewest;
  if (command.quorum_of) settings.quorum_of = *command.quorum_of;
  if (command.proxies) settings.proxies = *command.proxies;
  if (command.results) settings.results = *command.results;
  if (command.quorum_strict) settings.quorum_strict = *command.quorum_strict;
  if (auto refused = require_decidable(settings)) return *refused;
  if (auto refused = require_at_most_proxies(workshop, settings.proxies)) return *refused;
  if (settings == workshop.settings) return {};
  if (auto refused = require_base(workshop, command.base, edits::settings)) return *refused;
  return Event{SettingsChanged{settings}};
}

Decision decide(const Workshop& workshop, const Context&, const SetProposing& command) {
  if (command.proposing.each > kMaxOwnActivities) {
    return Refusal{RefusalCode::field_invalid, "proposing.activitiesEach",
                   "activitiesEach must be from 0 to " + std::to_string(kMaxOwnActivities) + "."};
  }
  if (workshop.proposing == command.proposing) return {};
  if (auto refused = require_base(workshop, command.base, edits::proposing)) return *refused;
  return Event{ProposingSet{command.proposing}};
}

Decision decide(const Workshop& workshop, const Context&, const WriteRemark& command) {
  if (!find(workshop, command.sub_objective)) return not_found("subObjective", "sub-objective");
  if (auto refused = require_languages(workshop, command.text, "text")) return *refused;
  if (auto refused = require_base(workshop, command.base, edits::remark(command.sub_objective)))
    return *refused;
  return Event{RemarkWritten{command.sub_objective, command.text}};
}

Decision decide(const Workshop&, const Context&, const RememberSnapshot& command) {
  return Event{SnapshotKept{command.of, command.digest}};
}

void apply(Workshop& workshop, const Happening& happening, const WorkshopImported& event) {
  possible(workshop.sequence == Sequence{}, "a workshop is imported once, first");
  possible(!event.definition.workshop.languages.empty(), "a workshop has a language");
  workshop.id = event.workshop;
  workshop.join_code = event.join_code;
  workshop.definition = event.definition;
  const auto& about = event.definition.workshop;
  workshop.settings = {about.rule, about.voice, about.quorum, about.ballots};
  workshop.settings.quorum_strict = about.quorum_strict;
  for (const auto& plan : event.definition.live_sessions) {
    LiveSession session;
    session.id = plan.id;
    workshop.live_sessions.emplace(plan.id, std::move(session));
  }
  for (const auto& pillar : event.definition.pillars) {
    for (const auto& objective : pillar.objectives) {
      for (const auto& plan : objective.sub_objectives) {
        SubObjective sub_objective;
        sub_objective.id = plan.id;
        workshop.sub_objectives.emplace(plan.id, std::move(sub_objective));
      }
    }
  }
  add_drafts(workshop, happening.at);
}

void apply(Workshop& workshop, const Happening& happening, const ProposingSet& event) {
  mark_edited(workshop, happening, edits::proposing);
  workshop.proposing = event.proposing;
}

void apply(Workshop& workshop, const Happening& happening, const SettingsChanged& event) {
  workshop.settings = event.settings;
  mark_edited(workshop, happening, edits::settings);
  remember_change(workshop, happening, ChangeKind::settings).settings = event.settings;
}

void apply(Workshop& workshop, const Happening& happening, const RemarkWritten& event) {
  mark_edited(workshop, happening, edits::remark(event.sub_objective));
  auto& remark = existing(workshop, event.sub_objective).remark;
  for (const auto& [language, words] : event.text) remark[language] = words;
}

void apply(Workshop& workshop, const Happening&, const SnapshotKept& event) {
  possible(event.of <= workshop.sequence, "a snapshot is of what came before");
}

}  // namespace acuerdo
