// What the projector shows at each stage, as a flat list of rows: an activity, and under it what is read out of it.
import type { ActivityDocument, Amendment, PositionOffered, ResultDocument, RoundDocument, Stage } from "../../protocol";
import { on_mapping, positions_on } from "../../workshop/positions";
import { is_adopted, standing } from "../../workshop/standing";
import { pieces } from "./pages";

export type Row =
  | { kind: "activity"; key: string; activity: ActivityDocument; result: ResultDocument | undefined }
  /** A reservation or objection, or the next piece of a long one. */
  | { kind: "reason"; key: string; position: PositionOffered | undefined; reason: ResultDocument["reasons"][number]; words: string; goes_on: boolean }
  /** How many more reasons there are than a screen is sent. */
  | { kind: "more"; key: string; count: number }
  | { kind: "amendment"; key: string; activity: ActivityDocument; amendment: Amendment };

/** Longer ones go on in a row of their own, so that each fits a page. */
const piece_bound = 420;

/** `result_of`: what the round said of an activity. */
export function rows_of(stage: Stage, activities: readonly ActivityDocument[], round: RoundDocument | undefined, result_of: (activity: number) => ResultDocument | undefined): Row[] {
  return shown(stage, activities, round).flatMap((activity) => {
    const mapped = stage === "assigning" && round !== undefined && on_mapping(round) && round.annulled === null && activity.assignments === null;
    const result = stage === "reviewing" || stage === "closed" || mapped ? result_of(activity.id) : undefined;
    const rows: Row[] = [{ kind: "activity", key: `${activity.id}`, activity, result }];
    if (stage === "clarifying") rows.push(...amendments(activity));
    if ((stage === "reviewing" || mapped) && round && result) rows.push(...reasons(activity, round, result));
    if (stage === "reviewing" && result && result.more.reasons > 0) rows.push({ kind: "more", key: `${activity.id}/more`, count: result.more.reasons });
    return rows;
  });
}

function shown(stage: Stage, activities: readonly ActivityDocument[], round: RoundDocument | undefined): ActivityDocument[] {
  const upright = standing(activities);
  if (stage === "voting" || stage === "reviewing") return upright.filter((activity) => round?.activities.includes(activity.id));
  return stage === "assigning" ? upright.filter(is_adopted) : upright;
}

function amendments(activity: ActivityDocument): Row[] {
  return activity.amendments.filter((one) => one.state === "proposed").map((amendment) => ({ kind: "amendment", key: `${activity.id}/a${amendment.id}`, activity, amendment }));
}

function reasons(activity: ActivityDocument, round: RoundDocument, result: ResultDocument): Row[] {
  return result.reasons.flatMap((reason, place) =>
    pieces(reason.reason, piece_bound).map(
      (words, piece, all): Row => ({
        kind: "reason",
        key: `${activity.id}/r${place}/${piece}`,
        position: positions_on(round, activity.id).find((one) => one.code === reason.position),
        reason,
        words,
        goes_on: piece < all.length - 1,
      }),
    ),
  );
}
