// Keeps a connection under the server's 20 commands a second, so that a long outbox is not refused for its haste.
const per_second = 15;
const burst = 15;

export class Pace {
  #tokens = burst;
  #at = 0;

  /** Takes the right to send one command now, or tells in how many milliseconds to ask again. */
  take(now: number): number {
    this.#tokens = Math.min(burst, this.#tokens + (Math.max(0, now - this.#at) * per_second) / 1000);
    this.#at = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.ceil(((1 - this.#tokens) * 1000) / per_second);
  }
}
