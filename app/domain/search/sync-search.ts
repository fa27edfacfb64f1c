import { DAY_MS, seoulDay } from "#app/domain/calendar/dates.ts";
import type { Database, Tx } from "#db/client.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { lockIndex } from "#db/queries/search-changes.ts";
import { updateSupportCounts } from "#db/queries/search-documents.ts";
import type { DocumentRef } from "#db/search-document.ts";
import { inTransaction } from "#db/transaction.ts";
import { follow } from "#search/follow.ts";
import type { MeilisearchEngine } from "#search/meilisearch.ts";
import { type IndexParts, indexChanges } from "#search/sync.ts";

export interface SyncedEngines extends IndexParts {
  /** What else follows from what a batch wrote, in its transaction. */
  onIndexed(tx: Tx, refs: readonly DocumentRef[]): Promise<void>;
  outside: MeilisearchEngine | undefined;
  forgetWords(): void;
  onFollowed(fault?: Error): void;
}

/** Longer than workers are away over a long weekend: what was missed then is caught up. */
const LOOKED_BACK_MS = 8 * DAY_MS;
const AGAIN_MS = 1_000;

/**
 * Brings search up to what changed: the embedded index first, then Meilisearch behind it.
 */
export async function syncSearch(
  db: Database,
  engines: SyncedEngines,
  spaceId: number,
  now: Date,
): Promise<void> {
  await indexChanges(db, engines, now, engines.onIndexed);
  await followOutside(db, engines, spaceId, now);
}

/**
 * Supports are counted without touching search, so that a touch costs nothing here; the index hears of them once a
 * minute. What a page shows is always the matter's own count: the index only orders by it.
 */
export async function refreshSearchCounts(
  db: Database,
  engines: SyncedEngines,
  spaceId: number,
  now: Date,
): Promise<void> {
  const since = seoulDay(new Date(now.getTime() - LOOKED_BACK_MS));
  await inTransaction(db, async (tx) => {
    await lockIndex(tx);
    await updateSupportCounts(tx, since);
  });
  await followOutside(db, engines, spaceId, now);
}

/** A server that is away is no failure of the job: the minute's run tries again, and nothing is lost meanwhile. */
async function followOutside(
  db: Database,
  { outside, forgetWords, onFollowed }: SyncedEngines,
  spaceId: number,
  now: Date,
): Promise<void> {
  if (!outside) return;
  forgetWords();
  try {
    const followed = await follow(db, outside, spaceId);
    onFollowed();
    if (followed === "up-to-date") return;
    // The other one may have looked just before our change was committed.
    await inTransaction(db, (tx) =>
      enqueue(tx, "sync-search", {}, "sync-search again", new Date(now.getTime() + AGAIN_MS)),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "EngineUnavailable") throw error;
    onFollowed(error);
  }
}
