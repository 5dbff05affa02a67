import { beforeEach, describe, expect, it } from "vitest";
import type { CommandDraft, LiveSessionDocument, Turnout } from "../protocol";
import { Connection, type ConnectionEvents, type LineState } from "./connection";
import { FakeClock, FakeServer, FakeStore } from "./fake-world";
import { Outbox, outbox_bound, type OutboxShelf } from "./outbox";

const ballot = (activity: number, position = "support"): CommandDraft => ({ type: "ballot.cast", activity, round: 1, position, reason: "" });
const session = (state: "open" | "closed"): LiveSessionDocument => ({ id: "d1am", state, focus: null, hands: [], speech: null, timer: null });

let clock: FakeClock;
let server: FakeServer;
let store: FakeStore;
let lines: LineState["name"][];
let turnouts: (readonly Turnout[])[];
let touched: string[];

const shelf: OutboxShelf = {
  load: () => JSON.parse(store.get("outbox") ?? "[]") as ReturnType<OutboxShelf["load"]>,
  save: (commands) => store.set("outbox", JSON.stringify(commands)),
};

function connect(): Connection {
  const events: ConnectionEvents = {
    line: (state) => lines.push(state.name),
    documents: (keys) => touched.push(...keys),
    numbers: (_presence, turnout) => turnouts.push(turnout),
    mine: () => {},
    command: () => {},
    welcomed: () => {},
  };
  const connection = new Connection({ transport: server, clock, random: () => 0.5, outbox: new Outbox(shelf), identity: { token: "t" } }, events);
  connection.start();
  return connection;
}

beforeEach(() => {
  clock = new FakeClock();
  server = new FakeServer(clock);
  store = new FakeStore();
  lines = [];
  turnouts = [];
  touched = [];
});

