// Who this browser is: the token of a participant and of a facilitator, kept apart, so that one who prepares a workshop can also
// see it as a delegate. Tabs share nothing but this.
import type { Joined } from "../protocol";

export interface KeptIdentity extends Joined {
  name: string;
  /** The join code it was made with; empty for facilitators. */
  code: string;
}

export type Seat = "participant" | "facilitator";

const key = (seat: Seat): string => `acuerdo.identity.${seat}`;

export function kept_identity(seat: Seat): KeptIdentity | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key(seat)) ?? "null");
    return is_identity(value) ? value : null;
  } catch {
    return null;
  }
}

export function keep_identity(seat: Seat, identity: KeptIdentity): void {
  try {
    localStorage.setItem(key(seat), JSON.stringify(identity));
  } catch {
    // Storage forbidden: it lasts as long as the page that holds it.
  }
  held[seat] = identity;
}

export function forget_identity(seat: Seat): void {
  delete held[seat];
  try {
    localStorage.removeItem(key(seat));
  } catch {
    // As above.
  }
}

/** Kept, or held by this page where storage is forbidden. */
export function identity_of(seat: Seat): KeptIdentity | null {
  return kept_identity(seat) ?? held[seat] ?? null;
}

const held: Partial<Record<Seat, KeptIdentity>> = {};

function is_identity(value: unknown): value is KeptIdentity {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Record<string, unknown>;
  return typeof fields["token"] === "string" && typeof fields["participant"] === "number" && typeof fields["workshop"] === "string" && typeof fields["name"] === "string";
}
