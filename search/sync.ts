import type { Database, Tx } from "#db/client.ts";
import { lockIndex, takeSearchChanges } from "#db/queries/search-changes.ts";
import type { DocumentRef } from "#db/search-document.ts";
import { inTransaction } from "#db/transaction.ts";
import { type DocumentReaders, readDocuments } from "./documents.ts";
import { PostgresEngine } from "./postgres.ts";
import type { WordsReader } from "./words.ts";

const BATCH = 200;

/** What the embedded index is made of. */
export interface IndexParts {
  readers: DocumentReaders;
  words: WordsReader;
}

/**
 * Brings the embedded index up to what was noted as changed, a batch a transaction: take the changes out, read how
 * things stand now, write them. Killed anywhere, the changes of the batch are there again. Called from within a
 * transaction (the demonstration's seeding) it is part of that one.
 *
 * The embedded index is written in every installation: it is also the log that an outside engine follows
 * (`follow.ts`) and what answers while that one is away.
 *
 * @param onIndexed told of what a batch wrote, in its transaction
 */
export async function indexChanges(
  db: Database,
  { readers, words }: IndexParts,
  now: Date,
  onIndexed: (tx: Tx, refs: readonly DocumentRef[]) => Promise<void> = async () => undefined,
): Promise<number> {
  let indexed = 0;
  for (;;) {
    const batch = await inTransaction(db, async (tx) => {
      await lockIndex(tx);
      const changed = await takeSearchChanges(tx, BATCH);
      if (changed.length === 0) return 0;
      const { documents, gone } = await readDocuments(tx, readers, changed, now);
      const engine = new PostgresEngine(tx, words);
      await engine.index(documents);
      await engine.remove(gone);
      await onIndexed(tx, documents);
      return changed.length;
    });
    if (batch === 0) return indexed;
    indexed += batch;
  }
}
