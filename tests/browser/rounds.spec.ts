// What a facilitator can do with a round beyond opening and closing it: another rule, a time, a show of hands, annulling it.
import { expect, test, type Browser } from "@playwright/test";
import { Delegate, Facilitator } from "./people";
import { Server } from "./server";

const map = "Elaborar un mapa de riesgo territorial";
let server: Server;
test.beforeEach(async () => {
  server = await Server.start([]);
});
test.afterEach(async () => {
  await server.stop();
});

/** A facilitator whose room clarifies 1.1.2; no quorum is asked. */
async function at_clarifying(browser: Browser): Promise<Facilitator> {
  const elena = await Facilitator.arrive(browser, server, "es");
  await elena.quorum("0");
  await elena.page.getByTestId("next-step").click();
  await expect(elena.page.getByTestId("session-d1am")).toHaveAttribute("data-state", "open");
  const place = elena.page.getByTestId("tree-1.1.2");
  await place.click();
  await elena.page.getByTestId("next-step").click();
  await expect(place.locator("..").getByTitle("Aquí está la sala")).toBeVisible();
  await elena.step("proposing");
  await elena.step("clarifying");
  return elena;
}

/** Ana objected in the round that is being reviewed; those named, each of another institution, joined. */
async function reviewing_an_objection(browser: Browser, joined: readonly (readonly [name: string, institution: string])[] = []): Promise<{ elena: Facilitator; ana: Delegate }> {
  const elena = await at_clarifying(browser);
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const others = [];
  for (const [name, institution] of joined) others.push(await Delegate.join(browser, server, "es", name, institution));
  await elena.step("voting");
  await ana.at("voting");
  await ana.vote(map, "object", "Falta la base legal");
  for (const other of others) await other.vote(map, "join");
  await elena.close_round_anyway();
  return { elena, ana };
}

test("a round by another rule has a time; hands are recorded for who has no device; it is annulled and held again", async ({ browser }) => {
  const elena = await at_clarifying(browser);
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await expect(ana.page.getByTestId("ask")).toBeVisible();

  await elena.page.getByTestId("people-add").click();
  await elena.page.getByTestId("add-name").fill("Rosa Lema");
  await elena.page.getByTestId("add-institution").selectOption("pn");
  await elena.page.getByTestId("add-submit").click();
  await expect(elena.page.getByTestId("institution-pn")).toHaveAttribute("data-present", "1");

  await elena.page.getByTestId("round-options").click();
  await elena.page.getByTestId("round-activity-5").uncheck();
  await elena.page.getByTestId("round-seconds").selectOption("300");
  await elena.page.getByTestId("round-own-rule").check();
  await elena.page.getByTestId("settings-rule").selectOption("fist_to_five");
  await elena.page.getByTestId("round-submit").click();
  await elena.at("voting");
  await expect(ana.page.getByTestId("countdown")).toHaveText(/4:[0-5][0-9]/);
  await expect(ana.page.getByTestId("voice")).toContainText("Usted vota por");

  // Both hands are recorded; then Ana votes herself.
  await elena.page.getByTestId("hands").click();
  await elena.page.getByTestId("hands-all").selectOption("4");
  await elena.page.getByTestId("hands-submit").click();
  await expect(elena.page.getByRole("dialog").getByTestId("given")).toHaveAttribute("data-state", "recorded");
  await elena.page.keyboard.press("Escape");
  await expect(ana.page.getByTestId("on-behalf")).toBeVisible();
  await ana.vote(map, "5");
  await expect(ana.page.getByTestId("on-behalf")).toHaveCount(0);
  await expect(elena.page.getByTestId("turnout-line")).toContainText("2 de 2");
  await elena.close_round();
  await expect(ana.activity(map).getByTestId("result")).toHaveAttribute("data-verdict", "consensus");

  await elena.page.getByTestId("annul").click();
  await elena.page.getByTestId("annul-reason").fill("Se proyectó otro texto");
  await elena.page.getByTestId("annul-submit").click();
  await elena.at("clarifying");
  await expect(ana.page.getByTestId("annulled-1")).toContainText("Se proyectó otro texto");
  await elena.step("voting");
  await expect(ana.page.getByTestId("position-join").first()).toBeVisible();
  expect([...elena.complaints, ...ana.complaints]).toEqual([]);
});

