// Ids of commands. Not crypto.randomUUID: browsers hide it from pages on plain http, which is what a venue's LAN has.

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** 22 letters of 6 bits: 132 bits, so two ids of a participant never meet. */
export function new_command_id(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(22));
  return Array.from(bytes, (byte) => letters[byte & 63]).join("");
}
