import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";
import type { MatterKind, Visibility } from "../tables/matter.ts";
import type { NoticeSort } from "../tables/notice.ts";
import type { MailRhythm } from "../tables/person.ts";
import type { NewRow } from "../tables/tables.ts";
import { addressColumn } from "./matter-addresses.ts";

/**
 * How far a space's followers were told, locked until the transaction ends: who comes second waits, and goes on where
 * the first left off.
 */
export async function lockProgress(tx: Tx, spaceId: number) {
  await tx
    .insertInto("notice_progress")
    .values({ space_id: spaceId, seq: 0, line: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tx
    .selectFrom("notice_progress")
    .select(["seq", "line", "after_person"])
    .where("space_id", "=", spaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function saveProgress(
  tx: Tx,
  spaceId: number,
  progress: { seq: number; line: number | null; after_person: number },
): Promise<void> {
  await tx.updateTable("notice_progress").set(progress).where("space_id", "=", spaceId).execute();
}

/** Spaces with lines that nobody was told of yet. */
export async function listSpacesBehind(db: Queryable): Promise<number[]> {
  const { rows } = await sql<{ space_id: number }>`
    select head.space_id from ledger_head head left join notice_progress progress using (space_id)
    where head.seq > coalesce(progress.seq, 0) order by head.space_id`.execute(db);
  return rows.map(({ space_id }) => space_id);
}

/** The first line of some kinds after one, up to another, that is about a matter; with what must be known of it. */
export async function findLineToTell(
  tx: Tx,
  spaceId: number,
  after: number,
  upTo: number,
  kinds: readonly string[],
) {
  const { rows } = await sql<{
    seq: number;
    kind: string;
    at: Date;
    data: Record<string, string | number | null>;
    matter_id: number;
    matter_kind: MatterKind;
    visibility: Visibility;
    title: string;
    address: string;
    category: string;
    district: string | null;
    origin_id: number | null;
  }>`
    select event.seq, event.kind, event.at, event.data, matter.id as matter_id, matter.kind as matter_kind,
      matter.visibility, matter.title, ${addressColumn} as address, matter.category, matter.district,
      forum.proposal_id as origin_id
    from event join matter on matter.id = event.matter_id
    left join forum on forum.matter_id = matter.id
    where event.space_id = ${spaceId} and event.seq > ${after} and event.seq <= ${upTo}
      and event.kind = any(${[...kinds]}::text[])
    order by event.seq limit 1`.execute(tx);
  return rows[0];
}

export type LineToTell = NonNullable<Awaited<ReturnType<typeof findLineToTell>>>;

/** Whether a matter has a line of a kind that was written with another. */
export async function isWrittenWith(
  tx: Tx,
  { spaceId, matterId, at }: { spaceId: number; matterId: number; at: Date },
  kind: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom("event")
    .select("seq")
    .where("matter_id", "=", matterId)
    .where("space_id", "=", spaceId)
    .where("kind", "=", kind)
    .where("at", "=", at)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whom a line concerns. */
export interface Concerned {
  spaceId: number;
  matterId: number;
  /** What it came from: who follows that follows this too. */
  originId: number | null;
  /** Null: not before everybody, and only who follows the matter itself is told. */
  area: { category: string; district: string | null } | null;
  office: string | null;
  /** Who stands behind it is told without following it. */
  supporters: boolean;
  /** When it happened: who came later, to follow it or to stand behind it, saw it. */
  at: Date;
}

export interface ToTell {
  person_id: number;
  language: Language;
  mail_wanted: boolean;
  mail_rhythm: MailRhythm;
  left: boolean;
  /** It, or what it came from, or what it belongs to. */
  follows: boolean;
  /** They made it. */
  made: boolean;
  /** The same, or they stand behind it or asked to be told: letters of other kinds reach them. */
  involved: boolean;
  /** What they chose for this sort; null: nothing. */
  told: boolean | null;
  mail: boolean | null;
  push: boolean | null;
}

/**
 * Whom to tell, in the order of persons, after one. Each branch reads no more than `limit` rows of its index: of
 * follow's key, and of support's, which has the person as the holder; what counts entries of a roll is small.
 */
export async function listToTell(
  tx: Tx,
  { spaceId, matterId, originId, area, office, supporters, at }: Concerned,
  sort: NoticeSort,
  after: number,
  limit: number,
): Promise<ToTell[]> {
  const followers = (target: string, code: string | null) => sql`
    (select person_id, true as follows from follow
      where space_id = ${spaceId} and target = ${target} and code = ${code} and person_id > ${after} and since <= ${at}
      order by person_id limit ${limit})`;
  const { rows } = await sql<ToTell>`
    with told as (
      ${followers("matter", String(matterId))}
      union all ${followers("matter", originId === null ? null : String(originId))}
      union all ${followers("category", area?.category ?? null)}
      union all ${followers("district", area?.district ?? null)}
      union all ${followers("office", office)}
      union all (select holder_id, false from support
        where ${supporters} and matter_id = ${matterId} and counted_roll = 0 and holder_id > ${after} and created_at <= ${at}
        order by holder_id limit ${limit})
      union all (select distinct person_id, false from support
        where ${supporters} and matter_id = ${matterId} and counted_roll <> 0 and person_id > ${after} and created_at <= ${at}
          and (select counted_roll from matter where id = ${matterId}) <> 0
        order by person_id limit ${limit})
      union all (select author_id, false from matter where id = ${matterId} and author_id > ${after})
    ), batch as (
      select person_id, bool_or(follows) as follows from told group by person_id order by person_id limit ${limit}
    )
    select batch.person_id, batch.follows, person.language, person.mail_wanted, person.mail_rhythm,
      person.left_at is not null as "left",
      exists (select from matter where id = ${matterId} and author_id = batch.person_id) as made,
      exists (select from matter where id = ${matterId} and author_id = batch.person_id)
        or exists (select from support where matter_id = ${matterId} and holder_id = batch.person_id
          and counted_roll = 0 and created_at <= ${at})
        or exists (select from roll_entry entry join support on holder_id = entry.id and counted_roll = entry.roll_id
          where entry.person_id = batch.person_id and matter_id = ${matterId} and created_at <= ${at})
        or exists (select from poll_reminder where matter_id = ${matterId} and person_id = batch.person_id)
        as involved,
      chosen.told, chosen.mail, chosen.push
    from batch join person on person.id = batch.person_id
    left join notice_setting chosen on chosen.person_id = batch.person_id and chosen.sort = ${sort}
    order by batch.person_id`.execute(tx);
  return rows;
}

/**
 * Who is told of a line; who was told of it already stays as they are.
 *
 * @returns who was not told of it before
 */
export async function insertNotices(tx: Tx, notices: NewRow<"notice">[]): Promise<number[]> {
  if (notices.length === 0) return [];
  const rows = await tx
    .insertInto("notice")
    .values(notices)
    .onConflict((conflict) => conflict.doNothing())
    .returning("person_id")
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** Nothing of what stands in the ledgers by now is told: the demonstration's past. */
export async function forgetNotices(tx: Tx): Promise<void> {
  await sql`
    insert into notice_progress (space_id, seq) select space_id, seq from ledger_head
    on conflict (space_id) do update set seq = excluded.seq, line = null, after_person = 0`.execute(tx);
  await tx.deleteFrom("notice").execute();
}
