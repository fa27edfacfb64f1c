import type { Database, Tx } from "#db/client.ts";
import { listDocumentsAfter, listRemovalsAfter, readLastVersion } from "#db/queries/search-documents.ts";
import { readFollower, saveFollower, tryLockFollower } from "#db/queries/search-followers.ts";
import type { DocumentRef, SearchDocument } from "#db/search-document.ts";
import { inTransaction } from "#db/transaction.ts";
import type { MeilisearchEngine } from "./meilisearch.ts";

/** A small one: while it is worked on, other indexes of that server wait. */
const BATCH = 200;

export type Followed = "up-to-date" | "somebody-else";

/**
 * Brings Meilisearch up to the embedded index: everything above the version that it has, in the order of versions,
 * a batch a transaction. A batch is sent, the server's task is waited for, then the version is kept; killed in
 * between, the same batch is sent again, which changes nothing.
 *
 * An index that is not there (a new server, lost data) is made and filled from the beginning by the same path.
 *
 * @returns "somebody-else" when another process is at it; what it may have missed is for the caller to ask again
 * @throws EngineUnavailable when the server is away: nothing is lost, the next call goes on from there
 */
export async function follow(db: Database, engine: MeilisearchEngine, spaceId: number): Promise<Followed> {
  // not in a transaction: new settings may take the server minutes
  const index = await engine.prepare(spaceId);
  let emptied = index === "created";
  for (;;) {
    const step = await inTransaction(db, async (tx) => {
      if (!(await tryLockFollower(tx, engine.name))) return "somebody-else";
      const state = await readFollower(tx, engine.name);
      if (emptied && state.followed > 0) {
        // kept before the first document is sent: until it has them, nobody is to ask it
        await saveFollower(tx, engine.name, { followed: 0 });
        return "more";
      }
      const { documents, removals, upTo } = await changesAfter(tx, state.followed);
      await engine.index(documents);
      await engine.remove(removals);
      if (upTo !== state.followed) await saveFollower(tx, engine.name, { followed: upTo });
      return documents.length + removals.length === 0 ? "up-to-date" : "more";
    });
    emptied = false;
    if (step !== "more") return step;
  }
}

/**
 * What changed after a version, up to where both lists are whole.
 *
 * Documents and removals are two lists with one numbering, read one after the other. Neither is read beyond the last
 * version that was there before both: what is written between the two would be in only one of them, and the other's
 * would stay below the cursor for ever. The shorter reach of two cut lists is what may be kept.
 */
export async function changesAfter(
  tx: Tx,
  version: number,
): Promise<{ documents: SearchDocument[]; removals: DocumentRef[]; upTo: number }> {
  const last = await readLastVersion(tx);
  const documents = await listDocumentsAfter(tx, version, last, BATCH);
  const removals = await listRemovalsAfter(tx, version, last, BATCH);
  const reach = (rows: { version: number }[]) =>
    rows.length === BATCH ? (rows.at(-1)?.version ?? version) : Number.POSITIVE_INFINITY;
  const limit = Math.min(reach(documents), reach(removals));
  const within = <T extends { version: number }>(rows: T[]) => rows.filter((row) => row.version <= limit);
  const versions = [...within(documents), ...within(removals)].map((row) => row.version);
  return {
    documents: within(documents),
    removals: within(removals),
    upTo: Math.max(version, ...versions),
  };
}
