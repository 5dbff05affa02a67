#include "tools/simulate/story.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

#include "sessions/core/advice.h"
#include "sessions/core/tally.h"
#include "tools/simulate/simulation.h"

namespace acuerdo::simulate {
namespace {

// How a sentence says its verdict. A rule of several steps says it behind the first.
struct Opening {
  VerdictKind verdict;
  const char* es;
  const char* en;
};
constexpr std::array kOpenings{
    Opening{VerdictKind::consensus, "Consenso: ", "Consensus: "},
    Opening{VerdictKind::consensus, "Consentimiento: sin objeciones ni", "Consent: no objections and"},
    Opening{VerdictKind::consensus, "Unanimidad: ", "Unanimity: "},
    Opening{VerdictKind::consensus, "Acuerdo: ", "Agreement: "},
    Opening{VerdictKind::consensus_with_reservations, "Consenso: ", "Consensus: "},
    Opening{VerdictKind::consensus_with_reservations, "Consentimiento: sin objeciones; ",
            "Consent: no objection; "},
    Opening{VerdictKind::consensus_with_reservations,
            "Acuerdo con reservas: ", "Agreement with reservations: "},
    Opening{VerdictKind::majority, "Mayoría alcanzada: ", "Majority reached: "},
    Opening{VerdictKind::not_reached, "Mayoría no alcanzada: ", "Majority not reached: "},
    Opening{VerdictKind::not_reached, "No hay ", "No "},
    Opening{VerdictKind::not_reached, "Se sigue hablando: ", "The talk goes on: "},
    Opening{VerdictKind::not_reached, "Sin juicio: ", "No judgement: "},
    Opening{VerdictKind::no_quorum, "Sin quórum", "No quorum"},
    Opening{VerdictKind::appropriate, "Apropiada: ", "Appropriate: "},
    Opening{VerdictKind::uncertain, "Incierta: ", "Uncertain: "},
    Opening{VerdictKind::inappropriate, "Inapropiada: ", "Inappropriate: "},
    Opening{VerdictKind::chosen, "Elegida: ", "Chosen: "},
    Opening{VerdictKind::not_chosen, "No elegida: ", "Not chosen: "},
    Opening{VerdictKind::tied, "Empatada: ", "Tied: "},
    Opening{VerdictKind::too_few, "Votación secreta con menos de ", "Secret ballot with fewer than "},
};

void must(bool holds, const Result& result, const char* otherwise) {
  if (holds) return;
  throw Violation{fmt::format("{}: {} \"{}\"", otherwise, name_of(result.verdict), result.sentence.at("es"))};
}

bool opens_as(const Result& result, bool several_steps) {
  const auto says = [&](const char* language, const char* words) {
    const auto at = result.sentence.at(language).find(words);
    return several_steps ? at != std::string::npos : at == 0;
  };
  return std::ranges::any_of(kOpenings, [&](const Opening& opening) {
    return opening.verdict == result.verdict && says("es", opening.es) && says("en", opening.en);
  });
}

// The numbers of a sentence in order of size; a decimal comma is taken for a point.
std::vector<std::string> numbers_in(const std::string& sentence) {
  std::vector<std::string> numbers;
  constexpr auto kDigits = "0123456789";
  for (auto at = sentence.find_first_of(kDigits); at != std::string::npos;
       at = sentence.find_first_of(kDigits, at)) {
    auto end = sentence.find_first_not_of("0123456789.,/", at);
    if (end == std::string::npos) end = sentence.size();
    auto number = sentence.substr(at, end - at);
    number.erase(number.find_last_not_of(".,/") + 1);
    std::ranges::replace(number, ',', '.');
    numbers.push_back(std::move(number));
    at = end;
  }
  std::ranges::sort(numbers);
  return numbers;
}

std::uint64_t voices(const Result& result, const Rule& rule, Tone tone) {
  std::uint64_t count = 0;
  for (const auto& line : result.tally) {
    if (tone_of(rule, line.position) == tone) count += line.count;
  }
  return count;
}

// By the majority's definition alone.
bool majority_reached(const Majority& rule, std::uint64_t agree, std::uint64_t against, std::uint64_t abstain,
                      const Electorate& electorate, std::uint64_t parts) {
  const auto base = rule.base == Base::cast      ? agree + against
                    : rule.base == Base::valid   ? agree + against + abstain
                    : rule.base == Base::present ? (electorate.present + electorate.represented) * parts
                                                 : electorate.eligible * parts;
  const auto has = static_cast<Wide>(agree) * rule.threshold.denominator;
  const auto asked = static_cast<Wide>(base) * rule.threshold.numerator;
  return agree > 0 && base > 0 && (rule.strict ? has > asked : has >= asked);
}

bool is_consensus(VerdictKind verdict) {
  return verdict == VerdictKind::consensus || verdict == VerdictKind::consensus_with_reservations;
}

// What the tally says by the rule's definition, against the verdict.
class ByDefinition {
 public:
  ByDefinition(const Round& round, const Result& result, const Rule& rule)
      : round_{round},
        result_{result},
        support_{voices(result, rule, Tone::support)},
        reserve_{voices(result, rule, Tone::reserve)},
        abstain_{voices(result, rule, Tone::abstain)},
        object_{voices(result, rule, Tone::object)} {}

