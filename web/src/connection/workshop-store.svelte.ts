// The connection as Svelte sees it: documents, numbers and answers that components read and that re-render only those who read
// what changed. Frames are taken in at once and shown with the next picture, so that a burst of changes is drawn once.
import { SvelteMap } from "svelte/reactivity";
import type { Command, CommandDraft, DocumentKey, DocumentsByKey, Presence, Turnout, WorkshopPart } from "../protocol";
import { browser_clock, browser_store, browser_transport, new_tab_name, socket_address, tab_name } from "./browser";
import { Connection, type Identity, type LineState } from "./connection";
import type { Mine } from "./mine";
import { Outbox, type CommandState, type OutboxShelf, type Sent } from "./outbox";
import { TabOutbox } from "./tab-outbox";

/** Answered commands that screens may still speak of. */
const answered_bound = 100;

/** A command given on this page or found in its outbox, with its way so far. */
export class GivenCommand {
  state: CommandState = $state.raw({ name: "queued" });

  constructor(readonly command: Command) {}

  get open(): boolean {
    return this.state.name === "queued" || this.state.name === "sending";
  }
}

export class WorkshopStore {
  line: LineState = $state.raw({ name: "connecting" });
  mine: Mine | null = $state.raw(null);
  /** Oldest first: unanswered ones, and the latest answered ones. */
  given: readonly GivenCommand[] = $state.raw([]);
  /** False when a reload would lose what waits here. */
  durable = $state(true);
  /** Server's time minus ours, in milliseconds. */
  clock_offset = $state(0);
  readonly #documents = new SvelteMap<string, WorkshopPart>();
  readonly #presence = new SvelteMap<string, Presence>();
  readonly #turnout = new SvelteMap<string, Turnout>();
  readonly #given = new Map<string, GivenCommand>();
  readonly #connection: Connection;
  readonly #tab: TabOutbox | null;
  #touched = new Set<string>();
  #numbers: { presence: readonly Presence[]; turnout: readonly Turnout[] } | null = null;
  #next_mine: Mine | null = null;
  #drawing = false;

  /** For what goes over HTTP; a projector has none. */
  readonly token: string | null;

  constructor(identity: Identity, person: string | null) {
    this.token = "token" in identity ? identity.token : null;
    this.#tab = person === null ? null : this.#shelf(person);
    const outbox = new Outbox(this.#tab ?? no_shelf);
    this.#connection = new Connection(
      { transport: browser_transport(socket_address()), clock: browser_clock, random: Math.random, outbox, identity },
      {
        line: (state) => (this.line = state),
        documents: (keys) => this.#take(() => keys.forEach((key) => this.#touched.add(key))),
        numbers: (presence, turnout) => this.#take(() => (this.#numbers = { presence, turnout })),
        mine: (mine) => this.#take(() => (this.#next_mine = mine)),
        command: (sent) => this.#answered(sent),
        welcomed: (welcome) => (this.clock_offset = welcome.now - Date.now()),
      },
    );
    for (const entry of outbox.entries) this.#answered(entry);
  }

  get<Key extends DocumentKey>(key: Key): DocumentsByKey[Key] | undefined {
    return this.#documents.get(key) as DocumentsByKey[Key] | undefined;
  }

  /** Every document whose key starts so, in no order. Reads the whole map: for lists, not for single documents. */
  all<Part extends WorkshopPart>(prefix: "participant/" | "liveSession/" | "activity/"): Part[] {
    const found: Part[] = [];
    for (const [key, part] of this.#documents) if (key.startsWith(prefix)) found.push(part as Part);
    return found;
  }

  presence(live_session: string): Presence | undefined {
    return this.#presence.get(live_session);
  }

  turnout(sub_objective: string, round: number): Turnout | undefined {
    return this.#turnout.get(`${sub_objective}/${round}`);
  }

  /** Up to which event we have seen the workshop: what an editor says it has in view when it opens. */
  get seen(): number {
    return this.#connection.seen;
  }

  get waiting(): number {
    return this.given.filter((given) => given.open).length;
  }

  send(draft: CommandDraft): GivenCommand {
    const sent = this.#connection.send(draft);
    const given = this.#given.get(sent.command.id);
    if (!given) throw new Error("a command that was sent is not known");
    return given;
  }

  /** Says whether one can follow: at once or not at all. */
  signal(live_session: string, following: boolean): boolean {
    return this.#connection.signal(live_session, following);
  }

  /** A refusal that was read. */
  forget(given: GivenCommand): void {
    if (given.open) return;
    this.#given.delete(given.command.id);
    this.given = [...this.#given.values()];
  }

  /** Connects, and listens to the page's sleeping and waking until the answer is called. */
  start(): () => void {
    const wake = (): void => {
      if (document.visibilityState !== "visible") return;
      this.#tab?.start();
      this.#connection.wake();
    };
    const leave = (): void => this.#tab?.release();
    window.addEventListener("online", wake);
    window.addEventListener("pageshow", wake);
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", wake);
    this.#tab?.start();
    this.#connection.start();
    return () => {
      window.removeEventListener("online", wake);
      window.removeEventListener("pageshow", wake);
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", wake);
      this.#connection.close();
      this.#tab?.release();
    };
  }

  retry(): void {
    this.#connection.wake();
  }

  #shelf(person: string): TabOutbox {
    return new TabOutbox({
      store: browser_store(),
      clock: browser_clock,
      random: Math.random,
      person,
      tab: tab_name(),
      new_tab: new_tab_name,
      adopt: (commands) => this.#connection.adopt(commands),
    });
  }

  #answered(sent: Sent): void {
    let given = this.#given.get(sent.command.id);
    if (!given) {
      given = new GivenCommand(sent.command);
      this.#given.set(sent.command.id, given);
    }
    given.state = sent.state;
    const answered = [...this.#given.values()].filter((one) => !one.open);
    for (const one of answered.slice(0, Math.max(0, answered.length - answered_bound))) this.#given.delete(one.command.id);
    this.given = [...this.#given.values()];
    this.durable = this.#connection?.outbox.durable ?? true;
  }

  #take(keep: () => void): void {
    keep();
    if (this.#drawing) return;
    this.#drawing = true;
    // A hidden page draws no pictures, but its title and its sounds still follow.
    const timer = setTimeout(() => this.#draw(), 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      this.#draw();
    });
  }

  #draw(): void {
    if (!this.#drawing) return;
    this.#drawing = false;
    for (const key of this.#touched) {
      const part = this.#connection.documents.part(key);
      if (part) this.#documents.set(key, part);
      else this.#documents.delete(key);
    }
    this.#touched = new Set();
    if (this.#numbers) {
      put(this.#presence, this.#numbers.presence, (one) => one.liveSession);
      put(this.#turnout, this.#numbers.turnout, (one) => `${one.subObjective}/${one.round}`);
      this.#numbers = null;
    }
    if (this.#next_mine) this.mine = this.#next_mine;
    this.#next_mine = null;
  }
}

/** Ticks are absolute: what is not in them is no more. */
function put<Value>(map: SvelteMap<string, Value>, values: readonly Value[], key_of: (value: Value) => string): void {
  const now = new Map(values.map((value) => [key_of(value), value]));
  for (const key of [...map.keys()]) if (!now.has(key)) map.delete(key);
  for (const [key, value] of now) {
    const before = map.get(key);
    if (!before || JSON.stringify(before) !== JSON.stringify(value)) map.set(key, value);
  }
}

// A projector gives no commands.
const no_shelf: OutboxShelf = { load: () => [], save: () => true };
