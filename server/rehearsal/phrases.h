// What simulated delegates say, in Spanish and English.
#pragma once

#include <array>
#include <string_view>

namespace acuerdo {

using Said = std::array<std::string_view, 2>;

inline constexpr std::array<Said, 10> kProposals{{
    {"Conformar una mesa técnica interinstitucional con reuniones mensuales y actas públicas",
     "Set up an inter-institutional technical table that meets monthly and publishes its minutes"},
    {"Capacitar a funcionarios de primera línea en derechos humanos y manejo de casos",
     "Train front-line officials in human rights and case handling"},
    {"Crear un tablero compartido de indicadores con actualización trimestral",
     "Create a shared dashboard of indicators, updated every quarter"},
    {"Firmar convenios con los gobiernos locales para sostener los servicios en territorio",
     "Sign agreements with local governments to sustain services on the ground"},
    {"Diseñar un protocolo único de atención y derivación", "Design one protocol for care and referral"},
    {"Abrir un canal seguro de denuncia con seguimiento a cada caso",
     "Open a safe reporting channel with follow-up of every case"},
    {"Realizar un diagnóstico participativo en los cantones priorizados",
     "Carry out a participatory assessment in the priority cantons"},
    {"Asignar presupuesto plurianual a las unidades que ejecutan",
     "Assign a multi-year budget to the units that implement"},
    {"Intercambiar información entre instituciones con reglas claras de protección de datos",
     "Share information between institutions under clear data-protection rules"},
    {"Evaluar cada año los resultados con universidades y sociedad civil",
     "Evaluate results every year with universities and civil society"},
}};

inline constexpr std::array<Said, 6> kComments{{
    {"¿Qué institución pondría los recursos?", "Which institution would provide the resources?"},
    {"Conviene precisar el plazo.", "The deadline should be made precise."},
    {"Esto ya se hace en dos provincias; se puede ampliar.",
     "This is done in two provinces already; it can be extended."},
    {"Falta decir cómo se medirá.", "It does not say how it will be measured."},
    {"Proponemos coordinarlo con los municipios.", "We propose to coordinate it with the municipalities."},
    {"De acuerdo con la idea; la redacción puede ser más corta.",
     "We agree with the idea; the wording can be shorter."},
}};

inline constexpr std::array<Said, 4> kAdditions{{
    {", con informes semestrales", ", with reports every six months"},
    {", en coordinación con los gobiernos locales", ", in coordination with local governments"},
    {", según disponibilidad presupuestaria", ", subject to available budget"},
    {", con enfoque de género", ", with a gender perspective"},
}};

inline constexpr std::array<Said, 5> kReservations{{
    {"Con presupuesto propio y no a costa de lo que ya se ejecuta",
     "With a budget of its own, not at the expense of what is under way"},
    {"Siempre que se respete la competencia de cada institución",
     "Provided that each institution's mandate is respected"},
    {"Falta una línea base para medir el avance", "A baseline is missing to measure progress"},
    {"El plazo es corto para las provincias amazónicas", "The deadline is short for the Amazonian provinces"},
    {"Con un protocolo de protección de datos", "With a data-protection protocol"},
}};

inline constexpr std::array<Said, 4> kObjections{{
    {"Duplica una función que la ley asigna a otra institución",
     "It duplicates a function that the law gives to another institution"},
    {"Expone a las víctimas si no hay reserva de identidad",
     "It exposes victims unless their identity is protected"},
    {"No es viable sin reforma legal", "It is not viable without a change of the law"},
    {"La redacción actual permite un uso discrecional", "The present wording allows discretionary use"},
}};

inline constexpr std::array<std::string_view, 26> kNames{
    "Lucía Andrade",   "Marco Villacís",    "Gabriela Ortiz",  "Jorge Cevallos", "Paulina Mora",
    "Andrés Salazar",  "Verónica Cárdenas", "Diego Naranjo",   "Silvia Guamán",  "Pablo Espinosa",
    "Rocío Maldonado", "Esteban Vega",      "Carmen Quishpe",  "Fernando Toral", "Adriana Cordero",
    "Luis Chiriboga",  "Mónica Zambrano",   "Iván Carrión",    "Tatiana Bravo",  "Hugo Peñafiel",
    "Elsa Morocho",    "Ricardo Albuja",    "Natalia Burbano", "Óscar Tenorio",  "Yolanda Tipán",
    "Xavier Larrea",
};

}  // namespace acuerdo
