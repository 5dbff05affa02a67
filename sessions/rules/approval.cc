#include "sessions/rules/approval.h"

#include <fmt/format.h>

#include <algorithm>

namespace acuerdo {
namespace {

const Position kApprove{"approve"};

}  // namespace

MaybeRefused check(const Approval& rule) {
  if (auto refused = check_choose(rule.choose)) return refused;
  if (rule.most <= kMostChosen) return {};
  return Refusal{RefusalCode::field_invalid, "most", fmt::format("most must be from 0 to {}.", kMostChosen)};
}

const std::vector<PositionOffered>& positions(const Approval&) {
  static const std::vector<PositionOffered> offered{
      {kApprove, {{"es", "La apruebo"}, {"en", "I approve"}}, Tone::support, false},
      {{"no"}, {{"es", "No la apruebo"}, {"en", "I do not approve"}}, Tone::abstain, false},
  };
  return offered;
}

MaybeRefused fits(const Approval& rule, const OtherBallots& others, const Position& position) {
  const auto before = static_cast<std::uint64_t>(std::ranges::count(others.positions, kApprove));
  if (rule.most == 0 || position != kApprove || before < rule.most) return {};
  return Refusal{RefusalCode::no_room, "position",
                 fmt::format("This round lets you approve {}; take one back first.", rule.most)};
}

std::vector<Verdict> verdicts(const Approval& rule, const SheetCount& sheet) {
  std::vector<std::uint64_t> approvals;
  for (const auto& tally : sheet.tallies) approvals.push_back(count_of(tally, kApprove.value));
  const auto standing = ranks(approvals);
  std::vector<Verdict> all;
  for (std::size_t i = 0; i < approvals.size(); ++i) {
    all.push_back(chosen_in_words(
        standing[i], approvals[i], rule.choose, approvals.size(),
        {{"es", fmt::format("con {} {}", approvals[i], approvals[i] == 1 ? "aprobación" : "aprobaciones")},
         {"en", fmt::format("with {} {}", approvals[i], approvals[i] == 1 ? "approval" : "approvals")}}));
  }
  return all;
}

Text description(const Approval& rule) {
  const auto bound_es = rule.most == 0 ? std::string{"cuantas quiera"} : fmt::format("hasta {}", rule.most);
  const auto bound_en =
      rule.most == 0 ? std::string{"as many as they like"} : fmt::format("up to {}", rule.most);
  return {{"es", fmt::format("Aprobación: cada voz aprueba {}; se eligen las {} con más aprobaciones.",
                             bound_es, rule.choose)},
          {"en", fmt::format("Approval: each voice approves {}; the {} with most approvals are chosen.",
                             bound_en, rule.choose)}};
}

}  // namespace acuerdo
