import type { Queryable } from "#db/client.ts";
import { listApplicationsOf } from "#db/queries/applications.ts";
import type { Language } from "#db/tables/language.ts";

const SHOWN = 20;

/** What a person applied for in a space or helps with, latest first. */
export async function listOwnApplications(
  db: Queryable,
  spaceId: number,
  personId: number,
  language: Language,
) {
  const rows = await listApplicationsOf(db, spaceId, personId, SHOWN);
  return rows.map(({ id, title, state, drive_state, definition, updated_at, matter_id }) => ({
    id,
    title,
    kind: definition.name[language],
    state,
    driveState: drive_state,
    updatedAt: updated_at.toISOString(),
    driveId: matter_id,
  }));
}
