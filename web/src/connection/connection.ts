// A person's line to the workshop. Keeps the documents current and carries commands to the disk, whatever the line does:
//
//   send ─► outbox ─► wire ─► ack | refused          unanswered commands stay in the outbox, in order, and go again with the
//                      │                             same id on the next line; the server counts them once
//   hello ─► welcome, snapshot | change, tick, mine
//
// One command is on its way at a time. That costs a round trip each, and buys that nothing ever overtakes: not when the server
// asks us to wait, not when the line breaks. Two ballots of one person can never land the wrong way round.
//
// Pure of the browser: transport, clock, randomness and storage come in. Everything runs on the page's one thread.
import type { Closing, Command, CommandDraft, Hello, Presence, Refused, ServerFrame, Signal, Turnout, Welcome } from "../protocol";
import { BackOff } from "./back-off";
import { new_command_id } from "./command-id";
import { Documents } from "./documents";
import type { Clock, Random, Transport, Wire } from "./environment";
import { merged, type Mine } from "./mine";
import type { CommandState, Outbox, Sent } from "./outbox";
import { Pace } from "./pace";

/** After so much silence we ask whether the line is alive ... */
const ping_after_ms = 5_000;
/** ... and after so much we take it for dead. */
const dead_after_ms = 15_000;
/** A page that wakes up does not wait that long. */
const waking_answer_ms = 3_000;
/** A line that lived so long was a good one: the next loss starts with short pauses again. */
const settled_after_ms = 5_000;
/** A command that has no answer after so long on a living line went astray: come back and send it again. */
const answer_within_ms = 20_000;
/** After `rate` or `unavailable` we hold everything back so long. */
const hold_ms = 1_000;

const token_unknown = 4003;

export type LineState =
  | { name: "connecting" }
  | { name: "live" }
  /** `retry_at`: when the next try is; null while one is being made. */
  | { name: "offline"; retry_at: number | null }
  /** The server does not know our token or code. */
  | { name: "refused" }
  | { name: "closed" };

/** A screen that a facilitator opened shows their pass: it is asked for where newcomers wait at the door. */
export type Identity = { token: string } | { screen: string; pass?: string };

export interface ConnectionParts {
  transport: Transport;
  clock: Clock;
  random: Random;
  outbox: Outbox;
  identity: Identity;
}

/** What a connection tells its screen. Called after its own state has changed. */
export interface ConnectionEvents {
  line(state: LineState): void;
  documents(keys: readonly string[]): void;
  numbers(presence: readonly Presence[], turnout: readonly Turnout[]): void;
  mine(mine: Mine): void;
  command(sent: Sent): void;
  welcomed(welcome: Welcome): void;
}

export class Connection {
  readonly documents = new Documents();

  /** The largest sequence we have seen. */
  get seen(): number {
    return this.documents.seq;
  }
  readonly #back_off: BackOff;
  #mine: Mine | null = null;
  #line: LineState = { name: "connecting" };
  #wire: Wire | null = null;
  #welcomed = false;
  #boot: string | null = null;
  #heard_at = 0;
  #live_since = 0;
  #held_until = 0;
  #pace = new Pace();
  #in_flight: Sent | null = null;
  #sent_at = 0;
  #cancel_retry = noop;
  #cancel_watch = noop;
  #cancel_pump = noop;

  constructor(
    private readonly parts: ConnectionParts,
    private readonly events: ConnectionEvents,
  ) {
    this.#back_off = new BackOff(parts.random);
  }

  get line(): LineState {
    return this.#line;
  }

  get outbox(): Outbox {
    return this.parts.outbox;
  }

