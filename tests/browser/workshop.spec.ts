// A whole sub-objective by several real browsers at once, from the join code to the minutes, in each language.
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { Delegate, Facilitator, Projector, type Language, type Person } from "./people";
import { Server } from "./server";

const stories = {
  es: {
    lights: "Iluminar los parques y las canchas del cantón",
    lights_amended: "Iluminar los parques, las canchas y las paradas de bus del cantón",
    cameras: "Instalar cámaras en todas las escuelas",
    cameras_amended: "Instalar cámaras en los accesos de las escuelas, con protocolo de datos personales",
    because: "Las paradas son lo primero que piden las familias",
    reservation: "Con mantenimiento a cargo de cada municipio",
    objection: "Vulnera la privacidad de niñas y niños",
    withdrawn: "Ya está en el plan sectorial",
    adopted: /Adoptada por consenso/i,
    head: "1.1.1",
  },
  en: {
    lights: "Light the parks and sports grounds of the canton",
    lights_amended: "Light the parks, sports grounds and bus stops of the canton",
    cameras: "Install cameras in every school",
    cameras_amended: "Install cameras at school gates, under a personal data protocol",
    because: "Bus stops are what families ask for first",
    reservation: "With maintenance by each municipality",
    objection: "It violates the privacy of children",
    withdrawn: "It is in the sector plan already",
    adopted: /Adopted by consensus/i,
    head: "1.1.1",
  },
} satisfies Record<Language, unknown>;

