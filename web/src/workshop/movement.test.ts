import { describe, expect, it } from "vitest";
import type { ResultDocument, RoundDocument, TallyLine } from "../protocol";
import { earlier_result } from "./movement";

const round = (number: number, more: Partial<RoundDocument> = {}): RoundDocument => ({ number, subObjective: "1.1", state: "closed", voice: "person", ...more }) as RoundDocument;
const tally = (join: number, object: number): TallyLine[] => [
  { position: "join", count: join },
  { position: "object", count: object },
];
const result = (join: number, object: number, more: Partial<ResultDocument> = {}): ResultDocument => ({ activity: 4, parts: 1, tally: tally(join, object), ...more }) as ResultDocument;

describe("the movement from round to round", () => {
  const now = { round: round(3), result: result(9, 0) };

  it("is since the latest round before on the same scale", () => {
    const held = [{ round: round(1), result: result(5, 4) }, { round: round(2), result: result(7, 2) }, now];
    expect(earlier_result(held, now.round, now.result)).toEqual({ round: 2, tally: tally(7, 2) });
  });

  it("passes over rounds that were annulled, had another voice, or were not on the activity", () => {
    const held = [{ round: round(1, { state: "annulled" }), result: result(5, 4) }, { round: round(2, { voice: "institution" }), result: result(7, 2) }, { round: round(2), result: undefined }, now];
    expect(earlier_result(held, now.round, now.result)).toBeNull();
  });

  it("is not told between scales, in parts of voices, or of what was too few to be broken down", () => {
    const other = result(5, 4, { tally: [{ position: "agree", count: 3 }] });
    for (const before of [other, result(5, 4, { parts: 3 }), result(0, 0, { tally: [] })]) expect(earlier_result([{ round: round(2), result: before }, now], now.round, now.result)).toBeNull();
  });
});
