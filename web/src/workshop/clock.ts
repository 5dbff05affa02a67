// Clocks that count down. Past their end they go on and say by how much.

/** Whole seconds until then; below 0, since then. */
export function seconds_left(until: number, now: number): number {
  return Math.ceil((until - now) / 1000) + 0; // not -0
}

/** "1:05", and "+0:12" past the end. */
export function shown_clock(seconds: number): string {
  const all = Math.abs(seconds);
  return `${seconds < 0 ? "+" : ""}${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
}
