import { hotProposals, type ProposalSummary } from "#app/domain/kinds/proposal/summaries.ts";
import type { SearchRequest } from "#app/domain/search/search-schema.ts";
import type { Queryable } from "#db/client.ts";
import type { Language } from "#db/tables/language.ts";
import { type FacetCounts, MAX_HITS, type Searcher } from "#search/engine.ts";
import type { WordsReader } from "#search/words.ts";
import { readSearchItems, type SearchItem } from "./search-items.ts";

const FEWER_WORDS_TRIED = 4;
const FEWER_WORDS_SHOWN = 2;
/** Who pasted a paragraph is not helped by one word less of it, and each try costs a search. */
const MOST_WORDS_TRIED = 8;
const POPULAR = 3;

export interface SearchServices {
  db: Queryable;
  engine: Searcher;
  /** What the operator says means the same: marked in texts as what was looked for. */
  words: WordsReader;
  spaceId: number;
  language: Language;
  now: Date;
}

/** What helps on when nothing was found. */
interface WaysOn {
  /** The same question with a word less, where that finds something. */
  fewerWords: { text: string; total: number; exact: boolean }[];
  /** How many there are without the filters; 0 when there were none. */
  withoutFilters: number;
  popular: ProposalSummary[];
}

export interface SearchResult {
  items: SearchItem[];
  total: number;
  /** Whether `total` is exact, or "at least this many". */
  exact: boolean;
  facets: FacetCounts;
  /** How the words were probably meant, when hardly anything answers them. */
  correction: string | null;
  /** What was looked for instead, because nothing answers the words as they were typed; null: they were. */
  instead: string | null;
  /** How many hits to pass over for what follows; null: this is the end, or as far as anyone may read. */
  next: number | null;
  /** Only when nothing was found. */
  waysOn: WaysOn | null;
}

interface Asked {
  offset: number;
  limit: number;
  /** As it was typed, also when nothing answers that. */
  asTyped?: boolean;
}

/**
 * A page of what was found, with what narrows it and what helps on. Where nothing answers the words, and one of them is a
 * letter away from a word that somebody wrote, what was probably meant is looked for, once, and the answer says so.
 */
export async function searchPublic(
  services: SearchServices,
  request: SearchRequest,
  { offset, limit, asTyped = false }: Asked,
): Promise<SearchResult> {
  const { db, engine, spaceId } = services;
  const { filters, order } = request;
  const search = (text: string) => engine.search({ spaceId, text, filters, order, offset, limit });
  const typed = await search(request.text);
  const correction = typed.correction === request.text ? null : typed.correction;
  const meant = typed.total === 0 && correction !== null && !asTyped ? await search(correction) : null;
  const instead = meant !== null && meant.total > 0 ? correction : null;
  const answer = instead === null || meant === null ? typed : meant;
  const { total, exact, facets } = answer;
  const [items, waysOn] = await Promise.all([
    readSearchItems(db, answer.hits, { ...services, text: instead ?? request.text }),
    total === 0 ? readWaysOn(services, request) : null,
  ]);
  const end = offset + limit;
  return {
    items,
    total,
    exact,
    facets,
    correction: instead === null ? correction : null,
    instead,
    next: end < total && end + limit <= MAX_HITS ? end : null,
    waysOn,
  };
}

/** What answers a question, newest first: for a feed. */
export async function newestMatches(
  services: SearchServices,
  { text, filters }: SearchRequest,
  limit: number,
): Promise<SearchItem[]> {
  const { db, engine, spaceId } = services;
  const { hits } = await engine.query({ spaceId, text, filters, order: "date", offset: 0, limit });
  return readSearchItems(db, hits, { ...services, text });
}

async function readWaysOn(services: SearchServices, { text, filters }: SearchRequest): Promise<WaysOn> {
  const { db, engine, spaceId, language, now } = services;
  const count = (words: string) =>
    engine.query({ spaceId, text: words, filters: {}, order: "relevance", offset: 0, limit: 1 });
  const narrowed = Object.keys(filters).length > 0;
  const [fewerWords, without, popular] = await Promise.all([
    readFewerWords(text, count),
    narrowed ? count(text) : null,
    hotProposals(db, spaceId, language, now, POPULAR),
  ]);
  return {
    fewerWords,
    withoutFilters: without?.total ?? 0,
    popular,
  };
}

/** One after the other: mostly the first two find something, and the others need not be asked. */
async function readFewerWords(
  text: string,
  count: (words: string) => Promise<{ total: number; exact: boolean }>,
): Promise<WaysOn["fewerWords"]> {
  const found: WaysOn["fewerWords"] = [];
  for (const words of withOneWordLess(text)) {
    const { total, exact } = await count(words);
    if (total > 0) found.push({ text: words, total, exact });
    if (found.length === FEWER_WORDS_SHOWN) break;
  }
  return found;
}

/** "밤 버스 노선" → "밤 버스", "밤 노선", "버스 노선": the last word goes first, as it was added last. */
function withOneWordLess(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (words.length < 2 || words.length > MOST_WORDS_TRIED) return [];
  const shorter = words
    .map((_, index) => words.filter((_word, place) => place !== index).join(" "))
    .reverse();
  return [...new Set(shorter)].slice(0, FEWER_WORDS_TRIED);
}
