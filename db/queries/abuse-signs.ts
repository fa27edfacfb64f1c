import type { Queryable } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/** A sign that grew is shown to the clerk again. */
export async function upsertAbuseSign(db: Queryable, sign: NewRow<"abuse_sign">): Promise<void> {
  await db
    .insertInto("abuse_sign")
    .values(sign)
    .onConflict((conflict) =>
      conflict.columns(["matter_id", "kind", "about"]).doUpdateSet((eb) => ({
        times: eb.fn("greatest", ["abuse_sign.times", "excluded.times"]),
        first_at: eb.fn("least", ["abuse_sign.first_at", "excluded.first_at"]),
        last_at: eb.fn("greatest", ["abuse_sign.last_at", "excluded.last_at"]),
        seen_at: null,
      })),
    )
    .execute();
}

/** Signs of a drive, unseen ones first. */
export function listAbuseSigns(db: Queryable, matterId: number) {
  return db
    .selectFrom("abuse_sign")
    .selectAll()
    .where("matter_id", "=", matterId)
    .orderBy("seen_at", (order) => order.desc().nullsFirst())
    .orderBy("last_at", "desc")
    .execute();
}

/** Does nothing for a sign of another drive, or a drive of another space. */
export async function markAbuseSignSeen(
  db: Queryable,
  { spaceId, matterId, id }: { spaceId: number; matterId: number; id: number },
  now: Date,
): Promise<void> {
  await db
    .updateTable("abuse_sign")
    .set({ seen_at: now })
    .where("id", "=", id)
    .where("matter_id", "=", matterId)
    .where("matter_id", "in", (eb) => eb.selectFrom("matter").select("id").where("space_id", "=", spaceId))
    .where("seen_at", "is", null)
    .execute();
}
