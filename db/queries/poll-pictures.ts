import { sql } from "kysely";
import type { Queryable } from "../client.ts";
import type { PollDefinition } from "../tables/poll-definition.ts";
import type { NewRow } from "../tables/tables.ts";
import { fileHash } from "./ledger-checks/check.ts";
import type { Removal } from "./retention.ts";

export async function insertPollPicture(db: Queryable, picture: NewRow<"poll_picture">): Promise<void> {
  await db.insertInto("poll_picture").values(picture).execute();
}

/** The ids of a draft's pictures, used or not (poll_picture_of_draft). */
export async function listPollPictures(db: Queryable, draftId: number): Promise<string[]> {
  const rows = await db.selectFrom("poll_picture").select("id").where("draft_id", "=", draftId).execute();
  return rows.map(({ id }) => id);
}

/** The pictures of a draft that its definition names, by their ids, as the ledger is to speak of them. */
export async function listNamedPictures(db: Queryable, draftId: number, definition: PollDefinition) {
  return db
    .selectFrom("poll_picture")
    .select(["id as picture", fileHash(sql.ref("bytes")).as("file")])
    .where("draft_id", "=", draftId)
    .where(sql<boolean>`strpos(${JSON.stringify(definition)}, id::text) > 0`)
    .orderBy("id")
    .execute();
}

/** A picture of a draft of the space, and whether the poll is approved: until then only its office sees it. */
export const findPollPicture = (db: Queryable, spaceId: number, id: string) =>
  db
    .selectFrom("poll_picture")
    .innerJoin("poll_draft", "poll_draft.id", "poll_picture.draft_id")
    .select(["media_type", "bytes", "office_id", "approved_at"])
    .where("poll_picture.id", "=", id)
    .where("space_id", "=", spaceId)
    .executeTakeFirst();

/**
 * Pictures that their draft, or the poll that it became, does not use. The draft is locked while it is decided, and it is
 * read as it stands then: a saving that brings a picture back either comes first, and is seen, or finds it gone.
 */
export const removeUnusedPollPictures: Removal = async (db, before, limit) => {
  const { numAffectedRows = 0n } = await sql`with unused as materialized (
        select poll_draft.id, poll_draft.definition::text as definition from poll_draft
        where exists (
          select from poll_picture where draft_id = poll_draft.id and created_at < ${before}
            and strpos(poll_draft.definition::text, poll_picture.id::text) = 0)
        order by poll_draft.id limit ${limit} for no key update skip locked
      )
      delete from poll_picture using unused
      where draft_id = unused.id and created_at < ${before} and strpos(unused.definition, poll_picture.id::text) = 0`.execute(
    db,
  );
  return Number(numAffectedRows);
};
