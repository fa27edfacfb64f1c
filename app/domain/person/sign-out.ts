import type { Queryable } from "#db/client.ts";
import { deleteSessionsOf } from "#db/queries/persons.ts";

/** Ends every session of a person. @returns their ids, for the processes that remember them */
export function endSessionsOf(db: Queryable, personId: number): Promise<string[]> {
  return deleteSessionsOf(db, personId);
}
