import type { Queryable } from "#db/client.ts";
import { listMattersByIds } from "#db/queries/matter-lists.ts";
import type { Language } from "#db/tables/language.ts";

/** The titles of some matters of a space in a language, where they were translated; else as they were written. */
export async function readTitles(
  db: Queryable,
  spaceId: number,
  ids: (number | null)[],
  language: Language,
): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const matters = await listMattersByIds(db, spaceId, wanted, language);
  return new Map(matters.map(({ id, title }) => [id, title]));
}
