import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/** Each kind of drive in its newest version, in the order they were first published. */
export function listStatutes(db: Queryable, spaceId: number) {
  return db
    .selectFrom("statute")
    .selectAll()
    .where("space_id", "=", spaceId)
    .where((eb) =>
      eb(
        "version",
        "=",
        eb
          .selectFrom("statute as other")
          .select((of) => of.fn.max("other.version").as("newest"))
          .whereRef("other.space_id", "=", "statute.space_id")
          .whereRef("other.code", "=", "statute.code"),
      ),
    )
    .orderBy((eb) =>
      eb
        .selectFrom("statute as first")
        .select((of) => of.fn.min("first.id").as("id"))
        .whereRef("first.space_id", "=", "statute.space_id")
        .whereRef("first.code", "=", "statute.code"),
    )
    .execute();
}

/** Every version of every kind of drive. */
export function listStatuteVersions(db: Queryable, spaceId: number) {
  return db
    .selectFrom("statute")
    .select(["code", "version", "definition"])
    .where("space_id", "=", spaceId)
    .execute();
}

/** A kind of drive in its newest version. */
export function findCurrentStatute(db: Queryable, spaceId: number, code: string) {
  return db
    .selectFrom("statute")
    .selectAll()
    .where("space_id", "=", spaceId)
    .where("code", "=", code)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The unique key (space, code, version) refuses the second of two operators who publish at once. */
export async function insertStatute(tx: Tx, statute: NewRow<"statute">): Promise<number> {
  const { id } = await tx.insertInto("statute").values(statute).returning("id").executeTakeFirstOrThrow();
  return id;
}

/** Who may sign, as of the newest 31 December that was published by `day`; the municipality's row has no district. */
export function listElectorate(db: Queryable, spaceId: number, day: string) {
  return db
    .selectFrom("electorate")
    .selectAll()
    .where("space_id", "=", spaceId)
    .where("as_of", "=", (eb) =>
      eb
        .selectFrom("electorate as other")
        .select((of) => of.fn.max("other.as_of").as("as_of"))
        .where("other.space_id", "=", spaceId)
        .where("other.published_on", "<=", day),
    )
    .orderBy(sql`district nulls first`)
    .execute();
}

/** The rows of one 31 December, as a drive that was certified under it counts them. */
export function listElectorateAsOf(db: Queryable, spaceId: number, asOf: string) {
  return db
    .selectFrom("electorate")
    .selectAll()
    .where("space_id", "=", spaceId)
    .where("as_of", "=", asOf)
    .orderBy(sql`district nulls first`)
    .execute();
}

export async function insertElectorate(tx: Tx, rows: NewRow<"electorate">[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("electorate").values(rows).execute();
}

export function listElections(db: Queryable, spaceId: number) {
  return db
    .selectFrom("election")
    .selectAll()
    .where("space_id", "=", spaceId)
    .orderBy("pause_from")
    .execute();
}

/** The pauses that end on `day` or later, as the calendar takes them. */
export function listPauses(db: Queryable, spaceId: number, day: string) {
  return db
    .selectFrom("election")
    .select(["pause_from as from", "pause_until as until"])
    .where("space_id", "=", spaceId)
    .where("pause_until", ">=", day)
    .orderBy("pause_from")
    .execute();
}

/** What the space adds to the days off of the country, as the calendar takes them. */
export function listDaysOff(db: Queryable, spaceId: number) {
  return db
    .selectFrom("day_off")
    .select(["day", "name", "added_on as addedOn"])
    .where("space_id", "=", spaceId)
    .orderBy("day")
    .execute();
}

/** A day that is there already is left as it is: periods were counted with it. */
export async function insertDaysOff(tx: Tx, rows: NewRow<"day_off">[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("day_off")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function insertElections(tx: Tx, rows: NewRow<"election">[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("election").values(rows).execute();
}
