import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

/** A column of search_document that is looked up by grams. */
export type GramField = "title_grams" | "title_jamo" | "title_initials" | "text_grams";

/** How many documents of a space have a gram in a field. */
export interface GramFrequency {
  gram: number;
  documents: number;
}

/** Those of some grams that any document of the space has. Each is one look-up in the primary key. */
export async function listGramFrequencies(
  db: Queryable,
  spaceId: number,
  field: GramField,
  grams: readonly number[],
): Promise<GramFrequency[]> {
  // offset 0: look-ups whatever the planner thinks of the table; thousands of grams made it read the whole
  const { rows } = await sql<GramFrequency>`
    select asked.gram, found.documents from unnest(${grams}::int[]) as asked (gram)
    cross join lateral (
      select documents from search_gram_frequency counted
      where counted.space_id = ${spaceId} and counted.field = ${field} and counted.gram = asked.gram offset 0
    ) found`.execute(db);
  return rows;
}

/** The documents of a space, and how often its counts changed: while that is the same number, all of them are. */
export interface GramTotal {
  documents: number;
  changes: number;
}

export async function readGramTotal(db: Queryable, spaceId: number): Promise<GramTotal> {
  const total = await db
    .selectFrom("search_gram_total")
    .select(["documents", "changes"])
    .where("space_id", "=", spaceId)
    .executeTakeFirst();
  return total ?? { documents: 0, changes: 0 };
}

/**
 * Counts all grams anew from the documents and mends what differs; triggers keep the counts otherwise. Call it under
 * the index lock.
 *
 * @returns how many counts were wrong
 */
export async function recountGrams(tx: Tx): Promise<number> {
  const { rows } = await sql<{ mended: number }>`
    with counted as materialized (
      select space_id, field, gram, count(*)::int as documents
      from search_document
      cross join lateral (
        select 'title_grams' as field, unnest(title_grams) as gram
        union all select 'title_jamo', unnest(title_jamo)
        union all select 'title_initials', unnest(title_initials)
        union all select 'text_grams', unnest(text_grams)
      ) grams
      group by space_id, field, gram
    ), gone as (
      delete from search_gram_frequency kept
      where not exists (select from counted where counted.space_id = kept.space_id and counted.field = kept.field
        and counted.gram = kept.gram)
      returning 1
    ), put as (
      insert into search_gram_frequency as kept (space_id, field, gram, documents)
      select space_id, field, gram, documents from counted
      on conflict (space_id, field, gram) do update set documents = excluded.documents
        where kept.documents <> excluded.documents
      returning 1
    ), total as (
      insert into search_gram_total as kept (space_id, documents, changes)
      select space.id, (select count(*) from search_document d where d.space_id = space.id), 1 from space
      on conflict (space_id) do update set documents = excluded.documents, changes = kept.changes + 1
    )
    select ((select count(*) from gone) + (select count(*) from put))::int as mended`.execute(tx);
  return rows[0]?.mended ?? 0;
}
