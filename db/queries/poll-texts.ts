import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

/** Keeps what people wrote, sealed until the close. */
export async function insertSealedTexts(
  tx: Tx,
  matterId: number,
  texts: readonly { id: string; question: string; sealed: Buffer }[],
): Promise<void> {
  if (texts.length === 0) return;
  await sql`
    insert into poll_text (id, matter_id, question, sealed)
    select id, ${matterId}::bigint, question, sealed
    from unnest(${texts.map(({ id }) => id)}::uuid[], ${texts.map(({ question }) => question)}::text[],
      ${texts.map(({ sealed }) => sealed)}::bytea[]) as written (id, question, sealed)
    order by id`.execute(tx);
}

/** In the order of their ids, which is no order at all. */
export const listSealedTexts = (db: Queryable, matterId: number) =>
  db
    .selectFrom("poll_text")
    .select(["id", "question", "sealed"])
    .where("matter_id", "=", matterId)
    .where("sealed", "is not", null)
    .orderBy("id")
    .$narrowType<{ sealed: Buffer }>()
    .execute();

/** Puts what people wrote before everybody, in the place of what was sealed. */
export async function publishTexts(
  tx: Tx,
  matterId: number,
  texts: readonly { id: string; question: string; body: string; likeness: number | null }[],
): Promise<void> {
  await tx.deleteFrom("poll_text").where("matter_id", "=", matterId).execute();
  const ordered = texts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (let from = 0; from < ordered.length; from += WRITTEN_AT_ONCE) {
    const some = ordered.slice(from, from + WRITTEN_AT_ONCE);
    await sql`
      insert into poll_text (id, matter_id, question, body, likeness)
      select id, ${matterId}::bigint, question, body, likeness
      from unnest(${some.map(({ id }) => id)}::uuid[], ${some.map(({ question }) => question)}::text[],
        ${some.map(({ body }) => body)}::text[], ${some.map(({ likeness }) => likeness)}::int[])
        as written (id, question, body, likeness)
      order by id`.execute(tx);
  }
  // The largest have the lowest numbers; more than these are on no page.
  await sql`
    insert into poll_text_group (matter_id, question, likeness, count, example)
    select matter_id, question, likeness, count(*)::int, min(body) from poll_text
    where matter_id = ${matterId} and likeness <= ${GROUPS_KEPT} and body is not null
    group by matter_id, question, likeness`.execute(tx);
}

const WRITTEN_AT_ONCE = 500;
const GROUPS_KEPT = 10;

interface AskedTexts {
  matterId: number;
  question: string;
  /** Only with these words in them, whatever their case. */
  words?: string;
}

const textsAsked = (db: Queryable, { matterId, question, words }: AskedTexts) => {
  const query = db
    .selectFrom("poll_text")
    .where("matter_id", "=", matterId)
    .where("question", "=", question)
    .where("body", "is not", null);
  return words ? query.where(sql<boolean>`position(lower(${words}) in lower(body)) > 0`) : query;
};

export async function countTexts(db: Queryable, asked: AskedTexts): Promise<number> {
  const { count } = await textsAsked(db, asked)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What was written to a question, those that say nearly the same one after the other; keyset pages. */
export async function listTexts(
  db: Queryable,
  { after, ...asked }: AskedTexts & { after?: { likeness: number; id: string } },
  limit: number,
) {
  const place = sql<number>`coalesce(likeness, 2147483647)`;
  let query = textsAsked(db, asked)
    .select(["id", "body", "likeness", place.as("place")])
    .$narrowType<{ body: string }>()
    .orderBy(place)
    .orderBy("id")
    .limit(limit);
  if (after) query = query.where(sql<boolean>`(${place}, id) > (${after.likeness}::int, ${after.id}::uuid)`);
  return query.execute();
}

/** The largest groups of texts that say nearly the same, the largest first, as they were counted at the close. */
export const listTextGroups = (db: Queryable, matterId: number, question: string) =>
  db
    .selectFrom("poll_text_group")
    .select(["likeness", "count", "example"])
    .where("matter_id", "=", matterId)
    .where("question", "=", question)
    .orderBy("likeness")
    .execute();
