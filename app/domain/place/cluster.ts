interface At {
  x: number;
  y: number;
}

export interface Cluster<T> extends At {
  items: T[];
}

/**
 * Places that are so near each other that their pins would cover one another, together where the first of them is: each
 * stands with the first that it is near, so that the same places are always together.
 *
 * @param near in units of the drawing
 */
export function clustersOf<T extends At>(places: readonly T[], near: number): Cluster<T>[] {
  const clusters: Cluster<T>[] = [];
  for (const place of places) {
    const { x, y } = place;
    const first = clusters.find((one) => Math.hypot(one.x - x, one.y - y) < near);
    if (first) first.items.push(place);
    else clusters.push({ x, y, items: [place] });
  }
  return clusters;
}
