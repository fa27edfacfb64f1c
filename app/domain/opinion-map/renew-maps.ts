import type { Database } from "#db/client.ts";
import { listWaitingMatters, readVotes, saveOpinionMap } from "#db/queries/opinion-maps.ts";
import type { KeptMap } from "#db/tables/opinion-map.ts";
import { inTransaction } from "#db/transaction.ts";
import { enoughOf, FEWEST_TOGETHER, MOST_PEOPLE } from "./bounds.ts";
import type { MapQuestion } from "./make-map.ts";

/** Makes a map; `makeMap`, wherever it runs. */
export type MapMaker = (question: MapQuestion) => KeptMap | Promise<KeptMap>;

/**
 * Makes the maps anew of matters in which votes have changed. Killed anywhere, whose votes wait still does, and the next
 * run does it again; of two at once the second writes nothing.
 *
 * @param signal ends it after the map that is under way
 * @returns of how many matters a map was made
 * @throws AggregateError of those that failed, when all others are done
 */
export async function renewMaps(
  db: Database,
  make: MapMaker,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  let made = 0;
  const failed: unknown[] = [];
  for (const matterId of await listWaitingMatters(db, FEWEST_TOGETHER)) {
    if (signal?.aborted) break;
    try {
      if (await renewMap(db, matterId, make, now)) made += 1;
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, "Maps were not made.");
  return made;
}

/**
 * Once a map was shown, the next is made when the votes of five people have changed: of two maps that one person alone
 * tells apart, the difference would be what they said.
 */
async function renewMap(db: Database, matterId: number, make: MapMaker, now: Date): Promise<boolean> {
  const { version, previous, waiting, statements, people, votes } = await readVotes(
    db,
    matterId,
    enoughOf,
    MOST_PEOPLE,
  );
  // Asked again of the same moment as the votes: another run may have made one since.
  if (waiting.length === 0) return false;
  if (previous?.state === "drawn" && waiting.length < FEWEST_TOGETHER) return false;
  const result = await make({
    seed: matterId,
    statements,
    people,
    votes: votes.map((said) => statements.map((id) => said[id] ?? null)),
  });
  return inTransaction(db, (tx) =>
    saveOpinionMap(tx, { matterId, after: version, result, at: now }, waiting),
  );
}
