// How verdicts and outcomes are coloured; their words stand beside the colour.
import type { OutcomeKind, VerdictKind } from "../protocol";

export type Tone = "support" | "reserve" | "abstain" | "object";

export function verdict_tone(kind: VerdictKind): Tone {
  if (kind === "consensus" || kind === "majority" || kind === "appropriate" || kind === "chosen") return "support";
  return kind === "consensus_with_reservations" || kind === "uncertain" || kind === "tied" || kind === "too_few" ? "reserve" : "object";
}

export function outcome_tone(kind: OutcomeKind): Tone {
  if (kind === "adopted_by_consensus" || kind === "adopted_by_majority") return "support";
  if (kind === "adopted_with_reservations") return "reserve";
  return kind === "not_agreed" ? "object" : "abstain";
}

/** A count of a tally as people read it, exactly: "4", "4 1/3", "1/3". `parts` of a voice. */
export function in_voices(count: number, parts: number): string {
  const whole = Math.floor(count / parts);
  const rest = count % parts;
  if (rest === 0) return `${whole}`;
  const divisor = common(rest, parts);
  return `${whole === 0 ? "" : `${whole} `}${rest / divisor}/${parts / divisor}`;
}

function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b);
}
