// Approval: everybody approves as many activities of the sheet as they like; those with most approvals are
// chosen.
#pragma once

#include <tuple>

#include "sessions/rules/choosing.h"
#include "sessions/values/field.h"

namespace acuerdo {

// Source: Brams & Fishburn, Approval Voting (1983).
struct Approval {
  std::uint32_t choose = 1;  // so many are chosen
  std::uint32_t most = 0;    // approvals of one voter; 0: as many as they like

  static constexpr std::string_view kKind = "approval";
  static constexpr auto fields() {
    return fields_of(field("choose", &Approval::choose), field("most", &Approval::most));
  }
  bool operator==(const Approval&) const = default;
};

MaybeRefused check(const Approval& rule);
const std::vector<PositionOffered>& positions(const Approval&);

// Refuses one approval more than `most`.
MaybeRefused fits(const Approval& rule, const OtherBallots& others, const Position& position);

std::vector<Verdict> verdicts(const Approval& rule, const SheetCount& sheet);
Text description(const Approval& rule);

}  // namespace acuerdo
