import { describe, expect, it } from "vitest";
import { file_name } from "../http/http";
import { fits, matching, names_of } from "./institution-search";
import { reading } from "./text";
import { covers, next_open_place, place_of, places } from "./tree";
import type { WorkshopDocument } from "../protocol";
import { readFileSync } from "node:fs";

const cuenca = JSON.parse(readFileSync("../sessions/examples/cuenca-2023.json", "utf8")) as Pick<WorkshopDocument, "pillars" | "institutions" | "liveSessions">;
const workshop = cuenca as WorkshopDocument;

describe("content in several languages", () => {
  it("is read in the wanted language where it has words", () => {
    expect(reading({ es: "mesa", en: "table" }, "en")).toEqual({ words: "table", language: "en", fallback: false });
  });
  it("falls back visibly, in the workshop's order", () => {
    expect(reading({ fr: "table", es: "mesa" }, "en", ["es", "en"])).toEqual({ words: "mesa", language: "es", fallback: true });
    expect(reading({ en: " ", fr: "table" }, "en")).toEqual({ words: "table", language: "fr", fallback: true });
  });
  it("is empty, not broken, where there is nothing", () => {
    expect(reading({}, "en").words).toBe("");
    expect(reading(undefined, "en").fallback).toBe(false);
  });
});

describe("the strategy tree of Cuenca", () => {
  it("has a place for each of its sub-objectives", () => {
    expect(places(workshop)).toHaveLength(17);
    expect(place_of(workshop, "1.1.2")?.pillar.id).toBe("1");
    expect(place_of(workshop, "9.9")).toBeUndefined();
  });
  it("leads on to the next open sub-objective that the session covers", () => {
    const morning = workshop.liveSessions[0];
    if (!morning) throw new Error("no session");
    expect(next_open_place(workshop, morning, "1.1.1", (id) => (id === "1.1.2" ? "closed" : "pending"))?.sub_objective.id).toBe("1.2.1");
    const last = places(workshop).findLast((place) => covers(morning, place));
    expect(next_open_place(workshop, morning, last?.sub_objective.id ?? "", () => "pending")?.sub_objective.id).toBe("1.1.1");
    expect(next_open_place(workshop, morning, "1.1.1", () => "closed")).toBeUndefined();
  });
});

describe("finding an institution", () => {
  const found = (typed: string): string[] => matching(workshop.institutions, typed).map((one) => one.acronym);
  it("takes acronyms without dots and names without accents, in either language", () => {
    expect(found("ccffaa")).toEqual(["CC.FF.AA."]);
    expect(found("fiscalia")).toEqual(["FGE"]);
    expect(found("attorney")).toEqual(["FGE"]);
  });
  it("finds a person by the institution they speak for, accents or not", () => {
    const prosecution = workshop.institutions.find((one) => one.acronym === "FGE");
    const texts = ["Carla Mena", ...(prosecution ? names_of(prosecution) : [])];
    for (const typed of ["fiscalía", "FISCALIA", "mena fge", "estado carla"]) expect(fits(texts, typed), typed).toBe(true);
    expect(fits(texts, "policía")).toBe(false);
  });
  it("puts acronyms that begin so first, and lists all for nothing", () => {
    expect(found("m")[0]).toBe("MDI");
    expect(found("")).toHaveLength(13);
  });
  it("wants every word", () => {
    expect(found("ministerio salud")).toEqual(["MSP"]);
  });
});

describe("the name of a downloaded file", () => {
  it("is the server's, the encoded one first", () => {
    expect(file_name(`attachment; filename="acta.md"`)).toBe("acta.md");
    expect(file_name(`attachment; filename="a.md"; filename*=UTF-8''acta%20final%20%C3%B1.md`)).toBe("acta final ñ.md");
    expect(file_name(null)).toBeNull();
  });
});
