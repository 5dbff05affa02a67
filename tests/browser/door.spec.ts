// Who comes in, who is corrected, and a workshop that is edited while it runs.
import { expect, test } from "@playwright/test";
import { Delegate, Facilitator, Person } from "./people";
import { Server } from "./server";

test("with a waiting room people wait until they are let in; who is removed can come back", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  await elena.page.getByTestId("invite").click();
  await elena.page.getByTestId("admission").selectOption("waiting");
  await elena.page.keyboard.press("Escape");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredez", "MDI");
  const bruno = await Delegate.join(browser, server, "en", "Bruno Salas", "PN");
  await expect(ana.page.getByTestId("door")).toHaveAttribute("data-role", "waiting");
  await expect(bruno.page.getByTestId("door")).toContainText("facilitator");
  const screen = await browser.newPage({ locale: "es" });
  await screen.goto(`${server.url}/screen/${server.join_code}`);
  await expect(screen.getByRole("heading")).toContainText("se espera en la puerta");
  await screen.goto("about:blank");
  await screen.goto(server.url + ((await elena.page.getByTestId("screen-link").getAttribute("href")) ?? ""));
  await expect(screen.getByTestId("screen")).toBeVisible();
  await screen.close();
  await elena.page.getByTestId("let-in-all").click();
  await expect(ana.page.getByTestId("door")).toHaveCount(0);
  await expect(bruno.page.getByTestId("door")).toHaveCount(0);
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  await ana.at("proposing");
  await ana.propose("Iluminar los parques");

  await elena.page.getByTestId("correct-2").click();
  await elena.page.getByTestId("correct-name").fill("Ana Paredes");
  await elena.page.getByTestId("correct-submit").click();
  await expect(bruno.activity("Iluminar los parques")).toContainText("Ana Paredes");
  await elena.page.getByTestId("correct-3").click();
  await elena.page.getByTestId("remove").click();
  await expect(bruno.page.getByTestId("door")).toHaveAttribute("data-role", "removed");
  await elena.page.getByTestId("let-in-3").click();
  await expect(bruno.activity("Iluminar los parques")).toBeVisible();
  for (const person of [elena, ana, bruno]) expect(person.complaints).toEqual([]);
  await server.stop();
});

test("titles, sub-objectives and institutions are edited while people work", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  await elena.page.getByTestId("settings").click();
  await elena.page.getByTestId("edit-workshop").click();
  await elena.page.getByTestId("edit-1.1.1").click();
  await elena.page.getByTestId("edit-words").fill("Ampliar <b>oportunidades</b>");
  await elena.page.getByTestId("edit-submit").click();
  await expect(ana.page.getByRole("heading", { level: 1 })).toContainText("Ampliar <b>oportunidades</b>");
  await elena.page.getByTestId("edit-add-1.1").click();
  await elena.page.getByTestId("edit-code").fill("1.1.9");
  await elena.page.getByTestId("edit-words").fill("Otro subobjetivo");
  await elena.page.getByTestId("edit-submit").click();
  await elena.page.getByTestId("edit-retire").selectOption("1.1.2");
  await elena.page.getByTestId("edit-reason").fill("Se trata en otro taller");
  await elena.page.getByTestId("edit-submit").click();
  await elena.page.keyboard.press("Escape");
  await elena.page.keyboard.press("Escape");
  await expect(elena.page.getByTestId("tree-1.1.9")).toBeVisible();
  await expect(elena.page.getByTestId("tree-1.1.2")).toHaveAttribute("data-stage", "closed");
  for (const person of [elena, ana]) expect(person.complaints).toEqual([]);
  await server.stop();
});

