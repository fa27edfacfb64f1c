import type { Queryable, Tx } from "../client.ts";
import type { PollDefinition } from "../tables/poll-definition.ts";
import type { NewRow } from "../tables/tables.ts";

/** Adds a draft with its first version. @returns its id: the number of the poll that it may become */
export async function insertPollDraft(
  tx: Tx,
  draft: Omit<NewRow<"poll_draft">, "id" | "version" | "definition"> & { definition: PollDefinition },
): Promise<number> {
  const { id } = await tx
    .insertInto("poll_draft")
    .values({ ...draft, version: 1, definition: JSON.stringify(draft.definition) })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertVersion(tx, id, 1, draft.definition, draft.made_by, draft.updated_at);
  return id;
}

async function insertVersion(
  tx: Tx,
  draftId: number,
  version: number,
  definition: PollDefinition,
  writtenBy: number,
  writtenAt: Date,
): Promise<void> {
  await tx
    .insertInto("poll_draft_version")
    .values({
      draft_id: draftId,
      version,
      definition: JSON.stringify(definition),
      written_by: writtenBy,
      written_at: writtenAt,
    })
    .execute();
}

/**
 * Writes the next version of a draft that is not approved, if it is still at `version`; it has to be submitted anew.
 *
 * @returns the version that it has now; undefined: somebody else wrote one, or approved it
 */
export async function changePollDraft(
  tx: Tx,
  {
    id,
    version,
    definition,
    by,
    at,
  }: {
    id: number;
    version: number;
    definition: PollDefinition;
    by: number;
    at: Date;
  },
): Promise<number | undefined> {
  const changed = await tx
    .updateTable("poll_draft")
    .set({
      definition: JSON.stringify(definition),
      version: version + 1,
      updated_at: at,
      submitted_at: null,
    })
    .where("id", "=", id)
    .where("version", "=", version)
    .where("approved_at", "is", null)
    .returning("version")
    .executeTakeFirst();
  if (changed) await insertVersion(tx, id, changed.version, definition, by, at);
  return changed?.version;
}

const drafts = (db: Queryable, spaceId: number) =>
  db.selectFrom("poll_draft").selectAll().where("space_id", "=", spaceId);

/** A draft of a space, approved or not. */
export const findPollDraft = (db: Queryable, spaceId: number, id: number) =>
  drafts(db, spaceId).where("id", "=", id).executeTakeFirst();

export type PollDraftRow = NonNullable<Awaited<ReturnType<typeof findPollDraft>>>;

/** Those of a space that are being written or wait, latest first (poll_draft_waiting). */
export const listPollDrafts = (db: Queryable, spaceId: number, limit: number) =>
  drafts(db, spaceId).where("approved_at", "is", null).orderBy("id", "desc").limit(limit).execute();

/** @returns false: it was changed, submitted or approved meanwhile */
export async function markSubmitted(tx: Tx, id: number, version: number, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable("poll_draft")
    .set({ submitted_at: at })
    .where("id", "=", id)
    .where("version", "=", version)
    .where("submitted_at", "is", null)
    .where("approved_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** @returns false: it was changed, taken back or approved meanwhile */
export async function markApproved(tx: Tx, id: number, version: number, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable("poll_draft")
    .set({ approved_at: at })
    .where("id", "=", id)
    .where("version", "=", version)
    .where("submitted_at", "is not", null)
    .where("approved_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Who wrote any version of a draft. */
export async function listDraftWriters(db: Queryable, id: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom("poll_draft_version")
    .select("written_by")
    .distinct()
    .where("draft_id", "=", id)
    .execute();
  return new Set(rows.map(({ written_by }) => written_by));
}

export async function findDraftVersion(db: Queryable, id: number, version: number) {
  return db
    .selectFrom("poll_draft_version")
    .select(["version", "definition", "written_at"])
    .where("draft_id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
}

/** Which version somebody looked at last; undefined: none. */
export async function findLook(db: Queryable, id: number, personId: number): Promise<number | undefined> {
  const look = await db
    .selectFrom("poll_draft_look")
    .select("version")
    .where("draft_id", "=", id)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  return look?.version;
}

export async function rememberLook(
  db: Queryable,
  look: { draft_id: number; person_id: number; version: number },
): Promise<void> {
  await db
    .insertInto("poll_draft_look")
    .values(look)
    .onConflict((conflict) =>
      conflict.columns(["draft_id", "person_id"]).doUpdateSet((eb) => ({
        version: eb.fn<number>("greatest", ["poll_draft_look.version", "excluded.version"]),
      })),
    )
    .execute();
}
