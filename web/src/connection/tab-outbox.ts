// Where the tabs of one browser keep their outboxes. Each tab has its own shelf and a lease on it that it renews while it lives;
// what a closed tab left unanswered is taken over by another one of the same person.
//
//   acuerdo.outbox/<person>/<tab>    the commands, oldest first
//   acuerdo.lease/<person>/<tab>     {owner, until}   owner: one life of a page; until: milliseconds since 1970
//
// Not the Web Locks API: browsers hide it from pages on plain http, which is what a venue's LAN has. A lease can be lost by a tab
// that lives (browsers slow hidden tabs down to a beat a minute); then two tabs send the same commands, with the same ids, and the
// server counts them once.
import type { Command } from "../protocol";
import type { Clock, Random, Store } from "./environment";
import { outbox_bound, type OutboxShelf } from "./outbox";

const lease_ms = 75_000;
const renew_every_ms = 5_000;
/** Two tabs that claim at once both look again after this; the last writer has it. */
const claim_settles_ms = 120;

interface Lease {
  owner: string;
  until: number;
}

export interface TabOutboxParts {
  store: Store;
  clock: Clock;
  random: Random;
  /** Whose commands these are: the same on all tabs of a person. */
  person: string;
  /** This tab's name, kept over reloads by the tab itself; a new one may be given when another page lives under it. */
  tab: string;
  new_tab(): string;
  /** Takes over commands of a closed tab. */
  adopt(commands: Command[]): void;
}

export class TabOutbox implements OutboxShelf {
  readonly #owner: string;
  #tab: string;
  #stop = noop;

  constructor(private readonly parts: TabOutboxParts) {
    this.#owner = `${parts.clock.now()}-${Math.floor(parts.random() * 1e9)}`;
    this.#tab = parts.tab;
    // A duplicated tab comes with its twin's name.
    if (this.#leased(this.#tab)) this.#tab = parts.new_tab();
    this.#renew();
  }

  load(): Command[] {
    return this.#read(this.#tab);
  }

  save(commands: readonly Command[]): boolean {
    if (commands.length > 0) return this.parts.store.set(this.#outbox_key(this.#tab), JSON.stringify(commands));
    this.parts.store.remove(this.#outbox_key(this.#tab));
    return true;
  }

  /** Renews the lease and looks after closed tabs, from now on until `release`. */
  start(): void {
    this.#stop();
    this.#renew();
    this.#look_after_others();
    this.#stop = this.parts.clock.after(renew_every_ms, () => this.start());
  }

  /** The page goes: others may take over at once. `start` comes back. */
  release(): void {
    this.#stop();
    this.#stop = noop;
    this.parts.store.remove(this.#lease_key(this.#tab));
  }

  #look_after_others(): void {
    const prefix = this.#outbox_key("");
    for (const key of this.parts.store.keys()) {
      if (!key.startsWith(prefix)) continue;
      const tab = key.slice(prefix.length);
      if (tab !== this.#tab && !this.#leased(tab)) this.#take_over(tab);
    }
  }

  #take_over(tab: string): void {
    this.#write_lease(tab);
    this.parts.clock.after(claim_settles_ms * (1 + this.parts.random()), () => {
      if (this.#lease(tab)?.owner !== this.#owner) return;
      const commands = this.#read(tab);
      // First kept here, then removed there: a crash between doubles, and never loses.
      this.parts.adopt(commands);
      this.parts.store.remove(this.#outbox_key(tab));
      this.parts.store.remove(this.#lease_key(tab));
    });
  }

  #renew(): void {
    this.#write_lease(this.#tab);
  }

  #write_lease(tab: string): void {
    const lease: Lease = { owner: this.#owner, until: this.parts.clock.now() + lease_ms };
    this.parts.store.set(this.#lease_key(tab), JSON.stringify(lease));
  }

  /** By somebody else who lives. */
  #leased(tab: string): boolean {
    const lease = this.#lease(tab);
    return lease !== null && lease.owner !== this.#owner && lease.until > this.parts.clock.now();
  }

  #lease(tab: string): Lease | null {
    const value = parsed(this.parts.store.get(this.#lease_key(tab)));
    return is_lease(value) ? value : null;
  }

  #read(tab: string): Command[] {
    const value = parsed(this.parts.store.get(this.#outbox_key(tab)));
    return Array.isArray(value) ? value.filter(is_command).slice(0, outbox_bound) : [];
  }

  #outbox_key(tab: string): string {
    return `acuerdo.outbox/${this.parts.person}/${tab}`;
  }

  #lease_key(tab: string): string {
    return `acuerdo.lease/${this.parts.person}/${tab}`;
  }
}

function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function is_lease(value: unknown): value is Lease {
  return typeof value === "object" && value !== null && "owner" in value && typeof value.owner === "string" && "until" in value && typeof value.until === "number";
}

// We wrote it ourselves; the server checks it whole.
function is_command(value: unknown): value is Command {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" && "type" in value && typeof value.type === "string";
}

function noop(): void {}
