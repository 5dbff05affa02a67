// What working groups bring: sub-objectives that were begun, in whose rooms they are, and how far they came.
import type { ActivityDocument, LiveSessionDocument, Stage } from "../protocol";
import { is_adopted, standing } from "./standing";
import { places, type Place } from "./tree";
import type { WorkshopView } from "./view.svelte";

export interface Group {
  place: Place;
  stage: Stage;
  /** Whose room is at it now; none: its group has moved on, and plenary can take it up. */
  session: LiveSessionDocument | undefined;
  /** Standing ones. */
  activities: ActivityDocument[];
  adopted: number;
}

/** All but where the room is that asks. What waits for plenary comes first, in the order of the strategy. */
export function groups(view: WorkshopView, here: string | null | undefined): Group[] {
  if (!view.document) return [];
  const begun = places(view.document).filter(({ sub_objective: { id } }) => id !== here && !["pending", "closed"].includes(view.stage(id)));
  const all = begun.map((place): Group => {
    const activities = standing(view.activities(view.sub_objective(place.sub_objective.id)));
    return { place, stage: view.stage(place.sub_objective.id), session: view.session_at(place.sub_objective.id), activities, adopted: activities.filter(is_adopted).length };
  });
  return [...all.filter((one) => !one.session), ...all.filter((one) => one.session)];
}
