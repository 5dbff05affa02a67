// What the connection needs of the world. Given from outside, so that tests own time, lines and disks.

/** One line to the server. */
export interface Wire {
  send(text: string): void;
  /** Lets go of the line; no event of it counts any more. */
  close(): void;
}

export interface WireEvents {
  opened(): void;
  received(text: string): void;
  /** Once at most, also when the line never opened (1006). */
  closed(code: number): void;
}

export interface Transport {
  /** Never calls `events` before it has returned. */
  open(events: WireEvents): Wire;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls once, after so many milliseconds; the answer cancels it. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Strings by key, shared by the tabs of one browser. */
export interface Store {
  get(key: string): string | null;
  /** False when it could not be kept (full, or forbidden). */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  keys(): string[];
}

/** Uniform in [0, 1). */
export type Random = () => number;