test("an objection is answered; what is deferred is parked with an owner and a date", async ({ browser }) => {
  const { elena, ana } = await reviewing_an_objection(browser);
  const objected = elena.activity(map);
  await objected.getByText("Responder reservas y objeciones").click();
  await objected.getByTestId("ruling-words-2").fill("La base es la ley 4");
  await objected.getByTestId("ruling-submit-2").click();
  await expect(ana.activity(map).getByTestId("result")).toContainText("Respondida por Elena Ríos: La base es la ley 4");
  await expect(objected.getByTestId("outcome-not_agreed")).toBeChecked();

  const parked = elena.activity("Intervenir barrios priorizados");
  await parked.getByTestId("outcome-deferred").check();
  await parked.getByTestId("outcome-owner").selectOption("mdi");
  await parked.getByTestId("outcome-due").fill("2026-12-15");
  await parked.getByTestId("outcome-reason").fill("Falta información");
  await parked.getByTestId("outcome-submit").click();
  await elena.page.getByTestId("parked").locator("summary").click();
  await expect(elena.page.getByTestId("parked")).toContainText("1.1.2 · MDI · 2026-12-15");

  // What is parked comes back when its sub-objective is reopened.
  await elena.page.getByTestId("next-step").click();
  await expect(elena.activity(map).getByTestId("outcome")).toHaveAttribute("data-outcome", "not_agreed");
  await elena.step("closed");
  await elena.page.getByTestId("step-reopen").click();
  await elena.page.getByTestId("reopen-reason").fill("Ya hay información");
  await elena.page.getByTestId("reopen-submit").click();
  await elena.at("proposing");
  expect([...elena.complaints, ...ana.complaints]).toEqual([]);
});

test("who objected may withdraw it while the round is reviewed, and the advice follows", async ({ browser }) => {
  const { elena, ana } = await reviewing_an_objection(browser, [["Bruno Salas", "PN"]]);
  await ana.activity(map).getByTestId("withdraw-own").click();
  await expect(ana.activity(map).getByTestId("result")).toContainText("Retirada por Ana Paredes");
  await expect(elena.activity(map).getByTestId("outcome-adopted_by_consensus")).toBeChecked();
});

test("a secret round says what secrecy is given, keeps no names, and everybody can check their receipt", async ({ browser }) => {
  const elena = await at_clarifying(browser);
  const delegates: Delegate[] = [];
  for (const [name, institution] of [["Ana Paredes", "MDI"], ["Bruno Mera", "PN"], ["Carla Soto", "FGE"]] as const) delegates.push(await Delegate.join(browser, server, "es", name, institution));
  const [ana, bruno, carla] = delegates as [Delegate, Delegate, Delegate];

  await elena.page.getByTestId("round-options").click();
  await elena.page.getByTestId("round-activity-5").uncheck();
  await elena.page.getByTestId("round-ballots").selectOption("secret");
  await expect(elena.page.getByTestId("secrecy-note")).toContainText("quien opera el servidor podría leer los votos");
  await elena.page.getByTestId("round-submit").click();
  await elena.at("voting");
  await expect(ana.page.getByTestId("secrecy")).toContainText("Voto secreto");
  await ana.vote(map, "object", "Falta la base legal");
  await bruno.vote(map, "join");
  await carla.vote(map, "join");
  await expect(ana.page.getByTestId("receipt")).toHaveText(/Su comprobante: [0-9A-Z]{5}-[0-9A-Z]{5}/);
  await expect(elena.page.getByTestId("turnout-line")).toContainText("3 de 3");
  await expect(elena.page.getByTestId("hands")).toHaveCount(0);
  await elena.close_round();

  const result = elena.activity(map).getByTestId("result");
  await expect(result).toContainText("Falta la base legal");
  await expect(result).toContainText("voto secreto");
  await expect(result).not.toContainText("Ana Paredes");
  await elena.activity(map).getByText("Responder reservas y objeciones").click();
  await elena.page.getByTestId("ruling-words-n1").fill("La base es la ley 4");
  await elena.page.getByTestId("ruling-submit-n1").click();
  await expect(ana.activity(map).getByTestId("result")).toContainText("Respondida por Elena Ríos: La base es la ley 4");

  // The page holds the receipt, also after a reload; the server no longer knows whose it is.
  await ana.page.reload();
  await ana.page.getByTestId("receipt-check").getByRole("button").click();
  await expect(ana.page.getByTestId("receipt-check")).toHaveAttribute("data-counted", "true");
  expect([...elena.complaints, ...delegates.flatMap((delegate) => delegate.complaints)]).toEqual([]);
});

