// Editing what others edit too: the command names what was in view when the typing began. Where somebody else replaced it
// meanwhile it is refused, what it says now is shown beside what was typed, and sent again it replaces that.
import type { GivenCommand, WorkshopStore } from "../connection/workshop-store.svelte";
import type { CommandDraft } from "../protocol";

export class Edit {
  given: GivenCommand | null = $state.raw(null);
  #base: number | null = null;

  constructor(private readonly store: Pick<WorkshopStore, "seen" | "send">) {}

  /** A key is typed: what was in view at the first one is what will be replaced. */
  begin(): void {
    if (this.recorded) this.leave();
    this.#base ??= this.store.seen;
  }
  /** An editor opens: what it shows is what will be replaced. */
  anew(): void {
    this.leave();
    this.begin();
  }
  /** What was typed is given up: from now on what is in view is shown. */
  leave(): void {
    this.given = null;
    this.#base = null;
  }
  send(command: (base: number) => CommandDraft): void {
    this.given = this.store.send(command(this.#replaced()));
  }

  /** What stands now, where that was shown; our own edit, in an editor that stayed open after it; else what was in view. */
  #replaced(): number {
    if (this.written_over) return this.store.seen;
    if (this.given?.state.name === "recorded") return this.given.state.seq;
    return this.#base ?? this.store.seen;
  }

  get busy(): boolean {
    return this.given?.open ?? false;
  }
  /** On disk: what was typed needs no keeping any more. */
  get recorded(): boolean {
    return this.given?.state.name === "recorded";
  }
  get written_over(): boolean {
    return this.given?.state.name === "refused" && this.given.state.code === "base";
  }
}
