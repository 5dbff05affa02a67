import { describe, expect, it } from "vitest";
import { GivenCommand } from "../connection/workshop-store.svelte";
import type { Command, CommandDraft } from "../protocol";
import { Edit } from "./edit.svelte";

/** A store that has seen so much and keeps what it is asked to send. */
class Store {
  seen = 1;
  readonly sent: GivenCommand[] = [];

  send(draft: CommandDraft): GivenCommand {
    const given = new GivenCommand({ ...draft, id: `command-${this.sent.length}` } as Command);
    this.sent.push(given);
    return given;
  }
}

const title = (base: number): CommandDraft => ({ type: "title.correct", of: "workshop", code: "", title: { es: "Taller" }, base });

describe("an edit", () => {
  const written = (): { store: Store; edit: Edit } => {
    const store = new Store();
    return { store, edit: new Edit(store) };
  };
  const bases = (store: Store): unknown[] => store.sent.map(({ command }) => (command as { base?: number }).base);

  it("names what was in view at the first key, whatever came meanwhile", () => {
    const { store, edit } = written();
    edit.begin();
    store.seen = 5;
    edit.begin();
    edit.send(title);
    expect(bases(store)).toEqual([1]);
    expect(edit.busy).toBe(true);
  });

  it("that was written over is over what is shown now when it is sent again", () => {
    const { store, edit } = written();
    edit.begin();
    edit.send(title);
    store.seen = 5;
    store.sent[0]!.state = { name: "refused", code: "base", field: "base" };
    expect(edit.written_over).toBe(true);
    edit.begin();
    edit.send(title);
    expect(bases(store)).toEqual([1, 5]);
    expect(edit.written_over).toBe(false);
  });

  it("that was refused for anything else keeps its base", () => {
    const { store, edit } = written();
    edit.begin();
    edit.send(title);
    store.seen = 5;
    store.sent[0]!.state = { name: "refused", code: "text_too_long", field: "title" };
    edit.send(title);
    expect(bases(store)).toEqual([1, 1]);
  });

  it("in an editor that stays open is over our own edit, and not over what others wrote after it", () => {
    const { store, edit } = written();
    edit.anew();
    edit.send(title);
    store.sent[0]!.state = { name: "recorded", at: 0, seq: 6, created: null };
    store.seen = 9;
    edit.send(title);
    expect(bases(store)).toEqual([1, 6]);
  });

  it("that was given up leaves no base behind", () => {
    const { store, edit } = written();
    edit.begin();
    edit.leave();
    store.seen = 5;
    edit.send(title);
    expect(bases(store)).toEqual([5]);
  });

  it("that is on disk is over, and the next key begins another", () => {
    const { store, edit } = written();
    edit.anew();
    edit.send(title);
    store.sent[0]!.state = { name: "recorded", at: 0, seq: 6, created: null };
    expect(edit.recorded).toBe(true);
    store.seen = 6;
    edit.begin();
    expect(edit.recorded).toBe(false);
    edit.send(title);
    expect(bases(store)).toEqual([1, 6]);
  });
});
