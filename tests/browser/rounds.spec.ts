// What a facilitator can do with a round beyond opening and closing it: another rule, a time, a show of hands, annulling it.
import { expect, test } from "@playwright/test";
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

test("a round by another rule has a time; hands are recorded for who has no device; it is annulled and held again", async ({ browser }) => {
  const elena = await Facilitator.arrive(browser, server, "es");
  await elena.quorum("0");
  await elena.page.getByTestId("next-step").click();
  await elena.page.getByTestId("tree-1.1.2").click();
  await elena.page.getByTestId("next-step").click();
  await elena.step("proposing");
  await elena.step("clarifying");
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
  await elena.step("reviewing");
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
