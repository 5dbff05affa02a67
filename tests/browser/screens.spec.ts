// Every screen through an accessibility scan (WCAG 2.2 A and AA), at a laptop's and a phone's width, light and dark.
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { Delegate, Facilitator, Projector } from "./people";
import { Server } from "./server";

async function expect_accessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" | ")}`);
    expect(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
}

test("every screen at every stage is accessible", async ({ browser, page }) => {
  const server = await Server.start();
  await page.goto(server.url);
  await expect(page.getByTestId("join-code")).toBeVisible();
  await expect_accessible(page, "front door");
  await page.goto(`${server.url}/join/${server.join_code}`);
  await expect(page.getByTestId("join-name")).toBeVisible();
  await expect_accessible(page, "join");
  await page.goto(`${server.url}/facilitator`);
  await expect(page.getByTestId("login-name")).toBeVisible();
  await expect_accessible(page, "log in");

  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const screen = await Projector.open(browser, server, "es");
  const scan = async (stage: string): Promise<void> => {
    await elena.at(stage);
    await ana.at(stage);
    await expect_accessible(elena.page, `facilitator, ${stage}`);
    await expect_accessible(ana.page, `participant, ${stage}`);
    await expect_accessible(screen.page, `projector, ${stage}`);
  };
  await elena.quorum("0");
  for (const stage of ["pending", "proposing", "clarifying", "voting"]) {
    await elena.step(stage);
    await scan(stage);
  }
  for (const draft of ["permanencia escolar", "Formar a docentes"]) await ana.vote(draft, "join");
  await ana.vote("Abrir centros juveniles", "object", "Falta presupuesto");
  await elena.close_round();
  await scan("reviewing");
  await elena.page.getByTestId("next-step").click();
  await expect(elena.activity("permanencia escolar").getByTestId("outcome")).toBeVisible();
  await elena.step("assigning");
  await scan("assigning");
  await elena.page.getByTestId("next-step").click();
  await expect(elena.activity("permanencia escolar").getByTestId("mapping-adopt")).toHaveCount(0);
  await elena.step("closed");
  await scan("closed");
  await elena.page.goto(`${server.url}/minutes`);
  await expect(elena.page.getByTestId("minutes-preview")).toBeVisible();
  await expect_accessible(elena.page, "minutes");
  await server.stop();
});

test("what stands around a vote is accessible", async ({ browser }) => {
  test.slow();
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  await elena.settings({ voice: "person", quorum: "0" });
  const people = [];
  for (let n = 0; n < 7; n += 1) people.push(await Delegate.join(browser, server, "es", `Persona ${n}`, n < 4 ? "MDI" : "PN"));
  const [ana, bruno] = people;
  if (!ana || !bruno) throw new Error("nobody came");
  const screen = await Projector.open(browser, server, "es");
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  for (const person of [ana, bruno]) await person.page.getByTestId("hand-raise").click();
  await bruno.page.getByTestId("lost").click();
  await elena.page.getByTestId("timer").selectOption("300");
  await elena.page.getByTestId("announce").click();
  await expect_accessible(elena.page, "announcing");
  await elena.page.getByTestId("announcement-words").fill("Almuerzo a las 13:00");
  await elena.page.getByTestId("announcement-submit").click();
  await elena.page.getByTestId("floor-give-2").click();
  await ana.page.getByTestId("propose-text").fill("Formación de docentes para detectar señales de captación");
  await expect(ana.page.getByTestId("similar")).not.toHaveAttribute("data-count", "0");
  for (const [person, name] of [[elena, "desk"], [ana, "who speaks"], [bruno, "who waits"], [screen, "projector"]] as const) await expect_accessible(person.page, `the floor: ${name}`);
  const dialog = async (button: string, name: string): Promise<void> => {
    await elena.page.getByTestId(button).first().click();
    await expect(elena.page.getByRole("dialog")).toBeVisible();
    await expect_accessible(elena.page, name);
    await elena.page.keyboard.press("Escape");
  };
  for (const name of ["split", "hide", "participation-open", "correct-2", "invite"]) await dialog(name, name);
  for (const stage of ["clarifying", "voting"]) await elena.step(stage);
  for (const [n, person] of people.entries()) {
    for (const words of ["permanencia escolar", "Abrir centros"]) await person.vote(words, "join");
    await person.vote("Formar a docentes", n < 4 ? "join" : "object", n < 4 ? undefined : "Sin presupuesto");
  }
  await elena.close_round();
  await elena.page.getByTestId("opinions-open").click();
  await expect(elena.page.getByTestId("opinion-map")).toBeVisible();
  await expect_accessible(elena.page, "opinions");
  await elena.page.keyboard.press("Escape");
  await elena.page.getByTestId("next-step").click();
  await expect(elena.activity("permanencia escolar").getByTestId("outcome")).toBeVisible();
  await elena.step("assigning");
  await elena.page.getByTestId("mapping-vote").click();
  await expect_accessible(elena.page, "a vote on who carries it out");
  await elena.page.getByTestId("round-submit").click();
  await expect(ana.page.getByTestId("asked").first()).toBeVisible();
  await expect_accessible(ana.page, "voting on who carries it out");
  await expect_accessible(screen.page, "projector, a vote on who carries it out");
  await elena.page.locator("[data-testid^=session-][data-state=planned]").first().getByRole("button").click();
  await dialog("groups-open", "what the groups bring");
  await elena.page.getByTestId("invite").click();
  await elena.page.getByTestId("admission").selectOption("waiting");
  await elena.page.keyboard.press("Escape");
  await elena.page.getByTestId("settings").click();
  await elena.page.getByTestId("edit-workshop").click();
  await expect_accessible(elena.page, "editing");
  await elena.page.getByTestId("edit-add-1.1").click();
  await expect_accessible(elena.page, "adding a sub-objective");
  await elena.page.keyboard.press("Escape");
  await elena.page.keyboard.press("Escape");
  const late = await Delegate.join(browser, server, "es", "Tarde", "FGE");
  await expect(elena.page.getByTestId("waiting")).toBeVisible();
  await expect_accessible(late.page, "the door");
  await expect_accessible(elena.page, "somebody waits");
  await server.stop();
});
