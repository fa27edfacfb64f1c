import { sql } from "kysely";
import type { Queryable } from "../client.ts";

/**
 * Adds to counts, one statement for all. One whose time is over begins anew with what is added.
 *
 * @param now when a time is over; left out: by the database's clock
 * @returns each as it is now
 */
export async function addToLimitCounts(
  db: Queryable,
  shares: readonly { key: Buffer; points: number; endsAt: Date }[],
  now?: Date,
): Promise<{ key: Buffer; points: number; ends_at: Date }[]> {
  // In one order in every process: none waits for a row that waits for its own.
  const ordered = shares.toSorted((a, b) => Buffer.compare(a.key, b.key));
  const at = now ? sql`${now}::timestamptz` : sql`now()`;
  const { rows } = await sql<{ key: Buffer; points: number; ends_at: Date }>`
    insert into limit_count (key, points, ends_at)
    select * from unnest(
      ${ordered.map(({ key }) => key)}::bytea[],
      ${ordered.map(({ points }) => points)}::integer[],
      ${ordered.map(({ endsAt }) => endsAt)}::timestamptz[])
    on conflict (key) do update set
      points = case when limit_count.ends_at > ${at} then limit_count.points else 0 end + excluded.points,
      ends_at = case when limit_count.ends_at > ${at} then limit_count.ends_at else excluded.ends_at end
    returning key, points, ends_at`.execute(db);
  return rows;
}

/** The salt of a day, made by whoever asks first. @param day such as 2026-11-27 */
export async function limitSaltOf(db: Queryable, day: string, fresh: Buffer): Promise<Buffer> {
  await db
    .insertInto("limit_salt")
    .values({ day, salt: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { salt } = await db
    .selectFrom("limit_salt")
    .select("salt")
    .where("day", "=", day)
    .executeTakeFirstOrThrow();
  return salt;
}

/** Deletes counts that ended and salts of earlier days. The table is small: it is read through. */
export async function deleteEndedLimits(db: Queryable, now: Date, beforeDay: string): Promise<void> {
  await db.deleteFrom("limit_count").where("ends_at", "<", now).execute();
  await db.deleteFrom("limit_salt").where("day", "<", beforeDay).execute();
}
