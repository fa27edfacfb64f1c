import type { Queryable } from "#db/client.ts";
import { deleteSessionsOf } from "#db/queries/persons.ts";
import { deletePushOfSessions } from "#db/queries/push.ts";

/** Ends every session of a person. @returns their ids, for the processes that remember them */
export async function endSessionsOf(db: Queryable, personId: number): Promise<string[]> {
  const ids = await deleteSessionsOf(db, personId);
  await endPushOf(db, ids);
  return ids;
}

/** No message comes any more to the devices of sessions that ended: somebody else may hold them by then. */
export const endPushOf = (db: Queryable, sessionIds: readonly string[]): Promise<void> =>
  deletePushOfSessions(db, sessionIds);
