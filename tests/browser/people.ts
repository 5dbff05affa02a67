// The people of a workshop, each with a browser of their own. They do what a person does, in either language.
import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from "@playwright/test";
import type { Server } from "./server";
import { Traffic } from "./traffic";

export type Language = "es" | "en";
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const laptop: BrowserContextOptions = { viewport: { width: 1366, height: 768 } };
const projector: BrowserContextOptions = { viewport: { width: 1280, height: 720 } };

export class Person {
  readonly traffic: Traffic;
  /** What the page complained about. */
  readonly complaints: string[] = [];

  protected constructor(readonly page: Page) {
    this.traffic = new Traffic(page);
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !/WebSocket|Failed to load resource|ERR_/.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async page(browser: Browser, language: Language, device: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ ...device, locale: language === "es" ? "es-EC" : "en-GB", acceptDownloads: true });
    return context.newPage();
  }
  activity(words: string): Locator {
    return this.page.locator("article").filter({ hasText: words });
  }
}

export class Facilitator extends Person {
  static async arrive(browser: Browser, server: Server, language: Language): Promise<Facilitator> {
    const facilitator = new Facilitator(await Person.page(browser, language, laptop));
    await facilitator.page.goto(server.facilitator_link);
    await facilitator.page.getByTestId("password-name").fill("Elena Ríos");
    await facilitator.page.getByTestId("password-new").fill("una clave larga y segura");
    await facilitator.page.getByTestId("password-submit").click();
    await expect(facilitator.page.getByTestId("next-step")).toBeVisible();
    return facilitator;
  }

  /** By the link that another facilitator makes. */
  static async invited(browser: Browser, server: Server, language: Language, name: string, by: Facilitator): Promise<Facilitator> {
    await by.page.getByTestId("invite").click();
    await by.page.getByTestId("invite-facilitator").click();
    const link = new URL(await by.page.getByTestId("invite-facilitator-link").inputValue());
    await by.page.keyboard.press("Escape");
    const facilitator = new Facilitator(await Person.page(browser, language, laptop));
    await facilitator.page.goto(`${server.url}${link.pathname}${link.hash}`);
    await facilitator.page.getByTestId("invited-name").fill(name);
    await facilitator.page.getByTestId("invited-submit").click();
    await expect(facilitator.page.getByTestId("next-step")).toBeVisible();
    return facilitator;
  }

  /** Presses the one next step and waits until the sub-objective is at the stage. */
  async step(stage: string): Promise<void> {
    await this.page.getByTestId("next-step").click();
    await this.at(stage);
  }
  async at(stage: string): Promise<void> {
    await expect(this.page.locator("[data-testid=stage]").first()).toHaveAttribute("data-stage", stage);
  }
  /** Closes the round in which everybody has voted: the desk hears of the last vote a moment after who cast it has their answer. */
  async close_round(): Promise<void> {
    await expect(this.page.getByTestId("turnout-line")).toHaveText(/\b(\d+) (?:of|de) \1\b/);
    await this.step("reviewing");
  }
  /** Closes the round although people have yet to vote. */
  async close_round_anyway(): Promise<void> {
    await this.page.getByTestId("next-step").click();
    await this.page.getByTestId("missing-close").click();
    await this.at("reviewing");
  }
  async quorum(fraction: string): Promise<void> {
    await this.settings({ quorum: fraction });
  }
  /** Chooses in the settings what is named as their fields are, "settings-NAME". */
  async settings(chosen: Record<string, string>): Promise<void> {
    await this.page.getByTestId("settings").click();
    for (const [name, value] of Object.entries(chosen)) await this.page.getByTestId(`settings-${name}`).selectOption(value);
    await this.page.getByTestId("settings-submit").click();
    await expect(this.page.getByRole("dialog").getByTestId("given")).toHaveAttribute("data-state", "recorded");
    await this.page.keyboard.press("Escape");
  }
  async withdraw(words: string, reason: string): Promise<void> {
    await this.activity(words).getByTestId("withdraw").click();
    await this.page.getByTestId("withdraw-reason").fill(reason);
    await this.page.getByTestId("moderate-submit").click();
    await expect(this.activity(words).getByTestId("withdraw")).toHaveCount(0);
  }
}

export class Delegate extends Person {
  static async join(browser: Browser, server: Server, language: Language, name: string, acronym: string): Promise<Delegate> {
    const delegate = new Delegate(await Person.page(browser, language, phone));
    await delegate.page.goto(`${server.url}/join/${server.join_code}`);
    await delegate.page.getByTestId("join-name").fill(name);
    await delegate.page.getByTestId("join-institution").fill(acronym);
    await delegate.page.getByRole("option").filter({ hasText: acronym }).first().click();
    await delegate.page.getByTestId("join-submit").click();
    await expect(delegate.page.getByTestId("tab-now")).toBeVisible();
    return delegate;
  }

  async at(stage: string): Promise<void> {
    await expect(this.page.locator("[data-testid=stage]").first()).toHaveAttribute("data-stage", stage);
  }
  async propose(words: string): Promise<void> {
    await this.page.getByTestId("propose-text").fill(words);
    await this.page.getByTestId("propose-submit").click();
    await expect(this.activity(words)).toBeVisible();
  }
  async amend(words: string, changed: string, reason: string): Promise<void> {
    const activity = this.activity(words);
    await activity.getByTestId("amend").click();
    await activity.getByTestId("amendment-text").fill(changed);
    await activity.getByTestId("amendment-reason").fill(reason);
    await activity.getByTestId("amendment-submit").click();
    await expect(activity.locator("[data-testid^=amendment-][data-state=proposed]")).toBeVisible();
  }
  async accept_amendment(words: string): Promise<void> {
    await this.activity(words).getByTestId("amendment-accept").click();
  }
  /** Until it is said to be recorded. */
  async vote(words: string, position: string, reason?: string): Promise<void> {
    const activity = this.activity(words);
    await activity.getByTestId(`position-${position}`).click();
    if (reason !== undefined) {
      await activity.getByTestId("reason").fill(reason);
      await activity.getByTestId("reason-submit").click();
    }
    await expect(activity.getByTestId("ballot-state")).toHaveAttribute("data-state", "recorded");
  }
}

export class Projector extends Person {
  static async open(browser: Browser, server: Server, language: Language): Promise<Projector> {
    const screen = new Projector(await Person.page(browser, language, projector));
    await screen.page.goto(`${server.url}/screen/${server.join_code}`);
    await expect(screen.page.getByTestId("screen")).toBeVisible();
    return screen;
  }
  async has_no_scroll_bar(): Promise<void> {
    const overflow = await this.page.evaluate(() => [document.documentElement.scrollHeight - window.innerHeight, document.documentElement.scrollWidth - window.innerWidth]);
    expect(overflow).toEqual([0, 0]);
  }
}
