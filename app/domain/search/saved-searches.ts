import { PortalError } from "#app/domain/errors.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Database, Queryable } from "#db/client.ts";
import {
  deleteSavedSearch,
  findSavedSearch,
  insertSavedSearch,
  listSavedSearches,
  lockPerson,
  setMailOfSearch,
} from "#db/queries/saved-searches.ts";
import { inTransaction } from "#db/transaction.ts";
import { asksSomething, parseSearch, type SearchRequest, searchParameters } from "./search-schema.ts";

export const MOST_SAVED_SEARCHES = 30;
/** As the table has it. */
const LONGEST_QUERY = 1_000;

/** What is kept of a search: the words and filters, in one order. How it was sorted, and the page, are no part of it. */
export function savedQueryOf(request: SearchRequest): string {
  return searchParameters({ ...request, order: request.text === "" ? "date" : "relevance" }).toString();
}

/**
 * Keeps a search for a person; one that is kept already stays as it is.
 *
 * @param query as it stands in the search page's address
 * @returns the query as it is kept
 * @throws PortalError "invalid-input" for no search of ours, "searches-full"
 */
export function saveSearch(
  db: Database,
  directory: Directory,
  personId: number,
  query: string,
  now: Date,
): Promise<string> {
  const request = parseSearch(new URLSearchParams(query.slice(0, LONGEST_QUERY * 9)), directory);
  const kept = savedQueryOf(request);
  if (!asksSomething(request)) throw fault("required");
  if (kept.length > LONGEST_QUERY) throw fault("too-long");
  return inTransaction(db, async (tx) => {
    await lockPerson(tx, personId);
    const own = await listSavedSearches(tx, directory.space.id, personId);
    if (own.length >= MOST_SAVED_SEARCHES && !own.some((search) => search.query === kept))
      throw new PortalError("searches-full");
    await insertSavedSearch(tx, { personId, spaceId: directory.space.id, query: kept, mail: true, now });
    return kept;
  });
}

const fault = (code: "required" | "too-long") =>
  new PortalError("invalid-input", { faults: [{ field: "query", code }] });

export async function isSaved(
  db: Queryable,
  spaceId: number,
  personId: number,
  request: SearchRequest,
): Promise<boolean> {
  return (await findSavedSearch(db, spaceId, personId, savedQueryOf(request))) !== undefined;
}

export interface SavedSearch {
  id: number;
  /** As in the address of the search page. */
  query: string;
  /** What it asks for; null when that exists no more, such as a category that was taken out. */
  request: SearchRequest | null;
  mail: boolean;
}

export async function readSavedSearches(
  db: Queryable,
  directory: Directory,
  personId: number,
): Promise<SavedSearch[]> {
  const rows = await listSavedSearches(db, directory.space.id, personId);
  return rows.map(({ id, query, mail }) => ({ id, query, mail, request: requestOf(query, directory) }));
}

/** Whether a person hears of what a search of theirs finds; letters begin with what comes from `now` on. */
export async function setSearchMail(
  db: Queryable,
  search: { spaceId: number; id: number; personId: number; mail: boolean },
  now: Date,
): Promise<void> {
  await setMailOfSearch(db, search, now);
}

/** One that is gone already stays gone; somebody else's or another space's stays. */
export async function removeSavedSearch(
  db: Queryable,
  { spaceId, id, personId }: { spaceId: number; id: number; personId: number },
): Promise<void> {
  await deleteSavedSearch(db, spaceId, id, personId);
}

/** A kept query as a request; null when the directory no longer knows what it names. */
export function requestOf(query: string, directory: Directory): SearchRequest | null {
  try {
    return parseSearch(new URLSearchParams(query), directory);
  } catch (error) {
    if (error instanceof PortalError) return null;
    throw error;
  }
}
