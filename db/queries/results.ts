import type { Queryable } from "../client.ts";

/** Proposals published since `since`, by category (matter_newest). Imported ones are not this city's. */
export function countByCategory(db: Queryable, spaceId: number, since: Date) {
  return db
    .selectFrom("matter")
    .select((eb) => ["category", eb.fn.countAll<number>().as("proposals")])
    .where("space_id", "=", spaceId)
    .where("kind", "=", "proposal")
    .where("source", "is", null)
    .where("opened_at", ">=", since)
    .groupBy("category")
    .execute();
}

/** Replies by decision, counting each duty's latest version (duty_met). */
export function countByDecision(db: Queryable, spaceId: number) {
  return db
    .selectFrom("duty")
    .innerJoin("reply", (join) =>
      join.onRef("reply.duty_id", "=", "duty.id").onRef("reply.version", "=", "duty.replies"),
    )
    .select((eb) => ["reply.decision", eb.fn.countAll<number>().as("replies")])
    .where("duty.space_id", "=", spaceId)
    .where("duty.met_at", "is not", null)
    .groupBy("reply.decision")
    .execute();
}

/** Duties that were met by the end of their last day (duty_met). */
export async function countMetInTime(db: Queryable, spaceId: number): Promise<number> {
  const { duties } = await db
    .selectFrom("duty")
    .select((eb) => eb.fn.countAll<number>().as("duties"))
    .where("space_id", "=", spaceId)
    .where("met_at", "is not", null)
    .whereRef("met_at", "<=", "due_at")
    .executeTakeFirstOrThrow();
  return duties;
}
