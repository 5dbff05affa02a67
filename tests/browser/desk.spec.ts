// The facilitator's desk and the door people come in by.
import { expect, test } from "@playwright/test";
import { Delegate, Facilitator } from "./people";
import { Server } from "./server";

test("looking at a sub-objective leaves the room where it is; leading is a button of its own", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await elena.step("pending");
  await expect(ana.page.getByRole("heading", { level: 1 })).toContainText("1.1.1");
  await elena.page.getByTestId("tree-1.1.2").click();
  await expect(elena.page.getByRole("heading", { level: 2, name: /Recuperar espacios públicos/ })).toBeVisible();
  await elena.page.waitForTimeout(300);
  await expect(ana.page.getByRole("heading", { level: 1 })).toContainText("1.1.1");
  await elena.page.getByTestId("next-step").click();
  await expect(ana.page.getByRole("heading", { level: 1 })).toContainText("1.1.2");
  await server.stop();
});

test("the desk does not scroll away into a blank page", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  for (let joined = 0; joined < 6; joined += 1) await (await Delegate.join(browser, server, "es", `Persona ${joined}`, "MDI")).page.context().close();
  await elena.page.mouse.move(600, 500);
  await elena.page.mouse.wheel(0, 5000);
  await elena.page.waitForTimeout(300);
  const [height, scrolled] = await elena.page.evaluate(() => [document.documentElement.scrollHeight - window.innerHeight, window.scrollY]);
  expect([height, scrolled]).toEqual([0, 0]);
  await server.stop();
});

test("closing a round while votes are missing asks once, and says who is missing", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await Delegate.join(browser, server, "es", "Bruno Salas", "PN");
  for (const stage of ["pending", "proposing", "clarifying", "voting"]) await elena.step(stage);
  await ana.at("voting");
  for (const words of ["permanencia escolar", "Formar a docentes", "Abrir centros juveniles"]) await ana.vote(words, "join");
  // Who voted and left is still counted, in the head and in the list alike.
  await ana.page.getByTestId("tab-me").click();
  await ana.page.getByTestId("leave").click();
  await expect(elena.page.getByTestId("institution-mdi")).toHaveAttribute("data-voted", "1");
  await expect(elena.page.getByTestId("turnout-line")).toContainText("1");
  await elena.page.getByTestId("next-step").click();
  await expect(elena.page.getByTestId("missing-votes")).toHaveText(/Bruno Salas/);
  await expect(elena.page.getByTestId("missing-votes")).not.toContainText("Ana Paredes");
  await elena.page.getByTestId("missing-wait").click();
  await elena.at("voting");
  await elena.page.getByTestId("session-close-d1am").click();
  await expect(elena.page.getByTestId("missing-votes")).toHaveText(/Bruno Salas/);
  await elena.page.getByTestId("missing-wait").click();
  await elena.close_round_anyway();
  await server.stop();
});

test("names are whole beside their roles, and people are found by the name of their institution", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  await Delegate.join(browser, server, "es", "María Fernanda Villavicencio Echeverría", "FGE");
  await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await elena.page.getByTestId("people-search").fill("fiscalía");
  const found = elena.page.locator("[data-testid^=participant-]");
  await expect(found).toHaveCount(1);
  const name = await found.locator("b").boundingBox();
  const role = await found.locator("select").boundingBox();
  expect(name && role && (name.x + name.width <= role.x + 1 || name.y + name.height <= role.y + 1)).toBe(true);
  await server.stop();
});

test("joining asks for its own code alone, and a click beside the open list is not lost", async ({ browser }) => {
  const server = await Server.start();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "es-EC" });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${server.url}/join/${server.join_code}`);
  await expect(page).toHaveTitle(/Ingresar/);
  await page.getByTestId("join-name").fill("Ana Paredes");
  await page.getByTestId("join-institution").fill("MDI");
  // The list is open over the page; one click on the button is enough.
  await page.keyboard.press("Escape");
  await page.getByTestId("join-institution").fill("MDI");
  await page.getByTestId("join-submit").click();
  await expect(page.getByTestId("tab-now")).toBeVisible();
  expect(asked.filter((path) => path.startsWith("/api/join"))).toEqual([`/api/join/${server.join_code}`, "/api/join"]);
  await server.stop();
});

test("an activity keeps its number, and half a comment survives a change of stage", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await elena.quorum("0");
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  await ana.at("clarifying");
  const third = ana.activity("Abrir centros juveniles");
  await expect(third.getByRole("heading", { level: 3 })).toContainText("3.");
  await elena.withdraw("permanencia escolar", "Ya está en el plan sectorial");
  await third.locator("summary", { hasText: "Comentar" }).click();
  await third.getByTestId("comment-text").fill("A medio escri");
  await elena.step("voting");
  await ana.at("voting");
  await expect(third.getByRole("heading", { level: 3 })).toContainText("3.");
  for (const words of ["Formar a docentes", "Abrir centros juveniles"]) await ana.vote(words, "join");
  await elena.close_round();
  await ana.at("reviewing");
  await expect(third.getByRole("heading", { level: 3 })).toContainText("3.");
  await third.locator("summary", { hasText: "Comentar" }).click();
  await expect(third.getByTestId("comment-text")).toHaveValue("A medio escri");
  await server.stop();
});

test("amending one language leaves the other as not yet translated, unless one says that it still fits", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  await ana.at("clarifying");
  await ana.amend("Formar a docentes", "Formar a docentes y familias", "Alcanza más");
  await elena.activity("Formar a docentes").getByTestId("amendment-accept").click();
  await expect(elena.page.getByRole("heading", { level: 3, name: "Formar a docentes y familias" })).toBeVisible();
  const bruno = await Delegate.join(browser, server, "en", "Bruno Salas", "PN");
  const shown = bruno.activity("Formar a docentes y familias");
  await expect(shown.getByRole("heading", { level: 3 }).locator("abbr")).toHaveText("es");
  await server.stop();
});

test("a long discussion is shown in part, and whole to who asks for it", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  await ana.at("clarifying");
  const activity = ana.activity("Abrir centros juveniles");
  await activity.locator("summary", { hasText: "Comentar" }).click();
  for (let n = 1; n <= 5; n++) {
    await activity.getByTestId("comment-text").fill(`Comentario ${n}. ${"Con presupuesto y plazos. ".repeat(250)}`);
    await activity.getByTestId("comment-submit").click();
    await expect(activity.locator("summary", { hasText: n === 1 ? "1 comentario" : `${n} comentarios` })).toBeVisible();
  }
  await expect(activity.locator(".comments li").first()).toContainText("Comentario 4.");
  await activity.getByTestId("more-comments").click();
  await expect(activity.locator(".comments li")).toHaveCount(5);
  await expect(activity.locator(".comments li").first()).toContainText("Comentario 1.");
  await expect(activity.getByTestId("more-comments")).toHaveCount(0);
  expect(ana.complaints).toEqual([]);
  await server.stop();
});
