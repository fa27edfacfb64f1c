import type { KeptGroup, Place } from "#db/tables/opinion-map.ts";
import { FEWEST_TOGETHER } from "./bounds.ts";
import { meanOf } from "./groups.ts";
import { distance } from "./silhouette.ts";

/** So many squares across the whole map, at most: no finer than one can see. */
const ACROSS = 8;

/**
 * The people of a group as circles of at least five: nobody's own place is on the map, as it would tell what somebody
 * thinks whose votes one half knows. A square of the map is a circle; one with too few joins the nearest.
 *
 * @param places of one group, five at least
 * @param extent how far the map goes, from end to end
 */
export function circlesOf(places: readonly Place[], extent: number): KeptGroup["circles"] {
  const side = extent > 0 ? extent / ACROSS : 1;
  const squares = new Map<string, Place[]>();
  for (const place of places) {
    const square = `${Math.floor(place[0] / side)} ${Math.floor(place[1] / side)}`;
    squares.set(square, [...(squares.get(square) ?? []), place]);
  }
  return joined([...squares.values()])
    .map((people) => ({ place: rounded(meanOf(people)), size: people.length }))
    .sort((one, other) => other.size - one.size);
}

function joined(squares: Place[][]): Place[][] {
  const inOrder = squares.toSorted((one, other) => one.length - other.length);
  const [small, ...others] = inOrder;
  if (!small || small.length >= FEWEST_TOGETHER || others.length === 0) return squares;
  const from = meanOf(small);
  const [nearest] = others
    .map((people) => ({ people, away: distance(from, meanOf(people)) }))
    .sort((one, other) => one.away - other.away);
  return joined(others.map((people) => (people === nearest?.people ? [...people, ...small] : people)));
}

export const rounded = ([x, y]: Place): Place => [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
