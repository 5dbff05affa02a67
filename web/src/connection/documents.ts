// The workshop as this audience may see it: whole documents by key, as of a sequence number. Applying a frame twice does no harm.
import type { Change, DocumentKey, DocumentsByKey, Snapshot, WorkshopPart } from "../protocol";

export class Documents {
  readonly #parts = new Map<string, WorkshopPart>();
  #seq = 0;

  /** The largest sequence number heard of; 0 before the first snapshot. */
  get seq(): number {
    return this.#seq;
  }

  get<Key extends DocumentKey>(key: Key): DocumentsByKey[Key] | undefined {
    // The schema of snapshot and change says which document stands under which key.
    return this.#parts.get(key) as DocumentsByKey[Key] | undefined;
  }

  part(key: string): WorkshopPart | undefined {
    return this.#parts.get(key);
  }

  reached(seq: number): void {
    this.#seq = Math.max(this.#seq, seq);
  }

  /** Replaces everything; answers the keys whose documents are others now. */
  replace(frame: Snapshot): string[] {
    const touched: string[] = [];
    for (const key of [...this.#parts.keys()]) {
      if (key in frame.docs) continue;
      this.#parts.delete(key);
      touched.push(key);
    }
    touched.push(...this.#put(frame.docs));
    // A snapshot is what is, even if it is of an earlier state than ours: a restored backup, say. Until all of it is here we
    // have no state that could be resumed.
    this.#seq = frame.more ? 0 : frame.seq;
    return touched;
  }

  /** Takes the documents that changed; answers their keys. */
  merge(frame: Change): string[] {
    if (!frame.more) this.reached(frame.seq);
    return this.#put(frame.docs);
  }

  #put(docs: Record<string, WorkshopPart | null>): string[] {
    const touched: string[] = [];
    for (const [key, part] of Object.entries(docs)) {
      if (part === null) {
        if (this.#parts.delete(key)) touched.push(key);
        continue;
      }
      const before = this.#parts.get(key);
      // After a resume most documents are as they were; screens need not hear of those.
      if (before && JSON.stringify(before) === JSON.stringify(part)) continue;
      this.#parts.set(key, part);
      touched.push(key);
    }
    return touched;
  }
}
