// Where the points of an opinion map stand in a picture: as large as fits, both axes by the same scale, nobody on top of anybody.
import type { Opinions } from "../protocol";

type Point = Opinions["points"][number];
const margin = 20;
/** Points closer than this stand in the same spot. */
const spot_size = 19;
/** Of those that do: next to each other, on a spiral that leaves each to be seen. */
const apart = 16;

export function placed(points: readonly Point[], width: number, height: number): Point[] {
  const largest = Math.max(1e-9, ...points.map((point) => Math.max(Math.abs(point.x) / (width / 2 - margin), Math.abs(point.y) / (height / 2 - margin))));
  const taken = new Map<string, number>();
  return points.map((point) => {
    const x = width / 2 + point.x / largest;
    const y = height / 2 - point.y / largest;
    const spot = `${Math.round(x / spot_size)}/${Math.round(y / spot_size)}`;
    const before = taken.get(spot) ?? 0;
    taken.set(spot, before + 1);
    // The sunflower's spiral: the n-th at the square root of n.
    const turn = before * 2.39996;
    const out = apart * Math.sqrt(before);
    const within = (value: number, size: number): number => Math.min(size - margin / 2, Math.max(margin / 2, value));
    return { ...point, x: within(x + out * Math.cos(turn), width), y: within(y + out * Math.sin(turn), height) };
  });
}
