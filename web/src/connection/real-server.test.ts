// The connection against the real server: its frames, its disk, its death. Run by `npm run test:server` with ACUERDO_BINARY.
import Ajv, { type ValidateFunction } from "ajv";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Command, CommandDraft, DocumentKey, DocumentsByKey, Joined, Turnout } from "../protocol";
import { Connection, type ConnectionEvents } from "./connection";
import type { Clock, Transport } from "./environment";
import type { Mine } from "./mine";
import { Outbox, type Sent } from "./outbox";

const example = resolve("../sessions/examples/cuenca-2023.json");
const schemas = resolve("../server/protocol/schemas");
const sub_objective = "1.1.1";

interface Ready {
  url: string;
  joinCode: string;
  facilitatorKey: string;
}

/** Every frame of both ends is held against its schema; what does not fit is collected here. */
class Contract {
  readonly broken: string[] = [];
  readonly seen = new Set<string>();
  readonly #of_type = new Map<string, ValidateFunction>();

  constructor() {
    const ajv = new Ajv({ strict: false, allErrors: false, schemas: [{ ...read("defs.json"), $id: "acuerdo:/defs.json" }] });
    for (const folder of ["documents", "commands", "frames"]) {
      for (const file of readdirSync(join(schemas, folder))) ajv.addSchema({ ...read(`${folder}/${file}`), $id: `acuerdo:/${folder}/${file}` });
    }
    for (const folder of ["commands", "frames"]) {
      for (const file of readdirSync(join(schemas, folder))) {
        const validate = ajv.getSchema(`acuerdo:/${folder}/${file}`);
        if (validate) this.#of_type.set(file.replace(/\.json$/, ""), validate);
      }
    }
  }

  hold(direction: "to server" | "from server", text: string): void {
    const { type } = JSON.parse(text) as { type: string };
    this.seen.add(type);
    const validate = this.#of_type.get(type);
    if (!validate) this.broken.push(`${direction}: no schema for ${type}`);
    else if (!validate(JSON.parse(text))) this.broken.push(`${direction}: ${type}: ${JSON.stringify(validate.errors)} in ${text.slice(0, 600)}`);
  }
}

const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(join(schemas, path), "utf8")) as Record<string, unknown>;

