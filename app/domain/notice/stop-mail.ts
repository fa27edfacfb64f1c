import type { StopLinks } from "#app/platform/stop-links.ts";
import type { Database } from "#db/client.ts";
import { updatePreferences } from "#db/queries/persons.ts";
import { stopLettersOfSearches } from "#db/queries/saved-searches.ts";
import type { MailStop } from "#db/tables/mail.ts";

/** As they stand in a token. */
const LETTERS: Readonly<Record<MailStop, string>> = { news: "n", search: "s" };

/** The address that stops a sort of letters for a person. @param origin of the portal */
export const stopAddress = (links: StopLinks, origin: string, personId: number, stop: MailStop): string =>
  `${origin}/unsubscribe?${new URLSearchParams({ t: links.tokenOf(personId, LETTERS[stop]) })}`;

/** What an address stops; undefined: it is none of ours. */
export function readStop(links: StopLinks, token: string): { personId: number; stop: MailStop } | undefined {
  const read = links.read(token);
  if (read?.what === LETTERS.news) return { personId: read.personId, stop: "news" };
  if (read?.what === LETTERS.search) return { personId: read.personId, stop: "search" };
  return undefined;
}

/** Doing it twice is doing it once; of who left there is nothing to stop. */
export async function stopMail(db: Database, personId: number, stop: MailStop): Promise<void> {
  if (stop === "news") await updatePreferences(db, personId, { mail_wanted: false });
  else await stopLettersOfSearches(db, personId);
}
