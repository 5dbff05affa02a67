import { describe, expect, it } from "vitest";
import type { ActivityDocument, Suggestion } from "../protocol";
import { mapping, self_monitoring } from "./mapping";

const suggests = (role: Suggestion["role"], institution: string, count: number, draft = false): Suggestion => ({ role, institution, count, draft });
const with_suggestions = (...suggestions: Suggestion[]): ActivityDocument => ({ suggestions, assignments: null }) as unknown as ActivityDocument;

describe("the mapping a facilitator is offered", () => {
  it("lets the institution lead that most people suggest, and the draft break a tie", () => {
    expect(mapping(with_suggestions(suggests("leads", "mdi", 2), suggests("leads", "pn", 5))).leads).toEqual(["pn"]);
    expect(mapping(with_suggestions(suggests("leads", "mdi", 2), suggests("leads", "pn", 2, true))).leads).toEqual(["pn"]);
  });

  it("starts from the draft where nobody has suggested anything", () => {
    expect(mapping(with_suggestions(suggests("leads", "mdi", 0, true), suggests("supports", "pn", 0, true), suggests("monitors", "sns", 0, true)))).toEqual({ leads: ["mdi"], supports: ["pn"], monitors: ["sns"] });
  });

  it("does not let the one that leads watch over itself", () => {
    const offered = mapping(with_suggestions(suggests("leads", "mdi", 3), suggests("monitors", "mdi", 3), suggests("monitors", "sns", 1)));
    expect(offered.monitors).toEqual(["sns"]);
    expect(self_monitoring(offered)).toEqual([]);
  });

  it("points out an institution that both leads and monitors", () => {
    expect(self_monitoring({ leads: ["mdi", "pn"], supports: [], monitors: ["pn"] })).toEqual(["pn"]);
  });

  it("leaves out what everybody took back", () => {
    expect(mapping(with_suggestions(suggests("supports", "pn", 0))).supports).toEqual([]);
  });
});
