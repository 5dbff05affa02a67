// A phone that slept, a server that died, a person with several windows: nothing is lost and all agree.
import { expect, test } from "@playwright/test";
import { Delegate, Facilitator } from "./people";
import { Server } from "./server";

const draft = "permanencia escolar";

async function voting(facilitator: Facilitator): Promise<void> {
  await facilitator.quorum("0");
  await facilitator.step("pending");
  await facilitator.step("proposing");
  await facilitator.step("clarifying");
  await facilitator.step("voting");
}

test("what a phone votes without a line is sent when the line is back", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await voting(elena);
  await ana.at("voting");
  await server.kill();
  const state = ana.activity(draft).getByTestId("ballot-state");
  await ana.activity(draft).getByTestId("position-join").click();
  await expect(state).not.toHaveAttribute("data-state", "recorded");
  await ana.page.reload({ waitUntil: "commit" }).catch(() => undefined);

  await server.start_again();
  await ana.page.goto(`${server.url}/participant`);
  await expect(ana.activity(draft).getByTestId("ballot-state")).toHaveAttribute("data-state", "recorded", { timeout: 20_000 });
  await expect(ana.activity(draft).getByTestId("position-join")).toHaveAttribute("aria-pressed", "true");
  await expect(elena.page.getByTestId("turnout-line")).toBeVisible({ timeout: 20_000 });
  await server.stop();
});

test("all windows of one person agree, and a vote never depends on staying connected", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await voting(elena);
  const second = await ana.page.context().newPage();
  await second.goto(`${server.url}/participant`);
  await ana.vote(draft, "join");
  const there = second.locator("article").filter({ hasText: draft });
  await expect(there.getByTestId("position-join")).toHaveAttribute("aria-pressed", "true");
  await there.getByTestId("position-abstain").click();
  await expect(ana.activity(draft).getByTestId("position-abstain")).toHaveAttribute("aria-pressed", "true");

  await second.close();
  await ana.page.context().close();
  await elena.close_round_anyway();
  await expect(elena.activity(draft)).toContainText("1");
  await server.stop();
});
