// A facilitator presses the wrong button in front of everybody, and takes it back.
import { expect, test } from "@playwright/test";
import { Delegate, Facilitator } from "./people";
import { Server } from "./server";

test("what was pressed too early is taken back: the stage, an outcome, and a round with its ballots", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await elena.settings({ quorum: "0" });
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  await elena.page.getByTestId("undo").click();
  await elena.at("proposing");
  await ana.at("proposing");
  for (const stage of ["clarifying", "voting"]) await elena.step(stage);
  await expect(elena.page.getByTestId("undo")).toHaveCount(0); // a round is annulled, not taken back
  await ana.vote("permanencia escolar", "join");
  await elena.close_round_anyway();
  await ana.at("reviewing");

  await elena.page.getByTestId("undo").click();
  await ana.at("voting");
  await expect(ana.activity("permanencia escolar").getByTestId("ballot-state")).toHaveAttribute("data-state", "recorded");
  await ana.vote("Formar a docentes", "object", "Falta presupuesto");
  await elena.close_round_anyway();
  await expect(elena.activity("Formar a docentes").getByTestId("result")).toHaveAttribute("data-verdict", "not_reached");

  await elena.step("reviewing"); // declares what the rule advises
  await expect(elena.page.getByTestId("undo")).toHaveAttribute("data-kind", "outcome_declared");
  await elena.page.getByTestId("undo").click();
  await expect(elena.page.getByTestId("taken-back")).toHaveCount(3);
  await expect(elena.page.getByTestId("taken-back").last()).toContainText("Elena Ríos");
  for (const person of [elena, ana]) expect(person.complaints).toEqual([]);
  await server.stop();
});
