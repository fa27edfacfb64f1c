import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

/** What the support writer must know of a matter, under its row lock. */
export interface SupportedMatter {
  id: number;
  space_id: number;
  kind: "proposal" | "forum";
  state: "open" | "closed" | "withdrawn";
  author_id: number | null;
  category: string;
  district: string | null;
  title: string;
  language: string;
  rule_set_id: number | null;
  closes_at: Date;
  support_count: number;
  support_serial: number;
  next_threshold: number | null;
  text_fixed_at: Date | null;
}

export interface SupportPair {
  matterId: number;
  personId: number;
}

/**
 * Locks the matters in the order of their ids, so two groups that share matters queue up and never deadlock.
 * While a lock is held no other process can count on that matter: the Nth is exact across processes.
 */
export function lockMatters(tx: Tx, ids: number[]): Promise<SupportedMatter[]> {
  return tx
    .selectFrom("matter")
    .select([
      "id",
      "space_id",
      "kind",
      "state",
      "author_id",
      "category",
      "district",
      "title",
      "language",
      "rule_set_id",
      "closes_at",
      "support_count",
      "support_serial",
      "next_threshold",
      "text_fixed_at",
    ])
    .where("id", "in", ids)
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** Inserts what is not there yet; the primary key decides. Returns the pairs that are new. */
export async function insertSupports(
  tx: Tx,
  rows: (SupportPair & { serial: number; at: Date })[],
): Promise<SupportPair[]> {
  const result = await sql<SupportPair>`
    insert into support (matter_id, person_id, serial, created_at)
    select * from unnest(
      ${rows.map((row) => row.matterId)}::bigint[], ${rows.map((row) => row.personId)}::bigint[],
      ${rows.map((row) => row.serial)}::int[], ${rows.map((row) => row.at)}::timestamptz[])
    on conflict do nothing
    returning matter_id as "matterId", person_id as "personId"`.execute(tx);
  return result.rows;
}

/** Deletes what is there. Returns the pairs that were. */
export async function deleteSupports(tx: Tx, pairs: SupportPair[]): Promise<SupportPair[]> {
  const result = await sql<SupportPair>`
    delete from support
    using unnest(${pairs.map((pair) => pair.matterId)}::bigint[], ${pairs.map((pair) => pair.personId)}::bigint[])
      as gone (matter_id, person_id)
    where support.matter_id = gone.matter_id and support.person_id = gone.person_id
    returning support.matter_id as "matterId", support.person_id as "personId"`.execute(tx);
  return result.rows;
}

export interface Counted {
  id: number;
  count: number;
  serial: number;
  nextThreshold: number | null;
  textFixedAt: Date | null;
  day: string;
  net: number;
}

/** Writes the new counters of locked matters and the net of the day, in one statement for the whole group. */
export async function writeCounters(tx: Tx, counted: Counted[]): Promise<void> {
  await sql`
    with counted as (
      select * from unnest(
        ${counted.map((row) => row.id)}::bigint[], ${counted.map((row) => row.count)}::int[],
        ${counted.map((row) => row.serial)}::int[], ${counted.map((row) => row.nextThreshold)}::int[],
        ${counted.map((row) => row.textFixedAt)}::timestamptz[],
        ${counted.map((row) => row.day)}::date[], ${counted.map((row) => row.net)}::int[])
        as c (id, count, serial, next_threshold, text_fixed_at, day, net)
    ), days as (
      insert into support_day (matter_id, day, net) select id, day, net from counted where net <> 0
      on conflict (matter_id, day) do update set net = support_day.net + excluded.net
    )
    update matter set support_count = counted.count, support_serial = counted.serial,
      next_threshold = counted.next_threshold, text_fixed_at = counted.text_fixed_at
    from counted where matter.id = counted.id`.execute(tx);
}

/** Which of the matters the person stands behind. */
export async function listSupported(
  db: Queryable,
  personId: number,
  matterIds: number[],
): Promise<Set<number>> {
  if (matterIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("support")
    .select("matter_id")
    .where("person_id", "=", personId)
    .where("matter_id", "in", matterIds)
    .execute();
  return new Set(rows.map((row) => row.matter_id));
}

/** Supporters after a serial, in the order of their support: how the many are told in batches. */
export function listSupportersAfter(db: Queryable, matterId: number, afterSerial: number, limit: number) {
  return db
    .selectFrom("support")
    .innerJoin("person", "person.id", "support.person_id")
    .select(["support.serial", "person.id", "person.language", "person.mail_wanted"])
    .where("support.matter_id", "=", matterId)
    .where("support.serial", ">", afterSerial)
    .orderBy("support.serial")
    .limit(limit)
    .execute();
}
