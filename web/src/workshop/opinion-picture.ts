// Where the points of an opinion map stand in a picture: as large as fits, both axes by the same scale, nobody on top of anybody.
import type { Opinions } from "../protocol";

type Point = Opinions["points"][number];
const margin = 20;
/** Of a point that stands where others do: next to them, on a small spiral. */
const step = 19;

export function placed(points: readonly Point[], width: number, height: number): Point[] {
  const largest = Math.max(1e-9, ...points.map((point) => Math.max(Math.abs(point.x) / (width / 2 - margin), Math.abs(point.y) / (height / 2 - margin))));
  const taken = new Map<string, number>();
  return points.map((point) => {
    const x = width / 2 + point.x / largest;
    const y = height / 2 - point.y / largest;
    const spot = `${Math.round(x / step)}/${Math.round(y / step)}`;
    const before = taken.get(spot) ?? 0;
    taken.set(spot, before + 1);
    // The sunflower's spiral: the n-th at the square root of n.
    const turn = before * 2.39996;
    const out = (step / 2) * Math.sqrt(before);
    const within = (value: number, size: number): number => Math.min(size - margin / 2, Math.max(margin / 2, value));
    return { ...point, x: within(x + out * Math.cos(turn), width), y: within(y + out * Math.sin(turn), height) };
  });
}
