// Which activities stand, and which of them were adopted.
import type { ActivityDocument } from "../protocol";

export function is_adopted(activity: ActivityDocument): boolean {
  return activity.outcome?.kind.startsWith("adopted_") ?? false;
}

export function standing(activities: readonly ActivityDocument[]): ActivityDocument[] {
  return activities.filter((activity) => activity.state === "standing");
}
