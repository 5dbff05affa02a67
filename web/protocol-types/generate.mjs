// Makes src/protocol/generated.ts from the JSON Schemas of the protocol, so that no message is ever typed by hand.
// All schema files become definitions of one schema: then every type keeps the name it has there.
import { readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const here = dirname(fileURLToPath(import.meta.url));
const schemas = join(here, "../../server/protocol/schemas");
const target = join(here, "../src/protocol/generated.ts");

const read = (path) => JSON.parse(readFileSync(join(schemas, path), "utf8"));
const folder = (name) =>
  readdirSync(join(schemas, name))
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({ path: `${name}/${file}`, schema: read(`${name}/${file}`) }));

const files = ["commands", "frames", "documents", "http"].flatMap(folder);
const title_of = new Map(files.map(({ path, schema }) => [path, schema.title]));

// Refs between files become refs inside the one schema.
function local_reference(reference, from) {
  if (reference.startsWith("#/definitions/")) return reference;
  const [file, pointer] = reference.split("#");
  if (file.endsWith("defs.json")) return `#${pointer}`;
  const path = join(dirname(from), file);
  if (!title_of.has(path)) throw new Error(`${from} refers to ${reference}, which is not a schema of the protocol`);
  return `#/definitions/${title_of.get(path)}`;
}

function localize(node, from) {
  if (Array.isArray(node)) return node.map((item) => localize(item, from));
  if (node === null || typeof node !== "object") return node;
  const copy = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === "$schema" || key === "$id") continue;
    // "One of these fields is required" has no counterpart among types; the validator checks it.
    if (key === "oneOf" && value.every((branch) => Object.keys(branch).join() === "required")) continue;
    copy[key] = key === "$ref" ? local_reference(value, from) : localize(value, from);
  }
  return copy;
}

const definitions = { ...localize(read("defs.json"), "defs.json").definitions };
for (const { path, schema } of files) {
  const { title, ...rest } = localize(schema, path);
  if (definitions[title]) throw new Error(`two schemas are called ${title}`);
  definitions[title] = rest;
}

const in_folder = (name) => files.filter(({ path }) => path.startsWith(`${name}/`)).map(({ schema }) => schema.title);
const commands = in_folder("commands");
const client_frames = ["Hello", "Ping"];
const server_frames = in_folder("frames").filter((title) => !client_frames.includes(title));
const union = (name, comment, titles) => `/** ${comment} */\nexport type ${name} =\n  | ${titles.join("\n  | ")};\n`;

const types = await compile({ definitions }, "Protocol", {
  bannerComment: "// Made by `npm run generate` from server/protocol/schemas. Do not edit.",
  unreachableDefinitions: true,
  ignoreMinAndMaxItems: true,
  additionalProperties: false,
  format: false,
});
const text = [
  // What the compiler adds of its own accord: a comment that says nothing, and the empty root.
  types
    .replace(/\n \* ?\n \* This interface was referenced by `Protocol`'s JSON-Schema\n \* via the `definition` "\w+"\./g, "")
    .replace(/\/\*\*\n \* This interface was referenced by `Protocol`'s JSON-Schema\n \* via the `definition` "\w+"\.\n \*\/\n/g, "")
    .replace(/export interface Protocol \{[^}]*\}\n?/, ""),
  union("Command", "What people send to change the workshop; each has an `id` made by the client.", commands),
  union("ClientFrame", "Everything a client sends.", [...client_frames, "Command"]),
  union("ServerFrame", "Everything a server sends.", server_frames),
  union("WorkshopPart", "A document of the workshop, as snapshots and changes carry it.", in_folder("documents")),
].join("\n");

// Unchanged types keep their date, so that watchers and incremental builds rest.
if (!existsSync(target) || readFileSync(target, "utf8") !== text) writeFileSync(target, text);