  void operator()(const UnConsensus&) const { nobody_objects(); }
  void operator()(const Consent&) const { nobody_objects(); }
  void operator()(const Unanimity&) const { nobody_objects(); }
  void operator()(const FistToFive&) const { nobody_objects(); }
  void operator()(const Majority& rule) const {
    must((result_.verdict == VerdictKind::majority) ==
             majority_reached(rule, support_, object_, abstain_, round_.electorate, result_.parts),
         result_, "a majority is not what was counted");
  }
  void operator()(const ConsensusWithFallback& rule) const {
    if (is_consensus(result_.verdict) || object_ == 0) return nobody_objects();
    if (result_.verdict != VerdictKind::majority) return;
    must(majority_reached(rule.fallback, support_ + reserve_, object_, abstain_, round_.electorate,
                          result_.parts),
         result_, "a fallback majority is not what was counted");
  }
  void operator()(const Gradients& rule) const {
    const auto base = support_ + reserve_ + object_;
    const auto for_it =
        count_of(result_.tally, "1") + count_of(result_.tally, "2") + count_of(result_.tally, "3");
    const bool reached = count_of(result_.tally, "8") == 0 && for_it > 0 &&
                         static_cast<Wide>(for_it) * rule.threshold.denominator >=
                             static_cast<Wide>(base) * rule.threshold.numerator;
    must(reached == is_consensus(result_.verdict), result_, "an agreement is not what was counted");
    if (result_.verdict == VerdictKind::consensus)
      must(reserve_ + object_ == 0, result_, "an agreement hides a reservation");
  }
  void operator()(const Delphi&) const { somebody_rated(result_.verdict == VerdictKind::consensus); }
  void operator()(const RandUcla&) const { somebody_rated(result_.verdict != VerdictKind::not_reached); }
  void operator()(const Approval& rule) const { no_more_than(rule.choose); }
  void operator()(const Dots& rule) const { no_more_than(rule.choose); }
  void operator()(const Score& rule) const { no_more_than(rule.choose); }
  void operator()(const Ranking& rule) const { no_more_than(rule.choose); }

 private:
  void nobody_objects() const {
    const bool agreed = object_ == 0 && support_ + reserve_ > 0;
    must(agreed == is_consensus(result_.verdict), result_, "a consensus is not what was counted");
    must(!agreed || (reserve_ > 0) == (result_.verdict == VerdictKind::consensus_with_reservations), result_,
         "a consensus hides a reservation");
  }
  void somebody_rated(bool judged) const {
    must(!judged || support_ + reserve_ + object_ > 0, result_, "a judgement rests on nobody");
  }
  void no_more_than(std::uint32_t choose) const {
    const auto count = [&](VerdictKind kind) {
      return static_cast<std::size_t>(std::ranges::count(round_.results, kind, &Result::verdict));
    };
    const auto chosen = count(VerdictKind::chosen);
    must(chosen <= choose, result_, "more are chosen than may be");
    must(count(VerdictKind::tied) == 0 || chosen < choose, result_, "a tie is for no place");
  }

  const Round& round_;
  const Result& result_;
  std::uint64_t support_;
  std::uint64_t reserve_;
  std::uint64_t abstain_;
  std::uint64_t object_;
};

// What is said of objections, against the ballots that can be read.
void agree_with_ballots(const Round& round, const Result& result, const Rule& rule) {
  const auto says = [&](const char* words) {
    return result.sentence.at("en").find(words) != std::string::npos;
  };
  std::uint64_t objections = 0;
  std::uint64_t with_reason = 0;
  for (const auto& [id, sheet] : round.sheets) {
    must(round.roll.contains(id), result, "who voted is not on the roll");
    const auto* ballot = ballot_on(sheet, result.activity);
    if (!ballot || tone_of(rule, ballot->position) != Tone::object) continue;
    ++objections;
    if (!ballot->reason.empty()) ++with_reason;
  }
  must(objections > 0 || !says("1 person objects"), result, "a sentence makes an objection up");
  must(objections == 0 || !says("nobody objects"), result, "a sentence hides an objection");
  must(with_reason > 0 || !says("objects, whose reason is recorded"), result, "a sentence makes a reason up");
  const auto told = std::ranges::count_if(
      reasons_given(round, result.activity),
      [&](const ReasonGiven& given) { return tone_of(rule, *given.position) == Tone::object; });
  must(static_cast<std::uint64_t>(told) == with_reason, result, "the list of reasons misses an objection");
}

}  // namespace

void require_one_story(const Workshop& workshop, const Round& round, const Result& result) {
  const auto& rule = rule_on(round, result.activity);
  must(opens_as(result, std::holds_alternative<ConsensusWithFallback>(rule)), result,
       "a sentence does not say its verdict");
  must(numbers_in(result.sentence.at("es")) == numbers_in(result.sentence.at("en")), result,
       "a sentence has other numbers in another language");
  const bool decided = result.verdict != VerdictKind::no_quorum && result.verdict != VerdictKind::too_few;
  if (decided) std::visit(ByDefinition{round, result, rule}, rule);
  // Where ballots are not named, nobody knows them any more.
  if (round.named()) agree_with_ballots(round, result, rule);
  const auto& activity = *find(workshop, result.activity);
  const auto latest = latest_result(workshop, activity);
  if (latest.round == &round && !adopted_instead(workshop, activity))
    must(advised_for(workshop, activity) == advised_by(result.verdict), result,
         "the advice is not the verdict's");
}

}  // namespace acuerdo::simulate
