import { type RawBuilder, sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import { type Decision, REPLY_KINDS } from "../tables/duty.ts";
import type { NewRow } from "../tables/tables.ts";
import { addressColumn } from "./matter-addresses.ts";

export async function insertDuty(tx: Tx, duty: NewRow<"duty">): Promise<number> {
  const { id } = await tx.insertInto("duty").values(duty).returning("id").executeTakeFirstOrThrow();
  return id;
}

const withOffice = (db: Queryable) =>
  db
    .selectFrom("duty")
    .innerJoin("office", "office.id", "duty.office_id")
    .innerJoin("matter", "matter.id", "duty.matter_id")
    .leftJoin("forum", "forum.matter_id", "duty.matter_id")
    .leftJoin("reply as latest", (join) =>
      join.onRef("latest.duty_id", "=", "duty.id").onRef("latest.version", "=", "duty.replies"),
    )
    .select([
      "duty.id",
      "duty.matter_id",
      "duty.space_id",
      "duty.kind",
      "duty.threshold_code",
      "duty.step",
      "duty.article",
      "duty.opened_at",
      "duty.due_at",
      "duty.met_at",
      "duty.replies",
      "duty.interim_replies",
      "latest.decision as latest_decision",
      "latest.next_on",
      "office.id as office_id",
      "office.code as office_code",
      "office.name as office_name",
      "matter.title",
      "matter.kind as matter_kind",
      "matter.visibility",
      addressColumn.as("address"),
      "matter.category",
      "matter.district",
      "matter.support_count",
      "forum.proposal_id",
    ]);

export function findDuty(db: Queryable, spaceId: number, id: number) {
  return withOffice(db).where("duty.id", "=", id).where("duty.space_id", "=", spaceId).executeTakeFirst();
}

/** Of matters whose space the caller has asked for. */
export function listDutiesOfMatters(db: Queryable, matterIds: number[]) {
  return withOffice(db).where("duty.matter_id", "in", matterIds).orderBy("duty.id").execute();
}

export const KEPT = ["in-time", "late"] as const;

/** What a public list of duties can be narrowed by, all at once. What is said of meeting narrows those that were met. */
export interface DutyNarrowing {
  /** An office's code. */
  office?: string;
  /** The district that the matter is about. */
  district?: string;
  metSince?: Date;
  kept?: (typeof KEPT)[number];
  /** Of the latest version of the reply. */
  decision?: Decision;
  /** Of the first that was final. */
  firstDecision?: Decision;
}

/** The version of the reply that met `duty`: before it may stand such as promise another. */
export const firstFinal = sql`(select min(final.version) from reply final where final.duty_id = duty.id and final.next_on is null)`;

/** Of the joined `duty`, `office` and `matter`. */
function narrowed(by: DutyNarrowing, met: boolean): RawBuilder<boolean> {
  const { office, district, metSince, kept, decision, firstDecision } = by;
  const says = (version: RawBuilder<unknown>, one: Decision) => sql<boolean>`exists (select from reply
    where reply.duty_id = duty.id and reply.version = ${version} and reply.decision = ${one})`;
  const conditions = [
    office !== undefined && sql<boolean>`office.code = ${office}`,
    district !== undefined && sql<boolean>`matter.district = ${district}`,
    met && metSince !== undefined && sql<boolean>`duty.met_at >= ${metSince}`,
    met &&
      kept !== undefined &&
      (kept === "late" ? sql<boolean>`duty.met_at > duty.due_at` : sql<boolean>`duty.met_at <= duty.due_at`),
    met && decision !== undefined && says(sql`duty.replies`, decision),
    met && firstDecision !== undefined && says(firstFinal, firstDecision),
  ].filter((condition) => condition !== false);
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** What of the duties is asked for. `overdue` and `open` split the unmet ones by `now`. */
export interface DutyFilter {
  spaceId: number;
  state: "open" | "overdue" | "met";
  now: Date;
  officeId?: number;
  /** Only what is met by a reply, not what the law asks for. */
  byReply?: boolean;
  narrowing?: DutyNarrowing;
  /** Where the last page ended: its due date (met date for met ones) and id. */
  after?: { at: Date; id: number };
}

/**
 * Unmet ones soonest first, met ones latest first; keyset pages. Without an office it is the public list, and names no
 * matter that is not before everybody.
 * `office_id = …` with `met_at is null` runs on duty_office, the public list on duty_unmet, met ones on duty_met.
 */
export function listDuties(db: Queryable, filter: DutyFilter, limit: number) {
  const { spaceId, state, now, officeId, byReply = false, narrowing = {}, after } = filter;
  let query = withOffice(db).where("duty.space_id", "=", spaceId).limit(limit);
  if (officeId !== undefined) query = query.where("duty.office_id", "=", officeId);
  else query = query.where("matter.visibility", "=", "public");
  if (byReply) query = query.where("duty.kind", "in", REPLY_KINDS);
  query = query.where(narrowed(narrowing, state === "met"));
  if (state === "met") {
    query = query
      .where("duty.met_at", "is not", null)
      .orderBy("duty.met_at", "desc")
      .orderBy("duty.id", "desc");
    if (after) {
      query = query.where((eb) =>
        eb(eb.refTuple("duty.met_at", "duty.id"), "<", eb.tuple(eb.val<Date | null>(after.at), after.id)),
      );
    }
    return query.execute();
  }
  query = query.where("duty.met_at", "is", null).orderBy("duty.due_at").orderBy("duty.id");
  query = query.where("duty.due_at", state === "overdue" ? "<" : ">=", now);
  if (after)
    query = query.where((eb) => eb(eb.refTuple("duty.due_at", "duty.id"), ">", eb.tuple(after.at, after.id)));
  return query.execute();
}

/** How many duties a space's public list has in each state (duty_of_space), narrowed as the list is. */
export async function countDuties(db: Queryable, spaceId: number, now: Date, narrowing: DutyNarrowing = {}) {
  return db
    .selectFrom("duty")
    .innerJoin("office", "office.id", "duty.office_id")
    .innerJoin("matter", "matter.id", "duty.matter_id")
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere("met_at", "is", null).filterWhere("due_at", ">=", now).as("open"),
      eb.fn
        .countAll<number>()
        .filterWhere("met_at", "is", null)
        .filterWhere("due_at", "<", now)
        .as("overdue"),
      eb.fn
        .countAll<number>()
        .filterWhere("met_at", "is not", null)
        .filterWhere(narrowed(narrowing, true))
        .as("met"),
    ])
    .where(narrowed(narrowing, false))
    .where("duty.space_id", "=", spaceId)
    .where("matter.visibility", "=", "public")
    .executeTakeFirstOrThrow();
}

