import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { MatterKind } from "../tables/matter.ts";

/** What the support writer must know of a matter, under its row lock. */
export interface SupportedMatter {
  id: number;
  space_id: number;
  kind: MatterKind;
  author_id: number | null;
  category: string;
  /** The roll whose entries it counts; 0: it counts persons. */
  counted_roll: number;
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
  /** When it arrived: the matter's opening, closing and time of taking back are asked of this, not of the clock. */
  at: Date;
}

/** Why a change was not accepted; "not-on-roll": the matter counts a roll, and the person acts for none of it. */
export type SupportRefusal = "not-found" | "not-yet-open" | "matter-not-open" | "not-on-roll";

/** What is done about a matter that somebody else has locked: wait for it, or leave its changes as "locked". */
export type LockedMatters = "wait" | "skip";

/** A support that was really added or removed, with the serial that it has or had. */
export type EffectiveChange = SupportPair & { serial: number };

interface AppliedChanges {
  /** The matters as they were under the lock, before this group. */
  matters: SupportedMatter[];
  /** A row a holder: of a matter that counts persons one a change at most, of a roll one for each entry. */
  effective: EffectiveChange[];
  /** The matters whose counters are written already: those that this group brings to no threshold. */
  counted: number[];
  /** The changes that were not accepted, by their index. */
  refused: { index: number; why: SupportRefusal | "locked" }[];
}

/** What is there and was not locked was passed over. */
const WHEN_SKIPPED = sql`when locked.id is null and exists (select from matter where id = asked.matter_id) then 'locked'`;

/**
 * Locks the matters of a group and applies its changes to `support`: one statement where they count persons, a second
 * for those among them that count a roll.
 *
 * - The lock: rows of `matter` are locked in the order of their ids, so two groups that share matters queue up and
 *   never deadlock; until the transaction ends nobody else counts on them, so the Nth is exact across processes.
 * - The primary key (matter, holder) decides what is new. A serial is the place in the group, in the order of arrival:
 *   what is no add, was there already, or is another matter's leaves a gap, which harms nothing.
 * - One statement instead of three: for a lone caller each round trip is a good part of the whole wait. So it writes the
 *   counters too, of the matters whose count follows from these rows alone and comes to no threshold: nearly all, nearly
 *   always. Rolls stand in one of their own, because planning a join with their entries made every lone agreement a
 *   fifth dearer.
 *
 * @param countedLater kinds that store something beside their supports which may change the count
 */
