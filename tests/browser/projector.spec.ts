// The projector: read from the back row, complete, and never a secret.
import { expect, test } from "@playwright/test";
import { Delegate, Facilitator, Projector } from "./people";
import { Server } from "./server";

/** The smallest letters that stand on the screen, in CSS pixels. */
async function smallest_letters(screen: Projector): Promise<number> {
  return screen.page.evaluate(() => {
    const sizes: number[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || !node.textContent?.trim() || element.closest(".unseen, noscript, option, select")) continue;
      const box = element.getBoundingClientRect();
      if (box.width > 1 && box.height > 1) sizes.push(parseFloat(getComputedStyle(element).fontSize));
    }
    return Math.min(...sizes);
  });
}

test("everything is shown, page by page, in letters of 24 px at least", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const screen = await Projector.open(browser, server, "es");
  expect(await smallest_letters(screen)).toBeGreaterThanOrEqual(24);
  for (const stage of ["pending", "proposing"]) await elena.step(stage);
  await ana.at("proposing");
  const proposed = Array.from({ length: 8 }, (_, place) => `Propuesta número ${place + 1} para que la red local de prevención llegue a cada barrio del cantón, con responsables y plazos`);
  for (const words of proposed) await ana.propose(words);
  // The newest is in front at once.
  await expect(screen.page.getByText(proposed[7] ?? "")).toBeVisible();
  await elena.step("clarifying");
  await elena.step("voting");
  await ana.at("voting");
  for (const words of proposed) await ana.vote(words, "object", `Objeción a: ${words}`);
  await elena.close_round_anyway();
  await expect(screen.page.getByTestId("screen")).toHaveAttribute("data-stage", "reviewing");

  const foot = screen.page.getByTestId("screen-page");
  await expect(foot).toBeVisible();
  const pages = Number(await foot.getAttribute("data-pages"));
  expect(pages).toBeGreaterThan(2);
  const seen = new Set<string>();
  for (let page = 0; page < pages; page += 1) {
    await screen.has_no_scroll_bar();
    expect(await smallest_letters(screen)).toBeGreaterThanOrEqual(24);
    for (const row of await screen.page.locator("[data-testid=screen-rows] > li:visible").all()) {
      const box = await row.boundingBox();
      const frame = await screen.page.getByTestId("screen-rows").boundingBox();
      expect(box && frame && box.y >= frame.y - 1 && box.y + box.height <= frame.y + frame.height + 1, await row.innerText()).toBe(true);
      seen.add((await row.innerText()).replace(/\s+/g, " "));
    }
    await screen.page.keyboard.press("ArrowRight");
  }
  const everything = [...seen].join(" | ");
  for (const words of [...proposed, ...proposed.map((one) => `Objeción a: ${one}`), "permanencia escolar", "Abrir centros juveniles"]) expect(everything).toContain(words);
  expect(everything).toContain("Ana Paredes");
  await server.stop();
});

test("amendments are shown when clarifying and institutions when assigning", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  const screen = await Projector.open(browser, server, "es");
  await elena.quorum("0");
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  await ana.at("clarifying");
  await ana.amend("Formar a docentes", "Formar a docentes y familias en la detección de señales", "Sin las familias no alcanza");
  await expect(screen.page.getByTestId("screen-amendment")).toContainText("familias");
  await elena.step("voting");
  await ana.at("voting");
  for (const words of ["permanencia escolar", "Formar a docentes", "Abrir centros juveniles"]) await ana.vote(words, "join");
  await elena.close_round();
  await elena.page.getByTestId("next-step").click();
  await expect(elena.activity("permanencia escolar").getByTestId("outcome")).toBeVisible();
  await elena.step("assigning");
  await ana.at("assigning");
  await ana.activity("permanencia escolar").getByTestId("suggest-monitors").selectOption("sns");
  await expect(screen.page.getByTestId("screen-suggestions").first()).toContainText("SNS");
  await server.stop();
});

test("it tells the address people can reach, not the one it was opened with", async ({ browser }) => {
  const server = await Server.start(["--address", "http://taller.example:8080"]);
  const screen = await Projector.open(browser, server, "es");
  await expect(screen.page.getByTestId("screen-address")).toHaveText("taller.example:8080");
  await expect(screen.page).toHaveTitle(/Proyector/);
  await server.stop();
});
