// The keys that choose a position: its own number where it has one, else its place on the scale.
import type { PositionOffered } from "../protocol";

export function key_of(positions: readonly PositionOffered[], place: number): string | null {
  const code = positions[place]?.code ?? "";
  if (!positions.some((position) => /^\d+$/.test(position.code))) return place < 9 ? String(place + 1) : null;
  return /^\d$/.test(code) ? code : null;
}

/** The first and the last of them. */
export function keys_of(positions: readonly PositionOffered[]): { from: string; to: string } {
  const keys = positions.flatMap((_, place) => key_of(positions, place) ?? []).sort();
  return { from: keys[0] ?? "1", to: keys.at(-1) ?? "1" };
}
