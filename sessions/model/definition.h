// A workshop as it is prepared: the import format "acuerdo-workshop/1", also the payload of the first event.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sessions/model/names.h"
#include "sessions/rules/any_rule.h"
#include "sessions/rules/voice.h"
#include "sessions/values/field.h"
#include "sessions/values/ids.h"
#include "sessions/values/refusal.h"
#include "sessions/values/text.h"

namespace acuerdo {

// Institutions of a workshop: as many as a national system has. Turn-out names each.
inline constexpr std::size_t kMaxInstitutions = 300;

// The weight of a voice against others'. Weights in any rational proportion are whole numbers in the same:
// 1 1/2 and 1 are 3 and 2.
inline constexpr std::uint32_t kMaxWeight = 1'000'000;

struct Institution {
  InstitutionId id;
  std::string acronym;
  Text name;
  std::uint32_t weight = 1;  // of its voice, where voices are weighted; 1 to kMaxWeight

  static constexpr auto fields() {
    return fields_of(field("id", &Institution::id), field("acronym", &Institution::acronym).up_to(40),
                     field("name", &Institution::name).up_to(kMaxTitle),
                     field("weight", &Institution::weight).optional());
  }
};

struct SubObjectivePlan {
  SubObjectiveId id;
  Text title;

  static constexpr auto fields() {
    return fields_of(field("id", &SubObjectivePlan::id),
                     field("title", &SubObjectivePlan::title).up_to(kMaxTitle));
  }
};

struct Objective {
  ObjectiveId id;
  Text title;
  std::vector<SubObjectivePlan> sub_objectives;

  static constexpr auto fields() {
    return fields_of(field("id", &Objective::id), field("title", &Objective::title).up_to(kMaxTitle),
                     field("subObjectives", &Objective::sub_objectives).up_to(200));
  }
};

struct Pillar {
  PillarId id;
  Text title;
  std::vector<Objective> objectives;

  static constexpr auto fields() {
    return fields_of(field("id", &Pillar::id), field("title", &Pillar::title).up_to(kMaxTitle),
                     field("objectives", &Pillar::objectives).up_to(100));
  }
};

// A block of the programme, run in a room.
struct LiveSessionPlan {
  LiveSessionId id;
  Text title;
  std::string starts_at;  // local time of the workshop, "2023-02-07T09:00"
  std::string ends_at;
  std::vector<PillarId> covers;
  // A working group's: only they have a voice in its rounds, and make its quorum; none: all have.
  std::vector<InstitutionId> institutions = {};

  static constexpr auto fields() {
    return fields_of(
        field("id", &LiveSessionPlan::id), field("title", &LiveSessionPlan::title).up_to(kMaxTitle),
        field("startsAt", &LiveSessionPlan::starts_at).up_to(40),
        field("endsAt", &LiveSessionPlan::ends_at).up_to(40),
        field("covers", &LiveSessionPlan::covers).up_to(100),
        field("institutions", &LiveSessionPlan::institutions).up_to(kMaxInstitutions).optional());
  }
};

// An existing intervention brought along to be revised.
struct DraftActivity {
  SubObjectiveId sub_objective;
  Text text;
  std::vector<InstitutionId> leads;
  std::vector<InstitutionId> supports;
  std::vector<InstitutionId> monitors;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &DraftActivity::sub_objective),
                     field("text", &DraftActivity::text).up_to(kMaxWording),
                     field("leads", &DraftActivity::leads).up_to(100).optional(),
                     field("supports", &DraftActivity::supports).up_to(100).optional(),
                     field("monitors", &DraftActivity::monitors).up_to(100).optional());
  }
};

// A secret ballot needs the voice of each person: an institution's position would show its delegates'.
// Refuses with field_invalid in `ballots`.
MaybeRefused check(Ballots ballots, Voice voice);

struct About {
  Text title;
  std::string venue;
  std::string starts_on;  // "2023-02-07"
  std::string ends_on;
  std::string time_zone;  // IANA name
  std::vector<std::string> languages;
  Voice voice = Voice::person;
  Rule rule;
  Fraction quorum;
  Ballots ballots = Ballots::named;
  bool quorum_strict = false;  // more than the share, or at least it

  static constexpr auto fields() {
    return fields_of(field("title", &About::title).up_to(kMaxTitle),
                     field("venue", &About::venue).up_to(kMaxTitle).optional(),
                     field("startsOn", &About::starts_on).up_to(10).optional(),
                     field("endsOn", &About::ends_on).up_to(10).optional(),
                     field("timeZone", &About::time_zone).up_to(60).optional(),
                     field("languages", &About::languages).up_to(10), field("voice", &About::voice),
                     field("rule", &About::rule), field("quorum", &About::quorum),
                     field("ballots", &About::ballots).optional(),
                     field("quorumStrict", &About::quorum_strict).optional());
  }
};

struct Definition {
  std::string format;  // kDefinitionFormat
  About workshop;
  std::vector<LiveSessionPlan> live_sessions;
  std::vector<Institution> institutions;
  std::vector<Pillar> pillars;
  std::vector<DraftActivity> draft_activities;

  static constexpr auto fields() {
    return fields_of(field("format", &Definition::format).up_to(40), field("workshop", &Definition::workshop),
                     field("liveSessions", &Definition::live_sessions).up_to(200),
                     field("institutions", &Definition::institutions).up_to(kMaxInstitutions),
                     field("pillars", &Definition::pillars).up_to(50),
                     field("draftActivities", &Definition::draft_activities).up_to(5'000).optional());
  }
};

inline constexpr std::string_view kDefinitionFormat = "acuerdo-workshop/1";

// Activities of one sub-objective, drafts among them: more than anybody reads in one session.
inline constexpr std::size_t kMaxActivities = 500;

// Titles and names of pillars, institutions and live sessions, with some for the codes of each: everyone's
// screen holds them from the start.
inline constexpr std::size_t kMaxTreeBytes = 96 * 1024;

// Does the definition hang together: format known; codes, acronyms and languages unique; languages
// well-formed tags, dates days of the calendar in order; references to what exists; at most kMaxActivities
// drafts for a sub-objective; at most kMaxTreeBytes of titles; at least one language, live session,
// institution and sub-objective? Nothing when it does.
MaybeRefused check(const Definition& definition);

// field_invalid, unless it is from 1 to kMaxWeight.
MaybeRefused check_weight(std::uint32_t weight, std::string field);

}  // namespace acuerdo
