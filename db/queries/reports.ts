import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { MatterKind } from "../tables/matter.ts";
import type { HidingReason } from "../tables/opinion-map.ts";
import type { HideReason } from "../tables/quick-poll.ts";
import type { ModerationTable, Outcome } from "../tables/report.ts";
import type { NewRow } from "../tables/tables.ts";
import { addressColumn } from "./matter-addresses.ts";

/** What can be reported; `id` is its row's. */
export interface Thing {
  subject: "matter" | "opinion" | "reply" | "statement" | "quick-poll" | "message" | "comment" | "background";
  id: number;
}

const COLUMNS = {
  matter: "matter_id",
  opinion: "opinion_id",
  reply: "reply_id",
  statement: "statement_id",
  "quick-poll": "quick_poll_id",
  message: "message_id",
  comment: "comment_id",
  background: "background_id",
} as const satisfies Record<Thing["subject"], string>;

/**
 * Holds a thing to the end of the transaction, so that what is reported of it and what is decided on it come one after
 * the other; it is put down the first time.
 */
export async function lockModerated(tx: Tx, spaceId: number, { subject, id }: Thing) {
  const column = sql.ref(COLUMNS[subject]);
  const { rows } = await sql<{ id: number; reports: number }>`
    insert into moderated (space_id, ${column}) values (${spaceId}, ${id})
    on conflict (${column}) where ${column} is not null do update set reports = moderated.reports
    returning id, reports`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("An upsert returns its row.");
  return row;
}

