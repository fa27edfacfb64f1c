import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";

/** Two proposals that may ask for the same; `later` is the one with the greater id. */
export interface DuplicatePair {
  later: number;
  earlier: number;
}

/**
 * Keeps what was found for a proposal; a pair that was dismissed stays dismissed.
 *
 * The foreign keys take a share of each proposal's lock, in no order that we choose, while the support writer takes
 * them in the order of ids: so the shares are taken beforehand, in that order, and the two cannot deadlock.
 *
 * @param pairs all with the proposal in them; scores in thousandths
 */
export async function saveLikelyDuplicates(
  tx: Tx,
  spaceId: number,
  pairs: (DuplicatePair & { score: number })[],
  now: Date,
): Promise<void> {
  if (pairs.length === 0) return;
  const ids = [...new Set(pairs.flatMap(({ later, earlier }) => [later, earlier]))];
  await tx.selectFrom("matter").select("id").where("id", "in", ids).orderBy("id").forKeyShare().execute();
  await tx
    .insertInto("likely_duplicate")
    .values(
      pairs.map(({ later, earlier, score }) => ({
        matter_id: later,
        earlier_id: earlier,
        space_id: spaceId,
        score,
        found_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["matter_id", "earlier_id"])
        .doUpdateSet((eb) => ({ score: eb.ref("excluded.score") })),
    )
    .execute();
}

/** Forgets the pairs of a proposal with others than these, except what somebody dismissed. */
export async function forgetOtherDuplicates(tx: Tx, matterId: number, others: number[]): Promise<void> {
  await sql`
    delete from likely_duplicate
    where dismissed_at is null
      and ((matter_id = ${matterId} and earlier_id <> all(${others}::bigint[]))
        or (earlier_id = ${matterId} and matter_id <> all(${others}::bigint[])))`.execute(tx);
}

export interface DuplicatePage {
  spaceId: number;
  language: Language;
  /** Where the last page ended: its score or time of dismissal, and the two ids. */
  after?: { value: string | number; pair: DuplicatePair };
}

export interface DuplicateRow {
  matter_id: number;
  earlier_id: number;
  score: number;
  dismissed_at: Date | null;
  dismissed_by_name: string | null;
  later_title: string;
  later_body: string;
  later_source: string | null;
  later_at: Date;
  later_count: number;
  earlier_title: string;
  earlier_body: string;
  earlier_source: string | null;
  earlier_at: Date;
  earlier_count: number;
}

const columns = (language: Language) => sql`
  d.matter_id, d.earlier_id, d.score, d.dismissed_at, p.public_name as dismissed_by_name,
  coalesce(lt.title, l.title) as later_title, left(l.body, 600) as later_body, l.source as later_source, l.opened_at as later_at,
  l.support_count as later_count,
  coalesce(et.title, e.title) as earlier_title, left(e.body, 600) as earlier_body, e.source as earlier_source, e.opened_at as earlier_at,
  e.support_count as earlier_count
  from likely_duplicate d
  join matter l on l.id = d.matter_id and l.state <> 'withdrawn'
  join matter e on e.id = d.earlier_id and e.state <> 'withdrawn'
  left join matter_translation lt on lt.matter_id = l.id and lt.language = ${language}
  left join matter_translation et on et.matter_id = e.id and et.language = ${language}
  left join person p on p.id = d.dismissed_by`;

/** Those to be judged, likeliest first (likely_duplicate_score); keyset pages. */
export async function listOpenDuplicates(
  db: Queryable,
  { spaceId, language, after }: DuplicatePage,
  limit: number,
): Promise<DuplicateRow[]> {
  const start = after
    ? sql`and (d.score, d.matter_id, d.earlier_id)
        < (${after.value}::int, ${after.pair.later}::bigint, ${after.pair.earlier}::bigint)`
    : sql``;
  const { rows } = await sql<DuplicateRow>`
    select ${columns(language)}
    where d.dismissed_at is null and d.space_id = ${spaceId} ${start}
    order by d.score desc, d.matter_id desc, d.earlier_id desc limit ${limit}`.execute(db);
  return rows;
}

/** Those that somebody dismissed, latest first (likely_duplicate_dismissed); keyset pages. */
export async function listDismissedDuplicates(
  db: Queryable,
  { spaceId, language, after }: DuplicatePage,
  limit: number,
): Promise<DuplicateRow[]> {
  const start = after
    ? sql`and (d.dismissed_at, d.matter_id, d.earlier_id)
        < (${after.value}::timestamptz, ${after.pair.later}::bigint, ${after.pair.earlier}::bigint)`
    : sql``;
  const { rows } = await sql<DuplicateRow>`
    select ${columns(language)}
    where d.dismissed_at is not null and d.space_id = ${spaceId} ${start}
    order by d.dismissed_at desc, d.matter_id desc, d.earlier_id desc limit ${limit}`.execute(db);
  return rows;
}

/** Undefined: the space has no such pair, or somebody dismissed it already. */
export function dismissDuplicate(
  tx: Queryable,
  spaceId: number,
  { later, earlier }: DuplicatePair,
  by: number,
  now: Date,
) {
  return tx
    .updateTable("likely_duplicate")
    .set({ dismissed_at: now, dismissed_by: by })
    .where("matter_id", "=", later)
    .where("earlier_id", "=", earlier)
    .where("space_id", "=", spaceId)
    .where("dismissed_at", "is", null)
    .returning("matter_id")
    .executeTakeFirst();
}
