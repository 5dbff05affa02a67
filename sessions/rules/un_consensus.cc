#include "sessions/rules/un_consensus.h"

#include <fmt/format.h>

#include "sessions/rules/several.h"

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
  if (objections > 0) {
    return {VerdictKind::not_reached,
            {{"es", is_one(objections, electorate)
                        ? "No hay consenso: una objeción lo impide."
                        : fmt::format("No hay consenso: {} lo impiden.",
                                      several_es(objections, electorate, "objeciones"))},
             {"en", is_one(objections, electorate)
                        ? "No consensus: one objection prevents it."
                        : fmt::format("No consensus: {} prevent it.",
                                      several_en(objections, electorate, "objections"))}}};
  }
  const bool persons = by_person(electorate.voice);
  if (joins + reservations == 0) {
    return {VerdictKind::not_reached,
            {{"es",
              persons ? "No hay consenso: nadie se sumó." : "No hay consenso: ninguna institución se sumó."},
             {"en", persons ? "No consensus: nobody joined." : "No consensus: no institution joined."}}};
  }
  // Who does not object: with a voice by institution a delegate may all the same.
  const auto nobody_es = persons ? "nadie objeta" : "ninguna institución objeta";
  const auto nobody_en = persons ? "nobody objects" : "no institution objects";
  if (reservations > 0) {
    return {VerdictKind::consensus_with_reservations,
            {{"es", is_one(reservations, electorate)
                        ? fmt::format("Consenso: {}; consta una reserva.", nobody_es)
                        : fmt::format("Consenso: {}; constan {}.", nobody_es,
                                      several_es(reservations, electorate, "reservas"))},
             {"en", is_one(reservations, electorate)
                        ? fmt::format("Consensus: {}; one reservation is recorded.", nobody_en)
                        : fmt::format("Consensus: {}; {} are recorded.", nobody_en,
                                      several_en(reservations, electorate, "reservations"))}}};
  }
  return {VerdictKind::consensus,
          {{"es", persons ? "Consenso: nadie objeta y no hay reservas."
                          : "Consenso: ninguna institución objeta ni tiene reservas."},
           {"en", persons ? "Consensus: nobody objects and there are no reservations."
                          : "Consensus: no institution objects or has reservations."}}};
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
