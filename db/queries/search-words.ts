import type { Queryable, Tx } from "../client.ts";
import type { SearchWords } from "../search-document.ts";

/** All the words of a space, as an engine wants them. */
export async function readSearchWords(db: Queryable, spaceId: number): Promise<SearchWords> {
  const [groups, stopWords] = await Promise.all([listSynonymGroups(db, spaceId), listStopWords(db, spaceId)]);
  return { synonyms: groups.map(({ words }) => words), stopWords };
}

export function listSynonymGroups(db: Queryable, spaceId: number) {
  return db
    .selectFrom("synonym_group")
    .select(["id", "words", "changed_at"])
    .where("space_id", "=", spaceId)
    .orderBy("id")
    .execute();
}

export async function listStopWords(db: Queryable, spaceId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("stop_word")
    .select("word")
    .where("space_id", "=", spaceId)
    .orderBy("word")
    .execute();
  return rows.map(({ word }) => word);
}

/** Whoever changes a space's words holds this to the end of the transaction, so that their number can be limited. */
export async function lockWords(tx: Tx, spaceId: number): Promise<void> {
  await tx.selectFrom("space").select("id").where("id", "=", spaceId).forNoKeyUpdate().execute();
}

export async function insertSynonymGroups(
  tx: Tx,
  spaceId: number,
  groups: readonly (readonly string[])[],
  now: Date,
): Promise<void> {
  if (groups.length === 0) return;
  await tx
    .insertInto("synonym_group")
    .values(groups.map((words) => ({ space_id: spaceId, words: [...words], changed_at: now })))
    .execute();
}

/** @returns whether there was such a group */
export async function updateSynonymGroup(
  tx: Tx,
  spaceId: number,
  id: number,
  words: readonly string[],
  now: Date,
): Promise<boolean> {
  const changed = await tx
    .updateTable("synonym_group")
    .set({ words: [...words], changed_at: now })
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .returning("id")
    .executeTakeFirst();
  return changed !== undefined;
}

/** One that is gone already stays gone. */
export async function deleteSynonymGroup(tx: Tx, spaceId: number, id: number): Promise<void> {
  await tx.deleteFrom("synonym_group").where("id", "=", id).where("space_id", "=", spaceId).execute();
}

/** Words that are there already stay as they are. */
export async function insertStopWords(tx: Tx, spaceId: number, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  await tx
    .insertInto("stop_word")
    .values(words.map((word) => ({ space_id: spaceId, word })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteStopWord(tx: Tx, spaceId: number, word: string): Promise<void> {
  await tx.deleteFrom("stop_word").where("space_id", "=", spaceId).where("word", "=", word).execute();
}
