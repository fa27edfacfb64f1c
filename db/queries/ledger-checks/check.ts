import { type RawBuilder, sql, Transaction } from "kysely";
import type { Database, Queryable, Tx } from "../../client.ts";

/** The first thing that does not hold; null where it is not about a line, or not about a matter. */
export interface Mismatch {
  line: number | null;
  matter: number | null;
}

/** Looks for the first thing of one sort that does not hold in a space; each is one statement, whatever the size. */
export type Check = (db: Queryable, spaceId: number) => Promise<Mismatch | undefined>;

/**
 * Reads as everything stood at one moment, whatever is written meanwhile. Rows are matched by hash: the planner knows
 * little of a city that is new, and its guess of one row here made a drive of 2,500 signatures take five seconds.
 */
export function inSnapshot<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const byHash = async (tx: Tx) => {
    await sql`set local enable_nestloop = off`.execute(tx);
    return work(tx);
  };
  // Part of something larger: seen as that sees it.
  if (db instanceof Transaction) return byHash(db);
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(byHash);
}

/** @param find selects `line` and `matter`, first things first */
export const check =
  (find: (spaceId: number) => RawBuilder<Mismatch>): Check =>
  async (db, spaceId) =>
    (await find(spaceId).execute(db)).rows[0];

/** SHA-256 of a text as it stands in `data.text`. */
export const textHash = (text: RawBuilder<unknown>) =>
  sql`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;

/** SHA-256 of a file, as a line about pictures has it. */
export const fileHash = (bytes: RawBuilder<unknown>) => sql<string>`encode(sha256(${bytes}), 'hex')`;

/**
 * The canonical JSON (RFC 8785) of an object of texts. Postgres escapes what the RFC escapes, in the same way, and
 * nothing else; the keys are put in their order here.
 */
export function canonicalTexts(texts: Record<string, RawBuilder<unknown>>): RawBuilder<unknown> {
  const parts = Object.entries(texts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([key, value]) =>
        sql`${sql.lit(`${JSON.stringify(key)}:`)} || coalesce(to_json(${value})::text, 'null')`,
    );
  return sql`'{' || ${sql.join(parts, sql` || ',' || `)} || '}'`;
}

/** A space's lines of these kinds. */
export const linesOf = (spaceId: number, ...kinds: string[]) =>
  sql`select seq, matter_id, kind, at, data from event where space_id = ${spaceId} and kind in (${sql.join(kinds)})`;

/** Whether a space's ledger is older than lines' hashes of texts: a ledger begins with rules or a statute. */
export const isOlder = (spaceId: number) =>
  sql<boolean>`exists (select from event where space_id = ${spaceId} and seq = 1 and not data ? 'text')`;

/**
 * Until when something may have come to stand in a space without a line: as the line says that counts it, so that
 * nobody moves it. Only before that line is written, soon after the upgrade, does the head say it. A ledger that had
 * hashes from its first line on excuses nothing.
 */
export const unrecordedUntil = (spaceId: number) => sql`(
  select '-infinity'::timestamptz where not ${isOlder(spaceId)}
  union all ${earlierUntil(spaceId, "before", "hashed_since")} limit 1)`;

/** The same of objections, which every ledger may have from before they had a line. */
export const objectedUntil = (spaceId: number) =>
  sql`(${earlierUntil(spaceId, "objectedBefore", "objected_since")})`;

const earlierUntil = (spaceId: number, said: string, column: "hashed_since" | "objected_since") => sql`
  select coalesce(case when line.seq is null then ${sql.ref(column)} else (line.data ->> ${said})::timestamptz end, '-infinity')
  from ledger_head left join (${linesOf(spaceId, "earlier-recorded")} order by seq limit 1) line on true
  where ledger_head.space_id = ${spaceId}`;
