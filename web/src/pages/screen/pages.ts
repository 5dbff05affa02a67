// What stands on one picture of the projector: as many rows as fit whole, and how long a page needs to be read.

/** Rows by their heights, in order, on pages of a given height; a row higher than a page has one of its own. */
export function paginated(heights: readonly number[], gap: number, height: number): number[][] {
  const pages: number[][] = [];
  let used = 0;
  heights.forEach((row, place) => {
    const page = pages.at(-1);
    if (page && used + gap + row <= height) {
      page.push(place);
      used += gap + row;
    } else {
      pages.push([place]);
      used = row;
    }
  });
  return pages;
}

/** Aloud to a hall one reads two to three words a second; nobody waits longer than half a minute. */
export function reading_time(words: string): number {
  const count = words.split(/\s+/).filter(Boolean).length;
  return Math.min(30_000, Math.max(7_000, count * 400));
}

/** A long text in pieces that fit a page each, broken between sentences or else between words. */
export function pieces(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const head = rest.slice(0, most + 1);
    const sentence = Math.max(head.lastIndexOf(". "), head.lastIndexOf("; "), head.lastIndexOf("\n")) + 1;
    const word = head.lastIndexOf(" ");
    const cut = sentence > most / 2 ? sentence : word > 0 ? word : most;
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === "" && parts.length > 0 ? parts : [...parts, rest];
}