const real_clock: Clock = {
  now: () => Date.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

function transport(url: string, contract: Contract): Transport {
  return {
    open(events) {
      const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws`, "acuerdo.v1");
      socket.on("open", () => events.opened());
      socket.on("message", (data) => {
        const text = (data as Buffer).toString("utf8");
        contract.hold("from server", text);
        events.received(text);
      });
      // An error is followed by close, which says all we need.
      socket.on("error", () => {});
      socket.on("close", (code) => events.closed(code));
      return {
        send(text) {
          contract.hold("to server", text);
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        close: () => socket.terminate(),
      };
    },
  };
}

class Person {
  mine: Mine | null = null;
  turnout: readonly Turnout[] = [];
  readonly connection: Connection;
  kept: Command[] = [];

  constructor(server: RunningServer, readonly joined: Joined) {
    const events: ConnectionEvents = {
      line: () => {},
      documents: () => {},
      numbers: (_presence, turnout) => (this.turnout = turnout),
      mine: (mine) => (this.mine = mine),
      command: () => {},
      welcomed: () => {},
    };
    const outbox = new Outbox({ load: () => [], save: (commands) => ((this.kept = [...commands]), true) });
    this.connection = new Connection({ transport: transport(server.url, server.contract), clock: real_clock, random: Math.random, outbox, identity: { token: joined.token } }, events);
    this.connection.start();
  }

  get<Key extends DocumentKey>(key: Key): DocumentsByKey[Key] | undefined {
    return this.connection.documents.get(key);
  }

  /** Gives a command and waits until it is on disk. */
  async does(draft: CommandDraft): Promise<Sent> {
    const sent = this.connection.send(draft);
    await until(`${draft.type} has an answer`, () => sent.state.name === "recorded" || sent.state.name === "refused");
    expect(sent.state, draft.type).toMatchObject({ name: "recorded" });
    return sent;
  }

  /** Waits for what was recorded to be here as well: an answer may come before the numbers that count it. */
  async hears_of({ state }: Sent): Promise<void> {
    await until("it is heard of", () => state.name === "recorded" && this.connection.documents.seq >= state.seq);
  }
}

class RunningServer {
  readonly contract = new Contract();
  readonly data = mkdtempSync(join(tmpdir(), "acuerdo-web-"));
  url = "";
  #ready: Ready = { url: "", joinCode: "", facilitatorKey: "" };
  #process: ChildProcess | null = null;
  #starts = 0;

  get ready(): Ready {
    return this.#ready;
  }

  /** Anywhere the first time, then where it was. */
  async start(binary: string): Promise<void> {
    const ready_file = join(this.data, `ready-${this.#starts++}.json`);
    const listen = this.url ? new URL(this.url).host : "127.0.0.1:0";
    const child = spawn(binary, ["serve", "--data", join(this.data, "data"), "--import", example, "--listen", listen, "--ready-file", ready_file], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (data: Buffer) => (said += data.toString()));
    child.stderr.on("data", (data: Buffer) => (said += data.toString()));
    this.#process = child;
    await until(`the server listens`, () => {
      if (child.exitCode !== null) throw new Error(`the server stopped with ${child.exitCode}: ${said}`);
      try {
        this.#ready = { ...this.#ready, ...(JSON.parse(readFileSync(ready_file, "utf8")) as Ready) };
        return true;
      } catch {
        return false;
      }
    });
    this.url = this.#ready.url.replace(/\/$/, "");
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve_gone) => child.once("exit", resolve_gone));
    child.kill(signal);
    await gone;
  }

  async post(path: string, body: object): Promise<Joined> {
    const response = await fetch(`${this.url}${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const text = await response.text();
    expect(response.status, `${path}: ${text}`).toBeLessThan(300);
    return JSON.parse(text) as Joined;
  }
}

async function until(what: string, holds: () => boolean, milliseconds = 20_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited ${milliseconds} ms in vain until ${what}`);
    await new Promise((resolve_pause) => setTimeout(resolve_pause, 10));
  }
}

describe("the connection and the real server", () => {
  const binary = resolve(process.env["ACUERDO_BINARY"] ?? "");
  const server = new RunningServer();
  let facilitator: Person;
  let delegates: Person[];

  beforeAll(async () => {
    if (!process.env["ACUERDO_BINARY"] || !existsSync(binary)) throw new Error("set ACUERDO_BINARY to the acuerdo binary, for example build/debug/server/acuerdo");
    await server.start(binary);
    const { joinCode, facilitatorKey } = server.ready;
    facilitator = new Person(server, await server.post("/api/facilitator/password", { key: facilitatorKey, name: "Facilitadora", password: "una frase bien larga" }));
    delegates = [];
    for (const [name, institution] of [["Ana", "fge"], ["Luis", "mdi"], ["Rosa", "pn"]] as const) {
      delegates.push(new Person(server, await server.post("/api/join", { code: joinCode, name, institution, role: "delegate", language: "es" })));
    }
    await until("everybody is live", () => [facilitator, ...delegates].every((one) => one.connection.line.name === "live" && one.mine !== null));
  });

  afterAll(async () => {
    for (const one of [facilitator, ...(delegates ?? [])]) one?.connection.close();
    await server.stop("SIGTERM");
    rmSync(server.data, { recursive: true, force: true });
  });

  it("brings a sub-objective to the vote, and everybody sees it", async () => {
    await facilitator.does({ type: "liveSession.open", liveSession: "d1am" });
    await facilitator.does({ type: "focus.set", liveSession: "d1am", subObjective: sub_objective });
    for (const one of delegates) await one.does({ type: "presence.arrive", liveSession: "d1am" });
    await facilitator.does({ type: "proposing.open", subObjective: sub_objective });
    const proposed = await delegates[0]?.does({ type: "activity.propose", subObjective: sub_objective, wording: { es: "Crear mesas barriales de prevención" } });
    expect(proposed?.state).toMatchObject({ created: expect.any(Number) as number });
    await facilitator.does({ type: "clarifying.open", subObjective: sub_objective });
    await facilitator.does({ type: "round.open", subObjective: sub_objective });
    await until("all see the round", () => delegates.every((one) => one.get(`round/${sub_objective}/1`)?.state === "open"));
    expect(delegates[1]?.get(`subObjective/${sub_objective}`)?.activities).toHaveLength(4);
  });

  it("records ballots with the server's time and shows them to their voter alone", async () => {
    const [ana, luis] = delegates;
    const activities = ana?.get(`subObjective/${sub_objective}`)?.activities ?? [];
    for (const activity of activities) await ana?.does({ type: "ballot.cast", activity, round: 1, position: "join", reason: "" });
    await until("Ana's ballots are hers", () => ana?.mine?.ballots.length === activities.length);
    expect(luis?.mine?.ballots).toEqual([]);
    for (const activity of activities) expect(luis?.get(`result/${sub_objective}/1/${activity}`)).toBeUndefined();
    await until("the turn-out is out", () => (luis?.turnout[0]?.voted ?? 0) === 1);
  });

  it("refuses a reservation without a reason, by its code", async () => {
    const activity = delegates[1]?.get(`subObjective/${sub_objective}`)?.activities[0] ?? 0;
    const reserve = delegates[1]?.get(`round/${sub_objective}/1`)?.positions.find((position) => position.reasonRequired);
    const sent = delegates[1]?.connection.send({ type: "ballot.cast", activity, round: 1, position: reserve?.code ?? "", reason: "" });
    await until("there is an answer", () => sent?.state.name === "refused");
    expect(sent?.state).toMatchObject({ name: "refused", code: "reason_required" });
  });

  it("keeps every vote through the server's death, once each, and everybody catches up", async () => {
    const [, luis, rosa] = delegates;
    if (!luis || !rosa) throw new Error("no delegates");
    const activities = luis.get(`subObjective/${sub_objective}`)?.activities ?? [];
    const acknowledged = await luis.does({ type: "ballot.cast", activity: activities[0] ?? 0, round: 1, position: "join", reason: "" });
    // Some of these are on their way when the server dies, some wait behind them.
    const given = activities.map((activity) => rosa.connection.send({ type: "ballot.cast", activity, round: 1, position: "join", reason: "" }));
    await server.stop("SIGKILL");
    await until("the line is known to be dead", () => [luis, rosa].every((one) => one.connection.line.name === "offline"));
    const offline = luis.connection.send({ type: "ballot.cast", activity: activities[1] ?? 0, round: 1, position: "abstain", reason: "" });
    expect(offline.state.name).toBe("queued");
    expect(luis.kept.map((command) => command.id)).toEqual([offline.command.id]);

    await server.start(binary);
    await until("everybody is back", () => [facilitator, ...delegates].every((one) => one.connection.line.name === "live"));
    await until("all is recorded", () => [...given, offline].every((sent) => sent.state.name === "recorded"));
    expect(luis.kept).toEqual([]);
    await until("Luis has his two ballots", () => luis.mine?.ballots.length === 2);
    expect(luis.mine?.ballots.map((ballot) => ballot.position).sort()).toEqual(["abstain", "join"]);
    expect(rosa.mine?.ballots.filter((ballot) => ballot.round === 1)).toHaveLength(activities.length);
    expect(acknowledged.state.name).toBe("recorded");
  });

  it("answers the same command again as before, and counts it once", async () => {
    const luis = delegates[1];
    if (!luis) throw new Error("no delegate");
    const [, , third = 0, last = 0] = luis.get(`subObjective/${sub_objective}`)?.activities ?? [];
    const first = await luis.does({ type: "ballot.cast", activity: third, round: 1, position: "join", reason: "" });
    // As another tab of Luis would, that took this command over.
    const tab = new Person(server, luis.joined);
    await until("the other tab is live", () => tab.connection.line.name === "live");
    tab.connection.adopt([first.command]);
    await until("it is answered", () => tab.connection.outbox.entries.length === 0);
    expect(luis.mine?.ballots.filter((ballot) => ballot.activity === third)).toHaveLength(1);
    await facilitator.hears_of(await luis.does({ type: "ballot.cast", activity: last, round: 1, position: "join", reason: "" }));
    expect(facilitator.turnout[0]).toMatchObject({ voted: 3, activities: [{ voted: 3 }, { voted: 3 }, { voted: 3 }, { voted: 3 }] });
    tab.connection.close();
  });

  it("shows the results to all when the round closes", async () => {
    await facilitator.does({ type: "round.close", subObjective: sub_objective, round: 1 });
    const activities = delegates[0]?.get(`subObjective/${sub_objective}`)?.activities ?? [];
    expect(activities).toHaveLength(4);
    await until("all have the results", () => delegates.every((one) => activities.every((activity) => one.get(`result/${sub_objective}/1/${activity}`))));
    const late = delegates[0]?.connection.send({ type: "ballot.cast", activity: delegates[0].get(`subObjective/${sub_objective}`)?.activities[0] ?? 0, round: 1, position: "object", reason: "tarde" });
    await until("the late ballot has its answer", () => late?.state.name === "refused");
    expect(late?.state).toMatchObject({ code: "round_closed" });
  });

  it("turns away a token it does not know", async () => {
    const stranger = new Person(server, { token: "nobody-knows-this-token", participant: 99, workshop: "x", role: "delegate" });
    await until("it is turned away", () => stranger.connection.line.name === "refused");
  });

  it("spoke the protocol, both ways, in every frame", () => {
    expect(server.contract.broken).toEqual([]);
    for (const type of ["hello", "welcome", "snapshot", "change", "tick", "mine", "ack", "refused", "ballot.cast"]) expect([...server.contract.seen]).toContain(type);
  });
});
