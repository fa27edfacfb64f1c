import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { RollUnit } from "../tables/roll.ts";
import type { Removal } from "./retention.ts";

export function findRoll(db: Queryable, spaceId: number, code: string) {
  return db
    .selectFrom("roll")
    .select(["id", "code", "unit"])
    .where("space_id", "=", spaceId)
    .where("code", "=", code)
    .executeTakeFirst();
}

/**
 * The roll of that code, made if the space has none, with its row locked: two who load it stand in a line.
 *
 * @param unit what it stays at, if not null
 */
export async function upsertRoll(
  tx: Tx,
  roll: { spaceId: number; code: string; unit: RollUnit | null },
  now: Date,
): Promise<number> {
  const { id } = await tx
    .insertInto("roll")
    .values({ space_id: roll.spaceId, code: roll.code, unit: roll.unit, created_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(["space_id", "code"])
        .doUpdateSet((eb) => ({ unit: eb.fn.coalesce("excluded.unit", "roll.unit") })),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export interface LoadedEntry {
  label: string;
  unit: string | null;
  weight: string;
}

/**
 * Adds entries to a roll in their order after those that it has, and brings unit and weight of those up to date that
 * it has by their label: who acts for them, and what they support, stays. Call it under `upsertRoll`.
 */
export async function upsertEntries(
  tx: Tx,
  rollId: number,
  entries: readonly LoadedEntry[],
): Promise<{ added: number; changed: number }> {
  const { rows } = await sql<{ added: number; changed: number }>`
    with given as (
      select * from unnest(
        ${entries.map((entry) => entry.label)}::text[], ${entries.map((entry) => entry.unit)}::text[],
        ${entries.map((entry) => entry.weight)}::numeric[])
        with ordinality as g (label, unit, weight, place)
    ), last as (
      select coalesce(max(position), 0) as position from roll_entry where roll_id = ${rollId}
    ), written as (
      insert into roll_entry (roll_id, label, unit, weight, position)
      select ${rollId}, label, unit, weight, last.position + place from given, last
      on conflict (roll_id, label) do update set unit = excluded.unit, weight = excluded.weight
        where (roll_entry.unit, roll_entry.weight) is distinct from (excluded.unit, excluded.weight)
      returning xmax = 0 as is_new
    )
    select (count(*) filter (where is_new))::int as added, (count(*) filter (where not is_new))::int as changed
    from written`.execute(tx);
  return rows[0] ?? { added: 0, changed: 0 };
}

export async function countEntries(db: Queryable, rollId: number): Promise<number> {
  const { entries } = await db
    .selectFrom("roll_entry")
    .select((eb) => eb.fn.countAll<number>().as("entries"))
    .where("roll_id", "=", rollId)
    .executeTakeFirstOrThrow();
  return entries;
}

/** The units of a roll's entries, in its order. */
export async function listUnits(db: Queryable, rollId: number): Promise<string[]> {
  const { rows } = await sql<{ unit: string }>`
    select unit from roll_entry where roll_id = ${rollId} and unit is not null
    group by unit order by min(position)`.execute(db);
  return rows.map(({ unit }) => unit);
}

export function findEntry(db: Queryable, rollId: number, label: string) {
  return db
    .selectFrom("roll_entry")
    .select(["id", "person_id"])
    .where("roll_id", "=", rollId)
    .where("label", "=", label)
    .executeTakeFirst();
}

/** Puts `to` in the place of `from`, null being nobody. @returns false: somebody else acts for it, or there is none */
export async function moveEntry(
  tx: Tx,
  entry: { rollId: number; entryId: number },
  from: number | null,
  to: number | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("roll_entry")
    .set({ person_id: to })
    .where("roll_id", "=", entry.rollId)
    .where("id", "=", entry.entryId)
    .where("person_id", "is not distinct from", from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What a person acts for in a roll, in its order (roll_entry_of_person). */
export function listEntriesOf(db: Queryable, rollId: number, personId: number) {
  return db
    .selectFrom("roll_entry")
    .select(["id", "label", "unit", "weight"])
    .where("roll_id", "=", rollId)
    .where("person_id", "=", personId)
    .orderBy("position")
    .execute();
}

/**
 * Takes people out of entries of rolls by which nothing was counted since, nor is, nor will be by the rules in force; a
 * roll is as old as itself. Weights and groups of its entries stay: what was counted is counted by them.
 */
export const forgetActing: Removal = async (db, before, limit) => {
  const { numAffectedRows = 0n } = await sql`
    update roll_entry set person_id = null where ctid in (
      select entry.ctid from roll_entry entry join roll on roll.id = entry.roll_id
      where entry.person_id is not null and roll.created_at < ${before}
        and not exists (select from matter where matter.space_id = roll.space_id and matter.roll_id = roll.id
          and (matter.state = 'open' or matter.closes_at >= ${before}))
        and roll.id is distinct from (
          select roll_id from rule_set where rule_set.space_id = roll.space_id order by version desc limit 1)
      limit ${limit} for update of entry skip locked)`.execute(db);
  return Number(numAffectedRows);
};
