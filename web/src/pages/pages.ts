// Each page's code is loaded when it is first shown.
import type { Component } from "svelte";
import { messages } from "../messages/messages.svelte";
import type { Route } from "./router.svelte";

type PageModule = { default: Component };

/** A page that has words of its own comes with them. */
const with_words = async (page: Parameters<typeof messages.load_page>[0], module: Promise<PageModule>): Promise<PageModule> => (await Promise.all([module, messages.load_page(page)]))[0];

const pages: Record<Route["page"], () => Promise<PageModule>> = {
  enter: () => import("./enter/EnterPage.svelte"),
  join: () => import("./join/JoinPage.svelte"),
  participant: () => import("./participant/ParticipantPage.svelte"),
  facilitator: () => with_words("facilitator", import("./facilitator/FacilitatorPage.svelte")),
  screen: () => with_words("screen", import("./screen/ScreenPage.svelte")),
  minutes: () => with_words("minutes", import("./minutes/MinutesPage.svelte")),
  unknown: () => import("./enter/UnknownPage.svelte"),
};

export function load_page(page: Route["page"]): Promise<PageModule> {
  return pages[page]();
}
