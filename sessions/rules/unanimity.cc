#include "sessions/rules/unanimity.h"

#include <fmt/format.h>

namespace acuerdo {

const std::vector<PositionOffered>& positions(const Unanimity&) {
  static const std::vector<PositionOffered> offered{
      {{"agree"}, {{"es", "De acuerdo"}, {"en", "I agree"}}, Tone::support, false},
      {{"disagree"}, {{"es", "En desacuerdo"}, {"en", "I disagree"}}, Tone::object, true},
      {{"abstain"}, {{"es", "Me abstengo"}, {"en", "I abstain"}}, Tone::abstain, false},
  };
  return offered;
}

Verdict verdict(const Unanimity&, const Tally& tally, const Electorate& electorate) {
  const auto agree = count_of(tally, "agree");
  const auto disagree = count_of(tally, "disagree");
  const auto abstain = count_of(tally, "abstain");
  const auto voices = [&](std::uint64_t count) { return in_voices(count, electorate.parts); };
  if (disagree > 0) {
    return {VerdictKind::not_reached,
            {{"es", fmt::format("No hay unanimidad: {} de acuerdo, {} en desacuerdo.", voices(agree),
                                voices(disagree))},
             {"en", fmt::format("No unanimity: {} agree, {} disagree.", voices(agree), voices(disagree))}}};
  }
  if (agree == 0) {
    return {VerdictKind::not_reached,
            {{"es", "No hay unanimidad: ningún voto de acuerdo."}, {"en", "No unanimity: no vote agrees."}}};
  }
  return {VerdictKind::consensus,
          {{"es", fmt::format("Unanimidad: {} de acuerdo, {} abstenciones.", voices(agree), voices(abstain))},
           {"en", fmt::format("Unanimity: {} agree, {} abstain.", voices(agree), voices(abstain))}}};
}

Text description(const Unanimity&) {
  return {
      {"es", "Unanimidad: se adopta si hay acuerdo y nadie está en desacuerdo; quien se abstiene se aparta."},
      {"en", "Unanimity: adopted when there is agreement and nobody disagrees; who abstains stands aside."}};
}

}  // namespace acuerdo
