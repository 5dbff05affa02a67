// What goes over a page's WebSockets: kept, and held to the schemas of the protocol.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Ajv, type ValidateFunction } from "ajv";

const schemas = join(__dirname, "../../server/protocol/schemas");

function validators(): Map<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const files = ["defs.json", ...["commands", "frames", "documents"].flatMap((folder) => readdirSync(join(schemas, folder)).map((name) => `${folder}/${name}`))];
  for (const file of files) ajv.addSchema(JSON.parse(readFileSync(join(schemas, file), "utf8")) as object, `https://acuerdo.invalid/${file}`);
  const by_type = new Map<string, ValidateFunction>();
  for (const file of files) {
    if (!/^(commands|frames)\//.test(file)) continue;
    const validate = ajv.getSchema(`https://acuerdo.invalid/${file}`);
    if (validate) by_type.set(file.replace(/^.*\//, "").replace(/\.json$/, ""), validate);
  }
  return by_type;
}

const known = validators();

export class Traffic {
  readonly received: string[] = [];
  readonly sent: string[] = [];
  readonly violations: string[] = [];

  constructor(page: Page) {
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => this.keep(this.received, payload.toString()));
      socket.on("framesent", ({ payload }) => this.keep(this.sent, payload.toString()));
    });
  }

  private keep(where: string[], text: string): void {
    where.push(text);
    const type = (JSON.parse(text) as { type: string }).type;
    const validate = known.get(type);
    if (!validate) this.violations.push(`no schema for ${type}`);
    else if (!validate(JSON.parse(text))) this.violations.push(`${type}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
  }
}
