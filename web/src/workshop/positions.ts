// What the ballots of a round offer: the positions of its rule, or of the rule that an activity has of its own.
import type { PositionOffered, Rule, RoundDocument } from "../protocol";

export function positions_on(round: RoundDocument, activity: number): readonly PositionOffered[] {
  return round.ownRules.find((own) => own.activity === activity)?.positions ?? round.positions;
}

/** Rules that choose among the activities of a sheet: one for all of it. */
const choosing: readonly Rule["kind"][] = ["approval", "dots", "score", "ranking"];
export const chooses = (rule: Rule): boolean => choosing.includes(rule.kind);
