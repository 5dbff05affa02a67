// The conversation around a vote: what is proposed already, and what facilitators and delegates make of it.
import { expect, test } from "@playwright/test";
import { Delegate, Facilitator } from "./people";
import { Server } from "./server";

test("while one types, similar activities appear; facilitators split, move and set aside", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  await ana.page.getByTestId("propose-text").fill("FORMACION de docentes para detectar señales de captación");
  await expect(ana.page.getByTestId("similar")).toContainText("Formar a docentes en la detección");
  await ana.page.getByTestId("propose-text").fill("Iluminar y vigilar <i>parques</i>");
  await expect(ana.page.getByTestId("similar")).toHaveAttribute("data-count", "0");
  await ana.page.getByTestId("propose-submit").click();
  await expect(ana.activity("Iluminar y vigilar")).toBeVisible();

  const whole = elena.activity("Iluminar y vigilar");
  await whole.getByTestId("split").click();
  await elena.page.getByTestId("split-1").fill("Iluminar <i>parques</i>");
  await elena.page.getByTestId("split-2").fill("Vigilar parques");
  await elena.page.getByTestId("moderate-submit").click();
  await expect(ana.activity("Vigilar parques")).toContainText("Ana Paredes");
  await expect(ana.activity("Iluminar <i>parques</i>")).toBeVisible();

  const order = (): Promise<string[]> => ana.page.locator("article h3").allInnerTexts();
  await elena.activity("Vigilar parques").getByTestId("move-up").click();
  await expect.poll(async () => (await order()).findIndex((words) => words.includes("Vigilar"))).toBe(3);
  await expect.poll(async () => (await order()).findIndex((words) => words.includes("Iluminar"))).toBe(4);

  await elena.activity("Vigilar parques").getByTestId("hide").click();
  await elena.page.getByTestId("hide-reason").fill("Se trata en otro subobjetivo");
  await elena.page.getByTestId("moderate-submit").click();
  await expect(ana.activity("Vigilar parques")).toHaveCount(0);
  await expect(ana.page.getByTestId("unseen")).toBeVisible();
  await elena.page.locator("details.aside > summary").click();
  await elena.page.getByTestId("show").click();
  await expect(ana.activity("Vigilar parques")).toBeVisible();
  for (const person of [elena, ana]) expect(person.complaints).toEqual([]);
  await server.stop();
});

test("any version of a wording is compared with any other", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "en");
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  await elena.page.getByTestId("propose-text").fill("Light the parks");
  await elena.page.getByTestId("propose-submit").click();
  const activity = elena.page.locator("article").filter({ hasText: "Light the" });
  for (const words of ["Light the parks and squares", "Light the squares at night"]) {
    await activity.getByTestId("revise").click();
    await elena.page.getByTestId("revise-text").fill(words);
    await elena.page.getByTestId("moderate-submit").click();
    await expect(activity.getByRole("heading")).toContainText(words);
  }
  await activity.getByText("3 wordings").click();
  await expect(activity.getByTestId("compare").locator("del")).toContainText("parks");
  await activity.getByTestId("compare-to").selectOption("2");
  await expect(activity.getByTestId("compare").locator("ins")).toContainText("and squares");
  await expect(activity.getByTestId("compare").locator("del")).toHaveCount(0);
  await server.stop();
});

test("an institution declines a role, and the facilitator is told before it is recorded", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const bruno = await Delegate.join(browser, server, "es", "Bruno Salas", "PN");
  await elena.settings({ quorum: "0" });
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  for (const words of ["Formar a docentes", "Abrir centros juveniles"]) await elena.withdraw(words, "Otro taller");
  await elena.step("voting");
  for (const person of [ana, bruno]) await person.vote("permanencia escolar", "join");
  await elena.close_round();
  await elena.step("reviewing");
  await elena.step("assigning");
  await bruno.activity("permanencia escolar").getByTestId("suggest-leads").selectOption("mdi");
  const own = ana.activity("permanencia escolar").getByTestId("answer-leads");
  await own.getByTestId("decline").click();
  await own.getByTestId("decline-reason").fill("Sin <b>presupuesto</b>");
  await own.getByTestId("decline-submit").click();
  await expect(own).toHaveAttribute("data-answer", "declined");
  await expect(bruno.activity("permanencia escolar").getByTestId("suggest-leads-mdi")).toContainText("declinado");

  const form = elena.activity("permanencia escolar");
  await form.getByTestId("mapping-edit").click();
  await form.getByTestId("map-leads-mdi").check();
  await expect(form.locator(".notice").filter({ hasText: "declinó" })).toBeVisible();
  await form.getByTestId("map-leads-mdi").uncheck();
  await form.getByTestId("map-leads-pn").check();
  await form.getByTestId("mapping-adopt").click();
  await form.getByTestId("details").locator("summary").first().click();
  await form.getByTestId("detail-deadline").fill("2024-06-30");
  await form.getByTestId("detail-indicator").fill("Programa en marcha");
  await form.getByTestId("detail-submit").click();
  await expect(ana.activity("permanencia escolar").getByTestId("assignments")).toContainText("Programa en marcha");
  for (const person of [elena, ana, bruno]) expect(person.complaints).toEqual([]);
  await server.stop();
});
