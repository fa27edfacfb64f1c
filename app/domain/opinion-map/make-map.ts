import type { KeptMap, Place } from "#db/tables/opinion-map.ts";
import { countStatements, dividingOf, typicalOf, unitingOf } from "./agreement.ts";
import { findAxes, placeOf, type Votes } from "./axes.ts";
import { enoughOf, FEWEST_PEOPLE, FEWEST_STATEMENTS } from "./bounds.ts";
import { circlesOf, rounded } from "./circles.ts";
import { findGroups, meanOf } from "./groups.ts";

export interface MapQuestion {
  /** The same, with the same votes, makes the same map. */
  seed: number;
  /** Ids of those that stand. */
  statements: number[];
  /** Who voted on enough of them. */
  people: number;
  /** What they said, in the order of the statements; of very many, those drawn by lot. */
  votes: Votes[];
}

/** Everything that is shown of a matter's votes. No I/O; a second for the most that is asked of it. */
export function makeMap({ seed, statements, people, votes }: MapQuestion): KeptMap {
  const voices = { people, enough: enoughOf(statements.length) };
  if (people < FEWEST_PEOPLE || statements.length < FEWEST_STATEMENTS) return { state: "few", ...voices };
  const axes = findAxes(votes, statements.length);
  const places = votes.map((one) => placeOf(one, axes));
  const { labels, silhouette } = findGroups(places, seed);
  const extent = Math.max(...([0, 1] as const).map((axis) => extentOf(places, axis)));
  const groups = membersOf(labels).sort(
    (one, other) => other.length - one.length || (one[0] ?? 0) - (other[0] ?? 0),
  );
  const counted = countStatements(
    statements,
    votes,
    groups.map((members) => members.flatMap((index) => [votes[index] ?? []])),
  );
  return {
    state: "drawn",
    ...voices,
    counted: votes.length,
    axes,
    silhouette,
    groups: groups.map((members, group) => {
      const standing = members.flatMap((index) => {
        const place = places[index];
        return place ? [place] : [];
      });
      return {
        size: standing.length,
        centre: rounded(meanOf(standing)),
        circles: circlesOf(standing, extent),
        typical: typicalOf(counted, group),
      };
    }),
    statements: counted,
    uniting: unitingOf(counted),
    dividing: dividingOf(counted),
  };
}

function membersOf(labels: readonly number[]): number[][] {
  const members = new Map<number, number[]>();
  labels.forEach((label, index) => {
    members.set(label, [...(members.get(label) ?? []), index]);
  });
  return [...members.values()];
}

function extentOf(places: readonly Place[], axis: 0 | 1): number {
  const along = places.map((place) => place[axis]);
  return Math.max(...along) - Math.min(...along);
}
