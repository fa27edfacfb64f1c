import { sql } from "kysely";
import type { Database } from "#db/client.ts";

/** Matters 1 … `count` for documents to belong to; of those after `real` the source says that they are made. */
export async function insertBenchMatters(
  db: Database,
  spaceId: number,
  from: number,
  to: number,
  source: "petitions" | "made",
): Promise<void> {
  await sql`
    insert into matter (id, space_id, kind, state, visibility, title, body, category, opened_at, opens_at, closes_at,
      updated_at, ended_at, imported_count, source, source_id)
    overriding system value
    select i, ${spaceId}, 'proposal', 'closed', 'public', 'bench', 'bench', (select min(code) from category), now(), now(),
      now(), now(), now(), 0, ${source}, i::text
    from generate_series(${from}::bigint, ${to}::bigint) as i`.execute(db);
}

/** Gives matters the titles of their documents, for pages that show them, and counts their statistics anew. */
export async function nameBenchMatters(db: Database): Promise<void> {
  await sql`
    update matter set title = d.title from search_document d where d.id = matter.id and d.kind = 'proposal'`.execute(
    db,
  );
  await sql`vacuum analyze matter`.execute(db);
  await sql`vacuum analyze search_document`.execute(db);
}

/** Puts many documents in without the GIN indexes and makes these anew from their own definitions: minutes less. */
export async function withIndexesAfterwards(db: Database, insert: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ indexname: string; indexdef: string }>`
    select indexname, indexdef from pg_indexes where tablename = 'search_document' and indexdef like '%USING gin%'`.execute(
    db,
  );
  for (const { indexname } of rows) await sql`drop index ${sql.ref(indexname)}`.execute(db);
  await insert();
  await db.connection().execute(async (one) => {
    await sql`set maintenance_work_mem = '512MB'`.execute(one);
    for (const { indexdef } of rows) await sql.raw(indexdef).execute(one);
    await sql`reset maintenance_work_mem`.execute(one);
  });
}
