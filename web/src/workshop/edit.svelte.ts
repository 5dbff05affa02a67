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
    if (this.recorded) this.anew();
    this.#base ??= this.store.seen;
  }
  /** An editor opens: what it shows is what will be replaced. */
  anew(): void {
    this.given = null;
    this.#base = this.store.seen;
  }
  send(command: (base: number) => CommandDraft): void {
    const base = this.written_over ? this.store.seen : (this.#base ?? this.store.seen);
    this.given = this.store.send(command(base));
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
