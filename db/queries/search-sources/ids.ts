import { type RawBuilder, sql } from "kysely";
import type { Queryable } from "../../client.ts";
import type { SearchedKind } from "../../tables/search.ts";

/** Where the things stand that are no matters of their own. */
const ELSEWHERE: Partial<Record<SearchedKind, RawBuilder<unknown>>> = {
  opinion: sql`select id from opinion where true`,
  reply: sql`select id from duty where replies > 0`,
};

const idsOf = (kind: SearchedKind) => ELSEWHERE[kind] ?? sql`select id from matter where kind = ${kind}`;

/**
 * The next ids of a kind after one, as far as something with that id exists or is still in the index: for a rebuild,
 * which also takes out what is not there any more.
 */
export async function listIdsToIndex(
  db: Queryable,
  kind: SearchedKind,
  afterId: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    (${idsOf(kind)} and id > ${afterId} order by id limit ${limit})
    union
    (select id from search_document where kind = ${kind} and id > ${afterId} order by id limit ${limit})
    order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** How many things of all kinds there are to index: for a progress bar. */
export async function countToIndex(db: Queryable): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select (select count(*) from matter) + (select count(*) from opinion)
      + (select count(*) from duty where replies > 0) as total`.execute(db);
  return rows[0]?.total ?? 0;
}
