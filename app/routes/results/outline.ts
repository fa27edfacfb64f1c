interface Point {
  x: number;
  y: number;
}

/**
 * The middle of an outline's largest ring (its centroid), where a name can stand.
 *
 * @param path see `district.shape`
 */
export function middleOf(path: string): Point {
  let largest = { area: 0, x: 0, y: 0 };
  for (const ring of ringsOf(path)) {
    let [area, x, y] = [0, 0, 0];
    for (const [index, a] of ring.entries()) {
      const b = ring[(index + 1) % ring.length] ?? a;
      const cross = a.x * b.y - b.x * a.y;
      area += cross;
      x += (a.x + b.x) * cross;
      y += (a.y + b.y) * cross;
    }
    if (Math.abs(area) > Math.abs(largest.area)) largest = { area, x: x / (3 * area), y: y / (3 * area) };
  }
  return { x: Math.round(largest.x), y: Math.round(largest.y) };
}

/** Half of an edge's stroke, and some room. */
const MARGIN = 10;

/** What of the drawing outlines take, all together: a space's map need not fill its square. @param paths see `district.shape` */
export function viewBoxOf(paths: readonly string[]): string {
  const points = paths.flatMap(ringsOf).flat();
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  return [left, top, Math.max(...xs) + MARGIN - left, Math.max(...ys) + MARGIN - top].join(" ");
}

const ringsOf = (path: string): Point[][] =>
  path
    .split("Z")
    .filter((ring) => ring !== "")
    .map((ring) => ring.slice(1).split("L").map(pointOf));

function pointOf(text: string): Point {
  const [x = 0, y = 0] = text.split(",").map(Number);
  return { x, y };
}
