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

/** How the duties of each kind of office of a space stand (duty_of_space); `inTime` and `late` part those that were met. */
export function countByOfficeKind(db: Queryable, spaceId: number, now: Date) {
  return db
    .selectFrom("duty")
    .innerJoin("office", "office.id", "duty.office_id")
    .select(({ fn, ref }) => [
      "office.kind",
      fn.countAll<number>().filterWhere("duty.met_at", "<=", ref("duty.due_at")).as("inTime"),
      fn.countAll<number>().filterWhere("duty.met_at", ">", ref("duty.due_at")).as("late"),
      fn
        .countAll<number>()
        .filterWhere("duty.met_at", "is", null)
        .filterWhere("duty.due_at", "<", now)
        .as("overdue"),
      fn
        .countAll<number>()
        .filterWhere("duty.met_at", "is", null)
        .filterWhere("duty.due_at", ">=", now)
        .as("open"),
    ])
    .where("duty.space_id", "=", spaceId)
    .groupBy("office.kind")
    .execute();
}
