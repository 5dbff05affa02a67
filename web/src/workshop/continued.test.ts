import { describe, expect, it } from "vitest";
import { continued } from "./continued";

const item = (id: number, words = "") => ({ id, words });
const ids = (items: readonly { id: number }[]) => items.map((one) => one.id);

describe("a list of which a document shows the latest", () => {
  it("is what the document shows until it was asked for", () => {
    expect(continued(null, [item(3), item(4)], (one) => one.id)).toEqual([item(3), item(4)]);
  });
  it("is continued by what came since", () => {
    expect(ids(continued([item(1), item(2), item(3)], [item(3), item(4), item(5)], (one) => one.id))).toEqual([1, 2, 3, 4, 5]);
  });
  it("has the newer of an item that changed since", () => {
    expect(continued([item(1), item(2, "proposed")], [item(2, "accepted")], (one) => one.id)).toEqual([item(1), item(2, "accepted")]);
  });
});
