// The real server on a folder of its own, as an operator would start it.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

// A test that fails does not get to stop its server.
const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

interface Ready {
  url: string;
  joinCode: string;
  facilitatorKey: string | null;
}

export class Server {
  private constructor(
    private process: ChildProcess,
    private readonly data: string,
    private ready: Ready,
  ) {}

  static async start(options: readonly string[] = []): Promise<Server> {
    const data = mkdtempSync(join(tmpdir(), "acuerdo-browser-"));
    const { process, ready } = await launch(data, "127.0.0.1:0", options);
    return new Server(process, data, ready);
  }

  get url(): string {
    return this.ready.url;
  }
  get join_code(): string {
    return this.ready.joinCode;
  }
  get facilitator_link(): string {
    return `${this.url}/facilitator#key=${this.ready.facilitatorKey}`;
  }

  async kill(): Promise<void> {
    await ended(this.process, "SIGKILL");
  }
  /** On the same port and data as before. */
  async start_again(): Promise<void> {
    ({ process: this.process, ready: this.ready } = await launch(this.data, new URL(this.url).host));
  }
  async stop(): Promise<void> {
    await ended(this.process, "SIGTERM");
    rmSync(this.data, { recursive: true, force: true });
  }
}

async function launch(data: string, listen: string, options: readonly string[] = []): Promise<{ process: ChildProcess; ready: Ready }> {
  const binary = process.env["ACUERDO_BINARY"] ?? join(root, "build/release/server/acuerdo");
  if (!existsSync(binary)) throw new Error(`There is no server at ${binary}: build it, or set ACUERDO_BINARY.`);
  const ready_file = join(data, "ready.json");
  rmSync(ready_file, { force: true });
  const started = spawn(binary, ["serve", "--data", data, "--listen", listen, "--import", join(root, "sessions/examples/cuenca-2023.json"), "--ready-file", ready_file, ...options], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  running.add(started);
  started.once("exit", () => running.delete(started));
  let said = "";
  started.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    if (existsSync(ready_file)) return { process: started, ready: JSON.parse(readFileSync(ready_file, "utf8")) as Ready };
    if (started.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  started.kill("SIGKILL");
  throw new Error(`The server did not come up: ${said}`);
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await over;
}
