#include "sessions/minutes/style.h"

namespace acuerdo {

std::string_view minutes_style() {
  return R"css(
@page { size: A4; margin: 22mm 20mm 20mm; }
:root {
  --ink: #1c2330; --soft: #55606f; --line: #d9d3c6; --sunken: #f6f3ec; --accent: #14506b;
  --support: #0f766e; --reserve: #8a5a0f; --object: #b5341c;
}
* { box-sizing: border-box; }
html { background: #f2efe8; }
body {
  margin: 0; color: var(--ink); overflow-wrap: break-word;
  font: 400 1rem/1.55 Charter, "Bitstream Charter", "Noto Serif", "Liberation Serif", Georgia, serif;
}
main { max-width: 52rem; margin: 2rem auto; padding: 3.5rem 4rem 4rem; background: #fff; border: 1px solid var(--line); }
h1, h2, h3, h4, h5, h6, th, dt, .label, .outcome, .stage, caption {
  font-family: "Noto Sans", "Liberation Sans", "DejaVu Sans", system-ui, sans-serif;
}
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 0; break-after: avoid; }
.kind { margin: 0 0 .6rem; color: var(--accent); font: 600 .8rem/1.2 "Noto Sans", "Liberation Sans", system-ui, sans-serif; letter-spacing: .14em; text-transform: uppercase; }
h1 { font-size: 1.95rem; font-weight: 650; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; margin: 3rem 0 1rem; padding-bottom: .35rem; border-bottom: 2px solid var(--accent); color: var(--accent); }
h3 { font-size: 1.2rem; margin: 2.4rem 0 .4rem; }
h4 { font-size: 1.02rem; margin: 1.6rem 0 .3rem; color: var(--soft); font-weight: 600; }
h5 { font-size: 1rem; margin: 1.2rem 0 .5rem; }
.code { color: var(--accent); font-variant-numeric: tabular-nums; margin-inline-end: .5em; }
.stage { font-size: .75rem; font-weight: 400; color: var(--soft); }
p { margin: .4rem 0; }
.typed { white-space: pre-line; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 1.4rem 0 0; }
.facts dt { color: var(--soft); font-size: .82rem; line-height: 1.85; } .facts dd { margin: 0; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; margin: .6rem 0; font-size: .88rem; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th { text-align: start; font-size: .74rem; line-height: 1.3; font-weight: 600; color: var(--soft); vertical-align: bottom; }
th, td { padding: .4rem .55rem .4rem 0; border-bottom: 1px solid var(--line); }
tbody th { color: var(--ink); font-size: .84rem; vertical-align: baseline; } td { vertical-align: baseline; }
.count { text-align: center; } tfoot th, tfoot td { border-bottom: 0; font-weight: 700; color: var(--ink); }
.none { color: #767d88; }
article { margin: 1.1rem 0 1.8rem; padding-inline-start: 1.1rem; border-inline-start: 3px solid var(--line); }
article.adopted { border-color: var(--support); } article.refused { border-color: var(--object); }
article .head { break-inside: avoid; break-after: avoid; }
h6 { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; font-size: .8rem; font-weight: 600; color: var(--soft); }
.outcome { color: var(--ink); font-weight: 700; } .adopted .outcome { color: var(--support); } .refused .outcome { color: var(--object); }
.wording { font-size: 1.1rem; line-height: 1.45; margin: .3rem 0 .45rem; }
.note { font-size: .88rem; color: var(--soft); }
.against { padding: .5rem .8rem; background: #fdf3dd; border-inline-start: 3px solid var(--reserve); font-size: .92rem; }
.label { font-size: .76rem; font-weight: 600; color: var(--soft); margin-top: .8rem; }
caption { text-align: start; font-size: .76rem; font-weight: 600; color: var(--soft); padding-top: .5rem; }
table.tally { break-inside: avoid; } table.tally th, table.tally td { padding-block: .22rem; }
table.tally:not(.voices) { max-width: 24rem; } table.tally.voices td.count { width: 4.5rem; } table.tally.voices th:first-child { width: 38%; } table.tally th.count { text-align: center; }
ul.statements { margin: .2rem 0 .6rem; padding: 0; list-style: none; }
ul.statements li { padding: .35rem 0 .35rem .9rem; margin: .3rem 0; border-inline-start: 2px solid var(--reserve); break-inside: avoid; }
ul.statements li.object { border-color: var(--object); }
.tone { font-weight: 700; color: var(--reserve); } .object .tone { color: var(--object); }
.facts.roles { margin: .5rem 0; gap: .15rem 1.2rem; font-size: .92rem; }
.remark { margin: .6rem 0; padding: .6rem .9rem; background: var(--sunken); font-size: .94rem; }
.check { margin-top: 3rem; padding: 1.2rem 1.4rem; background: var(--sunken); border: 1px solid var(--line); break-inside: avoid; }
.check h2 { margin-top: 0; } .check .facts { margin: 0 0 .8rem; } .check p { font-size: .88rem; color: var(--soft); }
code { font: .82rem/1.5 "DejaVu Sans Mono", "Liberation Mono", monospace; overflow-wrap: anywhere; }
.language { font-size: .75em; color: var(--soft); }
@media (max-width: 40rem) { main { margin: 0; padding: 1.5rem 1.2rem; border: 0; } .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; } }
@media print {
  html { background: none; } body { font-size: 10.5pt; }
  main { max-width: none; margin: 0; padding: 0; border: 0; }
  h1 { font-size: 20pt; } section.pillar { break-before: page; } section.pillar:first-of-type { break-before: auto; }
  .wide { overflow: visible; } p, li { orphans: 3; widows: 3; }
}
)css";
}

}  // namespace acuerdo