describe("a connection", () => {
  it("says hello with its token and is live when it has the documents", () => {
    server.docs.set("liveSession/d1am", session("open"));
    const connection = connect();
    clock.pass(10);
    expect(server.hellos).toEqual([{ type: "hello", token: "t" }]);
    expect(lines).toEqual(["live"]);
    expect(connection.documents.get("liveSession/d1am")?.state).toBe("open");
  });

  it("takes changes in, and tells which documents are others now", () => {
    server.docs.set("liveSession/d1am", session("open"));
    const connection = connect();
    clock.pass(10);
    touched = [];
    server.change("liveSession/d1am", session("closed"));
    clock.pass(10);
    expect(touched).toEqual(["liveSession/d1am"]);
    expect(connection.documents.get("liveSession/d1am")?.state).toBe("closed");
    server.say({ type: "change", seq: server.seq, docs: { "liveSession/d1am": session("closed") } });
    clock.pass(10);
    expect(touched).toEqual(["liveSession/d1am"]);
  });

  it("passes numbers on without touching documents", () => {
    connect();
    clock.pass(10);
    server.say({ type: "tick", seq: 12, presence: [], turnout: [{ subObjective: "1.1", round: 1, voted: 3, present: 9, eligible: 13, activities: [] }] });
    clock.pass(10);
    expect(turnouts.at(-1)?.[0]?.voted).toBe(3);
    expect(touched).toEqual([]);
  });

  it("comes back with what it has: the largest sequence number it heard of, and the boot that counted it", () => {
    connect();
    clock.pass(10);
    server.say({ type: "tick", seq: 42, presence: [], turnout: [] });
    clock.pass(10);
    server.drop();
    clock.pass(1_000);
    expect(server.hellos.at(-1)).toEqual({ type: "hello", token: "t", since: 42, boot: "boot-1" });
    expect(lines).toEqual(["live", "offline", "offline", "live"]);
  });

  it("forgets documents that a new snapshot does not have", () => {
    server.docs.set("liveSession/d1am", session("open"));
    const connection = connect();
    clock.pass(10);
    server.docs.clear();
    server.boot = "boot-2";
    server.drop();
    clock.pass(1_000);
    expect(connection.documents.get("liveSession/d1am")).toBeUndefined();
    expect(touched.at(-1)).toBe("liveSession/d1am");
  });

  it("asks the person to join when the token is not known, and does not knock again", () => {
    server.knows_token = false;
    connect();
    clock.pass(60_000);
    expect(lines).toEqual(["refused"]);
    expect(server.hellos).toHaveLength(1);
  });

  it("waits longer with every try that fails, never more than 10 s", () => {
    server.up = false;
    const connection = connect();
    const pauses: number[] = [];
    for (let tries = 0; tries < 9; tries++) {
      clock.pass(1);
      if (connection.line.name !== "offline" || connection.line.retry_at === null) throw new Error(`unexpectedly ${connection.line.name}`);
      pauses.push(connection.line.retry_at - clock.now());
      clock.pass(pauses.at(-1) ?? 0);
    }
    expect(pauses).toEqual([187.5, 375, 750, 1500, 3000, 6000, 7500, 7500, 7500]);
  });

  it("tries at once when it is woken", () => {
    server.up = false;
    const connection = connect();
    clock.pass(60_000);
    server.up = true;
    while (connection.line.name === "offline" && connection.line.retry_at === null) clock.pass(1);
    connection.wake();
    clock.pass(10);
    expect(connection.line.name).toBe("live");
  });

  it("asks a silent line whether it lives, and leaves it alone while it answers", () => {
    const connection = connect();
    clock.pass(60_000);
    expect(server.line.pings).toBeGreaterThanOrEqual(10);
    expect(connection.line.name).toBe("live");
    expect(server.hellos).toHaveLength(1);
  });

  it("takes a line for dead after 15 s without a word, and opens another", () => {
    const connection = connect();
    clock.pass(10);
    server.mute = true;
    clock.pass(14_900);
    expect(connection.line.name).toBe("live");
    clock.pass(200);
    expect(connection.line.name).toBe("offline");
    server.mute = false;
    clock.pass(20_000);
    expect(connection.line.name).toBe("live");
  });

  it("gives a line that slept 3 s, not 15, when the page wakes", () => {
    const connection = connect();
    clock.pass(10);
    server.mute = true;
    connection.wake();
    clock.pass(3_100);
    expect(connection.line.name).toBe("offline");
  });

  it("survives a frame that is not one", () => {
    const connection = connect();
    clock.pass(10);
    server.line.events.received("{");
    expect(connection.line.name).toBe("offline");
    clock.pass(1_000);
    expect(connection.line.name).toBe("live");
  });

  it("hears nothing of a line it let go of", () => {
    const connection = connect();
    clock.pass(10);
    const old = server.line;
    server.drop();
    clock.pass(1_000);
    old.events.received(JSON.stringify({ type: "change", seq: 99, docs: { "liveSession/d1am": session("open") } }));
    old.events.closed(1006);
    expect(connection.documents.get("liveSession/d1am")).toBeUndefined();
    expect(connection.line.name).toBe("live");
  });
});

