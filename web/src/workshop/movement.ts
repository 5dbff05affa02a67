// How a tally moved since the round before on the same activity.
import type { ResultDocument, RoundDocument, TallyLine } from "../protocol";

export interface Earlier {
  round: number;
  tally: readonly TallyLine[];
}

/** The latest result before `round` that can be compared with `result`: counted in whole voices, on the same positions. `held`: the rounds of the sub-objective with what each said of the activity. */
export function earlier_result(held: readonly { round: RoundDocument; result: ResultDocument | undefined }[], round: RoundDocument, result: ResultDocument): Earlier | null {
  const comparable = held.filter(
    (one) => one.round.number < round.number && one.round.state === "closed" && one.round.voice === round.voice && one.result !== undefined && same_scale(one.result, result),
  );
  const last = comparable.at(-1);
  return last?.result ? { round: last.round.number, tally: last.result.tally } : null;
}

function same_scale(one: ResultDocument, other: ResultDocument): boolean {
  const codes = (result: ResultDocument): string => result.tally.map((line) => line.position).join(" ");
  return one.parts === 1 && other.parts === 1 && one.tally.length > 0 && codes(one) === codes(other);
}