test("the silent are noticed, and what could unite the camps is named", async ({ browser }) => {
  test.slow();
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "en");
  await elena.settings({ voice: "person", quorum: "0" });
  const people = [];
  for (let n = 0; n < 7; n += 1) people.push(await Delegate.join(browser, server, "en", `Person ${n}`, n < 4 ? "MDI" : "PN"));
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  await elena.withdraw("Open youth centres", "Another workshop");
  await elena.step("voting");
  for (const [n, person] of people.entries()) {
    await person.vote("school-retention", "join");
    if (n < 4) await person.vote("Train teachers", "join");
    else await person.vote("Train teachers", "object", "No budget");
  }
  await elena.close_round();
  await elena.page.getByTestId("participation-open").click();
  await expect(elena.page.getByTestId("share-mdi")).toContainText("4 / 4");
  await elena.page.keyboard.press("Escape");
  await elena.page.getByTestId("opinions-open").click();
  await expect(elena.page.getByTestId("opinion-map").locator("g")).toHaveCount(7);
  await expect(elena.page.getByTestId("bridges").locator("li").first()).toContainText("school-retention");
  await expect(elena.page.getByTestId("bridges").locator("li").last()).toContainText("Train teachers");
  expect(elena.complaints).toEqual([]);
  await server.stop();
});

test("a second facilitator comes by a link, which is good once", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  await elena.page.getByTestId("invite").click();
  await elena.page.getByTestId("invite-facilitator").click();
  const link = new URL(await elena.page.getByTestId("invite-facilitator-link").inputValue());
  await elena.page.keyboard.press("Escape");
  const open = async (): Promise<import("@playwright/test").Page> => {
    const page = await (await browser.newContext({ locale: "es-EC" })).newPage();
    await page.goto(`${server.url}${link.pathname}${link.hash}`);
    await page.getByTestId("invited-name").fill("Marco Vega");
    await page.getByTestId("invited-submit").click();
    return page;
  };
  const marco = await open();
  await expect(marco.getByTestId("next-step")).toBeVisible();
  expect(marco.url()).not.toContain("invite=");
  await marco.getByTestId("next-step").click();
  await expect(elena.page.getByTestId("session-d1am")).toHaveAttribute("data-state", "open");
  const another = await open();
  await expect(another.getByRole("alert")).toBeVisible();
  await server.stop();
});

test("who joined and never did a thing is removed with the others; the code is changed and the door closed", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const bruno = await Delegate.join(browser, server, "en", "Bruno Salas", "PN");
  const carla = await Delegate.join(browser, server, "es", "Carla Mora", "FGE");
  await elena.page.getByTestId("people-idle").click();
  await expect(elena.page.getByRole("dialog").getByRole("checkbox")).toHaveCount(3);
  for (const known of [2, 4]) await elena.page.getByTestId(`idle-${known}`).uncheck();
  await elena.page.getByTestId("idle-remove").click();
  await expect(bruno.page.getByTestId("join-again")).toBeVisible();
  await expect(elena.page.getByTestId("people-idle")).toContainText("2 personas");
  // Who is in the room of an open session takes part.
  await elena.step("pending");
  await elena.step("proposing");
  await ana.propose("Iluminar los parques");
  await expect(carla.activity("Iluminar los parques")).toBeVisible();
  await expect(elena.page.getByTestId("people-idle")).toHaveCount(0);

  await elena.page.getByTestId("invite").click();
  await elena.page.getByTestId("renew-code").click();
  await elena.page.getByTestId("renew-code-submit").click();
  await expect(elena.page.getByTestId("invite-code")).not.toHaveText(server.join_code);
  const code = (await elena.page.getByTestId("invite-code").textContent()) ?? "";
  const stranger = await Person.page(browser, "es", { viewport: { width: 390, height: 844 } });
  await stranger.goto(`${server.url}/join/${server.join_code}`);
  await expect(stranger.getByRole("alert")).toBeVisible();
  await elena.page.getByTestId("admission").selectOption("closed");
  await stranger.goto(`${server.url}/join/${code}`);
  await stranger.getByTestId("join-name").fill("Dora Paz");
  await stranger.getByTestId("join-observer").check();
  await stranger.getByTestId("join-submit").click();
  await expect(stranger.getByRole("alert")).toContainText("está cerrado");
  await elena.page.getByTestId("admission").selectOption("open");
  await elena.page.getByTestId("people-limit").fill("1");
  await elena.page.getByTestId("people-limit").blur();
  await expect(stranger.getByRole("alert")).toBeVisible();
  await stranger.getByTestId("join-submit").click();
  await expect(stranger.getByRole("alert")).toContainText("Ya participan tantas personas");
  for (const person of [elena, ana, carla]) expect(person.complaints).toEqual([]);
  await server.stop();
});
