// The difference between two wordings, word by word: longest common subsequence (Hunt and Szymanski's problem, by the plain
// dynamic programme: wordings have at most a few hundred words).

export interface Piece {
  kind: "same" | "removed" | "added";
  text: string;
}

// Words, runs of space and single marks are units of their own, so that a comma added is a comma added.
const unit = /\p{L}[\p{L}\p{M}\p{N}'’-]*|\p{N}+|\s+|[^\s\p{L}\p{N}]/gu;

/** Pieces in reading order; neighbours differ in kind, removed comes before added. Same and removed together give `before`, same and added `after`. */
export function difference(before: string, after: string): Piece[] {
  const old_units = before.match(unit) ?? [];
  const new_units = after.match(unit) ?? [];
  const rows = old_units.length;
  const columns = new_units.length;
  const width = columns + 1;
  // common[i * width + j]: how many units the tails from i and j share.
  const common = new Uint32Array((rows + 1) * width);
  const shared = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      common[row * width + column] =
        old_units[row] === new_units[column] ? shared(row + 1, column + 1) + 1 : Math.max(shared(row + 1, column), shared(row, column + 1));
    }
  }
  const pieces: Piece[] = [];
  let removed = "";
  let added = "";
  const flush = (): void => {
    if (removed) pieces.push({ kind: "removed", text: removed });
    if (added) pieces.push({ kind: "added", text: added });
    removed = added = "";
  };
  let row = 0;
  let column = 0;
  while (row < rows || column < columns) {
    const old_unit = old_units[row];
    const new_unit = new_units[column];
    if (old_unit !== undefined && old_unit === new_unit) {
      flush();
      const last = pieces.at(-1);
      if (last?.kind === "same") last.text += old_unit;
      else pieces.push({ kind: "same", text: old_unit });
      row++;
      column++;
    } else if (new_unit === undefined || (old_unit !== undefined && shared(row + 1, column) >= shared(row, column + 1))) {
      removed += old_unit ?? "";
      row++;
    } else {
      added += new_unit;
      column++;
    }
  }
  flush();
  return pieces;
}
