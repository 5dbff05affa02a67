// Two who edit the same, and one person who is there twice.
import { expect, test } from "@playwright/test";
import { Delegate, Facilitator, Person } from "./people";
import { Server } from "./server";

test("who writes over somebody else's words sees both, and nothing typed is lost", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const marco = await Facilitator.invited(browser, server, "en", "Marco Vega", elena);
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  await marco.at("clarifying");

  // Words of an activity.
  const activity = elena.activity("permanencia escolar");
  await activity.getByTestId("revise").click();
  const words = elena.page.getByTestId("revise-text");
  await words.fill("Lo que escribe Elena");
  const others = marco.activity("school-retention");
  await others.getByTestId("revise").click();
  await marco.page.getByTestId("revise-text").fill("What Marco writes");
  await marco.page.getByTestId("moderate-submit").click();
  await expect(marco.activity("What Marco writes")).toBeVisible();
  await elena.page.getByTestId("moderate-submit").click();
  await expect(elena.page.getByTestId("written-over")).toContainText("What Marco writes");
  await expect(words).toHaveValue("Lo que escribe Elena");
  await elena.page.getByTestId("moderate-submit").click();
  await expect(elena.activity("Lo que escribe Elena")).toBeVisible();
  await expect(elena.page.getByRole("dialog")).toHaveCount(0);

  // How the workshop decides.
  await elena.page.getByTestId("settings").click();
  await elena.page.getByTestId("settings-quorum").selectOption("2/3");
  await marco.settings({ quorum: "3/4" });
  await elena.page.getByTestId("settings-submit").click();
  await expect(elena.page.getByTestId("written-over")).toContainText("3/4");
  await expect(elena.page.getByTestId("settings-quorum")).toHaveValue("2/3");
  await elena.page.getByTestId("settings-submit").click();
  await expect(elena.page.getByRole("dialog").getByTestId("given")).toHaveAttribute("data-state", "recorded");
  await elena.page.keyboard.press("Escape");

  // What a sub-objective is called.
  for (const one of [elena, marco]) {
    await one.page.getByTestId("settings").click();
    await one.page.getByTestId("edit-workshop").click();
    await one.page.getByTestId("edit-1.1.1").click();
  }
  await marco.page.getByTestId("edit-words").fill("As Marco calls it");
  await marco.page.getByTestId("edit-submit").click();
  await expect(marco.page.getByTestId("edit-submit")).toHaveCount(0);
  await elena.page.getByTestId("edit-words").fill("Como lo llama Elena");
  await elena.page.getByTestId("edit-submit").click();
  await expect(elena.page.getByTestId("written-over")).toBeVisible();
  await expect(elena.page.getByTestId("edit-words")).toHaveValue("Como lo llama Elena");
  for (const person of [elena, marco]) expect(person.complaints).toEqual([]);
  await server.stop();
});

test("an outcome, a mapping, details and a remark are not written over either", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const marco = await Facilitator.invited(browser, server, "en", "Marco Vega", elena);
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await elena.quorum("0");
  for (const stage of ["pending", "proposing", "clarifying", "voting"]) await elena.step(stage);
  await ana.at("voting");
  for (const words of ["permanencia escolar", "Formar a docentes", "Abrir centros juveniles"]) await ana.vote(words, "join");
  await elena.close_round();
  await marco.at("reviewing");
  const [hers, his] = [elena.activity("permanencia escolar"), marco.activity("school-retention")];

  await hers.getByTestId("outcome-deferred").check();
  await hers.getByTestId("outcome-reason").fill("Falta el presupuesto");
  await his.getByTestId("outcome-not_agreed").check();
  await his.getByTestId("outcome-reason").fill("They did not agree");
  await his.getByTestId("outcome-submit").click();
  await expect(his.getByTestId("outcome")).toHaveAttribute("data-outcome", "not_agreed");
  await hers.getByTestId("outcome-submit").click();
  await expect(hers.getByTestId("written-over")).toContainText("They did not agree");
  await expect(hers.getByTestId("outcome-reason")).toHaveValue("Falta el presupuesto");
  await hers.getByTestId("outcome-submit").click();
  await expect(hers.getByTestId("outcome")).toHaveAttribute("data-outcome", "deferred");
  await elena.page.getByTestId("next-step").click();
  await expect(elena.activity("Formar a docentes").getByTestId("outcome")).toHaveAttribute("data-outcome", "adopted_by_consensus");
  await elena.step("assigning");
  await marco.at("assigning");

  const [theirs, same] = [elena.activity("Formar a docentes"), marco.activity("Train teachers")];
  for (const article of [theirs, same]) await article.getByTestId("mapping-edit").click();
  await theirs.getByTestId("map-leads-mdi").check();
  await same.getByTestId("map-leads-mineduc").check();
  await same.getByTestId("mapping-adopt").click();
  await expect(same.getByTestId("mapping-adopt")).toHaveCount(0);
  await theirs.getByTestId("mapping-adopt").click();
  await expect(theirs.getByTestId("written-over")).toContainText("MINEDUC");
  await expect(theirs.getByTestId("map-leads-mdi")).toBeChecked();
  await theirs.getByTestId("mapping-edit").click();

  for (const article of [theirs, same]) await article.getByTestId("details").locator("summary").first().click();
  await theirs.getByTestId("detail-deadline").fill("2024-06-30");
  await same.getByTestId("detail-deadline").fill("2024-12-31");
  await same.getByTestId("detail-submit").click();
  await expect(same.getByTestId("given").last()).toHaveAttribute("data-state", "recorded");
  await theirs.getByTestId("detail-submit").click();
  await expect(theirs.getByTestId("written-over")).toContainText("2024-12-31");
  await expect(theirs.getByTestId("detail-deadline")).toHaveValue("2024-06-30");

  for (const person of [elena, marco]) {
    await person.page.goto(`${server.url}/minutes`);
    await person.page.getByTestId("remarks").click();
    await person.page.getByTestId("remark-1.1.1").locator("summary").first().click();
  }
  await elena.page.getByTestId("remark-1.1.1").getByTestId("remark-text").fill("Lo que anota Elena");
  await marco.page.getByTestId("remark-1.1.1").getByTestId("remark-text").fill("What Marco notes");
  await marco.page.getByTestId("remark-1.1.1").getByTestId("remark-submit").click();
  await expect(marco.page.getByTestId("remark-1.1.1").locator(".tag").first()).toBeVisible();
  await elena.page.getByTestId("remark-1.1.1").getByTestId("remark-submit").click();
  await expect(elena.page.getByTestId("written-over")).toContainText("What Marco notes");
  await expect(elena.page.getByTestId("remark-1.1.1").getByTestId("remark-text")).toHaveValue("Lo que anota Elena");
  for (const person of [elena, marco]) expect(person.complaints).toEqual([]);
  await server.stop();
});

