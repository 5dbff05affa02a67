// What the ballots of a round offer: the positions of its rule, or of the rule that an activity has of its own.
import type { PositionOffered, Rule, RoundDocument } from "../protocol";

/** Who would carry the activity out, where the round is on that. */
export function asked_of(round: RoundDocument | undefined, activity: number): RoundDocument["mappings"][number]["assignments"] | undefined {
  return round?.mappings.find((one) => one.activity === activity)?.assignments;
}

/** Is the round on who carries activities out, and not on their wordings? */
export const on_mapping = (round: RoundDocument | undefined): boolean => (round?.mappings.length ?? 0) > 0;

/** Are both on wordings, or both on who carries activities out? */
export const on_the_same = (one: RoundDocument, other: RoundDocument): boolean => on_mapping(one) === on_mapping(other);

export function positions_on(round: RoundDocument, activity: number): readonly PositionOffered[] {
  return round.ownRules.find((own) => own.activity === activity)?.positions ?? round.positions;
}

/** Rules that choose among the activities of a sheet: one for all of it. */
const choosing: readonly Rule["kind"][] = ["approval", "dots", "score", "ranking"];
export const chooses = (rule: Rule): boolean => choosing.includes(rule.kind);
