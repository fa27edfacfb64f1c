import { matterPath } from "#app/domain/matter/address.ts";
import { requestOf } from "#app/domain/search/saved-searches.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { beginningOf } from "#app/platform/excerpt.ts";
import type { Database, Queryable } from "#db/client.ts";
import { enqueue, isUnderWay, type Jobs } from "#db/queries/jobs.ts";
import { firstUnindexed, listNewest, listSearchesToTell, moveToldUntil } from "#db/queries/saved-searches.ts";
import { listVisible } from "#db/queries/search-documents.ts";
import { FACETS, type Facet, type Filters } from "#db/search-document.ts";
import type { Language } from "#db/tables/language.ts";
import { inTransaction } from "#db/transaction.ts";
import { keyOf, type Searcher } from "#search/engine.ts";
import { type Letter, writeLetter } from "./write-letter.ts";

const BATCH = 100;
/** Hits that are looked at for one letter: it lists few and counts the rest, or says that there are more. */
const MOST_HITS = 100;
const LISTED = 5;
/** A search may be named by forty filters; a subject line may not. */
const LONGEST_NAME = 80;
const HOUR_MS = 60 * 60_000;
/** What is published is committed and indexed in seconds. What is younger than this waits for the next run. */
const SETTLED_MS = 60_000;

/** The batches after the first have a key of their own: the next start must not put them back to the beginning. */
const NEXT_BATCH = "tell-saved-searches/next-batch";

type Search = Awaited<ReturnType<typeof listSearchesToTell>>[number];

export interface SearchTeller {
  db: Database;
  /** One that has found all that the database says is indexed: the embedded one. */
  engine: Searcher;
  /** Of a space by its code; undefined when there is none. */
  directoryOf(code: string): Promise<Directory | undefined>;
  /** What the values of facets are called in a space and language. */
  labels(directory: Directory, language: Language): (facet: Facet, value: string) => string;
  origin: string;
}

/**
 * Looks through a batch of saved searches for what is new since they were last told, and writes ONE letter for each
 * that found something, at most one an hour. Enqueues the next batch; a start (`afterId` 0) does nothing while an
 * earlier one is still on its way through them.
 *
 * Each search moves on (`told_until`) in the transaction of its letter, and only from where it was read: killed
 * anywhere, or run twice at once, nobody is told twice. It moves no further than what search is known to have
 * indexed, so what was published in between is told by the next run and nobody is left out.
 */
export async function tellSavedSearches(
  teller: SearchTeller,
  job: Jobs["tell-saved-searches"],
  now: Date,
): Promise<void> {
  const { db } = teller;
  if (job.afterId === 0 && (await isUnderWay(db, NEXT_BATCH))) return;
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const searches = await listSearchesToTell(db, job.afterId, hourAgo, BATCH);
  if (searches.length === 0) return;
  const until = await indexedUntil(db, now);
  const newest = await listNewest(db, [...new Set(searches.map((search) => search.space_id))], until);
  for (const search of searches) {
    const last = newest.get(search.space_id);
    if (last && last > search.told_until) await tell(teller, search, until, now);
  }
  const last = searches.at(-1);
  if (last && searches.length === BATCH)
    await inTransaction(db, (tx) => enqueue(tx, "tell-saved-searches", { afterId: last.id }, NEXT_BATCH));
}

async function indexedUntil(db: Queryable, now: Date): Promise<Date> {
  const settled = now.getTime() - SETTLED_MS;
  const first = await firstUnindexed(db);
  return new Date(first ? Math.min(settled, first.getTime() - 1) : settled);
}

async function tell(teller: SearchTeller, search: Search, until: Date, now: Date): Promise<void> {
  const { db, engine, directoryOf, labels, origin } = teller;
  const directory = await directoryOf(search.space_code);
  const request = directory && requestOf(search.query, directory);
  if (!request) return;
  const { hits, total } = await engine.query({
    spaceId: search.space_id,
    text: request.text,
    filters: request.filters,
    order: "date",
    publishedAfter: search.told_until,
    offset: 0,
    limit: MOST_HITS,
  });
  if (hits.length === 0) return;
  const rows = new Map(
    (await listVisible(db, search.space_id, hits, search.language)).map((row) => [keyOf(row), row]),
  );
  const found = hits
    .flatMap((hit) => rows.get(keyOf(hit)) ?? [])
    .filter((row) => row.published_at > search.told_until && row.published_at <= until);
  if (found.length === 0) return;
  const name = request.text || nameOf(request.filters, labels(directory, search.language));
  const letter = letterOf(search, name, { found, more: total > hits.length });
  const sender = { spaceId: search.space_id, home: `${origin}${directory.space.prefix}` };
  await inTransaction(db, async (tx) => {
    if (!(await moveToldUntil(tx, search.id, { from: search.told_until, to: until }, now))) return;
    await writeLetter(tx, sender, letter, now);
  });
}

type Found = Pick<
  Awaited<ReturnType<typeof listVisible>>[number],
  "kind" | "title" | "matter_id" | "matter_kind"
>;

/** As one's own page names a search without words. */
function nameOf(filters: Filters, labelOf: (facet: Facet, value: string) => string): string {
  const labels = FACETS.flatMap((facet) => (filters[facet] ?? []).map((value) => labelOf(facet, value)));
  const name = labels.join(", ");
  return name.length <= LONGEST_NAME ? name : `${beginningOf(name, LONGEST_NAME).trimEnd()}…`;
}

/** @param answer.more whether more matched than were looked at */
function letterOf(search: Search, name: string, { found, more }: { found: Found[]; more: boolean }): Letter {
  return {
    to: { why: "savedSearch", people: [{ ...search, id: search.person_id }] },
    occasion: `saved-search/${search.id}/${search.told_until.getTime()}`,
    matterId: null,
    say({ t, number, link }) {
      const values = { name, count: found.length, amount: number(found.length) };
      const titles = found.slice(0, LISTED).map(({ kind, title, matter_id, matter_kind }) => {
        const page = link(matterPath(matter_kind, matter_id));
        return `- ${t(`search:kind.${kind}`)}: ${title}\n  ${page}`;
      });
      return {
        subject: t(more ? "mail:savedSearch.subjectAtLeast" : "mail:savedSearch.subject", values),
        body: [t(more ? "mail:savedSearch.textAtLeast" : "mail:savedSearch.text", values), titles.join("\n")],
        page: { path: `/search?${search.query}&sort=date`, label: t("mail:savedSearch.all") },
      };
    },
  };
}
