import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export function findFirstSpace(db: Queryable) {
  return db.selectFrom("space").selectAll().orderBy("id").limit(1).executeTakeFirst();
}

export function listDistricts(db: Queryable, spaceId: number) {
  return db
    .selectFrom("district")
    .select(["code", "name"])
    .where("space_id", "=", spaceId)
    .orderBy("position")
    .execute();
}

/** The first is the one with the plain addresses. */
export function listSpaces(db: Queryable) {
  return db.selectFrom("space").select(["id", "code", "kind", "name"]).orderBy("id").execute();
}

/** A page of them. @param after the id of the last one before it; 0 for the first page */
export function listSpacesFrom(db: Queryable, after: number, most: number) {
  return db
    .selectFrom("space")
    .select(["id", "code", "kind", "name"])
    .where("id", ">", after)
    .orderBy("id")
    .limit(most)
    .execute();
}

export function findSpace(db: Queryable, code: string) {
  return db.selectFrom("space").selectAll().where("code", "=", code).executeTakeFirst();
}

export async function setContact(db: Queryable, spaceId: number, contact: string): Promise<void> {
  await db.updateTable("space").set({ contact }).where("id", "=", spaceId).execute();
}

/** A category's own office, else the administration, else the head; null: nobody answers. */
const answeringOffice = sql<number | null>`coalesce(category.office_id, (
  select office.id from office
  where office.space_id = category.space_id and office.kind in ('administration', 'mayor', 'head')
  order by office.kind = 'administration' desc, office.id limit 1
))`;

/** With the office that answers for each; null where none does. */
export function listCategories(db: Queryable, spaceId: number) {
  return db
    .selectFrom("category")
    .leftJoin("office", (join) => join.on("office.id", "=", answeringOffice))
    .select(["category.code", "category.name", "office.code as office_code", "office.name as office_name"])
    .where("category.space_id", "=", spaceId)
    .orderBy("category.position")
    .execute();
}

export function listOffices(db: Queryable, spaceId: number) {
  return db
    .selectFrom("office")
    .select(["id", "code", "kind", "name", "email"])
    .where("space_id", "=", spaceId)
    .orderBy("id")
    .execute();
}

/** The office that answers for a category; undefined: none does. */
export function findResponsibleOffice(db: Queryable, spaceId: number, category: string) {
  return db
    .selectFrom("category")
    .innerJoin("office", (join) => join.on("office.id", "=", answeringOffice))
    .select(["office.id", "office.code"])
    .where("category.space_id", "=", spaceId)
    .where("category.code", "=", category)
    .executeTakeFirst();
}

/** Who leads the space; there is one at most. */
export function findHead(db: Queryable, spaceId: number) {
  return db
    .selectFrom("office")
    .select(["id", "code"])
    .where("space_id", "=", spaceId)
    .where("kind", "in", ["mayor", "head"])
    .executeTakeFirst();
}

/**
 * Adds a space with the head of its ledger, which no line has yet. A further space is a demonstration if the first
 * is: people, and who lets them in, are one for all spaces of a database.
 *
 * @returns its id; undefined when there is one of that code
 */
export async function insertSpace(tx: Tx, space: NewRow<"space">): Promise<number | undefined> {
  const added = await tx
    .insertInto("space")
    .values({
      ...space,
      demonstration: sql<boolean>`coalesce(
        (select first.demonstration from space as first order by first.id limit 1), ${space.demonstration ?? false})`,
    })
    .onConflict((conflict) => conflict.column("code").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!added) return undefined;
  await tx
    .insertInto("ledger_head")
    .values({ space_id: added.id, seq: 0, hash: Buffer.alloc(32) })
    .execute();
  return added.id;
}

export async function insertDistricts(tx: Tx, rows: NewRow<"district">[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("district").values(rows).execute();
}

export async function insertOffices(tx: Tx, rows: NewRow<"office">[]) {
  if (rows.length === 0) return [];
  return tx.insertInto("office").values(rows).returning(["id", "code"]).execute();
}

export async function insertCategories(tx: Tx, rows: NewRow<"category">[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("category").values(rows).execute();
}

/** The council's secretariat of a space, whose clerks keep the signatures; undefined: the space has none. */
export function findCouncilOffice(db: Queryable, spaceId: number) {
  return db
    .selectFrom("office")
    .select(["id", "code", "name"])
    .where("space_id", "=", spaceId)
    .where("kind", "=", "council")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
}

const located = (db: Queryable) =>
  db
    .selectFrom("space")
    .select(["space.id", "space.code", "space.kind", "space.name", "space.language"])
    .select((eb) =>
      eb
        .selectFrom("space as any")
        .select((of) => of.fn.min("any.id").as("id"))
        .as("first_id"),
    );

/** A matter's space, and the id of the first one: for work that knows the matter alone. */
export function findSpaceOfMatter(db: Queryable, matterId: number) {
  return located(db)
    .innerJoin("matter", "matter.space_id", "space.id")
    .where("matter.id", "=", matterId)
    .executeTakeFirst();
}

/** The same of a duty. */
export function findSpaceOfDuty(db: Queryable, dutyId: number) {
  return located(db)
    .innerJoin("duty", "duty.space_id", "space.id")
    .where("duty.id", "=", dutyId)
    .executeTakeFirst();
}

/** The same of a space by its id. */
export function findSpaceById(db: Queryable, spaceId: number) {
  return located(db).where("space.id", "=", spaceId).executeTakeFirst();
}
