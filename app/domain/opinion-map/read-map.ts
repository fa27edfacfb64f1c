import { createHash } from "node:crypto";
import type { Queryable } from "#db/client.ts";
import { findOpinionMap } from "#db/queries/opinion-maps.ts";
import { listStatements, listVotesOf } from "#db/queries/statements.ts";
import type { DrawnMap, KeptMap, Place, Vote } from "#db/tables/opinion-map.ts";
import { placeOf } from "./axes.ts";
import { enoughOf, FEWEST_PEOPLE, FEWEST_STATEMENTS } from "./bounds.ts";
import { distance } from "./silhouette.ts";

/** The statements of a matter, the map as it was made last, and what of both is the reader's: for nobody else. */
export async function readOpinionMap(db: Queryable, matterId: number, personId: number | undefined) {
  const [rows, kept, said] = await Promise.all([
    listStatements(db, matterId),
    findOpinionMap(db, matterId),
    personId === undefined ? null : listVotesOf(db, matterId, personId),
  ]);
  const statements = rows.map(({ id, body, created_at, hidden_at, hidden_reason }) => ({
    id,
    /** Null: it is hidden. */
    body: hidden_at === null ? body : null,
    createdAt: created_at.toISOString(),
    hidden: hidden_at && hidden_reason ? { at: hidden_at.toISOString(), reason: hidden_reason } : null,
  }));
  const standing = statements.filter(({ hidden }) => hidden === null).map(({ id }) => id);
  return {
    statements,
    map: mapView(kept?.result ?? null, kept?.made_at.toISOString() ?? null, standing),
    own: said && personId !== undefined ? ownView(kept?.result ?? null, standing, said, personId) : null,
  };
}

export type OpinionMapView = Awaited<ReturnType<typeof readOpinionMap>>;

/** What everybody sees of a map: nothing by which a place could be computed, and nothing of what was hidden since. */
function mapView(kept: KeptMap | null, madeAt: string | null, standing: readonly number[]) {
  if (kept?.state !== "drawn" || madeAt === null) {
    const people = kept?.people ?? 0;
    return {
      state: "few" as const,
      people,
      enough: enoughOf(standing.length),
      /** How many people must still vote on enough statements, and how many statements there must still be. */
      lacking: {
        people: Math.max(0, FEWEST_PEOPLE - people),
        statements: Math.max(0, FEWEST_STATEMENTS - standing.length),
      },
    };
  }
  const { axes, ...drawn } = kept;
  const stands = (id: number) => standing.includes(id);
  return {
    ...drawn,
    madeAt,
    variance: axes.variance,
    groups: drawn.groups.map((group) => ({
      ...group,
      typical: group.typical.filter(({ statement }) => stands(statement)),
    })),
    statements: drawn.statements.filter(({ id }) => stands(id)),
    uniting: drawn.uniting.filter(stands),
    dividing: drawn.dividing.filter(stands),
  };
}

interface Said {
  statement: number;
  vote: Vote;
}

function ownView(kept: KeptMap | null, standing: readonly number[], said: readonly Said[], personId: number) {
  const votes = new Map(said.map(({ statement, vote }) => [statement, vote]));
  const left = standing.filter((id) => !votes.has(id));
  return {
    votes: said,
    answered: standing.length - left.length,
    /** Id of the statement to be asked next; null: all that stand were answered. */
    next: inOrderOf(personId, left)[0] ?? null,
    standing: kept?.state === "drawn" ? ownPlace(kept, votes) : null,
  };
}

/** Each person is asked in an order of their own, so that who stops half-way has not only answered the oldest. */
function inOrderOf(personId: number, statements: readonly number[]): number[] {
  const lot = (id: number) => createHash("sha256").update(`${personId}/${id}`).digest("hex");
  return statements.toSorted((one, other) => (lot(one) < lot(other) ? -1 : 1));
}

/** Where somebody stands on the map, from their votes as they are now; null: they voted on too few. */
function ownPlace(map: DrawnMap, votes: ReadonlyMap<number, Vote>): { place: Place; group: number } | null {
  const own = map.statements.map(({ id }) => votes.get(id) ?? null);
  if (own.filter((vote) => vote !== null).length < map.enough) return null;
  const place = placeOf(own, map.axes);
  const [nearest] = map.groups
    .map(({ centre }, group) => ({ group, away: distance(place, centre) }))
    .sort((one, other) => one.away - other.away);
  return { place, group: nearest?.group ?? 0 };
}
