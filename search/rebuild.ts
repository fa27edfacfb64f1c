import type { Database } from "#db/client.ts";
import { lockIndex } from "#db/queries/search-changes.ts";
import { analyseIndex } from "#db/queries/search-documents.ts";
import { readFollower, saveFollower, tryLockFollower } from "#db/queries/search-followers.ts";
import { recountGrams } from "#db/queries/search-frequencies.ts";
import { clearRebuild, findRebuild, saveRebuild } from "#db/queries/search-rebuilds.ts";
import { listIdsToIndex } from "#db/queries/search-sources/ids.ts";
import { SEARCHED_KINDS } from "#db/tables/search.ts";
import { inTransaction } from "#db/transaction.ts";
import { readDocuments } from "./documents.ts";
import { changesAfter } from "./follow.ts";
import type { MeilisearchEngine } from "./meilisearch.ts";
import { PostgresEngine } from "./postgres.ts";
import type { IndexParts } from "./sync.ts";

const BATCH = 200;

interface Watch {
  signal: AbortSignal;
  /** After each batch: how many things were looked at. */
  onProgress: (count: number) => void;
}

/**
 * Indexes everything anew, by the path of every change: read how it stands now, write it; what is not there any
 * more is taken out. The site searches on meanwhile. A batch and the place it reached commit together, so a
 * rebuild that was killed goes on where it was.
 *
 * @returns false when it was stopped
 */
export async function rebuildEmbedded(
  db: Database,
  { readers, words }: IndexParts,
  now: () => Date,
  watch: Watch,
): Promise<boolean> {
  const begun = await findRebuild(db);
  let kindIndex = begun ? SEARCHED_KINDS.indexOf(begun.kind) : 0;
  let afterId = begun?.after_id ?? 0;
  for (;;) {
    if (watch.signal.aborted) return false;
    const kind = SEARCHED_KINDS[kindIndex];
    if (kind === undefined) break;
    const after = afterId;
    const ids = await inTransaction(db, async (tx) => {
      await lockIndex(tx);
      const batch = await listIdsToIndex(tx, kind, after, BATCH);
      const refs = batch.map((id) => ({ kind, id }));
      const { documents, gone } = await readDocuments(tx, readers, refs, now());
      const engine = new PostgresEngine(tx, words);
      await engine.index(documents);
      await engine.remove(gone);
      await saveRebuild(tx, { kind, after_id: batch.at(-1) ?? after });
      return batch;
    });
    watch.onProgress(ids.length);
    const last = ids.at(-1);
    if (last === undefined) [kindIndex, afterId] = [kindIndex + 1, 0];
    else afterId = last;
  }
  await inTransaction(db, async (tx) => {
    await lockIndex(tx);
    await recountGrams(tx);
    await clearRebuild(tx);
  });
  await analyseIndex(db);
  return true;
}

/**
 * Fills a new Meilisearch index from the embedded one and swaps it in: searches see the old one to the end, so there
 * is no gap. Which index is being filled and how far are kept, so a killed rebuild goes on with it.
 *
 * @returns false when it was stopped
 */
export async function rebuildOutside(
  db: Database,
  engine: MeilisearchEngine,
  spaceId: number,
  watch: Watch,
): Promise<boolean> {
  for (;;) {
    if (watch.signal.aborted) return false;
    const step = await inTransaction(db, async (tx) => {
      if (!(await tryLockFollower(tx, engine.name))) return { wait: true } as const;
      const state = await readFollower(tx, engine.name);
      const index = state.rebuild_index;
      if (index === null) {
        // the name is kept before there is such an index: killed in between, none is left behind
        await saveFollower(tx, engine.name, { rebuild_index: engine.newRebuildName(), rebuilt: 0 });
        return { count: 0 } as const;
      }
      const rebuilt = (await engine.has(index)) ? state.rebuilt : 0;
      if (rebuilt === 0) await engine.beginRebuild(spaceId, index);
      const { documents, removals, upTo } = await changesAfter(tx, rebuilt);
      if (documents.length + removals.length === 0) {
        await engine.finishRebuild(index);
        await saveFollower(tx, engine.name, { followed: rebuilt, rebuild_index: null, rebuilt: 0 });
        return { done: true } as const;
      }
      await engine.index(documents, index);
      await engine.remove(removals, index);
      await saveFollower(tx, engine.name, { rebuilt: upTo });
      return { count: documents.length } as const;
    });
    if ("done" in step) return true;
    if ("wait" in step) await new Promise((wait) => setTimeout(wait, 500));
    else watch.onProgress(step.count);
  }
}
