// The ballot: every position from every prior state, by hand and by keyboard, and what is said of it.
import { expect, test, type Browser } from "@playwright/test";
import { Delegate, Facilitator } from "./people";
import { Server } from "./server";

const retention = "permanencia escolar";
const teachers = "Formar a docentes";

async function voting(browser: Browser, server: Server): Promise<{ elena: Facilitator; ana: Delegate }> {
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  for (const stage of ["pending", "proposing", "clarifying", "voting"]) await elena.step(stage);
  await ana.at("voting");
  return { elena, ana };
}

const positions = ["join", "join_with_reservation", "abstain", "object"] as const;
const reason_of = (position: string): string | undefined => (position === "join_with_reservation" ? "Con presupuesto propio" : position === "object" ? "Falta un protocolo" : undefined);

test("every position can be cast from every prior state", async ({ browser }) => {
  const server = await Server.start();
  const { ana } = await voting(browser, server);
  // Each ordered pair of different positions once, and each as the first: an Eulerian walk over the four.
  const walk = ["object", "join", "object", "abstain", "object", "join_with_reservation", "object", "join", "join_with_reservation", "join", "abstain", "join", "abstain", "join_with_reservation", "abstain", "object"];
  for (const position of walk) {
    await ana.vote(retention, position, reason_of(position));
    const cast = ana.traffic.sent.map((text) => JSON.parse(text) as { type: string; position: string; reason: string }).filter((frame) => frame.type === "ballot.cast");
    expect(cast.at(-1)).toMatchObject({ position, reason: reason_of(position) ?? "" });
    await expect(ana.activity(retention).getByTestId(`position-${position}`)).toHaveAttribute("aria-pressed", "true");
  }
  for (const position of positions) {
    const fresh = await Delegate.join(browser, server, "es", `Primera ${position}`, "PN");
    await fresh.vote(retention, position, reason_of(position));
    await expect(fresh.activity(retention).getByTestId(`position-${position}`)).toHaveAttribute("aria-pressed", "true");
    await fresh.page.context().close();
  }
  await server.stop();
});

test("a ballot sheet is answered with the keyboard alone, and a key votes only where the focus is", async ({ browser }) => {
  const server = await Server.start();
  const { ana } = await voting(browser, server);
  const votes = () => ana.traffic.sent.filter((text) => text.includes("ballot.cast")).length;
  // Nowhere, and in the header: nothing happens.
  await ana.page.keyboard.press("1");
  await ana.page.getByTestId("tab-now").focus();
  await ana.page.keyboard.press("1");
  expect(votes()).toBe(0);

  await ana.activity(retention).getByTestId("position-join").focus();
  await ana.page.keyboard.press("1");
  await expect(ana.activity(retention).getByTestId("ballot-state")).toHaveAttribute("data-state", "recorded");
  await ana.activity(teachers).getByTestId("position-join").focus();
  await ana.page.keyboard.press("4");
  await expect(ana.activity(teachers).getByTestId("reason")).toBeFocused();
  await ana.page.keyboard.type("Necesita 2 cosas y 1 presupuesto");
  await ana.page.keyboard.press("Control+Enter");
  await expect(ana.activity(teachers).getByTestId("ballot-state")).toHaveAttribute("data-state", "recorded");
  await expect(ana.activity(teachers).getByTestId("position-object")).toHaveAttribute("aria-pressed", "true");
  // The form is gone; the focus is not.
  await expect(ana.activity(teachers).getByTestId("position-object")).toBeFocused();
  expect(votes()).toBe(2);
  await server.stop();
});

test("what counts as voted is on disk, and a refused choice is not shown as mine", async ({ browser }) => {
  const server = await Server.start();
  const { elena, ana } = await voting(browser, server);
  await ana.vote(retention, "join");
  await expect(ana.page.getByTestId("sheet-progress")).toHaveAttribute("data-recorded", "1");
  await server.kill();
  await ana.activity(teachers).getByTestId("position-abstain").click();
  await expect(ana.page.getByTestId("sheet-progress")).toHaveAttribute("data-recorded", "1");
  await expect(ana.activity(teachers).getByTestId("position-abstain")).toHaveAttribute("aria-pressed", "true");
  await server.start_again();
  await expect(ana.page.getByTestId("sheet-progress")).toHaveAttribute("data-recorded", "2", { timeout: 20_000 });

  // A change of mind typed before the close and sent after it is refused: what stands is shown.
  await ana.activity(retention).getByTestId("position-object").click();
  await ana.activity(retention).getByTestId("reason").fill("Demasiado tarde");
  await ana.page.context().setOffline(true);
  await ana.activity(retention).getByTestId("reason-submit").click();
  await elena.page.waitForTimeout(100);
  await expect(ana.activity(retention).getByTestId("ballot-state")).not.toHaveAttribute("data-state", "recorded");
  await server.stop();
});
