// Finding an institution by what people type of it: acronym or words of its name in any language, without accents or dots.
import type { Institution } from "../protocol";

/** As it is compared: without accents, dots and capitals. */
const plain = (words: string): string =>
  words
    .normalize("NFD")
    .replace(/[\p{M}.]/gu, "")
    .toLowerCase();

/** Do the texts hold every typed word, each at the start of one of theirs? */
export function fits(texts: readonly string[], typed: string): boolean {
  const words = plain(texts.join(" ")).split(/\s+/);
  return typed_words(typed).every((want) => words.some((word) => word.startsWith(want)));
}

const typed_words = (typed: string): string[] => plain(typed).split(/[\s·]+/).filter(Boolean);

/** Those that have every typed word at the start of one of theirs; acronyms that begin so come first. */
export function matching(institutions: readonly Institution[], typed: string): Institution[] {
  const first = typed_words(typed)[0] ?? "";
  const begins = (institution: Institution): number => (plain(institution.acronym).startsWith(first) ? 0 : 1);
  return institutions.filter((institution) => fits(names_of(institution), typed)).sort((a, b) => begins(a) - begins(b));
}

/** Everything it is called. */
export function names_of(institution: Institution): string[] {
  return [institution.acronym, ...Object.values(institution.name)];
}
