import type { Queryable } from "#db/client.ts";
import { listMails } from "#db/queries/mails.ts";

/**
 * A page of the letters that a space wrote, newest first.
 *
 * @param before the id that the page before ended with
 */
export async function readKeptMails(
  db: Queryable,
  spaceId: number,
  before: number | undefined,
  pageSize: number,
) {
  const mails = await listMails(db, spaceId, before, pageSize + 1);
  const shown = mails.slice(0, pageSize);
  const last = mails.length > pageSize ? shown.at(-1) : undefined;
  return { mails: shown, next: last ? String(last.id) : null };
}
