// What changed in how is decided and in who takes part, as far as it bears on decisions: the minutes tell it.
// Who was let in at the door is none of it.
#pragma once

#include <optional>
#include <string>

#include "sessions/model/round.h"

namespace acuerdo {

// Settings: how rounds are decided from then on. Merged: somebody was there twice.
enum class ChangeKind {
  settings,
  name,
  institution,
  role,
  head,
  weight,
  proxy_given,
  proxy_taken_back,
  ballots_left,
  merged,
};
constexpr auto names_of(ChangeKind) {
  using enum ChangeKind;
  return NameTable<ChangeKind, 10>{{{settings, "settings"},
                                    {name, "name"},
                                    {institution, "institution"},
                                    {role, "role"},
                                    {head, "head"},
                                    {weight, "weight"},
                                    {proxy_given, "proxy_given"},
                                    {proxy_taken_back, "proxy_taken_back"},
                                    {ballots_left, "ballots_left"},
                                    {merged, "merged"}}};
}

struct Change {
  ChangeKind kind{};
  ParticipantId whom{};  // none for settings and proxies
  // A name, a code of an institution, a name of a role, a weight. Of a proxy: from whom, to whom. Of ballots
  // that left: the sub-objective's code and the round's number.
  std::string was;
  std::string became;
  std::string note;                  // of a proxy
  std::optional<Settings> settings;  // as they are from then on
  ParticipantId by{};
  Time at{};

  static constexpr auto fields() {
    return fields_of(field("kind", &Change::kind), field("whom", &Change::whom), field("was", &Change::was),
                     field("became", &Change::became), field("note", &Change::note),
                     field("settings", &Change::settings), field("by", &Change::by),
                     field("at", &Change::at));
  }
};

}  // namespace acuerdo
