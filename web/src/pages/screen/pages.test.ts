import { describe, expect, it } from "vitest";
import { paginated, pieces, reading_time } from "./pages";

describe("the projector's pages", () => {
  it("hold every row once, in order, and never more than fits", () => {
    const heights = Array.from({ length: 11 }, (_, place) => 60 + 13 * (place % 4));
    const pages = paginated(heights, 10, 300);
    expect(pages.flat()).toEqual(heights.map((_, place) => place));
    for (const page of pages) expect(page.reduce((sum, place) => sum + (heights[place] ?? 0), 0) + 10 * (page.length - 1)).toBeLessThanOrEqual(300);
  });
  it("give a row that is too high a page of its own", () => {
    expect(paginated([50, 900, 50], 10, 300)).toEqual([[0], [1], [2]]);
  });
  it("are none for no rows", () => expect(paginated([], 10, 300)).toEqual([]));
  it("stay long enough to be read aloud, and not forever", () => {
    expect(reading_time("Iluminar parques")).toBe(7_000);
    expect(reading_time("palabra ".repeat(40))).toBe(16_000);
    expect(reading_time("palabra ".repeat(400))).toBe(30_000);
  });
  it("break a long text between sentences or words and lose none of it", () => {
    const text = "Falta un protocolo. ".repeat(30) + "palabra".repeat(3);
    const parts = pieces(text, 200);
    expect(parts.join(" ")).toBe(text.trim());
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(200);
    expect(pieces("x".repeat(450), 200).map((part) => part.length)).toEqual([200, 200, 50]);
    expect(pieces("corto", 200)).toEqual(["corto"]);
  });
});
