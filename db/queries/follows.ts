import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { FollowTarget } from "../tables/follow.ts";
import type { Language } from "../tables/language.ts";
import type { MatterKind } from "../tables/matter.ts";
import { addressColumn } from "./matter-addresses.ts";

/** One thing that can be followed in a space. */
export interface Followed {
  spaceId: number;
  target: FollowTarget;
  code: string;
}

export async function isFollowed(db: Queryable, followed: Followed, personId: number): Promise<boolean> {
  const row = await db
    .selectFrom("follow")
    .select("since")
    .where("space_id", "=", followed.spaceId)
    .where("target", "=", followed.target)
    .where("code", "=", followed.code)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** How much a person follows in a space. */
export async function countFollows(db: Queryable, spaceId: number, personId: number): Promise<number> {
  const { count } = await db
    .selectFrom("follow")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Following twice is following once. */
export async function insertFollow(tx: Tx, followed: Followed, personId: number, now: Date): Promise<void> {
  await tx
    .insertInto("follow")
    .values({
      space_id: followed.spaceId,
      target: followed.target,
      code: followed.code,
      person_id: personId,
      since: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What is not followed stays so. */
export async function deleteFollow(db: Queryable, followed: Followed, personId: number): Promise<void> {
  await db
    .deleteFrom("follow")
    .where("space_id", "=", followed.spaceId)
    .where("target", "=", followed.target)
    .where("code", "=", followed.code)
    .where("person_id", "=", personId)
    .execute();
}

/** What a person follows in a space, the latest first; with the title and address of what is a matter. */
export async function listFollows(db: Queryable, spaceId: number, personId: number, language: Language) {
  const { rows } = await sql<{
    target: FollowTarget;
    code: string;
    since: Date;
    kind: MatterKind | null;
    title: string | null;
    address: string | null;
  }>`
    select follow.target, follow.code, follow.since, matter.kind, coalesce(said.title, matter.title) as title,
      ${addressColumn} as address
    from follow
    left join matter on matter.id = case when follow.target = 'matter' then follow.code::bigint end
      and matter.space_id = follow.space_id
    left join matter_translation said on said.matter_id = matter.id and said.language = ${language}
    where follow.person_id = ${personId} and follow.space_id = ${spaceId}
    order by follow.since desc, follow.target, follow.code`.execute(db);
  return rows;
}
