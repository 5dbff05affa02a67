import { describe, expect, it } from "vitest";
import { merged, type Mine } from "./mine";

const ana = { id: 3, name: "Ana", institution: "fge", role: "delegate", language: "es", liveSession: null, head: null, weight: 1 } as const;
const ballot = (activity: number, position: string, round = 1) => ({ subObjective: "1.1", round, activity, position, reason: "", at: 1, onBehalf: false, receipt: null });
const all: Mine = { seq: 5, participant: ana, authored: [], ballots: [ballot(1, "join"), ballot(2, "join")], suggestions: [{ activity: 1, institution: "mdi", role: "leads" }] };

describe("what is mine", () => {
  it("is nothing before it is said who I am", () => {
    expect(merged(null, { type: "mine", seq: 1, ballots: [ballot(1, "join")] })).toBeNull();
  });
  it("is all that the first frames tell", () => {
    const first = merged(null, { type: "mine", seq: 5, participant: ana, ballots: [ballot(1, "join")], suggestions: [{ activity: 1, assignments: [{ institution: "mdi", role: "leads" }] }] });
    expect(merged(first, { type: "mine", seq: 5, ballots: [ballot(2, "join")] })).toEqual(all);
  });
  it("forgets, when everything is told anew, ballots that have left their round, but not those with a receipt", () => {
    const secret = { ...ballot(3, "join"), receipt: "abc" };
    const known = { ...all, ballots: [...all.ballots, secret] };
    expect(merged(known, { type: "mine", seq: 9, all: true, participant: ana, authored: [], ballots: [ballot(2, "join")], suggestions: [] })?.ballots).toEqual([secret, ballot(2, "join")]);
  });
  it("is nothing of who I was before, when I am in as another participant", () => {
    expect(merged(all, { type: "mine", seq: 9, all: true, participant: { ...ana, id: 4 }, authored: [], ballots: [], suggestions: [] })?.ballots).toEqual([]);
  });
  it("keeps what a change does not speak of", () => {
    const moved = merged(all, { type: "mine", seq: 6, participant: { ...ana, liveSession: "d1am" } });
    expect(moved).toEqual({ ...all, seq: 6, participant: { ...ana, liveSession: "d1am" } });
  });
  it("has one ballot for each activity of a round: the latest", () => {
    expect(merged(all, { type: "mine", seq: 7, ballots: [ballot(2, "object"), ballot(2, "join", 2)] })?.ballots).toEqual([ballot(1, "join"), ballot(2, "object"), ballot(2, "join", 2)]);
  });
  it("has of each activity the suggestions last told", () => {
    expect(merged(all, { type: "mine", seq: 7, suggestions: [{ activity: 1, assignments: [] }] })?.suggestions).toEqual([]);
    expect(merged(all, { type: "mine", seq: 7, suggestions: [{ activity: 2, assignments: [{ institution: "fge", role: "monitors" }] }] })?.suggestions).toEqual([...all.suggestions, { activity: 2, institution: "fge", role: "monitors" }]);
  });
});
