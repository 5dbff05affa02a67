// A language that misses a message, or says it with other placeholders, fails here.
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Catalog = Record<string, string>;
const read_file = (path: string): Catalog => JSON.parse(readFileSync(`src/messages/${path}.json`, "utf8")) as Catalog;
const pages = ["facilitator", "minutes", "screen"];
const read = (language: string): Catalog => Object.assign({}, read_file(language), ...pages.map((page) => read_file(`${page}/${language}`))) as Catalog;
const spanish = read("es");
const catalogs: Record<string, Catalog> = { es: spanish, en: read("en") };
const keys = Object.keys(spanish).sort();

/** Placeholders with their kinds, wherever in the message they stand. */
function placeholders(elements: readonly MessageFormatElement[], found = new Set<string>()): Set<string> {
  for (const element of elements) {
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      found.add(element.value);
      for (const option of Object.values(element.options)) placeholders(option.value, found);
    } else if (element.type === TYPE.argument || element.type === TYPE.number || element.type === TYPE.date || element.type === TYPE.time) {
      found.add(element.value);
    }
  }
  return found;
}

const of_message = (message: string): string[] => [...placeholders(parse(message, { ignoreTag: true }))].sort();

describe.each(Object.entries(catalogs))("the messages in %s", (language, catalog) => {
  it("are the same messages as in Spanish", () => {
    expect(Object.keys(catalog).sort()).toEqual(keys);
  });

  it("stand in one catalog each", () => {
    const all = [language, ...pages.map((page) => `${page}/${language}`)].flatMap((file) => Object.keys(read_file(file)));
    expect(all.filter((key, place) => all.indexOf(key) !== place)).toEqual([]);
  });

  it("have words", () => {
    expect(Object.entries(catalog).filter(([, message]) => message.trim() === "")).toEqual([]);
  });

  it("can be read by the formatter, with the same placeholders as in Spanish", () => {
    for (const key of keys) {
      expect({ key, placeholders: of_message(catalog[key] ?? "") }).toEqual({ key, placeholders: of_message(spanish[key] ?? "") });
    }
  });

  it("have an `other` in every plural", () => {
    for (const [key, message] of Object.entries(catalog)) {
      for (const element of parse(message, { ignoreTag: true })) if (element.type === TYPE.plural) expect(Object.keys(element.options), key).toContain("other");
    }
  });

  it("have words for every refusal of the protocol", () => {
    const definitions = JSON.parse(readFileSync("../server/protocol/schemas/defs.json", "utf8")) as { definitions: { RefusalCode: { enum: string[] } } };
    const missing = definitions.definitions.RefusalCode.enum.filter((code) => !catalog[`refusal.${code}`]);
    expect(missing).toEqual([]);
  });
});
