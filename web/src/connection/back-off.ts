// How long to wait before the next try: doubling, with jitter, so that a hall of phones does not come back in one beat.
import type { Random } from "./environment";

const first_ms = 250;
const longest_ms = 10_000;

export class BackOff {
  #tries = 0;

  constructor(private readonly random: Random) {}

  /** Milliseconds until the next try: between a half and the whole of 0.25 s, 0.5 s, 1 s ... 10 s. */
  next(): number {
    const whole = Math.min(longest_ms, first_ms * 2 ** this.#tries);
    this.#tries = Math.min(this.#tries + 1, 16);
    return whole * (0.5 + this.random() / 2);
  }

  reset(): void {
    this.#tries = 0;
  }
}