test("somebody who joins on a second phone is the same person once a facilitator says so", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  await Delegate.join(browser, server, "es", "Bruno Salas", "PN");
  for (const stage of ["pending", "proposing", "clarifying", "voting"]) await elena.step(stage);
  await ana.at("voting");
  await ana.vote("permanencia escolar", "join");
  await ana.vote("Formar a docentes", "object", "Sin presupuesto");

  const again = await Person.page(browser, "es", { viewport: { width: 390, height: 844 } });
  await again.goto(`${server.url}/join/${server.join_code}`);
  await again.getByTestId("join-name").fill("ana  PAREDES");
  await again.getByTestId("join-institution").fill("MDI");
  await again.getByRole("option").filter({ hasText: "MDI" }).first().click();
  await again.getByTestId("join-submit").click();
  await expect(again.getByTestId("join-taken")).toBeVisible();
  await again.getByTestId("join-claim").click();
  await expect(again.getByTestId("door")).toHaveAttribute("data-role", "waiting");

  await elena.page.getByTestId("same-person-4").click();
  await elena.page.getByTestId("merge-submit").click();
  await expect(again.getByTestId("door")).toHaveCount(0);
  // The same ballots on both phones, and one vote each is theirs.
  const formar = again.locator("article").filter({ hasText: "Formar a docentes" });
  await expect(formar.getByTestId("position-object")).toHaveAttribute("aria-pressed", "true");
  await formar.getByTestId("position-join").click();
  await expect(formar.getByTestId("ballot-state")).toHaveAttribute("data-state", "recorded");
  await expect(ana.activity("Formar a docentes").getByTestId("position-join")).toHaveAttribute("aria-pressed", "true");
  await expect(elena.page.getByTestId("institution-mdi")).toHaveAttribute("data-present", "1");
  expect(elena.complaints).toEqual([]);
  await server.stop();
});

test("a round may ask for another quorum, and the desk says before whether there is one", async ({ browser }) => {
  const server = await Server.start();
  const elena = await Facilitator.arrive(browser, server, "es");
  const ana = await Delegate.join(browser, server, "es", "Ana Paredes", "MDI");
  for (const stage of ["pending", "proposing", "clarifying"]) await elena.step(stage);
  await expect(elena.page.getByTestId("quorum-now")).toHaveAttribute("data-met", "false");
  await elena.page.getByTestId("round-options").click();
  await elena.page.getByTestId("round-own-quorum").check();
  await elena.page.getByTestId("round-quorum").selectOption("0");
  await elena.page.getByTestId("round-submit").click();
  await elena.at("voting");
  await ana.at("voting");
  for (const words of ["permanencia escolar", "Formar a docentes", "Abrir centros juveniles"]) await ana.vote(words, "join");
  await elena.close_round();
  await expect(elena.activity("permanencia escolar").getByTestId("result")).toHaveAttribute("data-verdict", "consensus");
  expect(elena.complaints).toEqual([]);
  await server.stop();
});
