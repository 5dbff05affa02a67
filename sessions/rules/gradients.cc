#include "sessions/rules/gradients.h"

#include <fmt/format.h>

#include "sessions/rules/several.h"

namespace acuerdo {

const std::vector<PositionOffered>& positions(const Gradients&) {
  static const std::vector<PositionOffered> offered{
      {{"1"}, {{"es", "1: la respaldo"}, {"en", "1: I endorse it"}}, Tone::support, false},
      {{"2"},
       {{"es", "2: la respaldo, con un matiz"}, {"en", "2: I endorse it, with a minor point"}},
       Tone::support,
       false},
      {{"3"},
       {{"es", "3: de acuerdo, con reservas"}, {"en", "3: I agree, with reservations"}},
       Tone::reserve,
       true},
      {{"4"}, {{"es", "4: me abstengo"}, {"en", "4: I abstain"}}, Tone::abstain, false},
      {{"5"}, {{"es", "5: me aparto"}, {"en", "5: I stand aside"}}, Tone::reserve, true},
      {{"6"},
       {{"es", "6: en desacuerdo, pero sigo a la mayoría"},
        {"en", "6: I disagree, but go with the majority"}},
       Tone::object,
       true},
      {{"7"},
       {{"es", "7: en desacuerdo, y no participaré en ejecutarla"},
        {"en", "7: I disagree, and will not take part in it"}},
       Tone::object,
       true},
      {{"8"}, {{"es", "8: la veto"}, {"en", "8: I veto it"}}, Tone::object, true},
  };
  return offered;
}

Verdict verdict(const Gradients& rule, const Tally& tally, const Electorate& electorate) {
  const auto endorse = count_of(tally, "1") + count_of(tally, "2");
  const auto support = endorse + count_of(tally, "3");
  const auto vetoes = count_of(tally, "8");
  const auto base = support + count_of(tally, "5") + count_of(tally, "6") + count_of(tally, "7") + vetoes;
  const auto asked = to_string(rule.threshold);
  const auto voices = [&](std::uint64_t count) { return in_voices(count, electorate.parts); };
  if (vetoes > 0) {
    return {VerdictKind::not_reached,
            {{"es", is_one(vetoes, electorate) ? "No hay acuerdo: un veto lo impide."
                                               : fmt::format("No hay acuerdo: {} lo impiden.",
                                                             several_es(vetoes, electorate, "vetos"))},
             {"en", is_one(vetoes, electorate) ? "No agreement: one veto prevents it."
                                               : fmt::format("No agreement: {} prevent it.",
                                                             several_en(vetoes, electorate, "vetoes"))}}};
  }
  if (support == 0 || !reaches(support, base, rule.threshold, false)) {
    return {
        VerdictKind::not_reached,
        {{"es", fmt::format("No hay acuerdo: apoyan {} de {} sin contar abstenciones; se pide al menos {}.",
                            voices(support), voices(base), asked)},
         {"en", fmt::format("No agreement: {} of {} support it, abstentions aside; at least {} is asked.",
                            voices(support), voices(base), asked)}}};
  }
  if (endorse < base) {
    return {
        VerdictKind::consensus_with_reservations,
        {{"es", fmt::format("Acuerdo con reservas: apoyan {} de {} sin contar abstenciones (se pide al menos "
                            "{}); {} sin reservas.",
                            voices(support), voices(base), asked, voices(endorse))},
         {"en",
          fmt::format("Agreement with reservations: {} of {} support it, abstentions aside (at least {} "
                      "is asked); {} without reservations.",
                      voices(support), voices(base), asked, voices(endorse))}}};
  }
  return {VerdictKind::consensus,
          {{"es", fmt::format("Acuerdo: {} la respaldan y nadie tiene reservas.", voices(endorse))},
           {"en", fmt::format("Agreement: {} endorse it and nobody has reservations.", voices(endorse))}}};
}

Text description(const Gradients& rule) {
  const auto asked = to_string(rule.threshold);
  return {
      {"es",
       fmt::format("Grados de acuerdo (Kaner, ocho niveles): se adopta si al menos {} apoyan (niveles 1 a 3, "
                   "sin contar abstenciones) y nadie veta.",
                   asked)},
      {"en", fmt::format("Gradients of agreement (Kaner, eight levels): adopted when at least {} support it "
                         "(levels 1 to 3, abstentions aside) and nobody vetoes.",
                         asked)}};
}

}  // namespace acuerdo
