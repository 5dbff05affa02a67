import { describe, expect, it } from "vitest";
import type { ActivityDocument, Suggestion } from "../protocol";
import { carries_much, leading, mapping, roles_of, self_monitoring } from "./mapping";

const suggests = (role: Suggestion["role"], institution: string, count: number, draft = false): Suggestion => ({ role, institution, count, draft });
const with_suggestions = (...suggestions: Suggestion[]): ActivityDocument => ({ suggestions, assignments: null, answers: [] }) as unknown as ActivityDocument;

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

  it("leaves out an institution that declined the role, and no other role of it", () => {
    const activity = with_suggestions(suggests("leads", "mdi", 3), suggests("leads", "pn", 1), suggests("monitors", "mdi", 1));
    const by = { participant: 2, name: "Ana", institution: "mdi" };
    activity.answers.push({ institution: "mdi", role: "leads", answer: "declined", reason: "", by, at: 0 });
    expect(mapping(activity)).toEqual({ leads: ["pn"], supports: [], monitors: ["mdi"] });
    expect(roles_of(activity, "mdi")).toEqual(["leads", "monitors"]);
  });
});

describe("the load of an institution", () => {
  const led_by = (institution: string): ActivityDocument => ({ assignments: [{ institution, role: "leads" }] }) as unknown as ActivityDocument;

  it("is what it leads, and much when it leads more than twice the average", () => {
    const counts = leading([..."mdi mdi mdi mdi mdi mdi mdi pn sns msp".split(" ").map(led_by), { assignments: null } as unknown as ActivityDocument]);
    expect(counts.get("mdi")).toBe(7);
    expect(carries_much(counts, "mdi")).toBe(true);
    expect(carries_much(counts, "pn")).toBe(false);
  });

  it("is never much for who leads a few", () => {
    expect(carries_much(new Map([["mdi", 3], ["pn", 1], ["sns", 0], ["msp", 0]]), "mdi")).toBe(false);
  });
});
