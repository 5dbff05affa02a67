#include "sessions/rules/consent.h"

#include <fmt/format.h>

#include "sessions/rules/several.h"

namespace acuerdo {

const std::vector<PositionOffered>& positions(const Consent&) {
  static const std::vector<PositionOffered> offered{
      {{"consent"}, {{"es", "Doy mi consentimiento"}, {"en", "I consent"}}, Tone::support, false},
      {{"concern"},
       {{"es", "Doy mi consentimiento, con una preocupación"}, {"en", "I consent, with a concern"}},
       Tone::reserve,
       true},
      {{"object"}, {{"es", "Objeto"}, {"en", "I object"}}, Tone::object, true},
  };
  return offered;
}

Verdict verdict(const Consent&, const Tally& tally, const Electorate& electorate) {
  const auto consents = count_of(tally, "consent");
  const auto concerns = count_of(tally, "concern");
  const auto objections = count_of(tally, "object");
  if (objections > 0) {
    return {VerdictKind::not_reached,
            {{"es",
              fmt::format("No hay consentimiento: {} por resolver.",
                          is_one(objections, electorate) ? "una objeción"
                                                         : several_es(objections, electorate, "objeciones"))},
             {"en", fmt::format("No consent: {} to be resolved.",
                                is_one(objections, electorate)
                                    ? "one objection is"
                                    : several_en(objections, electorate, "objections") + " are")}}};
  }
  if (consents + concerns == 0) {
    return {VerdictKind::not_reached,
            {{"es", "No hay consentimiento: nadie lo dio."}, {"en", "No consent: nobody gave it."}}};
  }
  if (concerns > 0) {
    return {VerdictKind::consensus_with_reservations,
            {{"es", fmt::format("Consentimiento: sin objeciones; {}.",
                                is_one(concerns, electorate)
                                    ? "consta una preocupación"
                                    : "constan " + several_es(concerns, electorate, "preocupaciones"))},
             {"en", fmt::format("Consent: no objection; {} recorded.",
                                is_one(concerns, electorate)
                                    ? "one concern is"
                                    : several_en(concerns, electorate, "concerns") + " are")}}};
  }
  return {VerdictKind::consensus,
          {{"es", "Consentimiento: sin objeciones ni preocupaciones."},
           {"en", "Consent: no objections and no concerns."}}};
}

Text description(const Consent&) {
  return {
      {"es",
       "Consentimiento (sociocracia): se adopta si nadie objeta con una razón; las preocupaciones constan y "
       "no "
       "lo impiden."},
      {"en",
       "Consent (sociocracy): adopted when nobody objects with a reason; concerns are recorded and do not "
       "prevent it."}};
}

}  // namespace acuerdo
