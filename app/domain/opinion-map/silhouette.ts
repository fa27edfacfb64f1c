import type { Place } from "#db/tables/opinion-map.ts";

export const distance = (one: Place, other: Place): number =>
  Math.sqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2);

/**
 * How well groups are told apart: the mean, over all, of (b - a) / max(a, b), a being the mean distance to one's own
 * group and b that to the nearest other (Rousseeuw 1987). Who is alone in a group has 0.
 *
 * @param labels the group of each place, from 0
 * @returns from -1 to 1; 0 of one group alone
 */
export function silhouetteOf(places: readonly Place[], labels: readonly number[]): number {
  const sizes: number[] = [];
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  let total = 0;
  const sums = new Float64Array(sizes.length);
  places.forEach((place, index) => {
    const own = labels[index] ?? 0;
    const size = sizes[own] ?? 0;
    if (size < 2) return;
    sums.fill(0);
    places.forEach((other, at) => {
      const label = labels[at] ?? 0;
      sums[label] = (sums[label] ?? 0) + distance(place, other);
    });
    let nearest = Number.POSITIVE_INFINITY;
    sums.forEach((sum, label) => {
      const others = sizes[label] ?? 0;
      if (label !== own && others > 0) nearest = Math.min(nearest, sum / others);
    });
    const within = (sums[own] ?? 0) / (size - 1);
    const larger = Math.max(within, nearest);
    if (larger > 0 && nearest < Number.POSITIVE_INFINITY) total += (nearest - within) / larger;
  });
  return places.length === 0 ? 0 : total / places.length;
}
