#include "sessions/rules/un_consensus.h"

#include <fmt/format.h>

namespace acuerdo {

const std::vector<PositionOffered>& positions(const UnConsensus&) {
  static const std::vector<PositionOffered> offered{
      {{"join"}, {{"es", "Me sumo"}, {"en", "I join"}}, Tone::support, false},
      {{"join_with_reservation"},
       {{"es", "Me sumo con reserva"}, {"en", "I join with a reservation"}},
       Tone::reserve,
       true},
      {{"abstain"}, {{"es", "Me abstengo"}, {"en", "I abstain"}}, Tone::abstain, false},
      {{"object"}, {{"es", "Objeto"}, {"en", "I object"}}, Tone::object, true},
  };
  return offered;
}

Verdict verdict(const UnConsensus&, const Tally& tally, const Electorate& electorate) {
  const auto joins = count_of(tally, "join");
  const auto reservations = count_of(tally, "join_with_reservation");
  const auto objections = count_of(tally, "object");
  const auto parts = electorate.parts;
  if (objections > 0) {
    return {VerdictKind::not_reached,
            {{"es", objections == parts ? "No hay consenso: una objeción lo impide."
                                        : fmt::format("No hay consenso: {} objeciones lo impiden.",
                                                      in_voices(objections, parts))},
             {"en", objections == parts ? "No consensus: one objection prevents it."
                                        : fmt::format("No consensus: {} objections prevent it.",
                                                      in_voices(objections, parts))}}};
  }
  const bool by_person = !by_institution(electorate.voice);
  if (joins + reservations == 0) {
    return {VerdictKind::not_reached,
            {{"es", by_person ? "No hay consenso: nadie se sumó."
                              : "No hay consenso: ninguna institución se sumó."},
             {"en", by_person ? "No consensus: nobody joined." : "No consensus: no institution joined."}}};
  }
  // Who does not object: with a voice by institution a delegate may all the same.
  const auto nobody_es = by_person ? "nadie objeta" : "ninguna institución objeta";
  const auto nobody_en = by_person ? "nobody objects" : "no institution objects";
  if (reservations > 0) {
    return {
        VerdictKind::consensus_with_reservations,
        {{"es", reservations == parts ? fmt::format("Consenso: {}; consta una reserva.", nobody_es)
                                      : fmt::format("Consenso: {}; constan {} reservas.", nobody_es,
                                                    in_voices(reservations, parts))},
         {"en", reservations == parts ? fmt::format("Consensus: {}; one reservation is recorded.", nobody_en)
                                      : fmt::format("Consensus: {}; {} reservations are recorded.", nobody_en,
                                                    in_voices(reservations, parts))}}};
  }
  return {VerdictKind::consensus,
          {{"es", fmt::format("Consenso: {} y no hay reservas.", nobody_es)},
           {"en", fmt::format("Consensus: {} and there are no reservations.", nobody_en)}}};
}

Text description(const UnConsensus&) {
  return {{"es",
           "Consenso al modo de las Naciones Unidas: se adopta si alguien se suma y nadie objeta; las "
           "reservas constan y no lo impiden."},
          {"en",
           "UN-style consensus: adopted when somebody joins and nobody objects; reservations are recorded "
           "and do not prevent it."}};
}

}  // namespace acuerdo
