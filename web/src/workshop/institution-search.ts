// Finding an institution by what people type of it: acronym or words of its name in any language, without accents or dots.
import type { Institution } from "../protocol";

const plain = (words: string): string =>
  words
    .normalize("NFD")
    .replace(/[\p{M}.]/gu, "")
    .toLowerCase();

/** Those that have every typed word at the start of one of theirs; acronyms that begin so come first. */
export function matching(institutions: readonly Institution[], typed: string): Institution[] {
  const wanted = plain(typed).split(/[\s·]+/).filter(Boolean);
  const fits = (institution: Institution): boolean => {
    const words = plain([institution.acronym, ...Object.values(institution.name)].join(" ")).split(/\s+/);
    return wanted.every((want) => words.some((word) => word.startsWith(want)));
  };
  const begins = (institution: Institution): number => (plain(institution.acronym).startsWith(wanted[0] ?? "") ? 0 : 1);
  return institutions.filter(fits).sort((a, b) => begins(a) - begins(b));
}
