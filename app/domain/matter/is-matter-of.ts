import type { Queryable } from "#db/client.ts";
import { isOfSpace } from "#db/queries/matters.ts";

/** Whether a space has a matter of that id, whatever its kind. */
export const isMatterOf = (db: Queryable, spaceId: number, id: number): Promise<boolean> =>
  isOfSpace(db, spaceId, id);
