import { sql } from "kysely";
import type { Queryable } from "../../client.ts";
import { fileHash } from "./check.ts";

interface PictureToCheck {
  picture: string;
  file: string;
}

/** A space's polls as their lines must say them. */
export const listPollsToCheck = (db: Queryable, spaceId: number) =>
  db
    .selectFrom("poll")
    .innerJoin("matter", "matter.id", "poll.matter_id")
    .select(["matter.id", "poll.definition", "poll.shown", "poll.counted_at"])
    .select(
      sql<PictureToCheck[] | null>`(
        select json_agg(json_build_object('picture', p.id, 'file', ${fileHash(sql`p.bytes`)}) order by p.id)
        from poll_picture p
        where p.draft_id = poll.matter_id and strpos(poll.definition::text, p.id::text) > 0)`.as("pictures"),
    )
    .where("matter.space_id", "=", spaceId)
    .orderBy("matter.id")
    .execute();

export const listCorrectionsToCheck = (db: Queryable, spaceId: number) =>
  db
    .selectFrom("poll_correction")
    .innerJoin("matter", "matter.id", "poll_correction.matter_id")
    .select(["poll_correction.matter_id", "poll_correction.position", "poll_correction.body"])
    .where("matter.space_id", "=", spaceId)
    .orderBy("poll_correction.matter_id")
    .orderBy("poll_correction.position")
    .execute();
