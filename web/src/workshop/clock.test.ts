import { expect, test } from "vitest";
import { seconds_left, shown_clock } from "./clock";

test("a clock counts whole seconds down, and says zero only when the time is up", () => {
  expect(shown_clock(seconds_left(65_000, 0))).toBe("1:05");
  expect(shown_clock(seconds_left(65_000, 64_001))).toBe("0:01");
  expect(shown_clock(seconds_left(65_000, 65_000))).toBe("0:00");
});

test("past its end it says by how much", () => {
  expect(shown_clock(seconds_left(65_000, 77_000))).toBe("+0:12");
  expect(shown_clock(seconds_left(0, 3_661_000))).toBe("+61:01");
});
