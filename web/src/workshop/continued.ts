/** A list that was asked for whole, continued by the latest items of its document; the latest alone when it was not. */
export function continued<Item>(all: readonly Item[] | null, latest: readonly Item[], place: (item: Item) => number): readonly Item[] {
  if (!all) return latest;
  // The document's are newer: an amendment was answered since, a comment added.
  const newer = new Map(latest.map((item) => [place(item), item]));
  const last = Math.max(0, ...all.map(place));
  return [...all.map((item) => newer.get(place(item)) ?? item), ...latest.filter((item) => place(item) > last)];
}
