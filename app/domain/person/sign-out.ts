import type { Queryable } from "#db/client.ts";
import { deleteSessionsOf } from "#db/queries/persons.ts";
import { deletePushOfPerson, deletePushOfSessions, movePushOfSession } from "#db/queries/push.ts";

/** Ends every session of a person. @returns their ids, for the processes that remember them */
export async function endSessionsOf(db: Queryable, personId: number): Promise<string[]> {
  const ids = await deleteSessionsOf(db, personId);
  await deletePushOfPerson(db, personId);
  return ids;
}

/** No message comes any more to the devices of sessions that ended: somebody else may hold them by then. */
export const endPushOf = (db: Queryable, sessionIds: readonly string[]): Promise<void> =>
  deletePushOfSessions(db, sessionIds);

/** A session began where another ended: the same person goes on being told there, and nobody of before. */
export const passOnPush = (
  db: Queryable,
  before: { id: string; personId: number },
  now: { id: string; personId: number },
): Promise<void> =>
  before.personId === now.personId ? movePushOfSession(db, before.id, now.id) : endPushOf(db, [before.id]);
