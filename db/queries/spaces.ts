import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export function findFirstSpace(db: Queryable) {
  return db.selectFrom("space").selectAll().orderBy("id").limit(1).executeTakeFirst();
}

/** The first one first. */
export function listSpaces(db: Queryable) {
  return db.selectFrom("space").select(["id", "code"]).orderBy("id").execute();
}

export function listDistricts(db: Queryable, spaceId: number) {
  return db
    .selectFrom("district")
    .select(["code", "name"])
    .where("space_id", "=", spaceId)
    .orderBy("position")
    .execute();
}

export function listCategories(db: Queryable, spaceId: number) {
  return db
    .selectFrom("category")
    .innerJoin("office", "office.id", "category.office_id")
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

/** The office that answers for a category. */
export function findResponsibleOffice(db: Queryable, spaceId: number, category: string) {
  return db
    .selectFrom("category")
    .innerJoin("office", "office.id", "category.office_id")
    .select(["office.id", "office.code"])
    .where("category.space_id", "=", spaceId)
    .where("category.code", "=", category)
    .executeTakeFirstOrThrow();
}

export function findMayor(db: Queryable, spaceId: number) {
  return db
    .selectFrom("office")
    .select(["id", "code"])
    .where("space_id", "=", spaceId)
    .where("kind", "=", "mayor")
    .executeTakeFirstOrThrow();
}

/** Adds a space with the head of its ledger, which no line has yet. */
export async function insertSpace(tx: Tx, space: NewRow<"space">): Promise<number> {
  const { id } = await tx.insertInto("space").values(space).returning("id").executeTakeFirstOrThrow();
  await tx
    .insertInto("ledger_head")
    .values({ space_id: id, seq: 0, hash: Buffer.alloc(32) })
    .execute();
  return id;
}

export async function insertDistricts(tx: Tx, rows: NewRow<"district">[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("district").values(rows).execute();
}

export function insertOffices(tx: Tx, rows: NewRow<"office">[]) {
  return tx.insertInto("office").values(rows).returning(["id", "code"]).execute();
}

export async function insertCategories(tx: Tx, rows: NewRow<"category">[]): Promise<void> {
  await tx.insertInto("category").values(rows).execute();
}

/** The council's secretariat, whose clerks keep the signatures; the only one there is. */
export function findCouncilOffice(db: Queryable) {
  return db
    .selectFrom("office")
    .select(["id", "code", "name"])
    .where("kind", "=", "council")
    .orderBy("id")
    .limit(1)
    .executeTakeFirstOrThrow();
}
