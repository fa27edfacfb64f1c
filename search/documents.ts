import { beginningOf } from "#app/platform/excerpt.ts";
import { type Dialect, markdownToPlain } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import type { SearchSource } from "#db/queries/search-sources/source.ts";
import type { DocumentRef, DocumentState, SearchDocument } from "#db/search-document.ts";
import { SEARCHED_KINDS, type SearchedKind } from "#db/tables/search.ts";
import { keyOf } from "./engine.ts";

/**
 * Reads things as documents, as they stand now; what must not be found (any more) has none. Only public text goes in:
 * no author, no name, nobody's support.
 */
export type ReadDocuments = (db: Queryable, ids: number[], now: Date) => Promise<SearchDocument[]>;

/** Every kind of thing reads its own: what stands where is known to it and not to search. */
export type DocumentReaders = { readonly [Kind in SearchedKind]: ReadDocuments };

/** Texts longer than this are cut for the index: the longest that people can write here is below it. */
const LONGEST_TEXT = 60_000;

/**
 * The documents of these things as they stand now, and those of them that must not be found (any more). Run it after
 * taking what changed and under the index lock, so that what is written last is what was read last.
 */
export async function readDocuments(
  db: Queryable,
  readers: DocumentReaders,
  refs: readonly DocumentRef[],
  now: Date,
): Promise<{ documents: SearchDocument[]; gone: DocumentRef[] }> {
  const documents: SearchDocument[] = [];
  for (const kind of SEARCHED_KINDS) {
    const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
    if (ids.length > 0) documents.push(...(await readers[kind](db, ids, now)));
  }
  const found = new Set(documents.map(keyOf));
  return { documents, gone: refs.filter((ref) => !found.has(keyOf(ref))) };
}

/** A document of what its query read. @param dialect as pages show the texts */
export function documentOf(
  kind: SearchedKind,
  source: SearchSource,
  state: DocumentState | null,
  dialect: Dialect,
): SearchDocument {
  const texts = [source.body, source.more ?? ""].filter((text) => text !== "");
  return {
    kind,
    id: source.id,
    spaceId: source.space_id,
    matterId: source.matter_id,
    language: source.language,
    title: source.title,
    otherTitles: source.other_titles ?? "",
    text: beginningOf(markdownToPlain(texts.join("\n\n"), dialect), LONGEST_TEXT),
    category: source.category,
    district: source.district,
    state,
    office: source.office,
    year: yearInSeoul(source.published_at),
    publishedAt: source.published_at,
    supportCount: source.support_count,
  };
}

const seoulYear = new Intl.DateTimeFormat("en", { timeZone: "Asia/Seoul", year: "numeric" });
const yearInSeoul = (date: Date) => Number(seoulYear.format(date));
