import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";
import { addressColumn } from "./matter-addresses.ts";

/** Written once, with their matter: from then on nothing changes but that they are reached. */
export async function insertThresholds(tx: Tx, rows: NewRow<"threshold">[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("threshold").values(rows).execute();
}

/** The thresholds of some matters, each matter's lowest first (by the primary key). */
export function listThresholds(db: Queryable, matterIds: number[]) {
  return db
    .selectFrom("threshold")
    .selectAll()
    .where("matter_id", "in", matterIds)
    .orderBy("matter_id")
    .orderBy("position")
    .execute();
}

export type ThresholdRow = Awaited<ReturnType<typeof listThresholds>>[number];

/** @returns false: it was reached before, nothing changed */
export async function markReached(
  tx: Tx,
  { matterId, code, at, serial }: { matterId: number; code: string; at: Date; serial: number },
): Promise<boolean> {
  const result = await tx
    .updateTable("threshold")
    .set({ reached_at: at, support_serial: serial })
    .where("matter_id", "=", matterId)
    .where("code", "=", code)
    .where("reached_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** A threshold that a proposal or forum reached, with what is needed to tell people about it. */
export function findReached(db: Queryable, matterId: number, code: string) {
  return (
    db
      .selectFrom("threshold")
      .innerJoin("matter", "matter.id", "threshold.matter_id")
      .innerJoin("category", (join) =>
        join
          .onRef("category.space_id", "=", "matter.space_id")
          .onRef("category.code", "=", "matter.category"),
      )
      .leftJoin("duty", (join) =>
        join
          .onRef("duty.matter_id", "=", "threshold.matter_id")
          .onRef("duty.threshold_code", "=", "threshold.code"),
      )
      // who owes something for it; a forum is nobody's duty, but the responsible department's concern
      .innerJoin("office", (join) =>
        join.on((eb) => eb("office.id", "=", eb.fn.coalesce("duty.office_id", "category.office_id"))),
      )
      .leftJoin("forum", "forum.proposal_id", "threshold.matter_id")
      .select([
        "threshold.matter_id",
        "threshold.code",
        "threshold.count",
        "threshold.consequence",
        "threshold.owed_by",
        (eb) => eb.fn.coalesce("threshold.support_serial", eb.lit(0)).as("support_serial"),
        "matter.title",
        "matter.kind",
        addressColumn.as("address"),
        "matter.author_id",
        "duty.due_at",
        "office.id as office_id",
        "office.name as office_name",
        "forum.matter_id as forum_id",
      ])
      .where("threshold.matter_id", "=", matterId)
      .where("threshold.code", "=", code)
      .where("threshold.reached_at", "is not", null)
      .executeTakeFirst()
  );
}