  start(): void {
    if (this.#line.name === "closed" || this.#wire) return;
    this.#open();
  }

  /** For good: the page is left or the person signed out. The outbox stays. */
  close(): void {
    this.#drop();
    this.#cancel_retry();
    this.#set_line({ name: "closed" });
  }

  /** The network or the page came back: try now, and do not trust a line that may have died in its sleep. */
  wake(): void {
    if (this.#line.name === "offline" && !this.#wire) {
      this.#cancel_retry();
      this.#open();
    } else if (this.#wire) {
      this.#heard_at = Math.min(this.#heard_at, this.parts.clock.now() - dead_after_ms + waking_answer_ms);
      this.#ping();
      this.#watch();
    }
  }

  /** Gives a command its id and takes it to the server, now or when the line is back. The answer's state changes as it goes. */
  send(draft: CommandDraft): Sent {
    const command = { ...draft, id: new_command_id() } as Command;
    const entry = this.outbox.add(command);
    if (!entry) {
      const refused: Sent = { command, state: { name: "refused", code: "outbox_full", field: null } };
      this.events.command(refused);
      return refused;
    }
    this.events.command(entry);
    this.#pump();
    return entry;
  }

  /** Says at this moment whether one can follow; what is said without a line is lost, and out of date when it comes back. Was it said? */
  signal(live_session: string, following: boolean): boolean {
    if (!this.#welcomed || !this.#wire) return false;
    this.#wire.send(JSON.stringify({ type: "signal", liveSession: live_session, following } satisfies Signal));
    return true;
  }

  /** Takes over what a closed tab left unanswered. */
  adopt(commands: readonly Command[]): void {
    for (const entry of this.outbox.adopt(commands)) this.events.command(entry);
    this.#pump();
  }

  #open(): void {
    if (this.#line.name === "offline") this.#set_line({ name: "offline", retry_at: null });
    this.#heard_at = this.parts.clock.now();
    // Events of a wire that we let go of no longer count.
    const is_mine = (): boolean => this.#wire === wire;
    const wire: Wire = this.parts.transport.open({
      opened: () => is_mine() && wire.send(JSON.stringify(this.#hello())),
      received: (text) => is_mine() && this.#receive(text),
      closed: (code) => is_mine() && this.#lost(code),
    });
    this.#wire = wire;
    this.#watch();
  }

  #hello(): Hello {
    const hello: Hello = { type: "hello", ...this.parts.identity };
    if (this.#boot === null || this.documents.seq === 0) return hello;
    return { ...hello, since: this.documents.seq, boot: this.#boot };
  }

  #receive(text: string): void {
    this.#heard_at = this.parts.clock.now();
    const frame = parsed(text);
    switch (frame?.type) {
      case undefined:
        return this.#lost(0);
      case "welcome":
        return this.#welcome(frame);
      case "snapshot":
        this.events.documents(this.documents.replace(frame));
        return frame.more ? undefined : this.#current();
      case "change":
        this.events.documents(this.documents.merge(frame));
        return frame.more ? undefined : this.#current();
      case "tick":
        this.documents.reached(frame.seq);
        return this.events.numbers(frame.presence, frame.turnout);
      case "mine":
        return this.#concerns_me(merged(this.#mine, frame));
      case "ack":
        return this.#answer(frame.id, { name: "recorded", at: frame.at, seq: frame.seq, created: frame.created ?? null });
      case "refused":
        return this.#refused(frame);
      case "closing":
        return this.#closing(frame);
      case "pong":
        return;
    }
  }

  #welcome(frame: Welcome): void {
    this.#welcomed = true;
    this.#boot = frame.boot;
    this.#pace = new Pace();
    this.events.welcomed(frame);
    if (frame.resumed) this.#current();
    this.#pump();
  }

  #concerns_me(mine: Mine | null): void {
    this.#mine = mine;
    if (mine) this.events.mine(mine);
  }

  #current(): void {
    if (!this.#welcomed || this.#line.name === "live") return;
    this.#live_since = this.parts.clock.now();
    this.#set_line({ name: "live" });
  }

  #refused(frame: Refused): void {
    if (frame.id === null) {
      if (!this.#welcomed && frame.code === "token") this.#turned_away();
      return;
    }
    if (frame.code === "rate" || frame.code === "unavailable") return this.#hold(frame.id);
    this.#answer(frame.id, { name: "refused", code: frame.code, field: frame.field, ...(frame.most === undefined ? {} : { most: frame.most }) });
  }

  #answer(id: string, state: CommandState): void {
    const entry = this.outbox.find(id);
    if (!entry) return;
    if (entry === this.#in_flight) this.#on_its_way(null);
    this.outbox.remove(entry);
    this.#set_state(entry, state);
    this.#pump();
  }

  /** Not now, says the server: the command stays first in line and everybody behind it waits too. */
  #hold(id: string): void {
    const entry = this.outbox.find(id);
    if (!entry) return;
    if (entry === this.#in_flight) this.#on_its_way(null);
    this.#held_until = this.parts.clock.now() + hold_ms * (1 + this.parts.random());
    this.#set_state(entry, { name: "queued" });
    this.#pump();
  }

  #closing(frame: Closing): void {
    if (frame.reason === "token") this.#turned_away();
  }

  #turned_away(): void {
    this.#drop();
    this.#set_line({ name: "refused" });
  }

