import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { MatterKind } from "../tables/matter.ts";

/** What the support writer must know of a matter, under its row lock. */
export interface SupportedMatter {
  id: number;
  space_id: number;
  kind: MatterKind;
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

export interface SupportChange extends SupportPair {
  /** Of the address it was asked at: a matter of another space is not there. */
  spaceId: number;
  kind: MatterKind;
  change: "add" | "remove";
  /**
   * When it arrived; after the matter's closing it does nothing. From a drive it can be taken back until its list
   * is handed in, which ends its matter, and never what a list held already.
   */
  at: Date;
}

interface AppliedChanges {
  /** The matters as they were under the lock, before this group. */
  matters: SupportedMatter[];
  /** The changes that really added or removed a row, with the serial that the support has or had. */
  effective: (SupportPair & { serial: number })[];
}

/**
 * Locks the matters of a group and applies its changes to `support`, in one statement.
 *
 * - The lock: rows of `matter` are locked in the order of their ids, so two groups that share matters queue up and
 *   never deadlock; until the transaction ends nobody else counts on them, so the Nth is exact across processes.
 * - The primary key decides what is new. A serial is given to every add in the order of arrival; one that turned
 *   out to be there already leaves a gap, which harms nothing.
 * - One statement instead of three: for a lone caller each round trip is a good part of the whole wait.
 */
export async function applySupportChanges(tx: Tx, changes: SupportChange[]): Promise<AppliedChanges> {
  const { rows } = await sql<{ applied: AppliedChanges }>`
    with asked as (
      select * from unnest(
        ${changes.map((change) => change.matterId)}::bigint[], ${changes.map((change) => change.personId)}::bigint[],
        ${changes.map((change) => change.kind)}::text[], ${changes.map((change) => change.change === "add")}::bool[],
        ${changes.map((change) => change.at)}::timestamptz[], ${changes.map((change) => change.spaceId)}::int[])
        with ordinality as a (matter_id, person_id, kind, is_add, at, space_id, position)
    ), locked as materialized (
      select id, space_id, kind, state, author_id, category, district, title, language, rule_set_id, closes_at,
        support_count, support_serial, next_threshold, text_fixed_at
      from matter where id in (select matter_id from asked) order by id for update
    ), accepted as (
      select asked.*, locked.support_serial + count(*) filter (where is_add)
        over (partition by asked.matter_id order by position) as serial
      from asked join locked on locked.id = asked.matter_id and locked.kind = asked.kind
        and locked.space_id = asked.space_id
      where locked.state = 'open' and (asked.at <= locked.closes_at or (locked.kind = 'drive' and not is_add))
    ), added as (
      insert into support (matter_id, person_id, serial, created_at)
      select matter_id, person_id, serial, at from accepted where is_add
      on conflict (matter_id, person_id) do nothing returning matter_id, person_id, serial
    ), removed as (
      delete from support using accepted
      where not accepted.is_add and support.matter_id = accepted.matter_id and support.person_id = accepted.person_id
        and (accepted.kind <> 'drive' or not exists (
          select from drive where drive.matter_id = support.matter_id and support.created_at <= drive.handed_in_at))
      returning support.matter_id, support.person_id, support.serial
    )
    select json_build_object(
      'matters', (select coalesce(json_agg(locked), '[]') from locked),
      'effective', (
        select coalesce(json_agg(json_build_object('matterId', matter_id, 'personId', person_id, 'serial', serial)), '[]')
        from (table added union all table removed) done)
    ) as applied`.execute(tx);
  const applied = rows[0]?.applied ?? { matters: [], effective: [] };
  return { ...applied, matters: applied.matters.map(revived) };
}

/** JSON has no dates. */
function revived(matter: SupportedMatter): SupportedMatter {
  const { closes_at, text_fixed_at } = matter;
  return {
    ...matter,
    closes_at: new Date(closes_at),
    text_fixed_at: text_fixed_at && new Date(text_fixed_at),
  };
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
