import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { listSupportedBy } from "#db/queries/matter-lists.ts";

/** The forums of a space that a person took part in, latest first. */
export async function readOwnForums(
  db: Queryable,
  personId: number,
  { spaceId, language }: Reading,
  limit: number,
): Promise<{ id: number; title: string }[]> {
  const forums = await listSupportedBy(db, spaceId, personId, "forum", language, limit);
  return forums.map(({ id, title }) => ({ id, title }));
}
