// A world for tests: a clock that one moves, a store that tabs share, and a server with behaviour on lines that one breaks.
import type { Command, ServerFrame, WorkshopPart } from "../protocol";
import type { Clock, Store, Transport, Wire, WireEvents } from "./environment";

export class FakeClock implements Clock {
  #now = 1_700_000_000_000;
  #timers: { at: number; call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, call: () => void): () => void {
    const timer = { at: this.#now + milliseconds, call };
    this.#timers.push(timer);
    return () => (this.#timers = this.#timers.filter((one) => one !== timer));
  }

  /** Runs what is due, in order, until so much time has passed. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.call();
    }
    this.#now = end;
  }
}

export class FakeStore implements Store {
  readonly values = new Map<string, string>();
  full = false;

  get(key: string): string | null {
    return this.values.get(key) ?? null;
  }
  set(key: string, value: string): boolean {
    if (!this.full) this.values.set(key, value);
    return !this.full;
  }
  remove(key: string): void {
    this.values.delete(key);
  }
  keys(): string[] {
    return [...this.values.keys()];
  }
}

interface Line {
  events: WireEvents;
  hello: Record<string, unknown> | null;
  pings: number;
}

/**
 * Records every command once, by id, whatever line it comes on; answers again what it answered before. Frames arrive with the next
 * beat of the clock, as on a real line.
 */
export class FakeServer implements Transport {
  /** Ids in the order they were recorded. */
  readonly recorded: Command[] = [];
  /** Every command that arrived, recorded or not. */
  readonly arrived: Command[] = [];
  readonly lines: Line[] = [];
  readonly hellos: Record<string, unknown>[] = [];
  /** What to answer instead of recording; asked for each arrival. */
  refuse: (command: Command) => Extract<ServerFrame, { type: "refused" }>["code"] | null = () => null;
  /** Takes connections at all. */
  up = true;
  knows_token = true;
  /** Answers nothing, not even pings: a dead line that looks alive. */
  mute = false;
  /** Records, but the answer is lost. */
  loses_answers = false;
  boot = "boot-1";
  seq = 10;
  readonly docs = new Map<string, WorkshopPart>();

  constructor(private readonly clock: FakeClock) {}

  get line(): Line {
    const line = this.lines.at(-1);
    if (!line) throw new Error("nobody is connected");
    return line;
  }

  open(events: WireEvents): Wire {
    const line: Line = { events, hello: null, pings: 0 };
    let closed = false;
    this.clock.after(1, () => {
      if (closed) return;
      if (!this.up) return events.closed(1006);
      this.lines.push(line);
      events.opened();
    });
    return {
      send: (text) => void this.clock.after(1, () => !closed && this.#receive(line, JSON.parse(text) as Record<string, unknown>)),
      close: () => {
        closed = true;
        const place = this.lines.indexOf(line);
        if (place >= 0) this.lines.splice(place, 1);
      },
    };
  }

  /** All lines break, without a word. */
  drop(code = 1006): void {
    for (const line of this.lines.splice(0)) line.events.closed(code);
  }

  say(frame: ServerFrame, line = this.line): void {
    this.clock.after(1, () => {
      if (!this.mute && this.lines.includes(line)) line.events.received(JSON.stringify(frame));
    });
  }

  change(key: string, part: WorkshopPart): void {
    this.docs.set(key, part);
    this.seq++;
    for (const line of this.lines) this.say({ type: "change", seq: this.seq, docs: { [key]: part } }, line);
  }

  #receive(line: Line, frame: Record<string, unknown>): void {
    if (!this.lines.includes(line) || this.mute) return;
    if (frame["type"] === "hello") return this.#welcome(line, frame);
    if (frame["type"] === "ping") {
      line.pings++;
      return this.say({ type: "pong", now: this.clock.now() }, line);
    }
    this.#take(line, frame as unknown as Command);
  }

  #welcome(line: Line, hello: Record<string, unknown>): void {
    this.hellos.push(hello);
    if (!this.knows_token) {
      this.lines.splice(this.lines.indexOf(line), 1);
      return line.events.closed(4003);
    }
    const resumed = hello["boot"] === this.boot;
    this.say({ type: "welcome", protocol: "acuerdo.v1", boot: this.boot, now: this.clock.now(), audience: "floor", participant: 3, resumed }, line);
    const docs = Object.fromEntries(this.docs);
    this.say(resumed ? { type: "change", seq: this.seq, docs } : { type: "snapshot", seq: this.seq, docs }, line);
  }

  #take(line: Line, command: Command): void {
    this.arrived.push(command);
    const before = this.recorded.findIndex((one) => one.id === command.id);
    const code = before < 0 ? this.refuse(command) : null;
    if (code) return this.say({ type: "refused", id: command.id, code, field: null, sentence: "no", ...(code === "limit" ? { most: 20 } : {}) }, line);
    if (before < 0) {
      this.recorded.push(command);
      this.seq++;
    }
    const seq = before < 0 ? this.seq : 11 + before;
    if (!this.loses_answers) this.say({ type: "ack", id: command.id, seq, at: this.clock.now() }, line);
  }
}
