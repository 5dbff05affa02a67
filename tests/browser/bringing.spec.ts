// What is brought to the room without names or put beside another, who carries it out by the room's vote, and what groups bring to plenary.
import { expect, test } from "@playwright/test";
import { Delegate, Facilitator, Projector } from "./people";
import { Server } from "./server";

test("names are withheld until voting, and each may propose so much", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const bruno = await Delegate.join(browser, server, "en", "Bruno Salas", "PN");
  await elena.settings({ quorum: "0", authors: "until_voting", each: "1" });
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  await expect(ana.page.getByTestId("propose-left")).toHaveAttribute("data-left", "1");
  await ana.propose("Iluminar <b>parques</b>");
  await expect(ana.page.getByTestId("propose-submit")).toBeDisabled();
  await expect(ana.activity("Iluminar").getByTestId("by")).toContainText("usted");
  await expect(bruno.activity("Iluminar").getByTestId("by")).toContainText("name withheld");
  await expect(elena.activity("Iluminar").getByTestId("by")).toContainText("Ana Paredes (MDI) (la sala no ve nombres)");
  await expect(ana.activity("Iluminar").getByTestId("revise")).toBeVisible();
  await expect(bruno.activity("Iluminar").getByTestId("revise")).toHaveCount(0);
  await elena.step("clarifying");
  await elena.step("voting");
  await expect(bruno.activity("Iluminar").getByTestId("by")).toContainText("Ana Paredes");
  for (const person of [elena, ana, bruno]) expect(person.complaints).toEqual([]);
  await server.stop();
});

test("an amendment is put to the vote beside what it amends; a comment is hidden", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const bruno = await Delegate.join(browser, server, "es", "Bruno Salas", "PN");
  await elena.settings({ quorum: "0" });
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  await ana.propose("Iluminar los parques");
  await elena.step("clarifying");
  await bruno.amend("Iluminar los parques", "Iluminar los parques y <u>plazas</u>", "Son más usadas");
  const discussed = bruno.activity("Iluminar los parques");
  await discussed.locator("summary").filter({ hasText: "Comentar" }).click();
  await discussed.getByTestId("comment-text").fill("Palabra <i>fea</i>");
  await discussed.getByTestId("comment-submit").click();
  await expect(ana.page.getByTestId("comment-1")).toContainText("Palabra <i>fea</i>");
  await elena.page.getByTestId("hide-comment-1").click();
  await elena.page.getByTestId("hide-reason").fill("No corresponde");
  await elena.page.getByTestId("hide-submit").click();
  await expect(ana.page.getByTestId("comment-1")).toHaveCount(0);
  await expect(elena.page.getByTestId("hidden-comment-1")).toContainText("No corresponde");

  await ana.activity("Iluminar los parques").getByTestId("amendment-put").click();
  const put = elena.page.locator("article").filter({ has: elena.page.getByTestId("alternative") });
  await expect(put.locator("ins")).toContainText("plazas");
  await elena.step("voting");
  await expect(bruno.page.getByTestId("alternative")).toBeVisible();
  const original = ana.page.locator("article").filter({ hasText: "Iluminar" }).filter({ hasNot: ana.page.getByTestId("alternative") });
  const other = ana.page.locator("article").filter({ has: ana.page.getByTestId("alternative") });
  for (const article of [original, other]) {
    await article.getByTestId("position-join").click();
    await expect(article.getByTestId("ballot-state")).toHaveAttribute("data-state", "recorded");
  }
  await elena.close_round_anyway();
  const choose = elena.page.locator("article").filter({ has: elena.page.getByTestId("alternative") });
  await choose.getByTestId("outcome-adopted_by_consensus").click();
  await choose.getByTestId("outcome-submit").click();
  await expect(choose.getByTestId("outcome")).toHaveAttribute("data-outcome", "adopted_by_consensus");
  await elena.page.getByTestId("next-step").click();
  const first = elena.page.locator("article").filter({ hasText: "Iluminar los parques" }).filter({ hasNot: elena.page.getByTestId("alternative") });
  await expect(first.getByTestId("outcome")).toHaveAttribute("data-outcome", "not_agreed");
  for (const person of [elena, ana, bruno]) expect(person.complaints).toEqual([]);
  await server.stop();
});

