import { expect, test } from "vitest";
import { placed } from "./opinion-picture";

const at = (x: number, y: number) => ({ x, y, group: 0, institution: null });

test("the middle is the middle, and the farthest stands at the margin", () => {
  const [middle, left, up] = placed([at(0, 0), at(-2, 0), at(0, 0.5)], 400, 200);
  expect(middle).toMatchObject({ x: 200, y: 100 });
  expect(left).toMatchObject({ x: 20, y: 100 });
  expect(up).toMatchObject({ x: 200, y: 55 });
});

test("who votes exactly alike is still seen, each beside the others and inside the picture", () => {
  const points = placed(Array.from({ length: 60 }, () => at(1, 1)), 400, 200);
  const spots = new Set(points.map((point) => `${point.x.toFixed(1)}/${point.y.toFixed(1)}`));
  expect(spots.size).toBeGreaterThan(40);
  for (const point of points) {
    expect(point.x).toBeLessThanOrEqual(390);
    expect(point.y).toBeGreaterThanOrEqual(10);
  }
});

test("a picture of nobody is empty, and of one somebody in the middle", () => {
  expect(placed([], 400, 200)).toEqual([]);
  expect(placed([at(0, 0)], 400, 200)).toMatchObject([{ x: 200, y: 100 }]);
});
