import { markdownToPlain } from "#app/platform/markdown.ts";
import type { Database } from "#db/client.ts";
import { forgetOtherDuplicates, saveLikelyDuplicates } from "#db/queries/likely-duplicates.ts";
import { findMatter } from "#db/queries/matters.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import type { Searcher } from "#search/engine.ts";

/** More than this many of one concern, and a moderator knows of it from the first ones. */
const MOST_FOUND = 10;
/**
 * "The same concern" (`similar` in search/engine.ts). Measured on the demonstration's 114 proposals: the nearest other
 * one lies below 0.25 for 95 of 100; the same title over another text lies at 0.53 to 0.65, a text of which a third was
 * dropped and the rest reordered at 0.89 and above.
 */
const DUPLICATE_FLOOR = 0.5;

/**
 * Compares a proposal that is new or changed with all others of its space, and keeps which may ask for the same. Run again it
 * comes to the same; pairs that a moderator dismissed stay dismissed.
 *
 * @returns how many pairs there are with it
 */
export async function findDuplicates(
  db: Database,
  engine: Searcher,
  matterId: number,
  now: Date,
): Promise<number> {
  const space = await findSpaceOfMatter(db, matterId);
  const matter = space && (await findMatter(db, space.id, matterId, "proposal"));
  if (!matter || matter.state === "withdrawn") return 0; // its pairs are not shown any more
  if (matter.source !== null) return 0; // closed elsewhere: nothing is left to be merged
  const hits = await engine.similar({
    spaceId: space.id,
    title: matter.title,
    text: markdownToPlain(matter.body),
    kinds: ["proposal"],
    exceptMatter: matterId,
    limit: MOST_FOUND,
  });
  const found = hits.filter(({ id, score }) => id !== matterId && score >= DUPLICATE_FLOOR);
  const pairs = found.map(({ id, score }) => ({
    later: Math.max(id, matterId),
    earlier: Math.min(id, matterId),
    score: Math.min(1_000, Math.round(score * 1_000)),
  }));
  await inTransaction(db, async (tx) => {
    // A full list says nothing of those beyond it; one that ends says that the others are no duplicates any more.
    const ended = hits.length < MOST_FOUND || found.length < hits.length;
    if (ended)
      await forgetOtherDuplicates(
        tx,
        matterId,
        found.map(({ id }) => id),
      );
    await saveLikelyDuplicates(tx, space.id, pairs, now);
  });
  return pairs.length;
}
