import { type RawBuilder, sql } from "kysely";
import type { Queryable } from "../client.ts";

const addresses = (db: Queryable, spaceId: number) =>
  db
    .selectFrom("matter")
    .select(["id", "kind", "visibility", "address_token", "author_id"])
    .where("space_id", "=", spaceId);

/** How a matter of a space is addressed; undefined when the space has none of that number. */
export function findAddressById(db: Queryable, spaceId: number, id: number) {
  return addresses(db, spaceId).where("id", "=", id).executeTakeFirst();
}

/** The same by what stands in the address of one that is, or was, not listed. */
export function findAddressByToken(db: Queryable, spaceId: number, token: string) {
  return addresses(db, spaceId).where("address_token", "=", token).executeTakeFirst();
}

export type AddressRow = NonNullable<Awaited<ReturnType<typeof findAddressById>>>;

/** Whether somebody stands behind a matter already, or helps with it. */
export async function isInvolved(db: Queryable, matterId: number, personId: number): Promise<boolean> {
  const { rows } = await sql<{ involved: boolean }>`
    select exists (select from support where matter_id = ${matterId} and person_id = ${personId})
      or exists (select from drive join drive_helper using (application_id)
        where drive.matter_id = ${matterId} and drive_helper.person_id = ${personId}) as involved`.execute(
    db,
  );
  return rows[0]?.involved ?? false;
}

/** Those of some matters that are not before everybody. */
export async function listHidden(db: Queryable, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom("matter")
    .select("id")
    .where("id", "in", [...new Set(ids)])
    .where("visibility", "<>", "public")
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** What stands in a matter's address: its number, or while it is not listed its token. */
export const addressColumn: RawBuilder<string> = sql<string>`
  case when matter.visibility = 'public' then matter.id::text else matter.address_token::text end`;

/** The same of a matter by its number. */
export async function readAddress(db: Queryable, id: number): Promise<string> {
  const { address } = await db
    .selectFrom("matter")
    .select(addressColumn.as("address"))
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return address;
}