async function download(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByTestId(button).click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

/** Nobody but the one who cast it has had this text on any wire so far. */
function expect_unseen(secret: string, people: readonly Person[]): void {
  for (const person of people) expect(person.traffic.received.filter((frame) => frame.includes(secret))).toEqual([]);
}

for (const language of ["es", "en"] as const) {
  test(`a workshop runs from join code to minutes (${language})`, async ({ browser }) => {
    const words = stories[language];
    const server = await Server.start();
    const elena = await Facilitator.arrive(browser, server, language);
    const ana = await Delegate.join(browser, server, language, "Ana Paredes", "MDI");
    const bruno = await Delegate.join(browser, server, language, "Bruno Salas", "PN");
    const carla = await Delegate.join(browser, server, language, "Carla Mena", "FGE");
    const screen = await Projector.open(browser, server, language);
    const everyone = [elena, ana, bruno, carla, screen];
    const delegates = [ana, bruno, carla];

    await expect(screen.page.getByTestId("screen-code")).toContainText(server.join_code);
    await screen.has_no_scroll_bar();

    await test.step("the facilitator opens the live session and leads on to proposing", async () => {
      await elena.quorum("0");
      await elena.step("pending");
      for (const delegate of delegates) await delegate.at("pending");
      await elena.step("proposing");
      for (const delegate of delegates) await delegate.at("proposing");
    });

    await test.step("delegates propose, and everyone sees it", async () => {
      await ana.propose(words.lights);
      await bruno.propose(words.cameras);
      for (const person of everyone) {
        await expect(person.page.getByText(words.lights)).toBeVisible();
        await expect(person.page.getByText(words.cameras)).toBeVisible();
      }
    });

    await test.step("an amendment is proposed, accepted by the author, and seen by all", async () => {
      await elena.step("clarifying");
      await carla.at("clarifying");
      await carla.amend(words.lights, words.lights_amended, words.because);
      await ana.accept_amendment(words.lights);
      await expect(bruno.page.getByRole("heading", { name: words.lights_amended })).toBeVisible();
      await expect(screen.page.getByText(words.lights_amended)).toBeVisible();
      await elena.withdraw(language === "es" ? "Abrir centros juveniles" : "Open youth centres", words.withdrawn);
    });

    await test.step("round 1: one reserves, one objects, and nobody sees it before the close", async () => {
      await elena.step("voting");
      for (const delegate of delegates) {
        await delegate.at("voting");
        for (const draft of language === "es" ? ["permanencia escolar", "Formar a docentes"] : ["school-retention", "Train teachers"]) await delegate.vote(draft, "join");
      }
      await ana.vote(words.lights_amended, "join");
      await bruno.vote(words.lights_amended, "join_with_reservation", words.reservation);
      await carla.vote(words.lights_amended, "join");
      await ana.vote(words.cameras, "join");
      await bruno.vote(words.cameras, "join");
      await expect(elena.page.getByTestId("turnout-line")).toContainText("2");
      await carla.vote(words.cameras, "object", words.objection);
      await expect(elena.page.getByTestId("turnout-line")).toContainText("3");
      expect_unseen(words.objection, [elena, ana, bruno, screen]);
      expect_unseen(words.reservation, [elena, ana, carla, screen]);
      await expect(screen.page.getByText(words.objection)).toHaveCount(0);
    });

    await test.step("the result is revealed and the facilitator declares as advised", async () => {
      await elena.close_round();
      await expect(screen.page.getByTestId("screen")).toHaveAttribute("data-stage", "reviewing");
      await screen.has_no_scroll_bar();
      await expect(ana.activity(words.cameras).getByText(words.objection)).toBeVisible();
      await expect(ana.activity(words.lights_amended).getByText(words.reservation)).toBeVisible();
      await elena.page.getByTestId("next-step").click();
      await expect(elena.activity(words.lights_amended).getByTestId("outcome")).toHaveAttribute("data-outcome", "adopted_with_reservations");
      await expect(elena.activity(words.cameras).getByTestId("outcome")).toHaveAttribute("data-outcome", "not_agreed");
    });

    await test.step("round 2, after another amendment, reaches consensus", async () => {
      await elena.page.getByTestId("step-again").click();
      await elena.at("clarifying");
      await carla.amend(words.cameras, words.cameras_amended, words.objection);
      await bruno.accept_amendment(words.cameras);
      await expect(elena.page.getByRole("heading", { name: words.cameras_amended })).toBeVisible();
      await elena.step("voting");
      for (const delegate of delegates) {
        await delegate.at("voting");
        await delegate.vote(words.cameras_amended, "join");
      }
      await elena.close_round();
      await elena.page.getByTestId("next-step").click();
      await expect(elena.activity(words.cameras_amended).getByTestId("outcome")).toHaveAttribute("data-outcome", "adopted_by_consensus");
    });

    await test.step("institutions are suggested and the mapping adopted", async () => {
      await elena.step("assigning");
      for (const delegate of delegates) {
        await delegate.at("assigning");
        await delegate.activity(words.cameras_amended).getByTestId("suggest-leads").selectOption("mineduc");
      }
      await expect(elena.activity(words.cameras_amended).getByTestId("suggest-leads-mineduc")).toContainText("3");
      await ana.activity(words.lights_amended).getByTestId("suggest-leads").selectOption("mdi");
      await bruno.activity(words.lights_amended).getByTestId("suggest-monitors").selectOption("sns");
      await expect(elena.activity(words.lights_amended).getByTestId("suggest-monitors-sns")).toBeVisible();
      await elena.page.getByTestId("next-step").click();
      await expect(elena.activity(words.cameras_amended).getByTestId("mapping-adopt")).toHaveCount(0);
      await elena.step("closed");
      await expect(screen.page.getByTestId("screen")).toHaveAttribute("data-stage", "closed");
      await screen.has_no_scroll_bar();
    });

    await test.step("the minutes hold the exact words, in both languages", async () => {
      await elena.page.goto(`${server.url}/minutes`);
      for (const tag of ["es", "en"] as const) {
        const markdown = await download(elena.page, `minutes-md-${tag}`);
        expect(markdown.name).toMatch(new RegExp(`-${tag}\\.md$`));
        expect(markdown.text).toMatch(stories[tag].adopted);
        for (const exact of [words.lights_amended, words.cameras_amended, words.reservation, words.withdrawn, "Bruno Salas", "MINEDUC"]) expect(markdown.text).toContain(exact);
      }
      const html = await download(elena.page, `minutes-html-${language}`);
      expect(html.text).toContain(words.cameras_amended);
      const json = JSON.parse((await download(elena.page, `minutes-json-${language}`)).text) as object;
      expect(JSON.stringify(json)).toContain(words.reservation);
      expect((await download(elena.page, `minutes-csv-${language}`)).text).toContain(words.lights_amended);
      await expect(elena.page.getByTestId("minutes-preview").contentFrame().getByText(words.cameras_amended).first()).toBeVisible();
    });

    for (const person of everyone) {
      expect(person.traffic.violations).toEqual([]);
      expect(person.complaints).toEqual([]);
    }
    await server.stop();
  });
}
