import type { CityGeometry, Position, Rings } from "#db/tables/city-map.ts";

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Whether a point lies in a polygon and in none of its holes: the even-odd rule over all of its rings. */
export function isInside(rings: Rings, [x, y]: Position): boolean {
  let inside = false;
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const [ax, ay] of ring) {
      const [bx, by] = before ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      before = [ax, ay];
    }
  }
  return inside;
}

/** Twice a ring's area, positive counterclockwise, and its middle (centroid); the middle of no area is its first position. */
export function middleOfRing(ring: readonly Position[]): { area: number; middle: Position } {
  // From its first position on: far from zero, products of whole coordinates lose the small differences.
  const [ox, oy] = ring[0] ?? [0, 0];
  let [area, x, y] = [0, 0, 0];
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
    area += cross;
    x += (ax + bx - 2 * ox) * cross;
    y += (ay + by - 2 * oy) * cross;
  }
  return { area, middle: area === 0 ? [ox, oy] : [ox + x / (3 * area), oy + y / (3 * area)] };
}

/** The middle of the largest part, where a name can stand. */
export function middleOf(polygons: readonly Rings[]): Position {
  const parts = polygons.flatMap(([outline]) => (outline ? [middleOfRing(outline)] : []));
  const [largest] = parts.toSorted((a, b) => Math.abs(b.area) - Math.abs(a.area));
  return largest?.middle ?? [0, 0];
}

export function boundsOfPositions(positions: Iterable<Position>): Bounds {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lon, lat] of positions) {
    bounds.west = Math.min(bounds.west, lon);
    bounds.south = Math.min(bounds.south, lat);
    bounds.east = Math.max(bounds.east, lon);
    bounds.north = Math.max(bounds.north, lat);
  }
  return bounds;
}

/** The box around all districts. */
export const boundsOf = ({ districts }: CityGeometry): Bounds =>
  boundsOfPositions(districts.flatMap(({ polygons }) => polygons.flat(2)));
