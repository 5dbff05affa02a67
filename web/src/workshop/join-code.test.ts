import { expect, test } from "vitest";
import { in_threes } from "./join-code";

test("a long code is read in threes, a short one in one piece", () => {
  expect(in_threes("ACDEFG")).toBe("ACDEFG");
  expect(in_threes("ACDEFGHJK")).toBe("ACD EFG HJK");
  expect(in_threes("ACDEFGH")).toBe("ACD EFG H");
});
