// Making a workshop, changing how it decides, and the remarks of its record.
#pragma once

#include "sessions/core/context.h"
#include "sessions/model/definition.h"
#include "sessions/model/workshop.h"

namespace acuerdo {

// Commands.

// By the server: makes an empty workshop what the definition says. The join code is random and comes with the
// command.
struct ImportWorkshop {
  static constexpr std::string_view kKind = "workshop.import";
  WorkshopId workshop;
  std::string join_code;
  Definition definition;

  static constexpr auto fields() {
    return fields_of(field("workshop", &ImportWorkshop::workshop),
                     field("joinCode", &ImportWorkshop::join_code).up_to(kMaxJoinCode),
                     field("definition", &ImportWorkshop::definition));
  }
};

// A facilitator changes how the workshop decides, for the rounds that open from now on. At least one of
// these.
struct ChangeSettings {
  static constexpr std::string_view kKind = "settings.change";
  std::optional<Rule> rule;
  std::optional<Voice> voice;
  std::optional<Fraction> quorum;
  std::optional<Ballots> ballots = {};
  std::optional<std::uint32_t> fewest = {};  // ballots that a secret round breaks down
  std::optional<QuorumOf> quorum_of = {};
  std::optional<std::uint32_t> proxies = {};  // that one institution may hold
  std::optional<Results> results = {};
  std::optional<bool> quorum_strict = {};
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("rule", &ChangeSettings::rule).optional(),
                     field("voice", &ChangeSettings::voice).optional(),
                     field("quorum", &ChangeSettings::quorum).optional(),
                     field("ballots", &ChangeSettings::ballots).optional(),
                     field("fewest", &ChangeSettings::fewest).optional(),
                     field("quorumOf", &ChangeSettings::quorum_of).optional(),
                     field("proxies", &ChangeSettings::proxies).optional(),
                     field("results", &ChangeSettings::results).optional(),
                     field("quorumStrict", &ChangeSettings::quorum_strict).optional(),
                     field("base", &ChangeSettings::base).optional());
  }
};

// A facilitator says what holds for proposing, at any time.
struct SetProposing {
  static constexpr std::string_view kKind = "proposing.set";
  Proposing proposing;
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("proposing", &SetProposing::proposing),
                     field("base", &SetProposing::base).optional());
  }
};

// The rapporteur or a facilitator writes the remark on a sub-objective; it replaces the one before in the
// same language.
struct WriteRemark {
  static constexpr std::string_view kKind = "remark.write";
  SubObjectiveId sub_objective;
  Text text;
  std::optional<Sequence> base = {};  // up to which its editor had seen it (edits.h)

  static constexpr auto fields() {
    return fields_of(field("subObjective", &WriteRemark::sub_objective),
                     field("text", &WriteRemark::text).up_to(kMaxComment),
                     field("base", &WriteRemark::base).optional());
  }
};

// Events: what has happened. The time and the actor are the record's (event.h).

struct WorkshopImported {
  static constexpr std::string_view kKind = "workshop_imported";
  WorkshopId workshop;
  std::string join_code;
  Definition definition;

  static constexpr auto fields() {
    return fields_of(field("workshop", &WorkshopImported::workshop),
                     field("joinCode", &WorkshopImported::join_code),
                     field("definition", &WorkshopImported::definition));
  }
};

struct SettingsChanged {
  static constexpr std::string_view kKind = "settings_changed";
  Settings settings;

  static constexpr auto fields() { return fields_of(field("settings", &SettingsChanged::settings)); }
};

struct ProposingSet {
  static constexpr std::string_view kKind = "proposing_set";
  Proposing proposing;

  static constexpr auto fields() { return fields_of(field("proposing", &ProposingSet::proposing)); }
};

struct RemarkWritten {
  static constexpr std::string_view kKind = "remark_written";
  SubObjectiveId sub_objective;
  Text text;

  static constexpr auto fields() {
    return fields_of(field("subObjective", &RemarkWritten::sub_objective),
                     field("text", &RemarkWritten::text));
  }
};

// The server kept the state as of a sequence beside the journal; the digest is what makes it trustworthy.
// Changes nothing.
struct SnapshotKept {
  static constexpr std::string_view kKind = "snapshot_kept";
  Sequence of{};
  std::string digest;  // SHA-256 of the kept bytes, in hexadecimal

  static constexpr auto fields() {
    return fields_of(field("of", &SnapshotKept::of), field("digest", &SnapshotKept::digest));
  }
};

// By the server: remembers a snapshot it has kept.
struct RememberSnapshot {
  static constexpr std::string_view kKind = "snapshot.remember";
  Sequence of{};
  std::string digest;

  static constexpr auto fields() {
    return fields_of(field("of", &RememberSnapshot::of),
                     field("digest", &RememberSnapshot::digest).up_to(64));
  }
};

// Deciding: pure; refuses with the codes named in the body's checks, in the order role, existence, stage,
// content.

Decision decide(const Workshop& workshop, const Context& context, const ImportWorkshop& command);
Decision decide(const Workshop& workshop, const Context& context, const ChangeSettings& command);
Decision decide(const Workshop& workshop, const Context& context, const SetProposing& command);
Decision decide(const Workshop& workshop, const Context& context, const WriteRemark& command);
Decision decide(const Workshop& workshop, const Context& context, const RememberSnapshot& command);

// Applying: cannot fail, because an event was legal when it was decided.

void apply(Workshop& workshop, const Happening& happening, const WorkshopImported& event);
void apply(Workshop& workshop, const Happening& happening, const SettingsChanged& event);
void apply(Workshop& workshop, const Happening& happening, const ProposingSet& event);
void apply(Workshop& workshop, const Happening& happening, const RemarkWritten& event);
void apply(Workshop& workshop, const Happening& happening, const SnapshotKept& event);

}  // namespace acuerdo
