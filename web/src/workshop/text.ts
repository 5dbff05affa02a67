// Content in several languages: what a person reads, and whether it is in the language they wanted.
import type { Text } from "../protocol";

export interface Reading {
  words: string;
  language: string;
  /** The wanted language has no words; these are in another one. */
  fallback: boolean;
}

/** In the wanted language, else in the first of `order` that has words, else in any. Never nothing where there is something. */
export function reading(text: Readonly<Text> | undefined, wanted: string, order: readonly string[] = []): Reading {
  const has = (language: string): boolean => (text?.[language] ?? "").trim() !== "";
  const language = [wanted, ...order, ...Object.keys(text ?? {}).sort()].find(has);
  if (!text || language === undefined) return { words: "", language: wanted, fallback: false };
  return { words: text[language] ?? "", language, fallback: language !== wanted };
}
