import { describe, expect, it } from "vitest";
import type { ActivityDocument, LiveSessionDocument, OutcomeKind, Stage, SubObjectiveDocument, WorkshopDocument } from "../protocol";
import { next_step, type Situation } from "./next-step";

const workshop: WorkshopDocument = {
  id: "w", title: { es: "Taller" }, venue: "", startsOn: "2023-02-07", endsOn: "2023-02-09", timeZone: "America/Guayaquil", languages: ["es"], joinCode: "C", quorumStrict: false, admission: "open", mostPeople: 2000, proposing: { authors: "shown", activitiesEach: 0 },
  rule: { kind: "un_consensus" }, voice: "institution", quorum: "1/2", ballots: "named", fewest: 3, quorumOf: "voices", mostProxies: 0, proxies: [], results: "hidden", institutions: [],
  pillars: [
    { id: "1", title: { es: "Prevención" }, objectives: [{ id: "1.1", title: { es: "A" }, subObjectives: [{ id: "1.1.1", title: { es: "a" } }, { id: "1.1.2", title: { es: "b" } }] }] },
    { id: "2", title: { es: "Persecución" }, objectives: [{ id: "2.1", title: { es: "B" }, subObjectives: [{ id: "2.1.1", title: { es: "c" } }] }] },
  ],
  liveSessions: [
    { id: "morning", title: { es: "Mañana" }, startsAt: "", endsAt: "", covers: ["1"] },
    { id: "afternoon", title: { es: "Tarde" }, startsAt: "", endsAt: "", covers: ["2"] },
  ],
};
const at = (focus: string | null, state: LiveSessionDocument["state"] = "open"): LiveSessionDocument => ({ id: "morning", state, focus, hands: [], speech: null, timer: null });
const sub = (stage: Stage, round = 0, id = "1.1.1"): SubObjectiveDocument => ({ id, stage, round, activities: [], reopenings: [], retired: null, lastStep: null, takenBack: [], more: { reopenings: 0 }, remark: {} });

function activity(id: number, more: { outcome?: OutcomeKind; round?: number; state?: ActivityDocument["state"]; suggested?: boolean; assigned?: boolean; advice?: OutcomeKind } = {}): ActivityDocument {
  const by = { participant: 0, name: "", institution: null };
  return {
    id, subObjective: "1.1.1", wording: { es: `actividad ${id}` }, version: 1, versions: [], authors: [by], authorsSeen: true, alternativeTo: null, asked: null, mappedIn: 0, state: more.state ?? "standing", withdrawnReason: "", mergedInto: null, mergedFrom: [], withdrawing: { count: 0, participants: [] }, splitFrom: null, hiding: null, answers: [], details: { deadline: "", indicator: {}, resources: {} },
    amendments: [], more: { versions: 0, amendments: 0, authors: 0, answers: 0 },
    suggestions: more.suggested ? [{ institution: "mdi", role: "leads", count: 1, draft: false }] : [],
    assignments: more.assigned ? [{ institution: "mdi", role: "leads" }] : null,
    advice: more.advice ?? "deferred",
    outcome: more.outcome ? { kind: more.outcome, advised: more.outcome, reason: "", round: more.round ?? 1, by, at: 0, owner: null, due: "" } : null,
  };
}
function step(situation: Partial<Situation> & { sub_objective: SubObjectiveDocument }) {
  return next_step({ workshop, session: at(situation.sub_objective.id), activities: [], stage_of: () => "pending", ...situation });
}