describe("a command", () => {
  it("is sending until the server says it is on disk, and then has the server's time", () => {
    const connection = connect();
    clock.pass(10);
    const sent = connection.send(ballot(1));
    expect(sent.state.name).toBe("sending");
    clock.pass(10);
    expect(sent.state).toMatchObject({ name: "recorded", seq: 11 });
    expect(connection.outbox.entries).toEqual([]);
  });

  it("has an id the protocol takes", () => {
    const connection = connect();
    const ids = Array.from({ length: 50 }, (_, index) => connection.send(ballot(index)).command.id);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{8,40}$/);
    expect(new Set(ids).size).toBe(50);
  });

  it("is refused with the server's code and leaves the outbox", () => {
    server.refuse = () => "round_closed";
    const connection = connect();
    clock.pass(10);
    const sent = connection.send(ballot(1));
    clock.pass(10);
    expect(sent.state).toEqual({ name: "refused", code: "round_closed", field: null });
    expect(connection.outbox.entries).toEqual([]);
  });

  it("is told how many are taken when there are as many, and what follows goes on", () => {
    server.refuse = (command) => (command.type === "round.open" ? "limit" : null);
    const connection = connect();
    clock.pass(10);
    const sent = connection.send({ type: "round.open", subObjective: "1.1.1" });
    const next = connection.send(ballot(1));
    clock.pass(10_000);
    expect(sent.state).toEqual({ name: "refused", code: "limit", field: null, most: 20 });
    expect(next.state.name).toBe("recorded");
    expect(server.arrived.filter((command) => command.type === "round.open")).toHaveLength(1);
  });

  it("goes again with the same id when the line broke before the answer, and is recorded once", () => {
    const connection = connect();
    clock.pass(10);
    server.loses_answers = true;
    const sent = connection.send(ballot(1));
    clock.pass(10);
    expect(server.recorded).toHaveLength(1);
    server.loses_answers = false;
    server.drop();
    expect(sent.state.name).toBe("queued");
    clock.pass(1_000);
    expect(sent.state.name).toBe("recorded");
    expect(server.arrived.map((one) => one.id)).toEqual([sent.command.id, sent.command.id]);
    expect(server.recorded).toHaveLength(1);
  });

  it("given offline waits and goes in the order it was given", () => {
    const connection = connect();
    clock.pass(10);
    server.up = false;
    server.drop();
    const sent = [1, 2, 3, 4, 5].map((activity) => connection.send(ballot(activity)));
    expect(sent.map((one) => one.state.name)).toEqual(Array(5).fill("queued"));
    server.up = true;
    clock.pass(5_000);
    expect(server.recorded.map((one) => one.id)).toEqual(sent.map((one) => one.command.id));
    expect(sent.every((one) => one.state.name === "recorded")).toBe(true);
  });

  it("survives a reload in the outbox, with its id and its place", () => {
    server.up = false;
    const before = connect();
    const ids = [1, 2, 3].map((activity) => before.send(ballot(activity)).command.id);
    before.close();
    server.up = true;
    const after = connect();
    expect(after.outbox.entries.map((entry) => entry.command.id)).toEqual(ids);
    clock.pass(1_000);
    expect(server.recorded.map((one) => one.id)).toEqual(ids);
    expect(store.get("outbox")).toBe("[]");
  });

  it("never overtakes another one that the server asked to wait", () => {
    let busy = 3;
    server.refuse = (command) => (command.type === "ballot.cast" && command.position === "support" && busy-- > 0 ? "rate" : null);
    const connection = connect();
    clock.pass(10);
    const first = connection.send(ballot(1, "support"));
    const second = connection.send(ballot(1, "object"));
    clock.pass(10);
    expect([first.state.name, second.state.name]).toEqual(["queued", "queued"]);
    clock.pass(20_000);
    expect(server.recorded.map((one) => one.type === "ballot.cast" && one.position)).toEqual(["support", "object"]);
  });

  it("is kept through `unavailable`: the room comes back", () => {
    let broken = 2;
    server.refuse = () => (broken-- > 0 ? "unavailable" : null);
    const connection = connect();
    clock.pass(10);
    const sent = connection.send(ballot(1));
    clock.pass(10_000);
    expect(sent.state.name).toBe("recorded");
  });

  it("that never gets an answer on a living line goes again on another", () => {
    const connection = connect();
    clock.pass(10);
    server.loses_answers = true;
    const sent = connection.send(ballot(1));
    clock.pass(10);
    server.loses_answers = false;
    clock.pass(30_000);
    expect(sent.state.name).toBe("recorded");
    expect(server.recorded).toHaveLength(1);
  });

  it("is one of at most 20 a second", () => {
    const connection = connect();
    clock.pass(10);
    for (let activity = 0; activity < 100; activity++) connection.send(ballot(activity));
    clock.pass(1_000);
    expect(server.arrived.length).toBeGreaterThan(20);
    expect(server.arrived.length).toBeLessThanOrEqual(31);
    const after_one = server.arrived.length;
    clock.pass(2_000);
    expect(server.arrived.length - after_one).toBeLessThanOrEqual(31);
    clock.pass(10_000);
    expect(server.recorded).toHaveLength(100);
  });

  it("beyond the bound of the outbox is refused at once, and said so", () => {
    server.up = false;
    const connection = connect();
    for (let activity = 0; activity < outbox_bound; activity++) connection.send(ballot(activity));
    expect(connection.send(ballot(999)).state).toEqual({ name: "refused", code: "outbox_full", field: null });
    expect(connection.outbox.entries).toHaveLength(outbox_bound);
  });

  it("is known to be in danger when the browser cannot keep it", () => {
    server.up = false;
    const connection = connect();
    connection.send(ballot(1));
    expect(connection.outbox.durable).toBe(true);
    store.full = true;
    connection.send(ballot(2));
    expect(connection.outbox.durable).toBe(false);
  });
});
