import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/**
 * Says that somebody who took part would rather not be drawn, or that they would after all. Closing waits for it, and it
 * for the closing: nobody declines once the numbers are fixed.
 *
 * @returns false: the poll is over, or they did not take part
 */
export async function setDeclined(
  db: Queryable,
  matterId: number,
  personId: number,
  declined: boolean,
  now: Date,
): Promise<boolean> {
  const change = declined
    ? sql`insert into poll_draw_decline (matter_id, person_id)
        select id, ${personId} from part on conflict do nothing`
    : sql`delete from poll_draw_decline using part where matter_id = part.id and person_id = ${personId}`;
  const { rows } = await sql`
    with part as (
      select id from matter where id = ${matterId} and state = 'open' and closes_at > ${now}
        and exists (select from support where matter_id = matter.id and person_id = ${personId}) for share
    ), changed as (${change})
    select id from part`.execute(db);
  return rows.length > 0;
}

export async function hasDeclined(db: Queryable, matterId: number, personId: number): Promise<boolean> {
  const found = await db
    .selectFrom("poll_draw_decline")
    .select("person_id")
    .where("matter_id", "=", matterId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Whoever took part in a poll, has not left and would be drawn. */
export async function listDrawable(db: Queryable, matterId: number): Promise<number[]> {
  const { rows } = await sql<{ person_id: number }>`
    select support.person_id from support join person on person.id = support.person_id and left_at is null
    where support.matter_id = ${matterId} and not exists (
      select from poll_draw_decline d where d.matter_id = support.matter_id and d.person_id = support.person_id)`.execute(
    db,
  );
  return rows.map(({ person_id }) => person_id);
}

/** Fixes the numbers that are drawn among; who declined is not kept any longer. */
export async function fixNumbers(
  tx: Tx,
  draw: NewRow<"poll_draw">,
  numbers: readonly string[],
): Promise<void> {
  await tx.insertInto("poll_draw").values(draw).execute();
  await sql`
    insert into poll_draw_number (matter_id, number)
    select ${draw.matter_id}, number from unnest(${[...numbers]}::text[]) number`.execute(tx);
  await forgetDeclines(tx, draw.matter_id);
}

export async function forgetDeclines(tx: Tx, matterId: number): Promise<void> {
  await tx.deleteFrom("poll_draw_decline").where("matter_id", "=", matterId).execute();
}

export async function forgetDeclinesOf(tx: Tx, personId: number): Promise<void> {
  await tx.deleteFrom("poll_draw_decline").where("person_id", "=", personId).execute();
}

/** Fixed draws that a signed head has come for: the first that covers the line by which the numbers were fixed. */
export async function listDrawsDue(db: Queryable) {
  const { rows } = await sql<{ id: number; space_id: number; winners: number; size: number; root: Buffer }>`
    select d.matter_id as id, matter.space_id, d.winners, head.size, head.root
    from poll_draw d join matter on matter.id = d.matter_id
    join event on event.matter_id = d.matter_id and event.space_id = matter.space_id and event.kind = 'draw-fixed'
    cross join lateral (
      select size, root from checkpoint
      where checkpoint.space_id = matter.space_id and size >= event.seq order by size limit 1
    ) head
    where not exists (select from poll_drawn where poll_drawn.matter_id = d.matter_id)
    order by d.matter_id`.execute(db);
  return rows;
}

export async function listDrawNumbers(db: Queryable, matterId: number): Promise<string[]> {
  // By its bytes, which is the order of every language and script that reads them.
  const { rows } = await sql<{ number: string }>`
    select number from poll_draw_number where matter_id = ${matterId} order by number collate "C"`.execute(
    db,
  );
  return rows.map(({ number }) => number);
}

/** @returns false: it was drawn by another meanwhile */
export async function insertDrawn(tx: Tx, drawn: NewRow<"poll_drawn">): Promise<boolean> {
  const added = await tx
    .insertInto("poll_drawn")
    .values(drawn)
    .onConflict((conflict) => conflict.doNothing())
    .returning("matter_id")
    .executeTakeFirst();
  return added !== undefined;
}

/** A poll's draw as far as it has come; undefined: its numbers are not fixed. */
export async function findDraw(db: Queryable, matterId: number) {
  const { rows } = await sql<{
    numbers: number;
    winners: number;
    size: number | null;
    root: Buffer | null;
    drawn: string[] | null;
    at: Date | null;
  }>`
    select d.numbers, d.winners, size, root, w.winners as drawn, at
    from poll_draw d left join poll_drawn w on w.matter_id = d.matter_id where d.matter_id = ${matterId}`.execute(
    db,
  );
  return rows[0];
}

/** Whether a number is among those that were fixed; null: none are. */
export async function isInDraw(db: Queryable, matterId: number, number: string): Promise<boolean | null> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from poll_draw_number n where n.matter_id = d.matter_id and number = ${number}) as found
    from poll_draw d where d.matter_id = ${matterId}`.execute(db);
  return rows[0]?.found ?? null;
}

/** The winners of some polls. */
export async function listWinners(db: Queryable, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom("poll_drawn")
    .select(["matter_id", "winners"])
    .where("matter_id", "in", [...ids])
    .execute();
}

/** A space's draws as their lines must say them. */
export async function listDrawsToCheck(db: Queryable, spaceId: number) {
  const { rows } = await sql<{ id: number; winners: number; size: number | null; drawn: string[] | null }>`
    select d.matter_id as id, d.winners, size, w.winners as drawn
    from poll_draw d join matter on matter.id = d.matter_id and matter.space_id = ${spaceId}
    left join poll_drawn w on w.matter_id = d.matter_id order by d.matter_id`.execute(db);
  return rows;
}

/** The first signed head of a space that covers a line. */
export function findHeadOf(db: Queryable, spaceId: number, line: number) {
  return db
    .selectFrom("checkpoint")
    .select(["size", "root"])
    .where("space_id", "=", spaceId)
    .where("size", ">=", line)
    .orderBy("size")
    .limit(1)
    .executeTakeFirst();
}
