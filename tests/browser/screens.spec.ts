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
  await elena.step("reviewing");
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
