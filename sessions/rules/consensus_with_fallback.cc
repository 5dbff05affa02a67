#include "sessions/rules/consensus_with_fallback.h"

#include <fmt/format.h>

#include "sessions/rules/un_consensus.h"

namespace acuerdo {

MaybeRefused check(const ConsensusWithFallback& rule) {
  if (auto refused = check(rule.fallback)) return in_field("fallback", std::move(*refused));
  if (rule.rounds >= 1 && rule.rounds <= ConsensusWithFallback::kMostRounds) return {};
  return Refusal{RefusalCode::field_invalid, "rounds",
                 fmt::format("rounds must be from 1 to {}.", ConsensusWithFallback::kMostRounds)};
}

const std::vector<PositionOffered>& positions(const ConsensusWithFallback&) {
  return positions(UnConsensus{});
}

Verdict verdict(const ConsensusWithFallback& rule, const Tally& tally, const Electorate& electorate,
                const History& history) {
  auto sought = verdict(UnConsensus{}, tally, electorate);
  const auto round = history.rounds + 1;
  if (sought.kind != VerdictKind::not_reached) return sought;
  if (round < rule.rounds) {
    sentence_add(sought.sentence,
                 {{"es", fmt::format(" Intento {} de {} en busca de consenso.", round, rule.rounds)},
                  {"en", fmt::format(" Attempt {} of {} in search of consensus.", round, rule.rounds)}});
    return sought;
  }
  const Tally for_and_against{{{"agree"}, count_of(tally, "join") + count_of(tally, "join_with_reservation")},
                              {{"disagree"}, count_of(tally, "object")},
                              {{"abstain"}, count_of(tally, "abstain")}};
  auto decided = verdict(rule.fallback, for_and_against, electorate);
  sentence_add(sought.sentence,
               {{"es", fmt::format(" Decide la mayoría supletoria, en el intento {}. ", round)},
                {"en", fmt::format(" The fallback majority decides, at attempt {}. ", round)}});
  sentence_add(sought.sentence, decided.sentence);
  return {decided.kind, std::move(sought.sentence)};
}

Text description(const ConsensusWithFallback& rule) {
  const auto majority = description(rule.fallback);
  return {
      {"es", fmt::format("Consenso al modo de las Naciones Unidas; si no se alcanza en {} rondas, decide una "
                         "mayoría supletoria. {}",
                         rule.rounds, majority.at("es"))},
      {"en", fmt::format("UN-style consensus; when it is not reached in {} rounds, a fallback majority "
                         "decides. {}",
                         rule.rounds, majority.at("en"))}};
}

}  // namespace acuerdo