export async function applySupportChanges(
  tx: Tx,
  changes: readonly SupportChange[],
  countedLater: readonly string[],
  locked: LockedMatters,
): Promise<AppliedChanges> {
  const skip = locked === "skip" ? sql`skip locked` : sql``;
  // Planned only where something is taken back: most groups are agreements alone.
  const kept = changes.some(({ change }) => change === "remove") ? KEEP_WITHDRAWN : sql``;
  const { rows } = await sql<{ applied: AppliedChanges }>`
    with asked as (
      select * from unnest(
        ${changes.map((change) => change.matterId)}::bigint[], ${changes.map((change) => change.personId)}::bigint[],
        ${changes.map((change) => change.kind)}::text[], ${changes.map((change) => change.change === "add")}::bool[],
        ${changes.map((change) => change.at)}::timestamptz[], ${changes.map((change) => change.spaceId)}::int[])
        with ordinality as a (matter_id, person_id, kind, is_add, at, space_id, position)
    ), locked as materialized (
      select id, space_id, kind, state, author_id, category, counted_roll, opens_at, closes_at, withdrawable_until,
        supports_fixed_at, support_count, support_serial, next_threshold, text_fixed_at
      from matter where id in (select matter_id from asked) order by id for update ${skip}
    ), judged as (
      select asked.*, counted_roll, supports_fixed_at, support_serial,
        case
          ${locked === "skip" ? WHEN_SKIPPED : sql``}
          when locked.id is null or locked.kind <> asked.kind or locked.space_id <> asked.space_id then 'not-found'
          when state <> 'open' then 'matter-not-open'
          when at < opens_at then 'not-yet-open'
          when is_add and at > closes_at then 'matter-not-open'
          when not is_add and at > withdrawable_until then 'matter-not-open'
        end as why,
        (support_serial + position)::int as serial
      from asked left join locked on locked.id = asked.matter_id
    ), added as (
      insert into support (matter_id, person_id, serial, created_at)
      select matter_id, person_id, serial, at from judged where is_add and why is null and counted_roll = 0
      on conflict (matter_id, holder_id) do nothing returning matter_id, person_id, serial, created_at as at, 1 as change
    ), removed as (
      delete from support using judged
      where not is_add and why is null and judged.counted_roll = 0
        and support.matter_id = judged.matter_id and support.holder_id = judged.person_id
        and (supports_fixed_at is null or support.created_at > supports_fixed_at)
      returning support.matter_id, support.person_id, support.serial, judged.at, judged.support_serial as before,
        judged.serial as place
    )${kept}, effective as materialized (
      table added union all select matter_id, person_id, serial, at, -1 from removed
    ), moved as (
      select id, sum(change)::int as net, max(serial) as serial, min(at) as at,
        min(at) filter (where change = 1 and person_id is distinct from author_id) as by_others_at
      from effective join locked on id = matter_id
      where kind <> all(${countedLater}::text[])
      group by id, support_count, next_threshold
      having next_threshold is null or support_count + count(*) filter (where change = 1) < next_threshold
    ), days as (
      insert into support_day (matter_id, day, net)
      select id, (at at time zone 'UTC' + interval '9 hours')::date, net from moved where net <> 0
      on conflict (matter_id, day) do update set net = support_day.net + excluded.net
    ), counted as (
      update matter set support_count = support_count + moved.net, week_count = week_count + moved.net,
        support_serial = greatest(support_serial, moved.serial), text_fixed_at = coalesce(text_fixed_at, by_others_at)
      from moved where matter.id = moved.id returning matter.id
    )
    select json_build_object(
      'matters', (select coalesce(json_agg(locked), '[]') from locked),
      'effective', (
        select coalesce(json_agg(json_build_object('matterId', matter_id, 'personId', person_id, 'serial', serial)), '[]')
        from effective),
      'counted', (select coalesce(json_agg(id), '[]') from counted),
      'refused', (
        select coalesce(json_agg(json_build_object('index', position - 1, 'why', why)), '[]')
        from judged where why is not null)
    ) as applied`.execute(tx);
  const applied = rows[0]?.applied ?? { matters: [], effective: [], counted: [], refused: [] };
  const matters = applied.matters.map(revived);
  const rolls = new Set(matters.filter((matter) => matter.counted_roll !== 0).map(({ id }) => id));
  if (rolls.size === 0) return { ...applied, matters };

  const refused = new Set(applied.refused.map(({ index }) => index));
  const ofRolls = changes.flatMap((change, index) =>
    rolls.has(change.matterId) && !refused.has(index) ? [{ ...change, index }] : [],
  );
  const more = await applyRollChanges(tx, ofRolls);
  return {
    matters,
    counted: applied.counted,
    effective: [...applied.effective, ...more.effective],
    refused: [...applied.refused, ...more.refused],
  };
}

/**
 * Keeps of each support that goes its serial, with the last one that was given before it went, in this group or an
 * earlier one. A serial that was asked for and not given does not count: the next group gives it.
 */
const KEEP_SERIALS = sql`, kept as (
      insert into support_withdrawal (matter_id, serial, after_serial, withdrawn_at)
      select matter_id, serial, greatest(before, (
        select max(added.serial) from added where added.matter_id = removed.matter_id and added.serial <= place)), at
      from removed
    )`;
/** And of a signature its leaf: the row still stands for this statement, though it goes with its support. */
const KEEP_WITHDRAWN = sql`${KEEP_SERIALS}, kept_leaves as (
      insert into signature_withdrawal (matter_id, leaf, withdrawn_at)
      select removed.matter_id, leaf, at from removed
      join signature on signature.matter_id = removed.matter_id and signature.person_id = removed.person_id
      where leaf is not null
    )`;

/** JSON has no dates. */
function revived(matter: SupportedMatter): SupportedMatter {
  const { text_fixed_at } = matter;
  return { ...matter, text_fixed_at: text_fixed_at && new Date(text_fixed_at) };
}

