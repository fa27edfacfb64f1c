import type { Reading } from "#app/domain/kinds/kind.ts";
import { KINDS, type SharedMatter } from "#app/domain/kinds.ts";
import type { Queryable } from "#db/client.ts";
import { findPublished } from "#db/queries/open-data.ts";

/** What is said of a matter to who is sent its address. */
export interface SharedView {
  matter: SharedMatter;
  /** Its code. */
  category: string;
  /** Null: it ended before its day. */
  closesAt: string | null;
}

/**
 * A matter that everybody may find by its number: what is shared is shown by messengers to whoever is in a room.
 *
 * @returns undefined also for what is not listed, and for what was taken back
 */
export async function readShared(
  db: Queryable,
  id: number,
  reading: Reading,
): Promise<SharedView | undefined> {
  const found = await findPublished(db, reading.spaceId, id);
  const matter = found && (await KINDS[found.kind].readShared(db, id, reading));
  if (!matter) return undefined;
  const endedBefore = !matter.open && found.closes_at > reading.now;
  return { matter, category: found.category, closesAt: endedBefore ? null : found.closes_at.toISOString() };
}
