// What lies on the facilitator's desk: the live session they lead and the sub-objective in front of them.
import { getContext, setContext } from "svelte";
import type { LiveSessionDocument, SubObjectiveDocument } from "../../protocol";
import type { GivenCommand } from "../../connection/workshop-store.svelte";
import type { CommandDraft, Turnout } from "../../protocol";
import { places } from "../../workshop/tree";
import type { WorkshopView } from "../../workshop/view.svelte";

const key = Symbol("desk");
const leads_under = "acuerdo.leads";

export class Desk {
  #leads: string | null = $state(kept());
  /** Looked at without moving the room. */
  looked_at: string | null = $state(null);

  constructor(private readonly view: WorkshopView) {}

  /** The open live session this facilitator leads: the one they picked, else the first. */
  readonly session: LiveSessionDocument | undefined = $derived.by(() => this.view.open_sessions.find((one) => one.id === this.#leads) ?? this.view.open_sessions[0]);

  /** In front of the facilitator: what they look at, else where their room is, else the first one that is not closed. */
  readonly sub_objective: SubObjectiveDocument | undefined = $derived.by(() => {
    const document = this.view.document;
    if (!document) return undefined;
    const all = places(document).map((place) => place.sub_objective.id);
    const first_open = all.find((id) => this.view.stage(id) !== "closed") ?? all[0];
    return this.view.sub_objective(this.looked_at ?? this.session?.focus ?? first_open);
  });

  lead(session: string): void {
    this.#leads = session;
    this.looked_at = null;
    try {
      sessionStorage.setItem(leads_under, session);
    } catch {
      // Storage forbidden: until the page is loaded anew.
    }
  }

  /** Puts it on the desk; the room stays where it is. */
  look_at(id: string): void {
    this.looked_at = id === this.session?.focus ? null : id;
  }

  /** Gives commands in order. A step that moves the room or opens a session brings the desk along. */
  give(commands: readonly CommandDraft[]): GivenCommand[] {
    const given = commands.map((command) => this.view.store.send(command));
    const opened = commands.find((command) => command.type === "liveSession.open");
    if (opened?.type === "liveSession.open") this.lead(opened.liveSession);
    if (commands.some((command) => command.type === "focus.set")) this.looked_at = null;
    return given;
  }
}

export const provide_desk = (desk: Desk): Desk => setContext(key, desk);
export const use_desk = (): Desk => getContext<Desk>(key);

/** Is somebody present who has yet to vote? */
export function votes_missing(turnout: Turnout | undefined): boolean {
  return turnout !== undefined && ((turnout.waiting?.length ?? 0) > 0 || (turnout.waitingMore ?? 0) > 0);
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(leads_under);
  } catch {
    return null;
  }
}
