import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { drivesSignedBy } from "./browse-drives.ts";
import { listOwnApplications } from "./own-applications.ts";

/** What a person applied for or helps with in a space, and the drives that they signed online there. */
export async function readOwnDrives(
  db: Queryable,
  personId: number,
  { spaceId, language }: Reading,
  limit: number,
) {
  const [applications, signed] = await Promise.all([
    listOwnApplications(db, spaceId, personId, language),
    drivesSignedBy(db, spaceId, personId, language, limit),
  ]);
  return { applications, signed };
}
