import { LRUCache } from "lru-cache";
import type { Database } from "#db/client.ts";
import { countUnfollowed } from "#db/queries/search-followers.ts";
import { readSearchWords } from "#db/queries/search-words.ts";
import type { SearchWords } from "#db/search-document.ts";
import type { DocumentReaders } from "#search/documents.ts";
import type { Searcher } from "#search/engine.ts";
import { FAR_BEHIND, FailoverSearch, type SearchStatus } from "#search/failover.ts";
import { MeilisearchEngine } from "#search/meilisearch.ts";
import { PostgresEngine } from "#search/postgres.ts";
import type { WordsReader } from "#search/words.ts";
import { DOCUMENT_READERS, onIndexed } from "./domain/kinds.ts";
import type { Environment } from "./environment.ts";
import type { Log } from "./platform/log.ts";

/** Search as the doors get it: what answers, what indexes, and how it stands. */
export interface Search {
  ask: Searcher;
  /** Always current: for what must miss nothing, such as letters. */
  embedded: Searcher;
  /** The outside engine, when one is set: jobs and the rebuild write to it. */
  outside: MeilisearchEngine | undefined;
  words: WordsReader;
  /** How what can be found is read. */
  readers: DocumentReaders;
  /** What else follows from things being indexed. */
  onIndexed: typeof onIndexed;
  /** So that what is pushed to the outside engine are the words as they stand now. */
  forgetWords(): void;
  /** Told how each attempt to bring the outside engine up to date went. */
  onFollowed(fault?: Error): void;
  status(): Promise<SearchStatus>;
}

const WORDS_TTL_MS = 5_000;

export function createSearch(db: Database, environment: Environment, log: Log): Search {
  const { MEILI_URL, MEILI_API_KEY } = environment;
  const remembered = new LRUCache<number, SearchWords>({
    max: 100,
    ttl: WORDS_TTL_MS,
    fetchMethod: (spaceId) => readSearchWords(db, spaceId),
  });
  const words: WordsReader = async (spaceId) =>
    (await remembered.fetch(spaceId)) ?? { synonyms: [], stopWords: [] };
  const embedded = new PostgresEngine(db, words);
  if (MEILI_URL === undefined) {
    const status: SearchStatus = { engine: embedded.name, outside: "none" };
    return {
      ask: embedded,
      embedded,
      outside: undefined,
      words,
      readers: DOCUMENT_READERS,
      onIndexed,
      forgetWords: () => remembered.clear(),
      onFollowed: () => undefined,
      status: async () => status,
    };
  }
  const outside = new MeilisearchEngine({ url: MEILI_URL, apiKey: MEILI_API_KEY, words });
  const failover = new FailoverSearch(outside, embedded, {
    behind: () => countUnfollowed(db, outside.name, FAR_BEHIND),
    onChange(status, cause) {
      if (status.outside === "ready") log.info(status, "search: Meilisearch answers");
      else log.warn({ ...status, err: cause }, "search: the embedded engine answers meanwhile");
    },
  });
  let away = false;
  const onFollowed = (fault?: Error) => {
    // each minute's attempt at an outage is not news
    if (fault && !away)
      log.warn({ err: fault }, "search: Meilisearch is away; it will be brought up to date");
    if (!fault && away) log.info("search: Meilisearch is up to date again");
    away = fault !== undefined;
  };
  const forgetWords = () => remembered.clear();
  return {
    ask: failover,
    embedded,
    outside,
    words,
    readers: DOCUMENT_READERS,
    onIndexed,
    forgetWords,
    onFollowed,
    status: () => failover.status(),
  };
}
