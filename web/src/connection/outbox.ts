// Commands that were not answered yet, in the order they were given, kept where a reload does not lose them.
import type { Command, RefusalCode } from "../protocol";

/** What the server remembers is 256 ids a participant; so many unanswered ones can be sent again safely. */
export const outbox_bound = 200;

export type AnswerCode = RefusalCode | "outbox_full";

/** Where a command is on its way. */
export type CommandState =
  | { name: "queued" }
  | { name: "sending" }
  | { name: "recorded"; at: number; seq: number; created: number | null }
  /** With the code `limit`, so many are taken: `most`. */
  | { name: "refused"; code: AnswerCode; field: string | null; most?: number };

export interface Sent {
  readonly command: Command;
  state: CommandState;
}

/** Where an outbox is kept. */
export interface OutboxShelf {
  load(): Command[];
  /** False when it could not be kept: then commands live as long as the page. */
  save(commands: readonly Command[]): boolean;
}

export class Outbox {
  readonly #entries: Sent[];
  #durable = true;

  constructor(private readonly shelf: OutboxShelf) {
    this.#entries = shelf.load().slice(0, outbox_bound).map(queued);
  }

  /** Oldest first. */
  get entries(): readonly Sent[] {
    return this.#entries;
  }

  /** Whether a reload would keep what is here. */
  get durable(): boolean {
    return this.#durable;
  }

  find(id: string): Sent | undefined {
    return this.#entries.find((entry) => entry.command.id === id);
  }

  /** Null when full. */
  add(command: Command): Sent | null {
    if (this.#entries.length >= outbox_bound) return null;
    const entry = queued(command);
    this.#entries.push(entry);
    this.#save();
    return entry;
  }

  /** Takes in what another tab left unanswered; it is older than anything here. Returns what is new, as far as there is room. */
  adopt(commands: readonly Command[]): Sent[] {
    const unknown = commands.filter((command) => !this.find(command.id)).slice(0, outbox_bound - this.#entries.length);
    const entries = unknown.map(queued);
    this.#entries.unshift(...entries);
    this.#save();
    return entries;
  }

  remove(entry: Sent): void {
    const place = this.#entries.indexOf(entry);
    if (place < 0) return;
    this.#entries.splice(place, 1);
    this.#save();
  }

  #save(): void {
    this.#durable = this.shelf.save(this.#entries.map((entry) => entry.command));
  }
}

function queued(command: Command): Sent {
  return { command, state: { name: "queued" } };
}