/**
 * Applies changes to matters that count a roll, for each entry that the person acts for. Call it under the matters'
 * locks, a statement after they were had: who acts for an entry is read here, so somebody who was replaced while this
 * waited does nothing, and of two who claim one entry the key (matter, holder) takes the first.
 */
async function applyRollChanges(
  tx: Tx,
  changes: readonly (SupportChange & { index: number })[],
): Promise<Pick<AppliedChanges, "effective" | "refused">> {
  if (changes.length === 0) return { effective: [], refused: [] };
  const { rows } = await sql<{ effective: EffectiveChange[]; acting: number[] }>`
    with asked as (
      select * from unnest(
        ${changes.map((change) => change.matterId)}::bigint[], ${changes.map((change) => change.personId)}::bigint[],
        ${changes.map((change) => change.change === "add")}::bool[],
        ${changes.map((change) => change.at)}::timestamptz[], ${changes.map((change) => change.index)}::int[])
        as a (matter_id, person_id, is_add, at, index)
    ), held as (
      select asked.*, entry.id as entry_id, counted_roll, supports_fixed_at, support_serial, support_serial
        + count(*) filter (where is_add) over (partition by matter_id order by index, entry.position) as serial
      from asked
      join matter on matter.id = asked.matter_id
      join roll_entry entry on entry.roll_id = matter.counted_roll and entry.person_id = asked.person_id
    ), added as (
      insert into support (matter_id, person_id, serial, created_at, counted_roll, roll_entry_id)
      select matter_id, person_id, serial, at, counted_roll, entry_id from held where is_add
      on conflict (matter_id, holder_id) do nothing returning matter_id, person_id, serial
    ), removed as (
      delete from support using held
      where not is_add and support.matter_id = held.matter_id and support.holder_id = held.entry_id
        and (supports_fixed_at is null or support.created_at > supports_fixed_at)
      returning support.matter_id, held.person_id, support.serial, held.support_serial as before,
        held.serial as place, held.at
    )${KEEP_SERIALS}
    select
      (select coalesce(json_agg(json_build_object('matterId', matter_id, 'personId', person_id, 'serial', serial)), '[]')
        from (table added union all select matter_id, person_id, serial from removed) done) as effective,
      (select coalesce(json_agg(distinct index), '[]') from held) as acting`.execute(tx);
  const { effective, acting } = rows[0] ?? { effective: [], acting: [] };
  const known = new Set(acting);
  return {
    effective,
    refused: changes.flatMap(({ index }) =>
      known.has(index) ? [] : [{ index, why: "not-on-roll" as const }],
    ),
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
    update matter set support_count = counted.count, week_count = week_count + counted.net, support_serial = counted.serial,
      next_threshold = counted.next_threshold, text_fixed_at = counted.text_fixed_at
    from counted where matter.id = counted.id`.execute(tx);
}

/** Behind which of the matters the person stands, or an entry of a roll that they act for now. */
export async function listSupported(
  db: Queryable,
  personId: number,
  matterIds: number[],
): Promise<Set<number>> {
  if (matterIds.length === 0) return new Set();
  const { rows } = await sql<{ matter_id: number }>`
    select matter_id from support
    where matter_id = any(${matterIds}::bigint[]) and holder_id = ${personId} and counted_roll = 0
    union
    select matter_id from roll_entry entry
    join support on holder_id = entry.id and counted_roll = entry.roll_id
    where entry.person_id = ${personId} and matter_id = any(${matterIds}::bigint[])`.execute(db);
  return new Set(rows.map((row) => row.matter_id));
}

/** By the key of the matter: asked by each reader who begins to listen to its count. */
export function findCount(db: Queryable, matterId: number) {
  return db.selectFrom("matter").select("support_count").where("id", "=", matterId).executeTakeFirst();
}

/** Supporters after a serial, in the order of their support: how the many are told in batches. */
export function listSupportersAfter(db: Queryable, matterId: number, afterSerial: number, limit: number) {
  return db
    .selectFrom("support")
    .innerJoin("person", "person.id", "support.person_id")
    .select(["support.serial", "person.id", "person.language", "person.mail_wanted", "person.left_at"])
    .where("support.matter_id", "=", matterId)
    .where("support.serial", ">", afterSerial)
    .orderBy("support.serial")
    .limit(limit)
    .execute();
}
