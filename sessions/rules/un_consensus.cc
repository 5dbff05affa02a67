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

Verdict verdict(const UnConsensus&, const Tally& tally, const Electorate&) {
  const auto joins = count_of(tally, "join");
  const auto reservations = count_of(tally, "join_with_reservation");
  const auto objections = count_of(tally, "object");
  if (objections > 0) {
    return {VerdictKind::not_reached,
            {{"es", objections == 1 ? "No hay consenso: una objeción lo impide."
                                    : fmt::format("No hay consenso: {} objeciones lo impiden.", objections)},
             {"en", objections == 1 ? "No consensus: one objection prevents it."
                                    : fmt::format("No consensus: {} objections prevent it.", objections)}}};
  }
  if (joins + reservations == 0) {
    return {VerdictKind::not_reached,
            {{"es", "No hay consenso: nadie se sumó."}, {"en", "No consensus: nobody joined."}}};
  }
  if (reservations > 0) {
    return {
        VerdictKind::consensus_with_reservations,
        {{"es", reservations == 1
                    ? "Consenso: nadie objeta; consta una reserva."
                    : fmt::format("Consenso: nadie objeta; constan {} reservas.", reservations)},
         {"en", reservations == 1 ? "Consensus: nobody objects; one reservation is recorded."
                                  : fmt::format("Consensus: nobody objects; {} reservations are recorded.",
                                                reservations)}}};
  }
  return {VerdictKind::consensus,
          {{"es", "Consenso: nadie objeta y no hay reservas."},
           {"en", "Consensus: nobody objects and there are no reservations."}}};
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
