import { beforeEach, describe, expect, it } from "vitest";
import type { Command } from "../protocol";
import { FakeClock, FakeStore } from "./fake-world";
import { TabOutbox } from "./tab-outbox";

const command = (id: string): Command => ({ type: "ballot.cast", id, activity: 1, round: 1, position: "support" });

let clock: FakeClock;
let store: FakeStore;
let owners: number;

interface Tab {
  outbox: TabOutbox;
  adopted: Command[];
}

function open(tab: string, person = "cuenca/3"): Tab {
  const adopted: Command[] = [];
  const number = ++owners;
  const outbox = new TabOutbox({ store, clock, random: () => number / 100, person, tab, new_tab: () => `${tab}-twin`, adopt: (commands) => adopted.push(...commands) });
  outbox.start();
  return { outbox, adopted };
}

beforeEach(() => {
  clock = new FakeClock();
  store = new FakeStore();
  owners = 0;
});

describe("the outboxes of one person's tabs", () => {
  it("keep what a tab saves for its reload", () => {
    const before = open("a");
    before.outbox.save([command("first-one"), command("second-one")]);
    before.outbox.release();
    expect(open("a").outbox.load().map((one) => one.id)).toEqual(["first-one", "second-one"]);
  });

  it("are left alone while their tabs live", () => {
    open("a").outbox.save([command("of-tab-a")]);
    const other = open("b");
    clock.pass(600_000);
    expect(other.adopted).toEqual([]);
  });

  it("are taken over, in order, when their tab was closed", () => {
    const closed = open("a");
    closed.outbox.save([command("first-one"), command("second-one")]);
    const other = open("b");
    closed.outbox.release();
    clock.pass(6_000);
    expect(other.adopted.map((one) => one.id)).toEqual(["first-one", "second-one"]);
    expect(store.keys().filter((key) => key.startsWith("acuerdo.outbox/"))).toEqual([]);
  });

  it("are taken over from a tab that died without a word, once its lease is over", () => {
    store.set("acuerdo.outbox/cuenca/3/dead", JSON.stringify([command("of-the-dead")]));
    store.set("acuerdo.lease/cuenca/3/dead", JSON.stringify({ owner: "nobody", until: clock.now() + 75_000 }));
    const other = open("b");
    clock.pass(70_000);
    expect(other.adopted).toEqual([]);
    clock.pass(12_000);
    expect(other.adopted.map((one) => one.id)).toEqual(["of-the-dead"]);
  });

  it("are taken over by one tab only, however many look at once", () => {
    const closed = open("a");
    const others = [open("b"), open("c"), open("d")];
    closed.outbox.save([command("only-once")]);
    closed.outbox.release();
    clock.pass(20_000);
    expect(others.flatMap((tab) => tab.adopted)).toHaveLength(1);
  });

  it("are not taken over by another person", () => {
    const closed = open("a", "cuenca/3");
    closed.outbox.save([command("of-person-3")]);
    closed.outbox.release();
    const stranger = open("b", "cuenca/4");
    clock.pass(100_000);
    expect(stranger.adopted).toEqual([]);
  });

  it("are two when a tab is duplicated: the twin gets a name of its own", () => {
    open("a").outbox.save([command("of-tab-a")]);
    const twin = open("a");
    expect(twin.outbox.load()).toEqual([]);
    twin.outbox.save([command("of-the-twin")]);
    expect(store.get("acuerdo.outbox/cuenca/3/a-twin")).toContain("of-the-twin");
    expect(store.get("acuerdo.outbox/cuenca/3/a")).toContain("of-tab-a");
  });

  it("come through what is no outbox at all", () => {
    store.set("acuerdo.outbox/cuenca/3/a", "{not json");
    expect(open("a").outbox.load()).toEqual([]);
    store.set("acuerdo.outbox/cuenca/3/odd", JSON.stringify([1, null, { id: 5 }, command("the-good-one")]));
    const other = open("b");
    clock.pass(1_000);
    expect(other.adopted.map((one) => one.id)).toEqual(["the-good-one"]);
  });
});
