import type { Queryable, Tx } from "../client.ts";
import type { PostRole } from "../tables/space.ts";
import type { NewRow } from "../tables/tables.ts";

type PostToHold = { role: PostRole; office_id: number | null };

/** The posts in a space as the provider says them at this sign-in. What was given within the space stays. */
export async function replaceProvidersPosts(
  tx: Tx,
  spaceId: number,
  personId: number,
  posts: PostToHold[],
  now: Date,
): Promise<void> {
  await tx
    .deleteFrom("post")
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .where("source", "=", "provider")
    .where((eb) =>
      eb.not(
        eb.or(
          posts.map(({ role, office_id }) =>
            eb.and([eb("role", "=", role), eb("office_id", "is not distinct from", office_id)]),
          ),
        ),
      ),
    )
    .execute();
  if (posts.length === 0) return;
  const held = { space_id: spaceId, person_id: personId, source: "provider" as const, given_by: null };
  await tx
    .insertInto("post")
    .values(posts.map((post) => ({ ...post, ...held, given_at: now, ends_at: null })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The posts that somebody holds now, in every space. */
export function listPosts(db: Queryable, personId: number, now: Date) {
  return db
    .selectFrom("post")
    .select(["space_id", "role", "office_id"])
    .where("person_id", "=", personId)
    .where((eb) => eb.or([eb("ends_at", "is", null), eb("ends_at", ">", now)]))
    .orderBy("id")
    .execute();
}

/** The posts of a space that are held now, with who holds them. */
export function listPostsOf(db: Queryable, spaceId: number, now: Date) {
  return db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.person_id")
    .leftJoin("office", "office.id", "post.office_id")
    .select(["post.role", "post.source", "post.given_at", "post.ends_at", "post.person_id"])
    .select(["person.public_name", "office.code as office_code"])
    .where("post.space_id", "=", spaceId)
    .where((eb) => eb.or([eb("post.ends_at", "is", null), eb("post.ends_at", ">", now)]))
    .orderBy("post.role")
    .orderBy("post.id")
    .execute();
}

export async function insertPost(tx: Tx, post: NewRow<"post">): Promise<void> {
  await tx.insertInto("post").values(post).execute();
}

/**
 * Ends what was given within the space and runs; what the provider says is not the space's to end.
 *
 * @returns how many ended
 */
export async function endPosts(
  tx: Tx,
  held: PostToHold & { space_id: number; person_id: number },
  now: Date,
): Promise<number> {
  const ended = await tx
    .updateTable("post")
    .set({ ends_at: now })
    .where("space_id", "=", held.space_id)
    .where("person_id", "=", held.person_id)
    .where("role", "=", held.role)
    .where("office_id", "is not distinct from", held.office_id)
    .where("source", "=", "space")
    .where((eb) => eb.or([eb("ends_at", "is", null), eb("ends_at", ">", now)]))
    .returning("id")
    .execute();
  return ended.length;
}

/** Whether anybody administers the space now. */
export async function hasAdministrator(db: Queryable, spaceId: number, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom("post")
    .select("id")
    .where("space_id", "=", spaceId)
    .where("role", "=", "admin")
    .where((eb) => eb.or([eb("ends_at", "is", null), eb("ends_at", ">", now)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Who holds a post in a space now, each once, as a letter addresses them (post_of_space). */
export function listPeopleOfRole(db: Queryable, spaceId: number, role: PostRole, now: Date) {
  return db
    .selectFrom("post")
    .innerJoin("person", "person.id", "post.person_id")
    .select(["person.id", "person.language"])
    .distinct()
    .where("post.space_id", "=", spaceId)
    .where("post.role", "=", role)
    .where((eb) => eb.or([eb("post.ends_at", "is", null), eb("post.ends_at", ">", now)]))
    .orderBy("person.id")
    .execute();
}
