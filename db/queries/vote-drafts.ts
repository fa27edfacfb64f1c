import type { Queryable, Tx } from "../client.ts";
import type { VoteDefinition } from "../tables/vote.ts";

interface Written {
  definition: VoteDefinition;
  by: number;
  at: Date;
}

/** Adds a draft with its first version. @returns its id: the number of the vote that it may become */
export async function insertVoteDraft(
  tx: Tx,
  draft: { space_id: number; office_id: number },
  written: Written,
): Promise<number> {
  const { id } = await tx
    .insertInto("vote_draft")
    .values({ ...draft, version: 1, approved_at: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertVersion(tx, id, 1, written);
  return id;
}

async function insertVersion(tx: Tx, id: number, version: number, { definition, by, at }: Written) {
  await tx
    .insertInto("vote_draft_version")
    .values({
      draft_id: id,
      version,
      definition: JSON.stringify(definition),
      written_by: by,
      written_at: at,
    })
    .execute();
}

/**
 * Writes the next version of a draft that is not approved, if it is still at `version`.
 *
 * @returns false: somebody else wrote one, or approved it
 */
export async function changeVoteDraft(
  tx: Tx,
  id: number,
  version: number,
  written: Written,
): Promise<boolean> {
  const changed = await tx
    .updateTable("vote_draft")
    .set({ version: version + 1 })
    .where("id", "=", id)
    .where("version", "=", version)
    .where("approved_at", "is", null)
    .returning("version")
    .executeTakeFirst();
  if (changed) await insertVersion(tx, id, changed.version, written);
  return changed !== undefined;
}

const drafts = (db: Queryable, spaceId: number) =>
  db
    .selectFrom("vote_draft")
    .innerJoin("vote_draft_version as last", (join) =>
      join.onRef("last.draft_id", "=", "vote_draft.id").onRef("last.version", "=", "vote_draft.version"),
    )
    .select([
      "vote_draft.id",
      "vote_draft.office_id",
      "vote_draft.version",
      "vote_draft.approved_at",
      "last.definition",
      "last.written_at",
    ])
    .where("vote_draft.space_id", "=", spaceId);

/** A draft of a space as it stands, approved or not. */
export const findVoteDraft = (db: Queryable, spaceId: number, id: number) =>
  drafts(db, spaceId).where("vote_draft.id", "=", id).executeTakeFirst();

/** Those of a space that are not approved, latest first (vote_draft_waiting). */
export const listVoteDrafts = (db: Queryable, spaceId: number, limit: number) =>
  drafts(db, spaceId)
    .where("vote_draft.approved_at", "is", null)
    .orderBy("vote_draft.id", "desc")
    .limit(limit)
    .execute();

/** @returns false: it was changed or approved meanwhile */
export async function approveVoteDraft(tx: Tx, id: number, version: number, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable("vote_draft")
    .set({ approved_at: at })
    .where("id", "=", id)
    .where("version", "=", version)
    .where("approved_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Who wrote any version of a draft. */
export async function listVoteWriters(db: Queryable, id: number): Promise<Set<number>> {
  const rows = await db
    .selectFrom("vote_draft_version")
    .select("written_by")
    .distinct()
    .where("draft_id", "=", id)
    .execute();
  return new Set(rows.map(({ written_by }) => written_by));
}
