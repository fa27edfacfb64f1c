import { type RawBuilder, sql } from "kysely";
import type { Queryable } from "../../client.ts";
import { isOlder, objectedUntil, textHash, unrecordedUntil } from "./check.ts";

/** What came to stand before a ledger had a line for each such thing: all of one sort. */
export interface EarlierRows {
  sort: string;
  rows: number;
  /** SHA-256 of what is known of each and does not change, in order; hex. */
  hash: string;
}

/** Each sort with a text of every row: what a check excuses of it, and no more than what never changes in it. */
const earlierRows = (spaceId: number): RawBuilder<unknown> => sql`
  with moment as materialized (select ${unrecordedUntil(spaceId)} as until, ${isOlder(spaceId)} as older)
  select 'background' as sort, concat_ws('/', forum_id, number, ${textHash(
    sql`concat_ws(E'\\n', background.title, background.body, background.url)`,
  )}) as row
  from background join matter on matter.id = forum_id cross join moment
  where space_id = ${spaceId} and added_at is null and older
  union all
  select 'opinion', concat_ws('/', opinion_id, said.version, said.stance, ${textHash(sql`said.body`)})
  from opinion_version said join opinion on opinion.id = opinion_id join matter on matter.id = forum_id
    cross join moment
  where space_id = ${spaceId} and written_at <= until
  union all
  select 'opinion-reply', concat_ws('/', opinion_reply.id, opinion_id, ${textHash(sql`opinion_reply.body`)})
  from opinion_reply join opinion on opinion.id = opinion_id join matter on matter.id = forum_id cross join moment
  where space_id = ${spaceId} and opinion_reply.created_at <= until
  union all
  select 'objection', concat_ws('/', objection.id, matter_id, upheld, struck)
  from objection join matter on matter.id = matter_id cross join moment
  where space_id = ${spaceId} and decided_at <= until
  union all
  select 'objected', concat_ws('/', objection.id, matter_id, extract(epoch from made_at))
  from objection join matter on matter.id = matter_id
  where space_id = ${spaceId} and made_at <= ${objectedUntil(spaceId)}
  union all
  select 'duty', concat_ws('/', duty.id, matter_id, duty.kind, step, office_id, extract(epoch from duty.opened_at))
  from duty cross join moment
  where space_id = ${spaceId} and step is not null and duty.opened_at <= until
  union all
  select 'inspection', concat_ws('/', duty.id, extract(epoch from met_at))
  from duty cross join moment
  where space_id = ${spaceId} and step is not null and kind = 'council-inspection' and met_at <= until
  union all
  select 'read', concat_ws('/', personal_read.id, matter_id, scope, entries)
  from personal_read join matter on matter.id = matter_id cross join moment
  where space_id = ${spaceId} and at <= until
  union all
  select 'paper', concat_ws('/', change.id, matter_id, sheet_id, line, change.state)
  from paper_change change join matter on matter.id = matter_id cross join moment
  where space_id = ${spaceId} and state_before is null and by_mark is null and changed_at <= until`;

export async function listEarlierRows(db: Queryable, spaceId: number): Promise<EarlierRows[]> {
  const { rows } = await sql<EarlierRows>`
    select sort, count(*)::int as rows, ${textHash(sql`string_agg(row, E'\\n' order by row collate "C")`)} as hash
    from (${earlierRows(spaceId)}) earlier group by sort order by sort collate "C"`.execute(db);
  return rows;
}

/** Until when rows may have no line: ISO 8601, to the microsecond; null: there is none without. */
export interface EarlierUntil {
  before: string | null;
  objectedBefore: string | null;
}

/** What no line counts yet; undefined: one does, or the space had lines for everything from the beginning on. */
export async function findEarlierUncounted(
  db: Queryable,
  spaceId: number,
): Promise<EarlierUntil | undefined> {
  const said = (moment: RawBuilder<unknown>) =>
    sql<string | null>`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const { rows } = await sql<EarlierUntil>`
    select ${said(sql`hashed_since`)} as before, ${said(sql`objected_since`)} as "objectedBefore" from (
      select case when ${isOlder(spaceId)} then hashed_since end as hashed_since, objected_since from ledger_head
      where space_id = ${spaceId}
    ) head
    where (hashed_since is not null or objected_since is not null)
      and not exists (select from event where space_id = ${spaceId} and kind = 'earlier-recorded')`.execute(
    db,
  );
  return rows[0];
}
