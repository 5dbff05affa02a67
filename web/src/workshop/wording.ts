// What a person wrote, ready to be sent.
import type { Text } from "../protocol";

/** Without languages that have no words. Null when none has. */
export function written(wording: Readonly<Text>): Text | null {
  const kept = Object.entries(wording)
    .map(([language, words]) => [language, words.trim()] as const)
    .filter(([, words]) => words !== "");
  return kept.length > 0 ? Object.fromEntries(kept) : null;
}