  #lost(code: number): void {
    if (code === token_unknown) return this.#turned_away();
    const now = this.parts.clock.now();
    if (this.#line.name === "live" && now - this.#live_since >= settled_after_ms) this.#back_off.reset();
    this.#drop();
    const pause = this.#back_off.next();
    this.#set_line({ name: "offline", retry_at: now + pause });
    this.#cancel_retry = this.parts.clock.after(pause, () => this.#open());
  }

  /** Lets go of the line; what was on its way is queued again, with its id. */
  #drop(): void {
    this.#cancel_watch();
    this.#cancel_pump();
    const wire = this.#wire;
    this.#wire = null;
    this.#welcomed = false;
    wire?.close();
    const unanswered = this.#in_flight;
    this.#on_its_way(null);
    if (unanswered) this.#set_state(unanswered, { name: "queued" });
  }

  #watch(): void {
    this.#cancel_watch();
    const now = this.parts.clock.now();
    const silence = now - this.#heard_at;
    const astray = this.#in_flight !== null && now - this.#sent_at >= answer_within_ms;
    if (silence >= dead_after_ms || astray) return this.#lost(0);
    const next = silence < ping_after_ms ? ping_after_ms - silence : Math.min(ping_after_ms, dead_after_ms - silence);
    this.#cancel_watch = this.parts.clock.after(next, () => {
      if (this.parts.clock.now() - this.#heard_at >= ping_after_ms) this.#ping();
      this.#watch();
    });
  }

  #ping(): void {
    if (this.#welcomed) this.#wire?.send('{"type":"ping"}');
  }

  /** Sends the oldest unanswered command, unless one is on its way or the server's bounds ask for a pause. */
  #pump(): void {
    this.#cancel_pump();
    const next = this.outbox.entries[0];
    if (!this.#welcomed || !this.#wire || this.#in_flight || !next) return;
    const now = this.parts.clock.now();
    const wait = now < this.#held_until ? this.#held_until - now : this.#pace.take(now);
    if (wait > 0) {
      this.#cancel_pump = this.parts.clock.after(wait, () => this.#pump());
      return;
    }
    this.#on_its_way(next);
    this.#set_state(next, { name: "sending" });
    this.#wire.send(JSON.stringify(next.command));
  }

  #on_its_way(entry: Sent | null): void {
    this.#in_flight = entry;
    this.#sent_at = this.parts.clock.now();
  }

  #set_state(entry: Sent, state: CommandState): void {
    entry.state = state;
    this.events.command(entry);
  }

  #set_line(state: LineState): void {
    this.#line = state;
    this.events.line(state);
  }
}

function parsed(text: string): ServerFrame | null {
  try {
    return JSON.parse(text) as ServerFrame;
  } catch {
    return null;
  }
}

function noop(): void {}
