import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import { REPLY_KINDS } from "../tables/duty.ts";

/**
 * The replies that a space's offices owe (duty_unmet), in the order of their numbers. What members alone may read is owed as
 * well; what somebody withdrew too.
 */
export function listDutiesToRemindOf(db: Queryable, spaceId: number, after: number, limit: number) {
  return db
    .selectFrom("duty")
    .innerJoin("office", "office.id", "duty.office_id")
    .innerJoin("matter", "matter.id", "duty.matter_id")
    .leftJoin("reply as latest", (join) =>
      join.onRef("latest.duty_id", "=", "duty.id").onRef("latest.version", "=", "duty.replies"),
    )
    .select(["duty.id", "duty.matter_id", "duty.opened_at", "duty.due_at", "duty.office_id"])
    .select(["office.name as office_name", "matter.title", "latest.next_on"])
    .where("duty.space_id", "=", spaceId)
    .where("duty.kind", "in", REPLY_KINDS)
    .where("duty.met_at", "is", null)
    .where("duty.id", ">", after)
    .orderBy("duty.id")
    .limit(limit)
    .execute();
}

export type DutyToRemindOf = Awaited<ReturnType<typeof listDutiesToRemindOf>>[number];

/**
 * Keeps that an office is reminded, unless the duty was met meanwhile: its row is locked, so that no reply comes between.
 *
 * @returns false: it was met, or they were reminded before
 */
export async function insertDutyReminder(tx: Tx, dutyId: number, mark: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into duty_reminder (duty_id, mark, sent_at)
    select id, ${mark}, ${at}::timestamptz from duty where id = ${dutyId} and met_at is null for update
    on conflict do nothing returning duty_id`.execute(tx);
  return rows.length > 0;
}
