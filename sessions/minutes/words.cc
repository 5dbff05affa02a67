#include "sessions/minutes/words.h"

#include <string>
#include <vector>

#include "sessions/values/language.h"

namespace acuerdo {
namespace {

constexpr Words kSpanish{
    .language = "es",
    .file = "acta",
    .minutes = "Acta de consenso",
    .venue = "Lugar",
    .dates = "Fechas",
    .date_range = "Del {} al {}",
    .languages = "Idiomas",
    .time_zone = "Zona horaria",
    .how_decided = "Modo de decisión",
    .rule = "Regla",
    .voice = "Voz",
    .quorum = "Quórum",
    .quorum_asked = "{} de quienes tienen derecho a voz",
    .no_quorum_asked = "No se exige",
    .summary = "Resumen",
    .pillar = "Eje",
    .objective = "Objetivo",
    .sub_objective = "Subobjetivo",
    .total = "Total",
    .not_yet_decided = "Aún sin decidir",
    .programme = "Programa",
    .session = "Sesión",
    .when = "Fecha y hora",
    .state = "Estado",
    .attendance = "Asistencia",
    .attendance_note = "Personas registradas como presentes en cada sesión, por institución.",
    .institution = "Institución",
    .name = "Nombre",
    .role = "Calidad",
    .sessions = "Sesiones",
    .others = "Sin institución",
    .nobody = "Sin asistencia registrada",
    .decisions = "Decisiones",
    .no_activities = "No consta ninguna actividad.",
    .stage = "Etapa",
    .activity = "Actividad {}",
    .activity_inside = "actividad {}",
    .activity_heading = "Actividad",
    .wording = "Redacción final",
    .outcome = "Resultado",
    .proposed_by = "Autoría",
    .draft = "borrador presentado al taller",
    .amended = "versión {} de la redacción",
    .against_advice = "Declarada en contra de lo que aconseja la regla ({}).",
    .reason = "Motivo",
    .round = "Ronda {}",
    .round_heading = "Ronda",
    .round_closed = "Ronda {}, cerrada el {}",
    .former_wording = "Se votó la versión {} de la redacción, que después cambió.",
    .position = "Posición",
    .voices = "Voces",
    .which = "Instituciones",
    .quorum_figures = "{} presentes de {}, mínimo {}",
    .quorum_met = "hay quórum",
    .quorum_not_met = "no hay quórum",
    .verdict = "Conclusión",
    .measures = "Medidas",
    .statements = "Reservas, objeciones y razones",
    .no_reason = "sin motivo expresado",
    .within = "dentro de su delegación",
    .institutions = "Instituciones",
    .no_assignments = "Sin instituciones asignadas.",
    .merged_into = "Fusionada en la actividad {}.",
    .merged_from = "Reúne también: {}.",
    .no_such_language = "El taller no tiene textos en {}; se muestran en {}.",
    .remark = "Observación de la relatoría",
    .reopened = "Reabierto el {} por {}",
    .annulled = "La ronda {} fue anulada el {} por {}",
    .on_behalf = "Boletas registradas en nombre de delegados",
    .recorded_by = "registrada por {}",
    .verification = "Verificación",
    .sequence = "Último asiento del registro",
    .head = "Huella del registro (SHA-256)",
    .how_to_check =
        "Esta acta se hizo del registro del taller hasta el asiento indicado. Cada asiento lleva la huella "
        "SHA-256 del anterior, de modo que la última los compromete a todos. Para comprobarla, ejecute "
        "«acuerdo export» sobre el archivo del taller: recalcula la cadena entera, se detiene en el primer "
        "asiento que no corresponda y, si el registro no ha cambiado, da esta misma acta con esta misma "
        "huella. "
        "La cadena se describe en sessions/journal/RECORD.md.",
    .date = "{} de {} de {}",
    .months = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
               "octubre", "noviembre", "diciembre"},
    .outcomes = {"Adoptada por consenso", "Adoptada por consenso, con reservas", "Adoptada por mayoría",
                 "No acordada", "Aplazada", "Retirada", "Fusionada"},
    .outcomes_counted = {"Por consenso", "Con reservas", "Por mayoría", "No acordadas", "Aplazadas",
                         "Retiradas", "Fusionadas"},
    .stages = {"pendiente", "proponiendo", "aclarando", "votando", "revisando", "asignando", "cerrado"},
    .session_states = {"prevista", "en curso", "cerrada"},
    .assignment_roles = {"Lidera", "Apoya", "Supervisa"},
    .roles = {"facilitación", "delegación", "observación", "relatoría"},
    .voices_of = {"cada persona", "cada institución, por la mayoría relativa de sus delegados",
                  "cada institución, por la posición más reservada de sus delegados",
                  "cada institución, por quien encabeza su delegación"},
    .tones = {"Apoyo", "Reserva", "Abstención", "Objeción"},
};

constexpr Words kEnglish{
    .language = "en",
    .file = "minutes",
    .minutes = "Minutes of consensus",
    .venue = "Venue",
    .dates = "Dates",
    .date_range = "{} to {}",
    .languages = "Languages",
    .time_zone = "Time zone",
    .how_decided = "How decisions are made",
    .rule = "Rule",
    .voice = "Voice",
    .quorum = "Quorum",
    .quorum_asked = "{} of those entitled to a voice",
    .no_quorum_asked = "None is asked",
    .summary = "Summary",
    .pillar = "Pillar",
    .objective = "Objective",
    .sub_objective = "Sub-objective",
    .total = "Total",
    .not_yet_decided = "Not yet decided",
    .programme = "Programme",
    .session = "Session",
    .when = "Date and time",
    .state = "State",
    .attendance = "Attendance",
    .attendance_note = "People recorded as present at each session, by institution.",
    .institution = "Institution",
    .name = "Name",
    .role = "Role",
    .sessions = "Sessions",
    .others = "Without an institution",
    .nobody = "No attendance recorded",
    .decisions = "Decisions",
    .no_activities = "No activity is on record.",
    .stage = "Stage",
    .activity = "Activity {}",
    .activity_inside = "activity {}",
    .activity_heading = "Activity",
    .wording = "Final wording",
    .outcome = "Outcome",
    .proposed_by = "Proposed by",
    .draft = "draft brought to the workshop",
    .amended = "version {} of the wording",
    .against_advice = "Declared against what the rule advises ({}).",
    .reason = "Reason",
    .round = "Round {}",
    .round_heading = "Round",
    .round_closed = "Round {}, closed on {}",
    .former_wording = "The vote was on version {} of the wording, which changed afterwards.",
    .position = "Position",
    .voices = "Voices",
    .which = "Institutions",
    .quorum_figures = "{} present of {}, minimum {}",
    .quorum_met = "quorum met",
    .quorum_not_met = "no quorum",
    .verdict = "Finding",
    .measures = "Measures",
    .statements = "Reservations, objections and reasons",
    .no_reason = "no reason given",
    .within = "within its delegation",
    .institutions = "Institutions",
    .no_assignments = "No institutions assigned.",
    .merged_into = "Merged into activity {}.",
    .merged_from = "Also brings together: {}.",
    .no_such_language = "The workshop has no texts in {}; they are shown in {}.",
    .remark = "Rapporteur's remark",
    .reopened = "Reopened on {} by {}",
    .annulled = "Round {} was annulled on {} by {}",
    .on_behalf = "Ballots recorded on delegates' behalf",
    .recorded_by = "recorded by {}",
    .verification = "Verification",
    .sequence = "Last entry of the journal",
    .head = "Hash of the journal (SHA-256)",
    .how_to_check =
        "These minutes were made from the workshop's journal up to the entry above. Every entry carries the "
        "SHA-256 hash of the one before, so that the last one commits to them all. To check them, run "
        "\"acuerdo "
        "export\" on the workshop's file: it recomputes the whole chain, stops at the first entry that does "
        "not "
        "fit and, if the journal has not changed, gives these same minutes with this same hash. The chain is "
        "described in sessions/journal/RECORD.md.",
    .date = "{} {} {}",
    .months = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
               "October", "November", "December"},
    .outcomes = {"Adopted by consensus", "Adopted by consensus, with reservations", "Adopted by majority",
                 "Not agreed", "Deferred", "Withdrawn", "Merged"},
    .outcomes_counted = {"By consensus", "With reservations", "By majority", "Not agreed", "Deferred",
                         "Withdrawn", "Merged"},
    .stages = {"pending", "proposing", "clarifying", "voting", "reviewing", "assigning", "closed"},
    .session_states = {"planned", "in progress", "closed"},
    .assignment_roles = {"Leads", "Supports", "Monitors"},
    .roles = {"facilitator", "delegate", "observer", "rapporteur"},
    .voices_of = {"each person", "each institution, by the plurality of its delegates",
                  "each institution, by the most reserved position of its delegates",
                  "each institution, by its head of delegation"},
    .tones = {"Support", "Reservation", "Abstention", "Objection"},
};

const std::vector<std::string>& ours() {
  static const std::vector<std::string> languages{std::string{kSpanish.language},
                                                  std::string{kEnglish.language}};
  return languages;
}

}  // namespace

const Words& words_in(std::string_view language) {
  return best_fit(language, ours()) == kSpanish.language ? kSpanish : kEnglish;
}

const Words& words_for(std::string_view language, std::string_view wanted) {
  return words_in(!wanted.empty() && best_fit(wanted, ours()) ? wanted : language);
}

}  // namespace acuerdo
