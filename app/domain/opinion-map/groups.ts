import { kmeans } from "ml-kmeans";
import type { Place } from "#db/tables/opinion-map.ts";
import { FEWEST_TOGETHER, MOST_GROUPS } from "./bounds.ts";
import { distance, silhouetteOf } from "./silhouette.ts";

interface Clustering {
  /** The group of each place, from 0. */
  labels: number[];
  centres: Place[];
  /** The sum of squared distances to one's own centre: what k-means makes small. */
  inertia: number;
}

export interface Grouping {
  labels: number[];
  /** Null: there is one group only. */
  silhouette: number | null;
}

/**
 * The best of so many beginnings is kept, as scikit-learn's n_init: of few people, where it costs nothing, of more, for
 * ten miss the best where there are no clear groups.
 */
const beginningsOf = (people: number) => Math.min(100, Math.max(10, Math.ceil(20_000 / people)));
const MOST_STEPS = 300;

/**
 * K-means with a given number of groups: the best of some beginnings (k-means++).
 *
 * @param seed the same, with the same places, makes the same groups
 */
export function cluster(places: readonly Place[], groups: number, seed: number): Clustering {
  const runs = Array.from({ length: beginningsOf(places.length) }, (_, beginning) =>
    clusterFrom(places, groups, { seed: seed * 100 + beginning + 1 }),
  );
  return runs.reduce((best, run) => (run.inertia < best.inertia - 1e-9 ? run : best));
}

/** One run of it, from a seed or from centres. */
export function clusterFrom(
  places: readonly Place[],
  groups: number,
  begin: { seed: number } | { initialization: Place[] },
): Clustering {
  // The library's tolerance is a squared distance; at 0 it goes on until nothing moves.
  const run = kmeans([...places], groups, { maxIterations: MOST_STEPS, tolerance: 0, ...begin });
  const centres = run.centroids.map(([x = 0, y = 0]): Place => [x, y]);
  const inertia = places.reduce((sum, place, index) => {
    const centre = centres[run.clusters[index] ?? 0];
    return centre ? sum + distance(place, centre) ** 2 : sum;
  }, 0);
  return { labels: run.clusters, centres, inertia };
}

/**
 * The groups of a map: of two to five the number whose silhouette is best, of those in which no group is too small to
 * be shown; where all have such a group, it is merged into the nearest. People who all stand at one place are one.
 */
export function findGroups(places: readonly Place[], seed: number): Grouping {
  const distinct = new Set(places.map(([x, y]) => `${x.toFixed(9)} ${y.toFixed(9)}`)).size;
  const tried = [];
  for (let groups = 2; groups <= Math.min(MOST_GROUPS, distinct); groups += 1) {
    const { labels } = cluster(places, groups, seed);
    tried.push({ labels, silhouette: silhouetteOf(places, labels) });
  }
  tried.sort((one, other) => other.silhouette - one.silhouette);
  const [best] = tried;
  if (!best) return { labels: places.map(() => 0), silhouette: null };
  const shown = tried.find(({ labels }) => Math.min(...sizesOf(labels).values()) >= FEWEST_TOGETHER);
  if (shown) return shown;
  const labels = mergeSmall(places, best.labels);
  return { labels, silhouette: sizesOf(labels).size > 1 ? silhouetteOf(places, labels) : null };
}

function sizesOf(labels: readonly number[]): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return sizes;
}

/** The smallest goes into the nearest, until none is too small. */
function mergeSmall(places: readonly Place[], labels: readonly number[]): number[] {
  const sizes = [...sizesOf(labels)].sort(([, one], [, other]) => one - other);
  const [smallest] = sizes;
  if (!smallest || sizes.length < 2 || smallest[1] >= FEWEST_TOGETHER) return [...labels];
  const centreOf = (group: number) => meanOf(places.filter((_, index) => labels[index] === group));
  const from = centreOf(smallest[0]);
  const [nearest] = sizes
    .slice(1)
    .map(([group]) => ({ group, away: distance(from, centreOf(group)) }))
    .sort((one, other) => one.away - other.away);
  return mergeSmall(
    places,
    labels.map((label) => (nearest && label === smallest[0] ? nearest.group : label)),
  );
}

/** The middle of some places, of which there is one at least. */
export function meanOf(places: readonly Place[]): Place {
  const sum = (axis: 0 | 1) => places.reduce((total, place) => total + place[axis], 0);
  return [sum(0) / places.length, sum(1) / places.length];
}
