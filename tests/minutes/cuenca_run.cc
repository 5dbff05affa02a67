#include "tests/minutes/cuenca_run.h"

#include <numeric>
#include <stdexcept>

namespace acuerdo {
namespace {

const SubObjectiveId& kPlace = ModelCase::kPlace;
const SubObjectiveId kNextPlace{"1.2.1"};

}  // namespace

CuencaRun::CuencaRun() {
  room.must(elena, ChangeSettings{{}, {}, Fraction{1, 4}});
  propose_and_clarify();
  vote_by_consensus();
  vote_by_majority();
  assign_close_and_reopen();
  vote_in_the_next_place();
  room.must(elena, OpenLiveSession{{"d1pm"}});
  room.must(luis, Arrive{{"d1pm"}});
}

void CuencaRun::propose_and_clarify() {
  room.lead_to(elena, Stage::proposing);
  room.must(ana,
            ProposeActivity{kPlace,
                            {{"es", "Iluminar los parques y las paradas de bus de los barrios priorizados"},
                             {"en", "Light the parks and bus stops of the priority neighbourhoods"}}});
  room.must(luis, ProposeActivity{
                      kPlace, {{"es", "Poner luminarias en los parques"}, {"en", "Put lamps in the parks"}}});
  room.must(rosa, ProposeActivity{kPlace, {{"es", "Restringir la circulación nocturna de menores de edad"}}});
  room.must(pablo, ProposeActivity{kPlace, {{"es", "Pintar murales"}, {"en", "Paint murals"}}});
  room.must(rosa, ProposeActivity{kPlace,
                                  {{"es", "Crear huertos comunitarios con las escuelas"},
                                   {"en", "Create community gardens with schools"}}});
  room.must(luis, ProposeActivity{kPlace,
                                  {{"es", "Conectar las cámaras de los municipios al ECU 911"},
                                   {"en", "Connect the cameras of municipalities to ECU 911"}}});
  room.lead_to(elena, Stage::clarifying);
  room.must(luis,
            ProposeAmendment{ModelCase::kMap,
                             {{"es", "Elaborar un mapa de riesgo territorial con actualización mensual"},
                              {"en", "Draw up a territorial risk map, updated every month"}},
                             "El delito se mueve más rápido"});
  room.must(elena, AcceptAmendment{ModelCase::kMap, AmendmentId{1}});
  room.must(elena, MergeActivities{kLamps, {kParks}});
  room.must(pablo, WithdrawActivity{kMurals, "Ya lo hace la alcaldía"});
}

void CuencaRun::vote_by_consensus() {
  room.must(elena,
            OpenRound{kPlace, {ModelCase::kMap, ModelCase::kNeighbourhoods, kLamps, kCurfew, kGardens}});
  for (const auto voter : {ana, luis, rosa, pablo}) {
    room.must(voter, ballot(ModelCase::kMap, 1, "join"));
    room.must(voter, ballot(ModelCase::kNeighbourhoods, 1, "join"));
    room.must(voter, ballot(kLamps, 1, "join"));
    room.must(voter, ballot(kCurfew, 1, "abstain", "No es competencia nuestra"));
    room.must(voter, ballot(kGardens, 1, "join"));
  }
  room.must(pablo, ballot(kLamps, 1, "object", "El mantenimiento no tiene presupuesto"));
  room.must(rosa, ballot(kCurfew, 1, "join"));
  room.must(pablo, ballot(kCurfew, 1, "object", "Criminaliza a las y los adolescentes"));
  room.must(ana, ballot(kCurfew, 1, "object", "Contradice el Código de la Niñez"));
  room.must(luis, ballot(ModelCase::kNeighbourhoods, 1, "join_with_reservation",
                         "La Policía participa si hay personal suficiente"));
  room.must(elena, CloseRound{kPlace, RoundNumber{1}});
  room.must(elena, DeclareOutcome{ModelCase::kMap, OutcomeKind::adopted_by_consensus, ""});
  room.must(elena, DeclareOutcome{ModelCase::kNeighbourhoods, OutcomeKind::adopted_with_reservations, ""});
  room.must(elena, DeclareOutcome{kLamps, OutcomeKind::adopted_with_reservations,
                                  "El MDI retiró su objeción en sala y pidió que conste como reserva"});
  room.must(elena, DeclareOutcome{kCurfew, OutcomeKind::not_agreed, ""});
  room.must(elena, DeclareOutcome{kGardens, OutcomeKind::deferred, "Se espera el informe de factibilidad"});
}

void CuencaRun::vote_by_majority() {
  room.must(elena, OpenClarifying{kPlace});
  room.must(elena, ChangeSettings{Rule{Majority{{2, 3}, Base::cast, false}}, Voice::person, {}});
  room.must(elena, OpenRound{kPlace, {kCameras}});
  for (const auto voter : {ana, luis, rosa}) room.must(voter, ballot(kCameras, 2, "agree"));
  room.must(pablo, ballot(kCameras, 2, "disagree"));
  room.must(elena, CloseRound{kPlace, RoundNumber{2}});
  room.must(elena, DeclareOutcome{kCameras, OutcomeKind::adopted_by_majority, ""});
  room.must(elena, ChangeSettings{Rule{UnConsensus{}}, Voice::institution, {}});
}

void CuencaRun::assign_close_and_reopen() {
  room.must(elena, OpenAssigning{kPlace});
  room.must(elena, AdoptAssignments{ModelCase::kMap, {{"cies"}}, {{"mdi"}, {"pn"}}, {{"sns"}}});
  room.must(elena, AdoptAssignments{ModelCase::kNeighbourhoods, {{"msp"}}, {{"mineduc"}}, {{"sns"}}});
  room.must(elena, AdoptAssignments{kLamps, {{"mdi"}}, {}, {{"sns"}}});
  room.must(elena, CloseSubObjective{kPlace});
  room.must(elena, WriteRemark{
                       kPlace,
                       {{"es", "Se pidió coordinar con los municipios.\nLa mesa quedó convocada."},
                        {"en", "Coordination with municipalities was asked for.\nThe table was convened."}}});
  room.must(elena, ReopenSubObjective{kPlace, "El SNAI presentó un dato nuevo"});
}

void CuencaRun::vote_in_the_next_place() {
  const ActivityId controls{6};
  room.must(elena, SetFocus{ModelCase::kMorning, kNextPlace});
  room.must(elena, OpenProposing{kNextPlace});
  room.must(elena, OpenClarifying{kNextPlace});
  room.must(elena, OpenRound{kNextPlace, {controls}});
  for (const auto voter : {ana, luis, rosa}) room.must(voter, ballot(controls, 1, "join"));
  room.must(pablo, ballot(controls, 1, "object", "Falta decir quién evalúa"));
  room.must(elena, CloseRound{kNextPlace, RoundNumber{1}});
  room.must(elena, OpenClarifying{kNextPlace});
  room.must(elena,
            ReviseActivity{controls,
                           {{"es", "Aplicar evaluaciones anuales de control y confianza por un ente externo"},
                            {"en", "Run yearly vetting by an external body"}}});
  room.must(elena, OpenRound{kNextPlace, {controls}});
  room.must(pablo, ballot(controls, 2, "object", "Motivo de una ronda que sigue abierta"));
}

Hash CuencaRun::head() {
  Hash bytes{};
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  return bytes;
}

const ActivityMinutes& activity_in(const Minutes& minutes, ActivityId number) {
  for (const auto& pillar : minutes.pillars) {
    for (const auto& objective : pillar.objectives) {
      for (const auto& sub_objective : objective.sub_objectives) {
        for (const auto& activity : sub_objective.activities) {
          if (activity.number == number) return activity;
        }
      }
    }
  }
  throw std::out_of_range("the minutes have no such activity");
}

}  // namespace acuerdo
