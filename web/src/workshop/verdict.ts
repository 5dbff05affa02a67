// How verdicts and outcomes are coloured; their words stand beside the colour.
import type { OutcomeKind, VerdictKind } from "../protocol";

export type Tone = "support" | "reserve" | "abstain" | "object";

export function verdict_tone(kind: VerdictKind): Tone {
  if (kind === "consensus" || kind === "majority" || kind === "appropriate" || kind === "chosen") return "support";
  return kind === "consensus_with_reservations" || kind === "uncertain" || kind === "tied" ? "reserve" : "object";
}

export function outcome_tone(kind: OutcomeKind): Tone {
  if (kind === "adopted_by_consensus" || kind === "adopted_by_majority") return "support";
  if (kind === "adopted_with_reservations") return "reserve";
  return kind === "not_agreed" ? "object" : "abstain";
}