/** Adds a report of a thing that is held. @returns false: that person has an open one of it */
export async function insertReport(
  tx: Tx,
  report: Omit<NewRow<"report">, "settled_at" | "outcome">,
): Promise<boolean> {
  const { rows } = await sql`
    with added as (
      insert into report (moderated_id, person_id, reason, note, created_at)
      values (${report.moderated_id}, ${report.person_id}, ${report.reason}, ${report.note}, ${report.created_at})
      on conflict (moderated_id, person_id) where settled_at is null do nothing
      returning moderated_id
    )
    update moderated set reports = reports + 1 from added where id = added.moderated_id returning id`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Settles what is open of a thing that is held. */
export async function settleReports(tx: Tx, moderatedId: number, outcome: Outcome, now: Date): Promise<void> {
  await tx
    .updateTable("report")
    .set({ settled_at: now, outcome })
    .where("moderated_id", "=", moderatedId)
    .where("settled_at", "is", null)
    .execute();
  await tx.updateTable("moderated").set({ reports: 0 }).where("id", "=", moderatedId).execute();
}

/** Messages of a one-touch poll that have open reports. */
export async function listReportedMessages(tx: Tx, quickPollId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select m.id from quick_message m join moderated on message_id = m.id
    where m.poll_id = ${quickPollId} and reports > 0 order by m.id`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function insertModeration(tx: Tx, act: NewRow<"moderation">): Promise<void> {
  await tx.insertInto("moderation").values(act).execute();
}

/** Somebody's last report of a thing; undefined: they never did. */
export async function findReportOf(db: Queryable, personId: number, { subject, id }: Thing) {
  return db
    .selectFrom("report")
    .innerJoin("moderated", "moderated.id", "report.moderated_id")
    .select(["report.reason", "report.note", "report.created_at", "report.settled_at", "report.outcome"])
    .where(`moderated.${COLUMNS[subject]}`, "=", id)
    .where("report.person_id", "=", personId)
    .orderBy("report.id", "desc")
    .executeTakeFirst();
}

/** A thing as moderators and reporters see it: whatever hides it, its text is here. */
interface ThingRow extends Thing {
  /** Of the matter that it is, or stands in. */
  kind: MatterKind | null;
  address: string | null;
  title: string | null;
  /** The name of the one-touch poll that it is, or stands in. */
  quick_name: string | null;
  /** What people wrote; of a matter its beginning, with its title apart. */
  text: string;
  /** By itself, or with the one-touch poll that it stands in. */
  hidden: boolean;
}

const MOST_OF_TEXT = 1_500;
/** So many of a thing's reports are read: the first. How many there are stands beside it. */
const MOST_SAID = 30;

const thing = sql`
  case when d.matter_id is not null then 'matter' when d.opinion_id is not null then 'opinion'
    when d.reply_id is not null then 'reply' when d.statement_id is not null then 'statement' when d.message_id is not null then 'message'
    when d.comment_id is not null then 'comment' when d.background_id is not null then 'background'
    else 'quick-poll' end as subject,
  coalesce(d.matter_id, d.opinion_id, d.reply_id, d.statement_id, d.message_id, d.comment_id, d.background_id, d.quick_poll_id) as id,
  matter.kind, ${addressColumn} as address, matter.title, p.name as quick_name,
  left(coalesce(y.body, o.body, s.body, m.body, c.body, b.title || E'\n' || b.body, q.title, matter.body), ${sql.lit(MOST_OF_TEXT)}) as text,
  coalesce(s.hidden_at, m.hidden_at, c.hidden_at, p.hidden_at) is not null as hidden`;

/** Each is found by its key, for the few rows of a page. */
const joined = sql`
  left join opinion_reply y on y.id = d.reply_id
  left join opinion o on o.id = coalesce(d.opinion_id, y.opinion_id)
  left join statement s on s.id = d.statement_id
  left join proposal_comment c on c.id = d.comment_id
  left join background b on b.id = d.background_id
  left join matter on matter.id = coalesce(d.matter_id, o.forum_id, s.matter_id, c.matter_id, b.forum_id)
  left join quick_message m on m.id = d.message_id
  left join quick_poll p on p.id = coalesce(d.quick_poll_id, m.poll_id)
  left join quick_poll_question q on q.poll_id = p.id and q.position = p.question`;

/** What waits for the moderators of a space, most reports first (moderated_waiting). */
export async function listWaiting(
  db: Queryable,
  spaceId: number,
  after: { reports: number; id: number } | undefined,
  limit: number,
) {
  const beyond = after ? sql`and (reports, id) < (${after.reports}, ${after.id})` : sql``;
  const { rows } = await sql<
    ThingRow & {
      moderated_id: number;
      reports: number;
      since: Date;
      said: { reason: HideReason; note: string | null }[];
    }
  >`
    select d.id as moderated_id, d.reports, oldest.since, r.said, ${thing}
    from (
      select * from moderated where space_id = ${spaceId} and reports > 0 ${beyond}
      order by reports desc, id desc limit ${limit}
    ) d
    cross join lateral (
      select min(created_at) as since from report where moderated_id = d.id and settled_at is null
    ) oldest
    cross join lateral (
      select coalesce(json_agg(json_build_object('reason', reason, 'note', note) order by id), '[]') as said from (
        select id, reason, note from report where moderated_id = d.id and settled_at is null
        order by id limit ${sql.lit(MOST_SAID)}
      ) said
    ) r
    ${joined}
    order by d.reports desc, d.id desc`.execute(db);
  return rows;
}

/** What was decided in a space, newest first (moderation_newest). `last`: nothing was decided on the thing since. */
export async function listDecided(db: Queryable, spaceId: number, before: number | undefined, limit: number) {
  const beyond = before === undefined ? sql`` : sql`and id < ${before}`;
  const { rows } = await sql<
    ThingRow & {
      decision_id: number;
      moderated_id: number;
      act: ModerationTable["act"];
      reason: ModerationTable["reason"];
      at: Date;
      by: string | null;
      last: boolean;
      /** Not only with the one-touch poll that it stands in. */
      hidden_itself: boolean;
    }
  >`
    select a.id as decision_id, a.moderated_id, a.act, a.reason, a.at, person.public_name as by, not exists (
        select from moderation later where later.moderated_id = a.moderated_id and later.id > a.id) as last,
      coalesce(s.hidden_at, m.hidden_at, c.hidden_at, case when d.message_id is null then p.hidden_at end) is not null as hidden_itself,
      ${thing}
    from (select * from moderation where space_id = ${spaceId} ${beyond} order by id desc limit ${limit}) a
    join moderated d on d.id = a.moderated_id
    left join person on person.id = a.by_id
    ${joined}
    order by a.id desc`.execute(db);
  return rows;
}

/** A person's own reports in a space, newest first (report_of_person), with what came of them. */
export async function listOwnReports(db: Queryable, spaceId: number, personId: number, limit: number) {
  const { rows } = await sql<
    ThingRow & {
      report_id: number;
      reported_for: HideReason;
      note: string | null;
      created_at: Date;
      settled_at: Date | null;
      outcome: Outcome | null;
    }
  >`
    select r.id as report_id, r.reason as reported_for, r.note, r.created_at, r.settled_at, r.outcome, ${thing}
    from report r join moderated d on d.id = r.moderated_id and d.space_id = ${spaceId}
    ${joined}
    where r.person_id = ${personId} order by r.id desc limit ${limit}`.execute(db);
  return rows;
}

/** What may be reported of a matter: it, or one of what stands in it; undefined: there is no such thing. */
export async function findReportable(
  db: Queryable,
  spaceId: number,
  matterId: number,
  inside: { opinion?: number; reply?: number; statement?: number; comment?: number; background?: number },
) {
  const { opinion = null, reply = null, statement = null, comment = null, background = null } = inside;
  const { rows } = await sql<{
    kind: MatterKind;
    address: string;
    title: string;
    text: string | null;
    hidden_reason: HidingReason | HideReason | null;
  }>`
    select matter.kind, ${addressColumn} as address, matter.title, coalesce(y.body, o.body, s.body, c.body, b.body) as text,
      coalesce(s.hidden_reason, c.hidden_reason) as hidden_reason
    from matter left join opinion_reply y on y.id = ${reply}::bigint
    left join opinion o on o.id = coalesce(y.opinion_id, ${opinion}::bigint) and o.forum_id = matter.id
    left join statement s on s.id = ${statement} and s.matter_id = matter.id
    left join proposal_comment c on c.id = ${comment}::bigint and c.matter_id = matter.id and c.withdrawn_at is null
    left join background b on b.id = ${background}::bigint and b.forum_id = matter.id and b.removed_at is null
    where matter.id = ${matterId} and matter.space_id = ${spaceId}
      and (coalesce(${opinion}::bigint, ${reply}::bigint) is null or o.id is not null) and (${statement}::bigint is null or s.id is not null)
      and (${comment}::bigint is null or c.id is not null) and (${background}::bigint is null or b.id is not null)`.execute(
    db,
  );
  return rows[0];
}

/**
 * Holds a one-touch poll and its messages, as far as they were reported, by their numbers: as whoever leaves does, so that
 * neither waits for the other for ever.
 */
export async function lockModeratedOfPoll(tx: Tx, quickPollId: number): Promise<void> {
  await sql`
    select id from moderated where quick_poll_id = ${quickPollId}
      or message_id in (select id from quick_message where poll_id = ${quickPollId})
    order by id for update`.execute(tx);
}

/** What somebody who leaves reported says nothing any more. The things first, as who judges them holds them. */
export async function deleteReportsOf(tx: Tx, personId: number): Promise<void> {
  await sql`
    select id from moderated where id in (select moderated_id from report where person_id = ${personId})
    order by id for update`.execute(tx);
  await sql`
    with gone as (delete from report where person_id = ${personId} returning moderated_id, settled_at),
    open as (select moderated_id, count(*)::int as gone from gone where settled_at is null group by moderated_id)
    update moderated set reports = reports - open.gone from open where id = open.moderated_id`.execute(tx);
}

/** Reports that were settled before. */
export async function removeSettledReports(db: Queryable, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from report where id in (
    select id from report where settled_at < ${before} order by settled_at limit ${limit} for update skip locked)`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0n);
}

/** A thing by the number under which moderators know it; undefined: none of that space. */
export async function findModerated(db: Queryable, spaceId: number, id: number) {
  const { rows } = await sql<
    Thing & {
      reports: number;
      matter_id: number | null;
      quick_poll_id: number | null;
      maker_id: number | null;
      hidden: boolean;
    }
  >`
    select d.reports, matter.id as matter_id, p.id as quick_poll_id, p.maker_id, ${thing}
    from (select * from moderated where id = ${id} and space_id = ${spaceId}) d ${joined}`.execute(db);
  return rows[0];
}
