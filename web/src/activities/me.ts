// What the person at this screen may do with an activity. The server decides; this only spares them buttons that it would refuse.
import type { Mine } from "../connection/mine";
import type { ActivityDocument } from "../protocol";

type Person = Mine["participant"] | undefined;

export const is_facilitator = (me: Person): boolean => me?.role === "facilitator";
export const is_delegate = (me: Person): boolean => me?.role === "delegate";
export const speaks = (me: Person): boolean => is_delegate(me) || is_facilitator(me);

export function may_moderate(me: Person, activity: ActivityDocument): boolean {
  return is_facilitator(me) || (is_delegate(me) && activity.authors.some((author) => author.participant === me?.id));
}
