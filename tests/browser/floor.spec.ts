// The room around the vote: who speaks, for how long, and what is announced.
import { expect, test } from "@playwright/test";
import { Delegate, Facilitator, Projector } from "./people";
import { Server } from "./server";

for (const language of ["es", "en"] as const) {
  test(`the floor goes from hand to hand, and everybody sees whose it is (${language})`, async ({ browser }) => {
    const server = await Server.start();
    const elena = await Facilitator.arrive(browser, server, language);
    const ana = await Delegate.join(browser, server, language, "Ana Paredes", "MDI");
    const bruno = await Delegate.join(browser, server, language, "Bruno Salas", "PN");
    const screen = await Projector.open(browser, server, language);
    for (const stage of ["pending", "proposing"]) await elena.step(stage);

    await ana.page.getByTestId("hand-raise").click();
    await expect(ana.page.getByTestId("hand-up")).toHaveAttribute("data-before", "0");
    await elena.page.getByTestId("floor-give-2").click();
    for (const person of [ana, bruno, elena, screen]) await expect(person.page.getByTestId("speaker")).toHaveAttribute("data-participant", "2");
    await expect(screen.page.getByTestId("speaker")).toContainText("Ana Paredes");
    await expect(ana.page.getByTestId("speaker").getByTestId("clock")).toBeVisible();

    // A point of order is heard first; who was not heard yet comes before who was.
    await bruno.page.getByTestId("hand-order").click();
    await ana.page.getByTestId("speech-end").click();
    await ana.page.getByTestId("hand-raise").click();
    await expect(ana.page.getByTestId("hand-up")).toHaveAttribute("data-before", "1");
    await expect(elena.page.locator("[data-testid^=asks-]")).toHaveCount(2);
    await expect(elena.page.locator("[data-testid^=asks-]").first()).toHaveAttribute("data-purpose", "point_of_order");
    await expect(screen.page.getByTestId("screen-hands")).toContainText("Bruno Salas");
    await screen.has_no_scroll_bar();
    await ana.page.getByTestId("hand-lower").click();
    await expect(ana.page.getByTestId("hand-raise")).toBeVisible();

    await bruno.page.getByTestId("lost").click();
    await expect(elena.page.getByTestId("lost")).toHaveAttribute("data-count", "1");
    await elena.page.getByTestId("lost-clear").click();
    await expect(elena.page.getByTestId("lost")).toHaveCount(0);

    await elena.page.getByTestId("timer").selectOption("300");
    for (const person of [ana, screen]) await expect(person.page.getByTestId("clock").last()).toBeVisible();
    await elena.page.getByTestId("announce").click();
    const words = language === "es" ? "Almuerzo a las <b>13:00</b>" : "Lunch at <b>13:00</b>";
    await elena.page.getByTestId("announcement-words").fill(words);
    await elena.page.getByTestId("announcement-submit").click();
    for (const person of [ana, bruno, elena, screen]) await expect(person.page.getByTestId("announcement")).toContainText(words);
    await screen.has_no_scroll_bar();
    await elena.page.getByTestId("announcement-withdraw").click();
    await expect(ana.page.getByTestId("announcement")).toBeEmpty();
    for (const person of [ana, bruno, elena, screen]) expect(person.complaints).toEqual([]);
    await server.stop();
  });
}
