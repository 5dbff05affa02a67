#include "sessions/core/advice.h"

#include <algorithm>

#include "sessions/core/tally.h"

namespace acuerdo {
namespace {

// Does this ruling take the objection out of the way, under that rule?
bool resolves(const Rule& rule, Ruling ruling) {
  if (ruling == Ruling::withdrawn)
    return std::holds_alternative<UnConsensus>(rule) || std::holds_alternative<Consent>(rule) ||
           std::holds_alternative<ConsensusWithFallback>(rule);
  return ruling == Ruling::set_aside && std::holds_alternative<Consent>(rule);
}

struct Resolved {
  std::vector<ReasonPlace> places;
  bool any_set_aside = false;
  bool any_stands = false;
};

Resolved resolved_objections(const Round& round, ActivityId activity) {
  Resolved resolved;
  const auto& rule = rule_on(round, activity);
  for (const auto& reason : reasons_given(round, activity)) {
    if (tone_of(rule, *reason.position) != Tone::object) continue;
    const auto* answer = answer_to(round, activity, reason.place);
    if (!answer || !resolves(rule, answer->ruling)) {
      resolved.any_stands = true;
      continue;
    }
    resolved.places.push_back(reason.place);
    resolved.any_set_aside = resolved.any_set_aside || answer->ruling == Ruling::set_aside;
  }
  return resolved;
}

}  // namespace

OutcomeKind advised_for(const Workshop& workshop, const Activity& activity) {
  if (adopted_instead(workshop, activity)) return OutcomeKind::not_agreed;
  const auto [round, result] = latest_result(workshop, activity);
  if (!result) return OutcomeKind::deferred;
  const auto resolved = resolved_objections(*round, activity.id);
  if (resolved.places.empty() || result->verdict == VerdictKind::no_quorum ||
      result->verdict == VerdictKind::too_few)
    return advised_by(result->verdict);
  const auto advised = advised_by(verdict_without(workshop, *round, *result, resolved.places).kind);
  // Whose objection is set aside has voted all the same: as if consenting with a concern.
  const bool over_an_objection =
      resolved.any_set_aside && (advised == OutcomeKind::adopted_by_consensus || !resolved.any_stands);
  return over_an_objection ? OutcomeKind::adopted_with_reservations : advised;
}

}  // namespace acuerdo
