// What the person at this screen may do with an activity. The server decides; this only spares them buttons that it would refuse.
import type { Mine } from "../connection/mine";
import type { ActivityDocument, RoundDocument } from "../protocol";

type Person = Mine["participant"] | undefined;

export const is_facilitator = (me: Person): boolean => me?.role === "facilitator";
export const is_delegate = (me: Person): boolean => me?.role === "delegate";
export const speaks = (me: Person): boolean => is_delegate(me) || is_facilitator(me);

/** Does the person cast a ballot in the round? With a head of delegation nobody else of it does. */
export function casts(me: Person, round: RoundDocument | undefined): boolean {
  return is_delegate(me) && round !== undefined && (round.voice !== "head_of_delegation" || me?.head?.participant === me?.id);
}

/** What they wrote is known to themselves also where its document does not name them. */
export const wrote = (mine: Mine | null, activity: ActivityDocument): boolean => mine?.authored.includes(activity.id) ?? false;

export function may_moderate(mine: Mine | null, activity: ActivityDocument): boolean {
  return is_facilitator(mine?.participant) || (is_delegate(mine?.participant) && wrote(mine, activity));
}
