#include "sessions/rules/fist_to_five.h"

#include <fmt/format.h>

namespace acuerdo {

const std::vector<PositionOffered>& positions(const FistToFive&) {
  static const std::vector<PositionOffered> offered{
      {{"5"}, {{"es", "5: la impulso"}, {"en", "5: I will champion it"}}, Tone::support, false},
      {{"4"}, {{"es", "4: la apoyo"}, {"en", "4: I support it"}}, Tone::support, false},
      {{"3"}, {{"es", "3: puedo vivir con ella"}, {"en", "3: I can live with it"}}, Tone::support, false},
      {{"2"},
       {{"es", "2: hay algo que hablar"}, {"en", "2: something needs talking about"}},
       Tone::object,
       true},
      {{"1"}, {{"es", "1: hay que cambiarla"}, {"en", "1: it needs to change"}}, Tone::object, true},
      {{"0"}, {{"es", "Puño: la bloqueo"}, {"en", "Fist: I block it"}}, Tone::object, true},
  };
  return offered;
}

Verdict verdict(const FistToFive&, const Tally& tally, const Electorate& electorate) {
  const auto above = count_of(tally, "3") + count_of(tally, "4") + count_of(tally, "5");
  const auto fists = count_of(tally, "0");
  const auto below = fists + count_of(tally, "1") + count_of(tally, "2");
  const auto voices = [&](std::uint64_t count) { return in_voices(count, electorate.parts); };
  if (below > 0) {
    return {
        VerdictKind::not_reached,
        {{"es",
          fmt::format("Se sigue hablando: {} con menos de tres dedos, de ellos {} con el puño; {} con tres "
                      "o más.",
                      voices(below), voices(fists), voices(above))},
         {"en", fmt::format("The talk goes on: {} with fewer than three fingers, {} of them a fist; {} with "
                            "three or more.",
                            voices(below), voices(fists), voices(above))}}};
  }
  if (above == 0) {
    return {
        VerdictKind::not_reached,
        {{"es", "No hay consenso: nadie mostró la mano."}, {"en", "No consensus: nobody showed a hand."}}};
  }
  return {
      VerdictKind::consensus,
      {{"es", fmt::format("Consenso: {} con tres dedos o más y ninguno con menos.", voices(above))},
       {"en", fmt::format("Consensus: {} with three fingers or more and none with fewer.", voices(above))}}};
}

Text description(const FistToFive&) {
  return {{"es", "Del puño a los cinco dedos: se adopta si todas las manos muestran tres dedos o más."},
          {"en", "Fist to five: adopted when every hand shows three fingers or more."}};
}

}  // namespace acuerdo
