#include "sessions/rules/majority.h"

#include <fmt/format.h>

namespace acuerdo {
namespace {

std::uint64_t size_of(Base base, const Tally& tally, const Electorate& electorate) {
  switch (base) {
    case Base::cast:
      return count_of(tally, "agree") + count_of(tally, "disagree");
    case Base::valid:
      return count_of(tally, "agree") + count_of(tally, "disagree") + count_of(tally, "abstain");
    case Base::present:
      return electorate.present + electorate.represented;
    case Base::eligible:
      return electorate.eligible;
  }
  return 0;
}

Text name_of(Base base) {
  switch (base) {
    case Base::cast:
      return {{"es", "votos a favor y en contra"}, {"en", "votes for and against"}};
    case Base::valid:
      return {{"es", "votos emitidos, con abstenciones"}, {"en", "votes cast, abstentions included"}};
    case Base::present:
      return {{"es", "presentes"}, {"en", "present"}};
    case Base::eligible:
      return {{"es", "con derecho a voto"}, {"en", "entitled to vote"}};
  }
  return {};
}

Text share_asked(const Majority& rule) {
  const auto threshold = to_string(rule.threshold);
  return rule.strict ? Text{{"es", "más de " + threshold}, {"en", "more than " + threshold}}
                     : Text{{"es", "al menos " + threshold}, {"en", "at least " + threshold}};
}

}  // namespace

MaybeRefused check(const Majority& rule) {
  if (!rule.strict || rule.threshold.numerator < rule.threshold.denominator) return {};
  return Refusal{RefusalCode::field_invalid, "threshold",
                 "More than all can never be in favour; ask for at least all, or for a smaller share."};
}

const std::vector<PositionOffered>& positions(const Majority&) {
  static const std::vector<PositionOffered> offered{
      {{"agree"}, {{"es", "A favor"}, {"en", "In favour"}}, Tone::support, false},
      {{"disagree"}, {{"es", "En contra"}, {"en", "Against"}}, Tone::object, false},
      {{"abstain"}, {{"es", "Me abstengo"}, {"en", "I abstain"}}, Tone::abstain, false},
  };
  return offered;
}

Verdict verdict(const Majority& rule, const Tally& tally, const Electorate& electorate) {
  const auto agree = count_of(tally, "agree");
  const auto base = size_of(rule.base, tally, electorate);
  const bool reached = agree > 0 && reaches(agree, base, rule.threshold, rule.strict);
  const auto asked = share_asked(rule);
  const auto named = rule.base == Base::present && electorate.represented > 0
                         ? Text{{"es", "presentes o representados"}, {"en", "present or represented"}}
                         : name_of(rule.base);
  const auto in_favour = in_voices(agree, electorate.parts);
  const auto of = in_voices(base, electorate.parts);
  return {reached ? VerdictKind::majority : VerdictKind::not_reached,
          {{"es", fmt::format("{}: {} a favor de {} {}; se pide {}.",
                              reached ? "Mayoría alcanzada" : "Mayoría no alcanzada", in_favour, of,
                              named.at("es"), asked.at("es"))},
           {"en", fmt::format("{}: {} in favour of {} {}; {} is asked.",
                              reached ? "Majority reached" : "Majority not reached", in_favour, of,
                              named.at("en"), asked.at("en"))}}};
}

Text description(const Majority& rule) {
  const auto asked = share_asked(rule);
  const auto named = name_of(rule.base);
  return {{"es", fmt::format("Mayoría: se adopta con {} a favor ({}).", asked.at("es"), named.at("es"))},
          {"en", fmt::format("Majority: adopted with {} in favour ({}).", asked.at("en"), named.at("en"))}};
}

}  // namespace acuerdo
