import { describe, expect, it } from "vitest";
import type { CommandState } from "../connection/outbox";
import type { Mine } from "../connection/mine";
import { ballot_standing, budget_left, sheet_progress, type Given } from "./ballot";

const given = (position: string, state: CommandState): Given => ({ command: { type: "ballot.cast", activity: 1, round: 1, position, reason: "" } as Given["command"], state });
const recorded = (seq: number, at: number): CommandState => ({ name: "recorded", at, seq, created: null });
const refused: CommandState = { name: "refused", code: "round_closed", field: null };
function mine(seq: number, position?: string): Mine {
  const ballots = position === undefined ? [] : [{ subObjective: "1.1", round: 1, activity: 1, position, reason: "", at: 500, onBehalf: false, receipt: null }];
  return { seq, participant: { id: 3, name: "Ana", institution: "fge", role: "delegate", language: "es", liveSession: null, head: null, weight: 1 }, authored: [], ballots, suggestions: [] };
}
const stands = (given: Given[], mine: Mine | null) => ballot_standing(given, mine, "1.1", 1, 1);

describe("where a ballot stands", () => {
  it("is nowhere before a vote", () => {
    expect(stands([], mine(1))).toEqual({ name: "none" });
  });

  it("is never called recorded before the server said so", () => {
    expect(stands([given("support", { name: "sending" })], mine(1))).toMatchObject({ name: "sending", position: "support" });
    expect(stands([given("support", { name: "queued" })], mine(1, "object"))).toMatchObject({ name: "queued", position: "support" });
  });

  it("is recorded with the acknowledgement, before the server's list has it", () => {
    expect(stands([given("support", recorded(9, 700))], mine(8))).toMatchObject({ name: "recorded", position: "support", at: 700 });
  });

  it("is what the server's newer list says, when it was changed on another device", () => {
    expect(stands([given("support", recorded(9, 700))], mine(12, "object"))).toMatchObject({ name: "recorded", position: "object", at: 500 });
  });

  it("is the one before when a change of mind came too late", () => {
    expect(stands([given("object", refused)], mine(8, "support"))).toMatchObject({ name: "refused", position: "object", code: "round_closed", kept: { position: "support", at: 500 } });
  });

  it("takes no ballot of another round or activity for its own", () => {
    expect(ballot_standing([given("support", recorded(9, 700))], mine(8, "support"), "1.1", 2, 1)).toEqual({ name: "none" });
    expect(ballot_standing([given("support", recorded(9, 700))], mine(8, "support"), "1.1", 1, 2)).toEqual({ name: "none" });
  });
});

describe("the progress of a sheet", () => {
  it("counts what is on disk, not what is on its way or was refused", () => {
    const at = 700;
    expect(
      sheet_progress([
        { name: "none" },
        { name: "queued", position: "join", reason: "" },
        { name: "sending", position: "join", reason: "" },
        { name: "recorded", position: "join", reason: "", at },
        { name: "refused", position: "object", reason: "x", code: "rate", kept: null },
        { name: "refused", position: "object", reason: "x", code: "round_closed", kept: { position: "join", at } },
      ]),
    ).toEqual({ recorded: 2, on_its_way: 2 });
  });
});

describe("what is left of a sheet's budget", () => {
  const at = 700;
  const standings = [
    { name: "recorded", position: "2", reason: "", at },
    { name: "queued", position: "1", reason: "" },
    { name: "refused", position: "5", reason: "", code: "no_room", kept: { position: "1", at } },
    { name: "none" },
  ] as const;

  it("counts dots on disk and on their way, and not those that were refused", () => {
    expect(budget_left({ kind: "dots", choose: 1, dots: 5, most: 5 }, standings)).toEqual({ left: 1, all: 5 });
  });
  it("is nothing where the rule sets no bound", () => {
    expect(budget_left({ kind: "approval", choose: 1, most: 0 }, standings)).toBeNull();
    expect(budget_left({ kind: "un_consensus" }, standings)).toBeNull();
  });
});
