import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

/** Whoever adds to a person's searches holds this to the end of the transaction, so that their number can be limited. */
export async function lockPerson(tx: Tx, personId: number): Promise<void> {
  await tx.selectFrom("person").select("id").where("id", "=", personId).forNoKeyUpdate().execute();
}

/** A person's searches in a space, oldest first. */
export function listSavedSearches(db: Queryable, spaceId: number, personId: number) {
  return db
    .selectFrom("saved_search")
    .select(["id", "query", "mail", "created_at"])
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .orderBy("id")
    .execute();
}

export function findSavedSearch(db: Queryable, spaceId: number, personId: number, query: string) {
  return db
    .selectFrom("saved_search")
    .select("id")
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .where("query", "=", query)
    .executeTakeFirst();
}

export async function insertSavedSearch(
  tx: Tx,
  search: { personId: number; spaceId: number; query: string; mail: boolean; now: Date },
): Promise<void> {
  await tx
    .insertInto("saved_search")
    .values({
      person_id: search.personId,
      space_id: search.spaceId,
      query: search.query,
      mail: search.mail,
      created_at: search.now,
      told_until: search.now,
    })
    .onConflict((conflict) => conflict.columns(["person_id", "space_id", "query"]).doNothing())
    .execute();
}

/** Turned on, letters begin with what comes from now on. */
export async function setMailOfSearch(
  tx: Queryable,
  search: { spaceId: number; id: number; personId: number; mail: boolean },
  now: Date,
): Promise<void> {
  await tx
    .updateTable("saved_search")
    .set({ mail: search.mail, told_until: now })
    .where("id", "=", search.id)
    .where("person_id", "=", search.personId)
    .where("space_id", "=", search.spaceId)
    .where("mail", "<>", search.mail)
    .execute();
}

/** All of a person's, in every space. */
export async function stopLettersOfSearches(db: Queryable, personId: number): Promise<void> {
  await db.updateTable("saved_search").set({ mail: false }).where("person_id", "=", personId).execute();
}

/** One that is gone already stays gone. */
export async function deleteSavedSearch(
  tx: Queryable,
  spaceId: number,
  id: number,
  personId: number,
): Promise<void> {
  await tx
    .deleteFrom("saved_search")
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .execute();
}

/** Searches of all spaces to look into, by id (saved_search_to_tell): mail wanted by both search and person, no letter since `since`. */
export function listSearchesToTell(db: Queryable, afterId: number, since: Date, limit: number) {
  return db
    .selectFrom("saved_search")
    .innerJoin("person", "person.id", "saved_search.person_id")
    .innerJoin("space", "space.id", "saved_search.space_id")
    .select([
      "saved_search.id",
      "saved_search.person_id",
      "saved_search.space_id",
      "space.code as space_code",
      "saved_search.query",
      "saved_search.told_until",
      "person.language",
      "person.mail_wanted",
    ])
    .where("saved_search.id", ">", afterId)
    .where("saved_search.mail", "=", true)
    .where("person.mail_wanted", "=", true)
    .where((eb) => eb.or([eb("saved_search.told_at", "is", null), eb("saved_search.told_at", "<=", since)]))
    .orderBy("saved_search.id")
    .limit(limit)
    .execute();
}

/** When the newest document of each space was published, among those up to a time (search_document_newest). */
export async function listNewest(
  db: Queryable,
  spaceIds: readonly number[],
  until: Date,
): Promise<Map<number, Date>> {
  const { rows } = await sql<{ space_id: number; published_at: Date }>`
    select space_id, newest.published_at
    from unnest(${spaceIds}::int[]) as asked (space_id)
    cross join lateral (
      select published_at from search_document d
      where d.space_id = asked.space_id and d.published_at <= ${until}
      order by d.published_at desc limit 1
    ) newest`.execute(db);
  return new Map(rows.map((row) => [row.space_id, row.published_at]));
}

/** Mail is wanted again by the person, from whichever space: each of their letters begins with what comes from now on. */
export async function startLettersAnew(tx: Tx, personId: number, now: Date): Promise<void> {
  await tx.updateTable("saved_search").set({ told_until: now }).where("person_id", "=", personId).execute();
}

/** Moves on from exactly where it was read; false: somebody else told it meanwhile, or its person changed it. */
export async function moveToldUntil(
  tx: Tx,
  id: number,
  span: { from: Date; to: Date },
  now: Date,
): Promise<boolean> {
  const moved = await tx
    .updateTable("saved_search")
    .set({ told_until: span.to, told_at: now })
    .where("id", "=", id)
    .where("told_until", "=", span.from)
    .where("mail", "=", true)
    .returning("id")
    .executeTakeFirst();
  return moved !== undefined;
}

/**
 * The earliest time of publication among what was noted as changed and stands in the index with another one, or not
 * at all: what was published before it, search knows. Null: search knows everything that was noted.
 */
export async function firstUnindexed(db: Queryable): Promise<Date | null> {
  const { rows } = await sql<{ first: Date | null }>`
    select min(published_at) as first
    from (
      select c.kind, c.id, coalesce(drive.listed_at, m.opened_at, o.created_at, r.published_at) as published_at
      from (select distinct kind, id from search_change) c
      left join matter m on m.id = c.id and m.kind = c.kind and m.visibility = 'public'
      left join drive on drive.matter_id = m.id
      left join opinion o on c.kind = 'opinion' and o.id = c.id
      left join duty d on c.kind = 'reply' and d.id = c.id
      left join reply r on r.duty_id = d.id and r.version = d.replies
    ) noted
    where not exists (
      select from search_document s
      where s.kind = noted.kind and s.id = noted.id and s.published_at = noted.published_at)`.execute(db);
  return rows[0]?.first ?? null;
}