describe("the facilitator's next step", () => {
  it("opens the live session that deals with the sub-objective, and takes the room there", () => {
    expect(step({ session: undefined, sub_objective: sub("pending", 0, "2.1.1") })?.commands).toEqual([
      { type: "liveSession.open", liveSession: "afternoon" },
      { type: "focus.set", liveSession: "afternoon", subObjective: "2.1.1" },
    ]);
  });

  it("takes the room along before anything else happens at another place", () => {
    expect(step({ session: at("1.1.2"), sub_objective: sub("proposing") })?.commands).toEqual([{ type: "focus.set", liveSession: "morning", subObjective: "1.1.1" }]);
  });

  it("goes from stage to stage", () => {
    const kinds = (["pending", "proposing"] as const).map((stage) => step({ sub_objective: sub(stage), activities: [activity(1)] })?.commands[0]?.type);
    expect(kinds).toEqual(["proposing.open", "clarifying.open"]);
    expect(step({ sub_objective: sub("voting", 2) })?.commands).toEqual([{ type: "round.close", subObjective: "1.1.1", round: 2 }]);
  });

  it("opens the next round on what is not adopted", () => {
    const found = step({ sub_objective: sub("clarifying", 1), activities: [activity(1, { outcome: "adopted_by_consensus" }), activity(2, { outcome: "not_agreed" }), activity(3, { state: "withdrawn" })] });
    expect(found?.commands).toEqual([{ type: "round.open", subObjective: "1.1.1" }]);
    expect(found?.values).toEqual({ round: 2, count: 1, results: "hidden" });
  });

  it("goes on to assigning when all were adopted and nothing was changed", () => {
    expect(step({ sub_objective: sub("clarifying", 1), activities: [activity(1, { outcome: "adopted_by_consensus" })] })?.commands).toEqual([{ type: "assigning.open", subObjective: "1.1.1" }]);
  });

  it("closes where nothing is left to vote on: never a dead end", () => {
    expect(step({ sub_objective: sub("clarifying"), activities: [activity(1, { state: "withdrawn" })] })?.commands).toEqual([{ type: "subObjective.close", subObjective: "1.1.1" }]);
  });

  it("declares what the rule advises for every activity that has no outcome, also for one that was not voted on", () => {
    const activities = [activity(1, { advice: "adopted_by_consensus" }), activity(2, { advice: "deferred" }), activity(3, { outcome: "adopted_by_consensus", round: 2 })];
    const found = step({ sub_objective: sub("reviewing", 2), activities });
    expect(found?.commands).toEqual([
      { type: "outcome.declare", activity: 1, outcome: "adopted_by_consensus" },
      { type: "outcome.declare", activity: 2, outcome: "deferred" },
    ]);
  });

  it("assigns when something was adopted, and closes when nothing was", () => {
    const adopted = step({ sub_objective: sub("reviewing", 1), activities: [activity(1, { outcome: "adopted_by_consensus" })] });
    expect(adopted?.commands[0]?.type).toBe("assigning.open");
    const not = step({ sub_objective: sub("reviewing", 1), activities: [activity(1, { outcome: "deferred" })] });
    expect(not?.commands[0]?.type).toBe("subObjective.close");
  });

  it("adopts the mapping that suggestions point to, then closes", () => {
    const open = step({ sub_objective: sub("assigning", 1), activities: [activity(1, { outcome: "adopted_by_consensus", suggested: true })] });
    expect(open?.commands).toEqual([{ type: "assignments.adopt", activity: 1, leads: ["mdi"], supports: [], monitors: [] }]);
    const done = step({ sub_objective: sub("assigning", 1), activities: [activity(1, { outcome: "adopted_by_consensus", assigned: true }), activity(2, { outcome: "adopted_by_consensus" })] });
    expect(done?.commands[0]?.type).toBe("subObjective.close");
  });

  it("moves on to the next open sub-objective of the session, then closes the session, then leads to the minutes", () => {
    expect(step({ sub_objective: sub("closed") })?.commands).toEqual([{ type: "focus.set", liveSession: "morning", subObjective: "1.1.2" }]);
    expect(step({ sub_objective: sub("closed"), stage_of: () => "closed" })?.commands).toEqual([{ type: "liveSession.close", liveSession: "morning" }]);
    expect(step({ sub_objective: sub("closed"), session: undefined, stage_of: () => "closed" })?.page).toBe("/minutes");
  });

  it("is there at every stage", () => {
    for (const stage of ["pending", "proposing", "clarifying", "voting", "reviewing", "assigning", "closed"] as const) {
      for (const session of [undefined, at(null), at("1.1.1"), at("1.1.2")]) expect(step({ sub_objective: sub(stage, 1), session }), `${stage}, ${session?.focus}`).not.toBeNull();
    }
  });
});
