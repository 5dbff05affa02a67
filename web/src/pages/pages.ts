// Each page's code is loaded when it is first shown.
import type { Component } from "svelte";
import { messages } from "../messages/messages.svelte";
import type { Route } from "./router.svelte";

type PageModule = { default: Component };

const pages: Record<Route["page"], () => Promise<PageModule>> = {
  enter: () => import("./enter/EnterPage.svelte"),
  join: () => import("./join/JoinPage.svelte"),
  participant: () => import("./participant/ParticipantPage.svelte"),
  facilitator: async () => (await Promise.all([import("./facilitator/FacilitatorPage.svelte"), messages.load_facilitators()]))[0],
  screen: () => import("./screen/ScreenPage.svelte"),
  minutes: () => import("./minutes/MinutesPage.svelte"),
  unknown: () => import("./enter/UnknownPage.svelte"),
};

export function load_page(page: Route["page"]): Promise<PageModule> {
  return pages[page]();
}
