import type { Queryable } from "#db/client.ts";
import { deleteSession, listSessions } from "#db/queries/sessions.ts";
import { endPushOf } from "./sign-out.ts";

/** Enough of a session's id to say which one is meant; the id itself is of no use to anybody, and of nobody's concern. */
const HANDLE_LENGTH = 16;

/** Tells a person's device from their others, by the id of the session there. */
export const deviceHandle = (sessionId: string): string => sessionId.slice(0, HANDLE_LENGTH);

const HANDLE = /^[0-9a-f]{16}$/;

/** Where somebody is signed in, newest first. @param current the id of the session that asks */
export async function readDevices(db: Queryable, personId: number, current: string | undefined, now: Date) {
  const sessions = await listSessions(db, personId, now);
  return sessions.map(({ id, device, created_at, expires_at }) => ({
    handle: deviceHandle(id),
    device,
    since: created_at.toISOString(),
    until: expires_at.toISOString(),
    isThis: id === current,
  }));
}

/** Ends one of a person's own sessions. @returns the ids of what ended; none when it had ended already */
export async function endDevice(db: Queryable, personId: number, handle: string): Promise<string[]> {
  if (!HANDLE.test(handle)) return [];
  const ids = await deleteSession(db, personId, handle);
  await endPushOf(db, ids);
  return ids;
}