test("the room votes on who carries out what it adopted", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const bruno = await Delegate.join(browser, server, "en", "Bruno Salas", "PN");
  const screen = await Projector.open(browser, server, "es");
  await elena.settings({ quorum: "0" });
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  await ana.propose("Iluminar los parques");
  await elena.step("clarifying");
  await elena.step("voting");
  await ana.vote("Iluminar los parques", "join");
  await bruno.vote("Iluminar los parques", "join");
  await elena.close_round_anyway();
  await elena.page.getByTestId("next-step").click();
  await expect(elena.activity("Iluminar los parques").getByTestId("outcome")).toBeVisible();
  await elena.step("assigning");
  const mine = ana.activity("Iluminar los parques");
  await mine.getByTestId("suggest-leads").selectOption("mdi");
  await expect(elena.activity("Iluminar los parques").getByTestId("suggest-leads-mdi")).toBeVisible();
  await elena.page.getByTestId("mapping-vote").click();
  await elena.page.getByTestId("round-submit").click();
  await elena.at("voting");
  await expect(bruno.activity("Iluminar los parques").getByTestId("asked")).toContainText("MDI");
  await expect(screen.page.getByTestId("asked")).toContainText("MDI");
  await ana.vote("Iluminar los parques", "join");
  await bruno.vote("Iluminar los parques", "join_with_reservation", "We <b>lead</b> this already");
  await elena.page.getByTestId("next-step").click();
  await elena.at("assigning");
  await expect(bruno.activity("Iluminar los parques").locator("[data-testid=result][data-verdict=consensus_with_reservations]")).toBeVisible();
  await expect(screen.page.getByTestId("screen-rows")).toContainText("We <b>lead</b> this already");
  await elena.page.getByTestId("next-step").click();
  await expect(bruno.activity("Iluminar los parques").getByTestId("assignments")).toContainText("round 2");
  for (const person of [elena, ana, bruno, screen]) expect(person.complaints).toEqual([]);
  await server.stop();
});

test("plenary sees what a group brings, and takes it up", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  await ana.propose("Iluminar los parques");
  const place = (await elena.page.locator("main header b").first().innerText()).trim();
  // Another room opens; the group's moves on, and what it made waits.
  const rooms = elena.page.locator("[data-testid^=session-][data-state=planned]");
  await rooms.first().getByRole("button").click();
  await expect(elena.page.getByTestId("groups-open")).toBeVisible();
  await elena.page.getByTestId("groups-open").click();
  const group = elena.page.getByTestId(`group-${place}`);
  await expect(group).not.toHaveAttribute("data-room", "");
  await expect(elena.page.getByTestId(`take-up-${place}`)).toHaveCount(0);
  await group.getByText("Actividades", { exact: true }).click();
  await expect(group).toContainText("Iluminar los parques");
  await elena.page.keyboard.press("Escape");
  await ana.page.getByTestId("tab-workshop").click();
  await expect(ana.page.getByTestId("groups-open")).toHaveCount(0);

  const second = (await elena.page.locator("[data-testid^=session-][data-state=open]").nth(1).getAttribute("data-testid")) ?? "";
  const screen = await Projector.open(browser, server, "en");
  await screen.page.goto(`${server.url}/screen/${server.join_code}?session=${second.replace("session-", "")}`);
  await expect(screen.page.getByTestId(`screen-group-${place}`)).toContainText("4 activities, none adopted");
  await screen.has_no_scroll_bar();

  await elena.page.locator("[data-testid^=session-close-]").first().click();
  await expect(screen.page.getByTestId(`screen-group-${place}`)).toContainText("Waits for plenary");
  // Ana's room is gone with its session: what it made is among what groups bring.
  await ana.page.getByTestId("groups-open").click();
  await expect(ana.page.getByTestId(`group-${place}`)).toContainText("Espera a la plenaria");
  await elena.page.getByTestId("groups-open").click();
  await elena.page.getByTestId(`take-up-${place}`).click();
  await expect(elena.activity("Iluminar los parques")).toBeVisible();
  await expect(elena.page.getByTestId("next-step")).toContainText("aclarar", { ignoreCase: true });
  for (const person of [elena, ana, screen]) expect(person.complaints).toEqual([]);
  await server.stop();
});

test("a sub-objective is moved to another objective", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "en");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await elena.page.getByTestId("settings").click();
  await elena.page.getByTestId("edit-workshop").click();
  await elena.page.getByTestId("edit-move").selectOption("1.1.2");
  await elena.page.getByTestId("edit-objective").selectOption("1.2");
  await elena.page.getByTestId("edit-before").selectOption("1.2.1");
  await elena.page.getByTestId("edit-submit").click();
  await elena.page.keyboard.press("Escape");
  await elena.page.keyboard.press("Escape");
  const codes = async (): Promise<string[]> => (await elena.page.locator("[data-testid^=tree-]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-testid") ?? ""))).filter((id) => /tree-1\.[12]\./.test(id));
  await expect.poll(async () => (await codes()).indexOf("tree-1.1.2") - (await codes()).indexOf("tree-1.2.1")).toBe(-1);
  await expect.poll(async () => (await codes()).indexOf("tree-1.1.2") > (await codes()).indexOf("tree-1.1.1")).toBe(true);
  await ana.page.getByTestId("tab-workshop").click();
  const outline = await ana.page.locator("[data-testid^=outline-]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-testid")));
  expect(outline.indexOf("outline-1.1.2")).toBe(outline.indexOf("outline-1.2.1") - 1);
  for (const person of [elena, ana]) expect(person.complaints).toEqual([]);
  await server.stop();
});
