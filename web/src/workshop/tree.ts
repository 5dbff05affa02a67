// The strategy tree: where a sub-objective stands, and how far the workshop is.
import type { LiveSessionPlan, Objective, Pillar, Stage, SubObjectiveTitle, WorkshopDocument } from "../protocol";

export interface Place {
  pillar: Pillar;
  objective: Objective;
  sub_objective: SubObjectiveTitle;
}

export const stages: readonly Stage[] = ["pending", "proposing", "clarifying", "voting", "reviewing", "assigning", "closed"];

/** All sub-objectives with where they stand, in the order of the strategy. */
export function places(workshop: WorkshopDocument): Place[] {
  return workshop.pillars.flatMap((pillar) =>
    pillar.objectives.flatMap((objective) => objective.subObjectives.map((sub_objective) => ({ pillar, objective, sub_objective }))),
  );
}

export function place_of(workshop: WorkshopDocument | undefined, id: string | null | undefined): Place | undefined {
  return workshop && id ? places(workshop).find((place) => place.sub_objective.id === id) : undefined;
}

/** Does this block of the programme deal with that place? One that names no pillar deals with all. */
export function covers(session: LiveSessionPlan, place: Place): boolean {
  return session.covers.length === 0 || session.covers.includes(place.pillar.id);
}

/** The next sub-objective after `id` that is not closed, within what the session covers; from the top when none follows. */
export function next_open_place(workshop: WorkshopDocument, session: LiveSessionPlan, id: string, stage_of: (id: string) => Stage): Place | undefined {
  const all = places(workshop);
  const here = all.findIndex((place) => place.sub_objective.id === id);
  const ahead = [...all.slice(here + 1), ...all.slice(0, Math.max(0, here))];
  return ahead.find((place) => covers(session, place) && stage_of(place.sub_objective.id) !== "closed");
}