/** Meets what the law asks for by these steps, where it is owed and was not met. */
export async function meetSteps(tx: Tx, matterId: number, steps: string[], at: Date): Promise<void> {
  await tx
    .updateTable("duty")
    .set((eb) => ({ met_at: eb.fn<Date>("greatest", [eb.val(at), eb.ref("opened_at")]) }))
    .where("matter_id", "=", matterId)
    .where("step", "in", steps)
    .where("met_at", "is", null)
    .execute();
}

/** Gives a step of the law more time, where it is owed and was not met. */
export async function moveStep(
  tx: Tx,
  matterId: number,
  step: string,
  to: { due_at: Date; article: string | null },
): Promise<void> {
  await tx
    .updateTable("duty")
    .set(to)
    .where("matter_id", "=", matterId)
    .where("step", "=", step)
    .where("met_at", "is", null)
    .execute();
}

/**
 * Counts one more reply on a duty, if it still has `expected` of them; the first that is not interim meets it.
 * Undefined: somebody else replied meanwhile.
 */
export function addReplyTo(tx: Tx, dutyId: number, expected: number, interim: boolean, now: Date) {
  return tx
    .updateTable("duty")
    .set((eb) => ({
      replies: eb("replies", "+", 1),
      ...(interim
        ? { interim_replies: eb("interim_replies", "+", 1) }
        : { met_at: eb.fn.coalesce("met_at", eb.val(now)) }),
    }))
    .where("id", "=", dutyId)
    .where("replies", "=", expected)
    .returning(["id", "replies", "met_at"])
    .executeTakeFirst();
}

export async function insertReply(tx: Tx, reply: NewRow<"reply">): Promise<void> {
  await tx.insertInto("reply").values(reply).execute();
}

/** All versions of the replies to some duties, oldest first. */
export function listReplies(db: Queryable, dutyIds: number[]) {
  return db
    .selectFrom("reply")
    .select(["duty_id", "version", "decision", "body", "next_on", "published_at"])
    .where("duty_id", "in", dutyIds)
    .orderBy("duty_id")
    .orderBy("version")
    .execute();
}
