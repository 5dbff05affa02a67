import { describe, expect, it } from "vitest";
import type { PositionOffered } from "../protocol";
import { key_of, keys_of } from "./keys";

const scale = (...codes: string[]): PositionOffered[] => codes.map((code) => ({ code, name: {}, tone: "support", reasonRequired: false }));

describe("the key of a position", () => {
  it("is its place where the scale has words", () => {
    const worded = scale("join", "abstain", "object");
    expect(worded.map((_, place) => key_of(worded, place))).toEqual(["1", "2", "3"]);
    expect(keys_of(worded)).toEqual({ from: "1", to: "3" });
  });
  it("is its own number where it has one of a single digit", () => {
    const ratings = scale("10", "9", "2", "1", "no_opinion");
    expect(ratings.map((_, place) => key_of(ratings, place))).toEqual([null, "9", "2", "1", null]);
    expect(keys_of(ratings)).toEqual({ from: "1", to: "9" });
  });
});
