// What a person wrote, ready to be sent.
import type { Text } from "../protocol";

/** Without languages that have no words. Null when none has. */
export function written(wording: Readonly<Text>): Text | null {
  const kept = Object.entries(wording)
    .map(([language, words]) => [language, words.trim()] as const)
    .filter(([, words]) => words !== "");
  return kept.length > 0 ? Object.fromEntries(kept) : null;
}

/** Languages whose words stand as before while those of another were changed: their words may not fit any more. */
export function left_behind(before: Readonly<Text>, after: Readonly<Text>): string[] {
  const said = (text: Readonly<Text>, language: string): string => (text[language] ?? "").trim();
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  if (languages.every((language) => said(before, language) === said(after, language))) return [];
  return languages.filter((language) => said(before, language) !== "" && said(before, language) === said(after, language));
}

/**
 * A changed wording: without the languages that were left behind, unless somebody says that their words still fit. Null when nothing
 * is left, or nothing was changed.
 */
export function reworded(before: Readonly<Text>, after: Readonly<Text>, still_valid: boolean): Text | null {
  const behind = left_behind(before, after);
  const words = written(Object.fromEntries(Object.entries(after).filter(([language]) => still_valid || !behind.includes(language))));
  const same = words !== null && Object.keys({ ...before, ...words }).every((language) => before[language] === words[language]);
  return same ? null : words;
}