test("who votes again sees what they said before, and the result shows how the room moved", async ({ browser }) => {
  const { elena, ana } = await reviewing_an_objection(browser);
  const bruno = await Delegate.join(browser, server, "es", "Bruno Mera", "PN");
  await elena.page.getByTestId("step-again").click();
  await elena.at("clarifying");
  await elena.step("voting");
  await expect(ana.activity(map).getByTestId("ballot-before")).toHaveText("En la ronda 1: Objeto");
  await expect(bruno.activity(map).getByTestId("ballot-before")).toHaveCount(0);
  await ana.vote(map, "join");
  await bruno.vote(map, "join");
  await elena.close_round_anyway();
  const tally = ana.activity(map).getByTestId("result").first();
  await expect(tally.getByTestId("moved")).toHaveText("cambio desde la ronda 1");
  await expect(tally).toContainText("2 Me sumo+2");
  await expect(tally).toContainText("0 Objeto−1");
  expect([...elena.complaints, ...ana.complaints, ...bruno.complaints]).toEqual([]);
});

test("an absent institution is represented by another, until it takes its voice back", async ({ browser }) => {
  const elena = await at_clarifying(browser);
  await elena.settings({ proxies: "1" });
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const marta = await Delegate.join(browser, server, "es", "Marta Ruiz", "MSP");
  await marta.page.getByTestId("tab-me").click();
  await marta.page.getByTestId("proxy-to").selectOption("mdi");
  await marta.page.getByTestId("proxy-note").fill("Sale a las once");
  await marta.page.getByTestId("proxy-submit").click();
  await expect(marta.page.getByTestId("proxy-msp")).toHaveAttribute("data-to", "mdi");
  await marta.page.getByTestId("leave").click();
  await expect(elena.page.getByTestId("institution-msp")).toContainText("por MDI");

  await elena.step("voting");
  await ana.at("voting");
  await expect(ana.page.getByTestId("proxies")).toContainText("También vota por MSP");
  await ana.vote(map, "join");
  await elena.close_round_anyway();
  const result = ana.activity(map).getByTestId("result");
  await result.getByText("Cómo se reparten las voces").click();
  await expect(result).toContainText("MSP (por MDI)");
  await result.getByTestId("delegation").locator("summary").click();
  await expect(result.getByTestId("delegation")).toContainText("Ana Paredes Me sumo");

  await elena.page.getByTestId("people-proxies").click();
  await elena.page.getByTestId("proxy-revoke-msp").click();
  await expect(elena.page.getByTestId("proxy-from")).toBeVisible();
  await expect(elena.page.getByTestId("proxy-msp")).toHaveCount(0);
  await elena.page.keyboard.press("Escape");
  await expect(elena.page.getByTestId("institution-msp")).not.toContainText("por MDI");
  expect([...elena.complaints, ...ana.complaints, ...marta.complaints]).toEqual([]);
});

test("an activity is decided by a rule of its own, and results move while people vote", async ({ browser }) => {
  const elena = await at_clarifying(browser);
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const bruno = await Delegate.join(browser, server, "es", "Bruno Salas", "PN");
  await elena.page.getByTestId("round-options").click();
  await elena.page.getByTestId("round-results").selectOption("live");
  await elena.page.getByTestId("own-rules").click();
  await elena.page.getByTestId("own-rule-tick-5").check();
  await elena.page.getByTestId("own-rule-5").getByTestId("settings-rule").selectOption("fist_to_five");
  await elena.page.getByTestId("round-submit").click();
  await elena.at("voting");

  const neighbourhoods = "Intervenir barrios priorizados";
  await expect(ana.page.getByTestId("live")).toBeVisible();
  await ana.vote(map, "join");
  await ana.vote(neighbourhoods, "4");
  await expect(bruno.activity(map).getByTestId("live-tally")).toContainText("1 Me sumo");
  await expect(elena.activity(neighbourhoods).getByTestId("live-tally")).toContainText("1 4: la apoyo");
  await bruno.vote(map, "object", "Falta la base legal");
  await bruno.vote(neighbourhoods, "3");
  await expect(ana.activity(map).getByTestId("live-tally")).toContainText("1 Objeto");
  await elena.close_round();
  await expect(ana.activity(map).getByTestId("result")).toHaveAttribute("data-verdict", "not_reached");
  await expect(ana.activity(neighbourhoods).getByTestId("result")).toHaveAttribute("data-verdict", "consensus");
  expect([...elena.complaints, ...ana.complaints, ...bruno.complaints]).toEqual([]);
});
